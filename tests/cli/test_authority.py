"""The verbs `assignment` and `organisation`: the first authority of all, by the owner of the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app.database.addresses import Addresses
from app.database.connections import owner_connection
from app.database.ids import record_id
from tests.cli.running import Done, given, run
from tests.database import rows

SECRET = "a secret of the tests of the command line"


@pytest.fixture
def verb(empty_world: Addresses) -> Callable[..., Done]:
    with owner_connection(empty_world) as connection:
        for number in range(6):
            here = {"last_login_at": datetime.now(UTC) - timedelta(days=1)}
            rows.user(connection, key=f"u{number}", email_key=f"u{number}@people.example", **here)
        connection.commit()
    return lambda *words: run(*words, **given(empty_world), TWINGRAPH_SECRET=SECRET)


def grant(verb: Callable[..., Done], user: str, role: str, *more: str, approver: str = "u0") -> Done:
    return verb("assignment", "grant", "--user", user, "--role", role, "--approver", approver, *more)


def test_the_first_assignment_is_given_listed_and_taken_back(verb: Callable[..., Done], empty_world: Addresses) -> None:
    made = grant(verb, "u1@people.example", "EACEA")
    assert (made.code, made.err) == (0, "")
    identifier = str(UUID(made.out.strip()))
    assert verb("assignment", "list").out == f"{identifier}\tu1\tEACEA\t-\t-\t-\n"
    assert verb("assignment", "revoke", identifier).out == "ended\n"
    assert verb("assignment", "revoke", identifier).out == "had ended already\n"
    assert verb("assignment", "list").out == ""
    with owner_connection(empty_world) as connection:
        entries = connection.execute("SELECT role, command, person FROM audit_log ORDER BY id").fetchall()
    assert entries == [("OWNER", "grantAssignment", None), ("OWNER", "revokeAssignment", None)]


def test_an_organisation_is_what_was_said_last(verb: Callable[..., Done]) -> None:
    add = ("organisation", "add", "o1", "--type", "NSO", "--country", "EE")
    made = verb(*add, "--name", "Support", "--agreement-from", "2024-01-01")
    assert made.out.strip() == str(record_id(SECRET.encode(), "organisation", "o1"))
    again = verb(*add, "--name", "Tugi", "--agreement-from", "2024-01-01", "--agreement-to", "2190-01-01")
    assert again.out == made.out
    listed = f"{made.out.strip()}\to1\tTugi\tNSO\tEE\t2190-01-01 00:00:00+00\t-\n"
    assert verb("organisation", "list").out == listed
    assert grant(verb, "u1", "NSO", "--country", "EE", "--organisation", "o1").code == 0
    assert "\tNSO\tEE\tTugi\t-\n" in verb("assignment", "list").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("u1", "ETWINNER"), "no staff role"),
        (("u1", "MARKETING"), "is not one of"),
        (("u1", "NSO"), "`country` is required"),
        (("u1", "NSO", "--country", "Estonia"), "`country`"),
        (("u1", "CSS", "--region", "Nord"), "`region` is for the role SCHOOL_AUTHORITY only"),
        (("u1", "CSS", "--purpose", "SURVEY"), "`purposes` must be among"),
        (("u1", "CSS", "--organisation", "o9"), "no such organisation"),
        (("u1", "CSS", "--valid-to", "2020-01-01"), "end before it begins"),
        (("u0", "CSS"), "nobody approves the own authority"),
        (("nobody", "CSS"), "nobody with this key"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    verb: Callable[..., Done], words: tuple[str, ...], said: str
) -> None:
    refused = grant(verb, *words)
    assert (refused.code, refused.out) == (1, "")
    assert said in refused.err
    assert verb("assignment", "list").out == ""


def test_limits_hold_for_the_owner_too(verb: Callable[..., Done]) -> None:
    assert [grant(verb, f"u{number}", "PROVIDER").code for number in (1, 2, 3)] == [0, 0, 0]
    assert "three people of the service provider" in grant(verb, "u4", "PROVIDER").err
    assert "has this role already" in grant(verb, "u3", "PROVIDER").err
    assert len(verb("assignment", "list").out.splitlines()) == 3


def test_an_id_of_nothing_is_refused(verb: Callable[..., Done]) -> None:
    for identifier in ("x", str(UUID(int=1))):
        assert "there is no assignment with this id" in verb("assignment", "revoke", identifier).err
