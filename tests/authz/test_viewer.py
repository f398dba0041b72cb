"""Who is admitted: every role, in every state of an account, before, within and after an assignment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
import sqlalchemy as sa

from app.authz.caller import Caller, Subject
from app.authz.viewer import admit, viewer_relation, viewer_values
from app.database.statements import compile_statement, parameter
from app.database.vocabulary import PURPOSES_OF_ROLE, STAFF_ROLES, Purpose, Role
from app.errors import Forbidden, Unauthenticated
from tests.database import rows

Connection = psycopg.Connection[Any]

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
USER_ROLES = [Role.GENERAL_USER, Role.ETWINNER]
STAFF = sorted(STAFF_ROLES)

# An account, as it is stored → its state in effect.
ACCOUNTS: dict[str, tuple[dict[str, Any], str]] = {
    "general": ({"status": "GENERAL"}, "GENERAL"),
    "pending": ({"status": "PENDING"}, "PENDING"),
    "validated": ({}, "VALIDATED"),
    "refused": ({"status": "REFUSED"}, "REFUSED"),
    "deactivated": ({"status": "DEACTIVATED"}, "DEACTIVATED"),
    "anonymised": ({"status": "ANONYMISED", "registered_at": None}, "ANONYMISED"),
    "validated, restricted": ({"restricted": True}, "VALIDATED"),
    "a year but a moment": ({"last_login_at": NOW.replace(year=2024) + MOMENT}, "VALIDATED"),
    "a year": ({"last_login_at": NOW.replace(year=2024)}, "INACTIVE"),
    "a year, general": ({"status": "GENERAL", "last_login_at": NOW.replace(year=2024)}, "INACTIVE"),
    "three years but a moment": ({"last_login_at": NOW.replace(year=2022) + MOMENT}, "INACTIVE"),
    "three years": ({"last_login_at": NOW.replace(year=2022)}, "ANONYMISED"),
    "three years, deactivated": ({"status": "DEACTIVATED", "last_login_at": NOW.replace(year=2022)}, "ANONYMISED"),
}


def account(connection: Connection, **values: Any) -> UUID:
    return rows.user(connection, **{"registered_at": NOW - timedelta(days=2000), "last_login_at": NOW} | values)


def stored_account(connection: Connection, name: str) -> UUID:
    changes = ACCOUNTS[name][0]
    return account(connection, **({"last_login_at": None} if changes.get("registered_at", 0) is None else {}) | changes)


def assignment(connection: Connection, user: UUID, role: Role, **values: Any) -> None:
    usual = {"user_id": user, "role": role, "valid_from": NOW - timedelta(days=1)}
    rows.insert(connection, "assignments", **usual | values)


def organisation(connection: Connection, **values: Any) -> UUID:
    return rows.insert(connection, "organisations", **{"name": "O", "kind": "NSO", "country": "EE"} | values)


def purpose_of(role: Role) -> Purpose | None:
    return min(PURPOSES_OF_ROLE[role]) if role in STAFF_ROLES else None


def outcome(connection: Connection, role: Role, user: UUID | None, purpose: Purpose | None = None) -> str:
    try:
        admit(connection, Caller(role, purpose or purpose_of(role), user), NOW)
    except (Unauthenticated, Forbidden) as refusal:
        return f"{refusal.status} {refusal.code}"
    return "admitted"


@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize("role", [*USER_ROLES, *STAFF])
def test_the_state_of_the_account_decides(owner: Connection, role: Role, name: str) -> None:
    """G-14, G-40: an eTwinner is validated; staff are validated or general; nobody anonymised; restricted is no bar."""
    person = stored_account(owner, name)
    if role in STAFF_ROLES:
        assignment(owner, person, role)
    state = ACCOUNTS[name][1]
    allowed = {Role.GENERAL_USER: True, Role.ETWINNER: state == "VALIDATED"}.get(
        role, state in {"VALIDATED", "GENERAL"}
    )
    expected = "401 UNAUTHENTICATED" if state == "ANONYMISED" else "admitted" if allowed else "403 FORBIDDEN"
    assert outcome(owner, role, person) == expected


@pytest.mark.parametrize("role", [*USER_ROLES, *STAFF])
def test_nobody_stands_behind_an_unknown_id(owner: Connection, role: Role) -> None:
    account(owner)
    assert outcome(owner, role, uuid4()) == "401 UNAUTHENTICATED"
    assert outcome(owner, role, None) == "401 UNAUTHENTICATED"


@pytest.mark.parametrize("role", STAFF)
@pytest.mark.parametrize(
    ("valid_from", "valid_to", "live"),
    [
        (NOW, None, True),
        (NOW + MOMENT, None, False),
        (NOW - MOMENT, NOW + MOMENT, True),
        (NOW - MOMENT, NOW, False),
        (NOW - timedelta(days=9), NOW - MOMENT, False),
        (NOW, NOW, False),
    ],
)
def test_an_assignment_is_live_from_its_first_instant_until_its_last(
    owner: Connection, role: Role, valid_from: datetime, valid_to: datetime | None, *, live: bool
) -> None:
    person = account(owner)
    assignment(owner, person, role, valid_from=valid_from, valid_to=valid_to)
    assert outcome(owner, role, person) == ("admitted" if live else "403 FORBIDDEN")


@pytest.mark.parametrize("role", STAFF)
def test_an_assignment_counts_for_its_person_and_its_role_only(owner: Connection, role: Role) -> None:
    person, other = account(owner), account(owner)
    assignment(owner, other, role)
    for another in sorted(STAFF_ROLES - {role}):
        assignment(owner, person, another)
    assert outcome(owner, role, person) == "403 FORBIDDEN"
    assert outcome(owner, role, other) == "admitted"


@pytest.mark.parametrize("role", STAFF)
def test_an_assignment_may_narrow_the_purposes(owner: Connection, role: Role) -> None:
    person = account(owner)
    allowed, *others = sorted(PURPOSES_OF_ROLE[role])
    assignment(owner, person, role, purposes=[allowed])
    assert outcome(owner, role, person, allowed) == "admitted"
    assert {outcome(owner, role, person, other) for other in others} <= {"403 FORBIDDEN"}


def test_an_assignment_without_any_purpose_admits_nobody(owner: Connection) -> None:
    person = account(owner)
    assignment(owner, person, Role.NSO, purposes=[])
    assert outcome(owner, Role.NSO, person, Purpose.VALIDATION) == "403 FORBIDDEN"


def test_a_narrowed_assignment_admits_nobody_without_a_purpose(owner: Connection) -> None:
    person = account(owner)
    assignment(owner, person, Role.NSO, purposes=["VALIDATION"])
    with pytest.raises(Forbidden):
        admit(owner, Caller(Role.NSO, None, person), NOW)


def test_the_public_needs_no_account(owner: Connection) -> None:
    assert outcome(owner, Role.ANONYMOUS, None) == "admitted"


FACTS = ("user", "school", "country", "region", "projects", "areas")


def test_only_the_facts_that_a_statement_asks_for_are_read() -> None:
    viewer = viewer_relation(Role.ETWINNER, parameter("now", sa.TIMESTAMP(timezone=True)))
    assert viewer.relation().c.keys() == ["allowed"]
    asked = sa.select(viewer.attribute("blocked"))
    relation = viewer.relation("school")
    assert relation.c.keys() == ["school", "allowed", "blocked"]
    assert "FROM members" not in compile_statement(asked.add_cte(relation)).text


def facts(connection: Connection, role: Role, user: UUID) -> dict[str, Any]:
    """The viewer's row."""
    relation = viewer_relation(role, parameter("now", sa.TIMESTAMP(timezone=True))).relation(*FACTS)
    statement = compile_statement(sa.select(*relation.c))
    values = {**viewer_values(Caller(role, purpose_of(role), user)), "now": NOW.isoformat()}
    with psycopg.RawCursor(connection) as cursor:
        (row,) = cursor.execute(statement.text, statement.arguments(values)).fetchall()
    return dict(zip(relation.c.keys(), row, strict=True))


def test_the_country_is_the_schools_for_users_and_the_mandates_for_national_staff(owner: Connection) -> None:
    """G-41."""
    school = rows.school(owner, country="EE")
    person = account(owner, school_id=school, school_country="EE")
    for role in STAFF:
        assignment(owner, person, role, country="NO", region="Nord")
    found = {role: facts(owner, role, person) for role in [*USER_ROLES, *STAFF]}
    assert {role: row["country"] for role, row in found.items() if row["country"]} == {
        Role.GENERAL_USER: "EE",
        Role.ETWINNER: "EE",
        Role.NSO: "NO",
        Role.SCHOOL_AUTHORITY: "NO",
    }
    assert {role: row["region"] for role, row in found.items() if row["region"]} == {Role.SCHOOL_AUTHORITY: "Nord"}
    assert {row["school"] for row in found.values()} == {school}


def test_of_two_live_assignments_the_newer_one_decides(owner: Connection) -> None:
    """G-40 forbids two; should they come about, they never add up."""
    person = account(owner)
    assignment(owner, person, Role.NSO, country="EE", valid_from=NOW - timedelta(days=9), purposes=["SURVEY"])
    assignment(owner, person, Role.NSO, country="NO", valid_from=NOW - timedelta(days=2), purposes=["VALIDATION"])
    assert facts(owner, Role.NSO, person)["country"] == "NO"
    assert outcome(owner, Role.NSO, person, Purpose.VALIDATION) == "admitted"
    assert outcome(owner, Role.NSO, person, Purpose.SURVEY) == "403 FORBIDDEN"


def test_own_projects_and_areas_are_those_that_are_not_over(owner: Connection) -> None:
    """G-35, G-46: membership of a TwinSpace opens its project."""
    person, other = account(owner), account(owner)
    kept, left, others, through, left_space, other_space = (
        rows.insert(owner, "projects", title="P", title_folded="p", status="ACTIVE", registered_on=NOW.date())
        for _ in range(6)
    )
    for project, user, left_on in ((kept, person, None), (left, person, NOW.date()), (others, other, None)):
        rows.insert(owner, "partners", project_id=project, user_id=user, left_on=left_on)
    space, space_left, space_of_others = (
        rows.insert(owner, "areas", kind="TWINSPACE", project_id=project)
        for project in (through, left_space, other_space)
    )
    rows.insert(owner, "members", area_id=space_of_others, user_id=other, left_on=None)
    rows.insert(owner, "members", area_id=space_left, user_id=person, left_on=NOW.date())
    group, gone = (rows.insert(owner, "areas", kind="GROUP") for _ in range(2))
    for area, left_on in ((space, None), (group, NOW.date() + timedelta(days=1)), (gone, NOW.date())):
        rows.insert(owner, "members", area_id=area, user_id=person, left_on=left_on)
    found = facts(owner, Role.ETWINNER, person)
    assert set(found["projects"]) == {kept, through}
    assert set(found["areas"]) == {space, group}
    nobody = facts(owner, Role.ETWINNER, account(owner))
    assert (nobody["projects"], nobody["areas"]) == ([], [])


LOGIN = "https://login.example"


def identity(connection: Connection, user: UUID, subject: str, issuer: str = LOGIN) -> None:
    rows.record(connection, "identities", issuer=issuer, subject=subject, user_id=user, created_at=NOW)


def admitted(connection: Connection, caller: Caller) -> bool:
    try:
        admit(connection, caller, NOW)
    except Unauthenticated:
        return False
    return True


def test_a_name_of_an_issuer_stands_for_its_account_and_no_other(owner: Connection) -> None:
    person, other = account(owner), account(owner)
    identity(owner, person, "s1")
    identity(owner, other, "s2")
    identity(owner, other, "s1", "https://other.example")
    caller = Caller(Role.ETWINNER, None, None, Subject(LOGIN, "s1"))
    assert admitted(owner, caller)
    relation = viewer_relation(Role.ETWINNER, parameter("now", sa.TIMESTAMP(timezone=True))).relation("user")
    statement = compile_statement(sa.select(relation.c.user))
    with psycopg.RawCursor(owner) as cursor:
        values = {**viewer_values(caller), "now": NOW.isoformat()}
        assert cursor.execute(statement.text, statement.arguments(values)).fetchall() == [(person,)]


@pytest.mark.parametrize(
    "subject",
    [Subject(LOGIN, "S1"), Subject(LOGIN, "s1 "), Subject("https://login.example/", "s1"), Subject(LOGIN, "s2")],
)
def test_a_name_that_is_not_the_very_name_stands_for_nobody(owner: Connection, subject: Subject) -> None:
    identity(owner, account(owner), "s1")
    assert not admitted(owner, Caller(Role.GENERAL_USER, None, None, subject))


def test_a_verified_address_alone_stands_for_nobody(owner: Connection) -> None:
    account(owner, email="a@example.org", email_key="a@example.org")
    assert not admitted(owner, Caller(Role.GENERAL_USER, None, None, Subject(LOGIN, "s1", "a@example.org")))


@pytest.mark.parametrize("role", [*USER_ROLES, *STAFF])
@pytest.mark.parametrize(("since", "counts"), [(-1, False), (0, False), (1, True)])
def test_f19_a_token_counts_when_it_was_issued_after_every_sign_out(
    owner: Connection, role: Role, since: int, *, counts: bool
) -> None:
    person = account(owner)
    if role in STAFF_ROLES:
        assignment(owner, person, role)
    for days in (9, 0):
        rows.record(owner, "sign_outs", user_id=person, at=NOW - timedelta(days=days))
    issued = int(NOW.timestamp()) + since
    assert admitted(owner, Caller(role, purpose_of(role), person, issued=issued)) == counts


def test_f19_a_sign_out_is_of_one_person(owner: Connection) -> None:
    person, other = account(owner), account(owner)
    rows.record(owner, "sign_outs", user_id=other, at=NOW)
    assert admitted(owner, Caller(Role.ETWINNER, None, person, issued=0))
    assert not admitted(owner, Caller(Role.ETWINNER, None, other))
