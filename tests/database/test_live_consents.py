"""The periods beside the user are those of the consent records, whoever changes the records, and however."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from app.database.addresses import Addresses
from app.database.connections import owner_connection
from tests.database.rows import consent, day, user

Connection = psycopg.Connection[Any]
Periods = list[tuple[datetime | None, datetime | None]]
COLUMNS = ("public_profile", "public_picture", "public_picture_esep", "newsletter_national", "survey")


def periods(connection: Connection, user_id: UUID) -> dict[str, Periods]:
    """The columns that hold a period, with their periods."""
    query = f"SELECT {', '.join(COLUMNS)} FROM users WHERE id = %s"  # noqa: S608  names of columns
    row = connection.execute(query.encode(), [user_id]).fetchone()
    assert row is not None
    found = {name: [(part.lower, part.upper) for part in value] for name, value in zip(COLUMNS, row, strict=True)}
    return {name: value for name, value in found.items() if value}


def test_without_a_record_there_is_no_period(owner: Connection) -> None:
    assert periods(owner, user(owner)) == {}


@pytest.mark.parametrize(
    ("purpose", "column"),
    [("PUBLIC_PROFILE", "public_profile"), ("NEWSLETTER_NATIONAL", "newsletter_national"), ("SURVEY", "survey")],
)
@pytest.mark.parametrize("notice", ["esep-nb", "etwinning-lv"])
def test_a_consent_counts_for_its_purpose_under_every_notice(
    owner: Connection, purpose: str, column: str, notice: str
) -> None:
    person = user(owner)
    consent(owner, person, purpose=purpose, notice_version=notice)
    assert periods(owner, person) == {column: [(day(1), None)]}


def test_a_picture_under_the_newest_notice_is_told_apart(owner: Connection) -> None:
    person = user(owner)
    consent(owner, person, purpose="PUBLIC_PICTURE", notice_version="etwinning-sv", given_at=day(1))
    consent(owner, person, purpose="PUBLIC_PICTURE", given_at=day(3), withdrawn_at=day(4))
    assert periods(owner, person) == {"public_picture": [(day(1), None)], "public_picture_esep": [(day(3), day(4))]}


@pytest.mark.parametrize("purpose", ["NEWSLETTER_CENTRAL", "COMMISSION_NEWS"])
def test_a_purpose_that_no_rule_asks_for_leaves_no_period(owner: Connection, purpose: str) -> None:
    person = user(owner)
    consent(owner, person, purpose=purpose)
    assert periods(owner, person) == {}


def test_periods_are_joined_where_they_touch_and_kept_apart_where_they_do_not(owner: Connection) -> None:
    person = user(owner)
    for given, withdrawn in ((1, 3), (2, 4), (4, 5), (8, 9)):
        consent(owner, person, given_at=day(given), withdrawn_at=day(withdrawn))
    assert periods(owner, person) == {"public_profile": [(day(1), day(5)), (day(8), day(9))]}


def test_the_day_of_withdrawal_is_no_longer_covered(owner: Connection) -> None:
    person = user(owner)
    consent(owner, person, given_at=day(1), withdrawn_at=day(2))
    query = "SELECT public_profile @> %s::timestamptz, public_profile @> %s::timestamptz FROM users WHERE id = %s"
    assert owner.execute(query, [day(1), day(2), person]).fetchone() == (True, False)


@pytest.mark.parametrize("withdrawn", [1, 2], ids=["reversed", "empty"])
def test_a_reversed_or_empty_period_is_none_and_no_error(owner: Connection, withdrawn: int) -> None:
    person = user(owner)
    consent(owner, person, given_at=day(2), withdrawn_at=day(withdrawn))
    assert periods(owner, person) == {}
    consent(owner, person, given_at=day(5), withdrawn_at=day(6))
    assert periods(owner, person) == {"public_profile": [(day(5), day(6))]}


@pytest.mark.parametrize("count", [50, 1200])
def test_many_records_in_one_statement_reach_each_person(owner: Connection, count: int) -> None:
    people = [uuid4() for _ in range(count)]
    owner.execute("INSERT INTO users (id, key, status) SELECT id, id, 'VALIDATED' FROM unnest(%s) AS id", [people])
    owner.execute(
        "INSERT INTO consents (id, key, user_id, purpose, notice_version, language, given_at, withdrawn_at)"
        " SELECT gen_random_uuid(), gen_random_uuid()::text, person, purpose, 'esep-nb', 'en', %s, %s"
        " FROM unnest(%s::uuid[]) AS person, unnest(ARRAY['PUBLIC_PROFILE', 'SURVEY']) AS purpose",
        [day(1), day(2), people],
    )
    reached = owner.execute(
        "SELECT id FROM users WHERE public_profile = survey AND survey = tstzmultirange(tstzrange(%s, %s))",
        [day(1), day(2)],
    ).fetchall()
    assert {person for (person,) in reached} == set(people)
    # What the planner is told for many rows is told for the length of the trigger.
    assert owner.execute("SHOW enable_nestloop").fetchone() == ("on",)


def test_withdrawing_correcting_and_moving_a_record_take_effect(owner: Connection) -> None:
    person, other = user(owner), user(owner)
    record = consent(owner, person)
    owner.execute("UPDATE consents SET withdrawn_at = %s WHERE id = %s", [day(2), record])
    assert periods(owner, person) == {"public_profile": [(day(1), day(2))]}
    owner.execute("UPDATE consents SET purpose = 'SURVEY' WHERE id = %s", [record])
    assert periods(owner, person) == {"survey": [(day(1), day(2))]}
    owner.execute("UPDATE consents SET user_id = %s WHERE id = %s", [other, record])
    assert periods(owner, person) == {}
    assert periods(owner, other) == {"survey": [(day(1), day(2))]}


def test_deleting_records_takes_their_periods_away(owner: Connection) -> None:
    person = user(owner)
    first = consent(owner, person, given_at=day(1), withdrawn_at=day(2))
    consent(owner, person, given_at=day(5))
    owner.execute("DELETE FROM consents WHERE id = %s", [first])
    assert periods(owner, person) == {"public_profile": [(day(5), None)]}
    owner.execute("DELETE FROM consents WHERE user_id = %s", [person])
    assert periods(owner, person) == {}


def test_truncating_the_records_leaves_no_period(owner: Connection) -> None:
    """And no name on answers that were given by one of them."""
    person = user(owner)
    consent(owner, person)
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
    owner.execute("TRUNCATE consents CASCADE")
    assert periods(owner, person) == {}


@pytest.mark.parametrize("given_by_hand", ["{}", "{[2020-01-01,)}"])
def test_a_user_who_comes_after_the_records_has_their_periods_and_no_others(
    owner: Connection, given_by_hand: str
) -> None:
    person = uuid4()
    consent(owner, person)
    user(owner, id=person, public_profile=given_by_hand, survey=given_by_hand)
    assert periods(owner, person) == {"public_profile": [(day(1), None)]}


def test_only_rows_whose_value_changes_are_written(owner: Connection) -> None:
    person, other = user(owner), user(owner)
    consent(owner, person)
    consent(owner, other)
    versions = "SELECT id, ctid::text FROM users WHERE id = ANY(%s) ORDER BY id"
    before = owner.execute(versions, [[person, other]]).fetchall()
    consent(owner, person, given_at=day(7))
    consent(owner, other, purpose="COMMISSION_NEWS")
    owner.execute("UPDATE consents SET language = 'et'")
    assert owner.execute(versions, [[person, other]]).fetchall() == before


def test_the_view_says_what_the_trigger_writes(owner: Connection) -> None:
    person = user(owner)
    consent(owner, person, given_at=day(1), withdrawn_at=day(3))
    consent(owner, person, purpose="PUBLIC_PICTURE", given_at=day(2))
    same = owner.execute(
        "SELECT (u.public_profile, u.public_picture, u.public_picture_esep, u.newsletter_national, u.survey)"
        " IS NOT DISTINCT FROM"
        " (p.public_profile, p.public_picture, p.public_picture_esep, p.newsletter_national, p.survey)"
        " FROM users u JOIN consent_periods p ON p.user_id = u.id WHERE u.id = %s",
        [person],
    ).fetchall()
    assert same == [(True,)]


def test_of_two_withdrawals_at_once_none_is_lost(empty_world: Addresses) -> None:
    with owner_connection(empty_world) as first, owner_connection(empty_world) as second:
        person = user(first)
        profile = consent(first, person)
        survey = consent(first, person, purpose="SURVEY")
        first.commit()
        withdraw = "UPDATE consents SET withdrawn_at = %s WHERE id = %s"
        first.execute(withdraw, [day(2), profile])
        waiting = threading.Thread(target=second.execute, args=(withdraw, [day(3), survey]))
        waiting.start()
        _wait_for_lock(empty_world, second.info.backend_pid)
        first.commit()
        waiting.join()
        second.commit()
        assert periods(first, person) == {"public_profile": [(day(1), day(2))], "survey": [(day(1), day(3))]}


def _wait_for_lock(addresses: Addresses, process: int) -> None:
    """Until the process stands in line behind another one."""
    with owner_connection(addresses) as connection:
        while connection.execute("SELECT pg_blocking_pids(%s)", [process]).fetchone() == ([],):
            connection.rollback()
