"""Bringing a database to the newest revision: from nothing, again, by several at once, and on a foreign server."""

from __future__ import annotations

import ast
import shutil
import threading
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from alembic.script import ScriptDirectory
from psycopg import sql
from psycopg.conninfo import make_conninfo

import app.database.migrations
from app.database.addresses import Addresses
from app.database.migrate import configuration, draft_revision, migrate, schema_is_current
from app.errors import Misconfigured


@pytest.fixture
def empty_database(server: Addresses) -> Addresses:
    """A database without any table, made for one test; it goes away with the server."""
    name = f"empty_{uuid4().hex}"
    with psycopg.connect(server.owner, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 STRATEGY wal_log").format(sql.Identifier(name))
        )
    return Addresses(owner=make_conninfo(server.owner, dbname=name), api=make_conninfo(server.api, dbname=name))


def revisions(addresses: Addresses) -> list[tuple[str]]:
    with psycopg.connect(addresses.owner) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchall()


def test_a_new_database_becomes_current_and_stays_so(empty_database: Addresses) -> None:
    assert not schema_is_current(empty_database)
    migrate(empty_database)
    assert schema_is_current(empty_database)
    before = revisions(empty_database)
    migrate(empty_database)
    assert revisions(empty_database) == before


# Of a database its functions, triggers, tables and indexes, and what the role of the API may do.
_BESIDE = """
SELECT pg_get_functiondef(oid) || coalesce(proacl::text, '') FROM pg_proc
 WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT relname || coalesce(relacl::text, '') FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT attrelid::regclass || '.' || attname || attacl::text FROM pg_attribute WHERE attacl IS NOT NULL
ORDER BY 1
"""
# As the revisions 0031 and 0035 were first written.
_BEFORE = """
DROP FUNCTION cast_ballots(uuid, jsonb);
DROP INDEX consents_survey;
DROP TRIGGER survey_participations_author ON survey_participations;
DROP TRIGGER survey_responses_author ON survey_responses;
GRANT INSERT ON surveys, survey_ballots TO twingraph_api;
UPDATE alembic_version SET version_num = '0036'
"""


def test_a_database_that_ran_earlier_forms_of_revisions_has_what_a_new_one_has(empty_database: Addresses) -> None:
    migrate(empty_database)
    with psycopg.connect(empty_database.owner, autocommit=True) as connection:
        new = connection.execute(_BESIDE).fetchall()
        connection.execute(_BEFORE)
        assert connection.execute(_BESIDE).fetchall() != new
        migrate(empty_database)
        assert connection.execute(_BESIDE).fetchall() == new


def test_several_that_start_at_once_do_it_once(empty_database: Addresses) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            migrate(empty_database)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert schema_is_current(empty_database)


def test_an_older_database_is_not_current(empty_database: Addresses) -> None:
    migrate(empty_database)
    with psycopg.connect(empty_database.owner) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    assert not schema_is_current(empty_database)


def test_a_database_that_cannot_be_asked_is_not_current(server: Addresses) -> None:
    nowhere = make_conninfo(server.api, dbname="no such database")
    assert not schema_is_current(Addresses(owner=nowhere, api=nowhere))


def test_a_database_of_a_newer_release_is_refused_and_left_alone(empty_database: Addresses) -> None:
    migrate(empty_database)
    with psycopg.connect(empty_database.owner) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert not schema_is_current(empty_database)
    with pytest.raises(Misconfigured, match="a revision that this release does not know"):
        migrate(empty_database)
    assert revisions(empty_database) == [("9999",)]


def test_a_role_that_may_not_make_tables_is_refused(empty_database: Addresses) -> None:
    with pytest.raises(Misconfigured, match="permission denied for schema public"):
        migrate(Addresses(owner=empty_database.api, api=empty_database.api))


def test_a_revision_that_fails_leaves_nothing_behind(empty_database: Addresses) -> None:
    with psycopg.connect(empty_database.owner) as connection:
        connection.execute("CREATE VIEW consent_periods AS SELECT 1 AS taken")
    with pytest.raises(Misconfigured, match='relation "consent_periods" already exists'):
        migrate(empty_database)
    with psycopg.connect(empty_database.owner) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert tables == []


def test_nobody_but_the_owner_may_make_anything(empty_database: Addresses) -> None:
    migrate(empty_database)
    with psycopg.connect(empty_database.api) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TEMPORARY TABLE mine (id int)")


def test_a_statement_timeout_of_the_role_does_not_end_a_migration(empty_database: Addresses) -> None:
    impatient = make_conninfo(empty_database.owner, options="-c statement_timeout=1ms")
    migrate(Addresses(owner=impatient, api=empty_database.api))
    assert schema_is_current(empty_database)


def test_revisions_are_one_line_in_the_order_of_their_numbers() -> None:
    scripts = list(ScriptDirectory.from_config(configuration()).walk_revisions())
    numbers = [script.revision for script in reversed(scripts)]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    assert all(Path(script.path).name.startswith(f"{script.revision}_") for script in scripts)


def test_a_drafted_revision_is_numbered_on_and_empty_when_nothing_is_missing(
    empty_database: Addresses, tmp_path: Path
) -> None:
    migrate(empty_database)
    scripts = tmp_path / "migrations"
    shutil.copytree(Path(app.database.migrations.__path__[0]), scripts)
    newest = ScriptDirectory.from_config(configuration()).get_current_head()
    drafted = draft_revision(empty_database, "more of it", scripts=scripts)
    assert drafted.name == f"{int(newest or 0) + 1:04}_more_of_it.py"
    module = ast.parse(drafted.read_text())
    assert f"down_revision: str | None = {newest!r}" in drafted.read_text()
    upgrade = next(node for node in module.body if isinstance(node, ast.FunctionDef) and node.name == "upgrade")
    assert isinstance(upgrade.body[-1], ast.Pass)
