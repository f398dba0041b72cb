"""Authority that the owner of the database gives and takes back by hand: the first assignment, and organisations.

In: a connection of the owner; people by key, id or e-mail address. Out: ids, or `Misconfigured` with what is wrong.
What an assignment must be is checked as an import checks it; limits are held by the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from graphql import GraphQLError

from app.database.commands.assignments import END, INSERT, NewAssignment, values_of
from app.database.ids import record_id
from app.database.text import email_key
from app.database.vocabulary import STAFF_ROLES, OrganisationKind, Purpose, Role
from app.errors import Misconfigured
from app.schema.scalars import parse_country
from app.transfer.rules import check_assignment, check_organisation

Connection = psycopg.Connection[Any]

_HELD = {
    "TG002": "this person has this role already at some time from now on",
    "TG003": "three people of the service provider have this role already at some time from now on",
}
_PERSON = "SELECT id FROM users WHERE key = %s OR id = %s OR email_key = %s ORDER BY key LIMIT 1"
_ENTRY = "INSERT INTO audit_log (at, role, command, objects) VALUES (%s, 'OWNER', %s, %s)"
_ORGANISATION = """
INSERT INTO organisations (id, key, name, kind, country, agreement_from, agreement_to, safeguards_from, safeguards_to,
                           dpa_signed)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (key) DO UPDATE SET (name, kind, country, agreement_from, agreement_to, safeguards_from, safeguards_to,
                                 dpa_signed)
   = (excluded.name, excluded.kind, excluded.country, excluded.agreement_from, excluded.agreement_to,
      excluded.safeguards_from, excluded.safeguards_to, excluded.dpa_signed)
RETURNING id
"""
_LIST = """
SELECT assignments.id::text, coalesce(users.email, users.key), role, assignments.country, organisations.name,
       valid_to::text
  FROM assignments JOIN users ON users.id = user_id LEFT JOIN organisations ON organisations.id = organisation_id
 WHERE valid_to IS NULL OR valid_to > %s
 ORDER BY role, 2, 1
"""
_LIST_ORGANISATIONS = """
SELECT id::text, key, name, kind, country, agreement_to::text, CASE WHEN dpa_signed THEN 'clause signed' END
  FROM organisations ORDER BY key
"""


@dataclass(frozen=True, slots=True)
class Granting:
    """What is asked for."""

    user: str
    role: Role
    approver: str
    country: str | None
    region: str | None
    organisation: str | None
    purposes: tuple[Purpose, ...] | None
    valid_to: datetime | None


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation, its agreement and its safeguards from and to."""

    key: str
    name: str
    kind: OrganisationKind
    country: str | None
    agreement: tuple[datetime | None, datetime | None]
    safeguards: tuple[datetime | None, datetime | None]
    dpa_signed: bool


def grant_by_hand(connection: Connection, asked: Granting, now: datetime) -> UUID:
    """Write an assignment that begins now; its id."""
    if asked.role not in STAFF_ROLES:
        raise Misconfigured(f"{asked.role} is no staff role", hint=f"One of {', '.join(sorted(STAFF_ROLES))}.")
    record = {"role": asked.role, "country": asked.country, "region": asked.region, "purposes": asked.purposes}
    for field, message in check_assignment(record):
        raise Misconfigured(f"`{field}` {message}")
    user, approver = _person(connection, asked.user), _person(connection, asked.approver)
    if user == approver:
        raise Misconfigured("nobody approves the own authority", hint="Name somebody else with `--approver`.")
    end = _in_utc(asked.valid_to)
    if end is not None and end <= now:
        raise Misconfigured("the assignment would end before it begins")
    new = NewAssignment(
        uuid4(),
        user,
        asked.role.value,
        _country(asked.country),
        asked.region,
        asked.purposes,
        now,
        end,
        approver,
        None if asked.organisation is None else _organisation(connection, asked.organisation),
    )
    with _limits_told():
        connection.execute(INSERT, values_of(new, now))
        connection.execute(_ENTRY, [now, "grantAssignment", [new.id, user, approver]])
        connection.commit()
    return new.id


def revoke_by_hand(connection: Connection, assignment: str, now: datetime) -> bool:
    """End an assignment now; whether that changes anything."""
    known = _uuid(assignment)
    if known is None or connection.execute("SELECT FROM assignments WHERE id = %s", [known]).fetchone() is None:
        raise Misconfigured("there is no assignment with this id", hint="`twingraph assignment list` shows the ids.")
    ended = connection.execute(END, {"id": known, "now": now, "by": None}).rowcount == 1
    if ended:
        connection.execute(_ENTRY, [now, "revokeAssignment", [known]])
    connection.commit()
    return ended


def list_assignments(connection: Connection, now: datetime) -> Iterator[str]:
    """A line for each assignment that is live or will be: id, person, role, country, organisation, end."""
    return map(_line, connection.execute(_LIST, [now]).fetchall())


def add_organisation(connection: Connection, new: NewOrganisation, secret: bytes) -> UUID:
    """Write an organisation, new or as it is now; its id, which an import would give it too."""
    for field, message in check_organisation({"type": new.kind, "country": new.country}):
        raise Misconfigured(f"`{field}` {message}")
    times = [_in_utc(instant) for instant in (*new.agreement, *new.safeguards)]
    identifier = record_id(secret, "organisation", new.key)
    values = [identifier, new.key, new.name, new.kind.value, _country(new.country), *times, new.dpa_signed]
    row = connection.execute(_ORGANISATION, values).fetchone()
    connection.commit()
    assert row is not None  # noqa: S101 - RETURNING gives the row that was written
    return UUID(str(row[0]))


def list_organisations(connection: Connection) -> Iterator[str]:
    """A line for each organisation: id, key, name, what it is, country, end of the agreement, clause."""
    return map(_line, connection.execute(_LIST_ORGANISATIONS).fetchall())


@contextmanager
def _limits_told() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as fault:
        if fault.sqlstate not in _HELD:
            raise
        raise Misconfigured(_HELD[fault.sqlstate], hint="Revoke another assignment first.") from None


def _person(connection: Connection, name: str) -> UUID:
    """Who is named by key, id or e-mail address."""
    row = connection.execute(_PERSON, [name, _uuid(name), email_key(name)]).fetchone()
    if row is None:
        raise Misconfigured("nobody with this key, id or address has an account", hint="They sign in first.")
    return UUID(str(row[0]))


def _organisation(connection: Connection, key: str) -> UUID:
    row = connection.execute("SELECT id FROM organisations WHERE key = %s", [key]).fetchone()
    if row is None:
        raise Misconfigured("there is no such organisation", hint="`twingraph organisation add` makes it.")
    return UUID(str(row[0]))


def _country(code: str | None) -> str | None:
    try:
        return None if code is None else parse_country(code)
    except GraphQLError as fault:
        raise Misconfigured(f"`country`: {fault.message}") from None


def _in_utc(instant: datetime | None) -> datetime | None:
    """A date without a zone is one of UTC."""
    return instant.replace(tzinfo=UTC) if instant is not None and instant.tzinfo is None else instant


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _line(row: tuple[Any, ...]) -> str:
    return "\t".join("-" if value is None else str(value) for value in row)
