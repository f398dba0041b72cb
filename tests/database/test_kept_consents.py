"""The history of consents stays: what was done through the API is never changed but by its end, whoever writes."""

from __future__ import annotations

from typing import Any, LiteralString

import psycopg
import pytest
from psycopg import sql

from tests.database.rows import consent, day, user

Connection = psycopg.Connection[Any]


def ended(connection: Connection, record: object) -> tuple[Any, ...] | None:
    return connection.execute("SELECT withdrawn_at, withdrawn_channel FROM consents WHERE id = %s", [record]).fetchone()


def withdraw(connection: Connection, person: object, *purposes: str) -> int:
    return connection.execute(
        "SELECT withdraw_consents(%s, %s, %s)", [person, list(purposes) or ["PUBLIC_PROFILE"], day(9)]
    ).rowcount


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("purpose", "SURVEY"),
        ("notice_version", "etwinning-sv"),
        ("language", "fr"),
        ("given_at", day(2)),
        ("given_channel", "IMPORT"),
        ("key", "another"),
    ],
)
def test_what_was_given_through_the_api_is_never_changed(owner: Connection, column: str, value: object) -> None:
    record = consent(owner, user(owner), given_channel="API")
    change = sql.SQL("UPDATE consents SET {} = %s WHERE id = %s").format(sql.Identifier(column))
    with pytest.raises(psycopg.Error) as refused:
        owner.execute(change, [value, record])
    assert refused.value.sqlstate == "TG005"


def test_what_was_withdrawn_through_the_api_stays_withdrawn(owner: Connection) -> None:
    """As when an import brings a file of an earlier day once more."""
    person = user(owner)
    record = consent(owner, person)
    assert withdraw(owner, person) == 1
    changes: list[LiteralString] = [
        "UPDATE consents SET language = 'fr', withdrawn_at = NULL WHERE id = %s",
        "UPDATE consents SET language = 'fr', withdrawn_at = 'infinity' WHERE id = %s",
        "UPDATE consents SET language = 'fr', withdrawn_channel = 'IMPORT' WHERE id = %s",
    ]
    for change in changes:
        owner.execute(change, [record])
        assert ended(owner, record) == (day(9), "API")
    assert owner.execute("SELECT language FROM consents WHERE id = %s", [record]).fetchone() == ("fr",)
    assert owner.execute("SELECT public_profile @> %s FROM users WHERE id = %s", [day(10), person]).fetchone() == (
        False,
    )


def test_a_withdrawal_ends_what_is_not_over_and_nothing_else(owner: Connection) -> None:
    person, other = user(owner), user(owner)
    live, over = consent(owner, person), consent(owner, person, withdrawn_at=day(3))
    later, begins = consent(owner, person, withdrawn_at=day(20)), consent(owner, person, given_at=day(20))
    kept = [consent(owner, person, purpose="SURVEY"), consent(owner, other)]
    assert withdraw(owner, person) == 3
    assert withdraw(owner, person) == 0
    assert [ended(owner, one) for one in (live, over, later, begins)] == [
        (day(9), "API"),
        (day(3), "IMPORT"),
        (day(9), "API"),
        (day(20), "API"),
    ]
    assert [ended(owner, one) for one in kept] == [(None, "IMPORT")] * 2


def test_a_channel_is_one_of_two(owner: Connection) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        consent(owner, user(owner), given_channel="TELEPHONE")
