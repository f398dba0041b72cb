"""What the role of the API may do: read the tables, refuse a cursor, write what commands write, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest

from app.database.addresses import Addresses
from tests.database.rows import day, record, school, user

Connection = psycopg.Connection[Any]


@pytest.fixture
def api(addresses: Addresses) -> Iterator[Connection]:
    with psycopg.connect(addresses.api) as connection:
        yield connection
        connection.rollback()


def test_every_table_can_be_read(api: Connection) -> None:
    tables = api.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert len(tables) >= 12
    for (name,) in tables:
        # What nobody in particular has answered is read when a survey is closed, in sums.
        readable = name != "survey_ballots"
        assert api.execute("SELECT has_table_privilege(%s, 'SELECT')", [name]).fetchone() == (readable,), name


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO users (id, key, status, ambassador) VALUES (gen_random_uuid(), 'k', 'GENERAL', true)",
        "UPDATE users SET restricted = false",
        "UPDATE audit_log SET command = ''",
        "DELETE FROM audit_log",
        "UPDATE assignments SET role = 'EACEA'",
        "UPDATE assignments SET purposes = NULL",
        "DELETE FROM assignments",
        "DELETE FROM consents",
        "UPDATE consents SET withdrawn_at = NULL",
        "UPDATE consents SET withdrawn_at = now(), withdrawn_channel = 'API'",
        "UPDATE users SET public_profile = '{(,)}'",
        "INSERT INTO consents (id, key, user_id, purpose, notice_version, language, given_at, withdrawn_at)"
        " VALUES (gen_random_uuid(), 'k', gen_random_uuid(), 'SURVEY', 'esep-nb', 'et', now(), now())",
        "TRUNCATE consents",
        "UPDATE users SET email = 'x@y.example'",
        "UPDATE users SET ambassador = true",
        "UPDATE pictures SET user_id = gen_random_uuid()",
        "TRUNCATE pictures",
        "UPDATE users SET last_login_at = now()",
        "UPDATE schools SET country = 'EE'",
        "UPDATE validations SET reason = NULL",
        "DELETE FROM validations",
        "DELETE FROM projects",
        "UPDATE invitations SET user_id = inviter_id",
        "UPDATE projects SET registered_on = now(), version = 1",
        "DELETE FROM partners",
        "UPDATE partners SET user_id = project_id",
        "DELETE FROM members",
        "UPDATE areas SET kind = 'GROUP'",
        "DELETE FROM schools",
        "UPDATE schools SET official_name = 'Another'",
        "UPDATE schools SET email = 'x@y.example'",
        "UPDATE school_aliases SET absorbed_id = gen_random_uuid()",
        "DELETE FROM school_aliases",
        "UPDATE school_validations SET reason = NULL",
        "DELETE FROM school_validations",
        "UPDATE representations SET country = 'EE'",
        "DELETE FROM articles",
        "UPDATE articles SET body = ''",
        "UPDATE comments SET text = ''",
        "UPDATE comments SET author_id = article_id",
        "UPDATE affiliation_decisions SET decision = 'REFUSED'",
        "DELETE FROM affiliation_decisions",
        "SELECT FROM organisations FOR UPDATE",
        "SELECT FROM survey_ballots",
        "INSERT INTO survey_ballots (id, survey_id, question, choice) SELECT gen_random_uuid(), id, 1, 1 FROM surveys",
        "INSERT INTO surveys (id, open, opened_at, closed_at) VALUES (gen_random_uuid(), false, now(), now())",
        "UPDATE surveys SET open = false, closed_at = now()",
        "UPDATE survey_participations SET user_id = survey_id",
        "DELETE FROM survey_participations",
        "DELETE FROM survey_responses",
        "UPDATE survey_answers SET text = ''",
        "INSERT INTO survey_results (id, survey_id, question, choice, answers)"
        " VALUES (gen_random_uuid(), gen_random_uuid(), 1, 1, 1)",
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "DROP TABLE users",
        "ALTER TABLE users DISABLE TRIGGER ALL",
        "COPY users TO PROGRAM 'cat'",
        "SET ROLE twingraph_owner",
        "SELECT pg_read_file('/etc/passwd')",
    ],
)
def test_whatever_changes_something_is_refused(api: Connection, statement: LiteralString) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        api.execute(statement)


def test_a_later_table_can_be_read_and_a_later_function_not_be_called(owner: Connection) -> None:
    owner.execute("CREATE TABLE later (id int)")
    owner.execute("CREATE FUNCTION later() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    rights = owner.execute(
        "SELECT has_table_privilege('twingraph_api', 'later', 'SELECT'),"
        " has_table_privilege('twingraph_api', 'later', 'INSERT'),"
        " has_function_privilege('twingraph_api', 'later()', 'EXECUTE')"
    ).fetchone()
    assert rights == (True, False, False)


def test_a_refused_cursor_has_its_own_code_and_a_message_without_values(api: Connection) -> None:
    with pytest.raises(psycopg.DatabaseError) as refused:
        api.execute("SELECT refuse_cursor(id) FROM (SELECT gen_random_uuid() AS id OFFSET 0) AS row")
    assert refused.value.sqlstate == "TG001"
    assert refused.value.diag.message_primary == "cursor refused"
    assert refused.value.diag.message_detail is None


def test_a_cursor_that_is_not_refused_is_not_looked_at(api: Connection) -> None:
    rows = api.execute(
        "SELECT CASE WHEN id IS NULL THEN refuse_cursor(id) ELSE true END"
        " FROM (SELECT gen_random_uuid() AS id OFFSET 0) AS row"
    ).fetchall()
    assert rows == [(True,)]


def test_the_trigger_function_cannot_be_called_by_the_api(api: Connection) -> None:
    allowed = api.execute("SELECT has_function_privilege('refresh_live_consents()', 'EXECUTE')").fetchone()
    assert allowed == (False,)


def alias(owner: Connection, absorbed: UUID, surviving: UUID) -> None:
    past = {"absorbed_id": absorbed, "surviving_id": surviving, "key": str(absorbed), "official_name": "S", "city": "C"}
    values = {**past, "country": "EE", "status": "VALIDATED", "merged_by": user(owner), "merged_at": day(1)}
    record(owner, "school_aliases", **values)


def test_only_a_school_that_was_merged_into_another_is_deleted_and_with_nobody_in_it(owner: Connection) -> None:
    kept, absorbed, other = school(owner), school(owner), school(owner)
    alias(owner, absorbed, kept)
    dropped = [owner.execute("SELECT drop_absorbed_school(%s)", [one]).fetchone() for one in (kept, absorbed, other)]
    assert dropped == [(None,), (True,), (None,)]
    assert owner.execute("SELECT id FROM schools WHERE id = ANY(%s)", [[kept, absorbed, other]]).rowcount == 2
    user(owner, school_id=absorbed, school_country="EE")
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("into", [{"country": "NO"}, {"status": "PENDING"}, {"status": "REFUSED"}, None], ids=str)
def test_no_school_is_deleted_for_one_of_another_country_that_waits_or_is_not_there(
    owner: Connection, into: dict[str, object] | None
) -> None:
    absorbed = school(owner)
    alias(owner, absorbed, uuid4() if into is None else school(owner, **into))
    assert owner.execute("SELECT drop_absorbed_school(%s)", [absorbed]).fetchone() == (None,)
    assert owner.execute("SELECT id FROM schools WHERE id = %s", [absorbed]).rowcount == 1


def test_no_school_is_an_alias_of_itself(owner: Connection) -> None:
    one, other = school(owner), school(owner)
    alias(owner, other, one)
    with pytest.raises(psycopg.errors.CheckViolation), owner.transaction():
        alias(owner, one, one)
    with pytest.raises(psycopg.errors.CheckViolation), owner.transaction():
        owner.execute("UPDATE school_aliases SET surviving_id = absorbed_id WHERE absorbed_id = %s", [other])


def test_no_function_finds_a_table_by_the_path_of_its_caller(api: Connection) -> None:
    free = api.execute(
        """SELECT proname FROM pg_proc JOIN pg_language AS language ON language.oid = prolang
            WHERE pronamespace = 'public'::regnamespace AND lanname = 'plpgsql' AND proname NOT LIKE 'procrastinate%'
              AND prosrc ~ '\\m(FROM|INTO|UPDATE)\\M'
              AND NOT EXISTS (SELECT FROM unnest(proconfig) AS setting WHERE setting LIKE 'search_path=%')"""
    ).fetchall()
    assert free == []
