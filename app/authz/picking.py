"""Loads single objects from the database as rules ask about them: what a command is about to change.

In: the connection of the command's transaction, an id, the instant. Out: the object with what the rules about it may
ask, or None. Who is loaded stays as loaded until the transaction ends where a row is locked.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from app.authz.facts import Assignment, Consent, School, User

_USERS = """
SELECT users.id, users.status, users.registered_at, users.last_login_at, users.restricted, users.hide_contacts,
       users.ambassador, users.email_key, users.second_school_id, users.second_country, users.second_status,
       schools.id AS school, schools.country, schools.region, schools.head_supplied_by,
       schools.email_key AS school_email_key, schools.head_email_key,
       schools.status AS school_status
  FROM users LEFT JOIN schools ON schools.id = users.school_id
 WHERE users.id = ANY(%s)
"""
_SCHOOL = """
SELECT id AS school, country, region, head_supplied_by, email_key AS school_email_key, head_email_key,
       status AS school_status
  FROM schools
 WHERE id = coalesce((SELECT surviving_id FROM school_aliases WHERE absorbed_id = %(id)s), %(id)s)
"""
_LOCK_SCHOOL = "SELECT FROM schools WHERE id = %s FOR NO KEY UPDATE"
_KEEP_SCHOOL = "SELECT FROM schools WHERE id = %s FOR KEY SHARE"
_ORGANISATION = "SELECT kind, country FROM organisations WHERE id = %s"
_LOCK_USER = "SELECT FROM users WHERE id = %s FOR NO KEY UPDATE"
_CONSENTS = """
SELECT user_id, purpose, notice_version, given_at, withdrawn_at, survey_id FROM consents WHERE user_id = ANY(%s)
"""
_ASSIGNMENT = "SELECT id, user_id, role, country FROM assignments WHERE id = %s"
_LOCK_ASSIGNMENT = "SELECT FROM assignments WHERE id = %s FOR NO KEY UPDATE"


async def load_user(connection: psycopg.AsyncConnection[Any], identifier: UUID, now: datetime) -> User | None:
    """A person with school and consents."""
    return (await load_users(connection, [identifier], now)).get(identifier)


async def load_users(
    connection: psycopg.AsyncConnection[Any], identifiers: Collection[UUID], now: datetime
) -> dict[UUID, User]:
    """Those of some people who are there, by id, each with school and consents."""
    async with connection.cursor(row_factory=dict_row) as cursor:
        rows = await (await cursor.execute(_USERS, [[*identifiers]])).fetchall()
        consents = await (await cursor.execute(_CONSENTS, [[*identifiers]])).fetchall()
    users = {row["id"]: _user(row, now) for row in rows}
    for consent in consents:
        users[consent.pop("user_id")].consents.append(Consent(**consent))
    return users


async def load_locked_user(connection: psycopg.AsyncConnection[Any], identifier: UUID, now: datetime) -> User | None:
    """A person whose row stays as it is, the country of the school with it.

    The lock comes first: who has waited for it sees what the one before has written, also about the school.
    """
    await connection.execute(_LOCK_USER, [identifier])
    return await load_user(connection, identifier, now)


async def load_assignment(
    connection: psycopg.AsyncConnection[Any], identifier: UUID, now: datetime
) -> Assignment | None:
    """An assignment with its person."""
    cursor = await connection.execute(_ASSIGNMENT, [identifier])
    row = await cursor.fetchone()
    if row is None:
        return None
    user = await load_user(connection, row[1], now)
    assert user is not None  # noqa: S101 - a foreign key
    return Assignment(row[0], user, row[2], row[3])


async def load_locked_assignment(
    connection: psycopg.AsyncConnection[Any], identifier: UUID, now: datetime
) -> Assignment | None:
    """The same, locked: whoever else wants to end it waits."""
    await connection.execute(_LOCK_ASSIGNMENT, [identifier])
    return await load_assignment(connection, identifier, now)


async def load_school(connection: psycopg.AsyncConnection[Any], identifier: UUID) -> School | None:
    """A school without its people: what only they make visible is not asked of it.

    The id of a school that was merged into another leads to the other (docs/decisions/0083).
    """
    async with connection.cursor(row_factory=dict_row) as cursor:
        row = await (await cursor.execute(_SCHOOL, {"id": identifier})).fetchone()
    return None if row is None else _school(row)


async def load_locked_school(connection: psycopg.AsyncConnection[Any], identifier: UUID) -> School | None:
    """The same, locked: whoever else wants to change it waits."""
    return await _held_school(connection, identifier, _LOCK_SCHOOL)


async def load_kept_school(connection: psycopg.AsyncConnection[Any], identifier: UUID) -> School | None:
    """The same, kept from being merged into another; whoever else names it does not wait."""
    return await _held_school(connection, identifier, _KEEP_SCHOOL)


async def _held_school(
    connection: psycopg.AsyncConnection[Any], identifier: UUID, lock: LiteralString
) -> School | None:
    """A school under a lock. One that was merged while we waited is looked for where it is now."""
    while (school := await load_school(connection, identifier)) is not None:
        if (await connection.execute(lock, [school.id])).rowcount == 1:
            return await load_school(connection, school.id)
    return None


async def load_organisation(
    connection: psycopg.AsyncConnection[Any], identifier: UUID
) -> tuple[str, str | None] | None:
    """The kind of an organisation and its country."""
    cursor = await connection.execute(_ORGANISATION, [identifier])
    row = await cursor.fetchone()
    return None if row is None else (row[0], row[1])


def _user(row: dict[str, Any], now: datetime) -> User:
    user = User(
        row["id"],
        row["status"],
        row["last_login_at"] or row["registered_at"],
        restricted=row["restricted"],
        hide_contacts=row["hide_contacts"],
        ambassador=row["ambassador"],
        email_key=row["email_key"],
        affiliation=_school(row),
        now=now,
        second_school=row["second_school_id"],
        second_country=row["second_country"],
        second_status=row["second_status"],
    )
    if user.affiliation is not None:
        user.affiliation.users.append(user)
    return user


def _school(row: dict[str, Any]) -> School | None:
    if row["school"] is None:
        return None
    return School(
        row["school"],
        row["country"],
        row["region"],
        row["head_supplied_by"],
        row["school_email_key"],
        row["head_email_key"],
        row["school_status"],
    )
