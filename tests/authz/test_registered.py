"""Who counts as registered (ACC-03), an account whose state nobody can tell, and what is asked about a caller."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import sqlalchemy as sa

from app.authz.caller import Caller, Subject
from app.authz.viewer import (
    ISSUED_PARAMETER,
    ISSUER_PARAMETER,
    PURPOSE_PARAMETER,
    SUBJECT_PARAMETER,
    USER_PARAMETER,
    admit,
    viewer_relation,
    viewer_values,
)
from app.database.statements import compile_statement, parameter
from app.database.vocabulary import AccountStatus, Purpose, Role
from app.errors import Forbidden
from tests.database import rows

Connection = psycopg.Connection[Any]

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)


def registered(owner: Connection, caller: Caller) -> bool:
    relation = viewer_relation(caller.role, parameter("now", sa.DateTime(timezone=True))).relation("registered")
    statement = compile_statement(sa.select(relation.c.registered))
    with psycopg.RawCursor(owner) as cursor:
        row = cursor.execute(
            statement.text, statement.arguments({**viewer_values(caller), "now": NOW.isoformat()})
        ).fetchone()
    assert row is not None
    return bool(row[0])


@pytest.mark.parametrize("status", sorted({*AccountStatus} - {AccountStatus.ANONYMISED, AccountStatus.INACTIVE}))
@pytest.mark.parametrize("silent", [timedelta(days=1), timedelta(days=500)], ids=["active", "silent for a year"])
def test_who_waits_or_is_validated_is_registered(owner: Connection, status: str, silent: timedelta) -> None:
    user = rows.user(owner, status=status, registered_at=NOW - timedelta(days=600), last_login_at=NOW - silent)
    stands = status in {"PENDING", "VALIDATED"} and silent < timedelta(days=365)
    assert registered(owner, Caller(role=Role.GENERAL_USER, user_id=user)) is stands


def test_an_account_whose_state_nobody_can_tell_admits_nobody_as_etwinner(owner: Connection) -> None:
    """Without any date no clock runs; the import refuses such an account, and here it is worth nothing."""
    user = rows.user(owner, status="VALIDATED", registered_at=None, last_login_at=None)
    with pytest.raises(Forbidden):
        admit(owner, Caller(role=Role.ETWINNER, user_id=user), NOW)


def test_what_a_caller_does_not_have_is_asked_for_as_null() -> None:
    """No word stands for it that a row could have."""
    person = uuid4()
    assert viewer_values(Caller(Role.ETWINNER, None, person)) == {
        USER_PARAMETER: str(person),
        ISSUER_PARAMETER: None,
        SUBJECT_PARAMETER: None,
        ISSUED_PARAMETER: None,
        PURPOSE_PARAMETER: None,
    }
    named = viewer_values(Caller(Role.NSO, Purpose.SURVEY, None, Subject("https://login.example", "s1"), 1_750_000_000))
    assert named == {
        USER_PARAMETER: None,
        ISSUER_PARAMETER: "https://login.example",
        SUBJECT_PARAMETER: "s1",
        ISSUED_PARAMETER: "2025-06-15T15:06:40+00:00",
        PURPOSE_PARAMETER: "SURVEY",
    }
