"""Writes what a person says about themselves, and whether peers see their contacts (RIGHT-02, A-10).

In: the connection of a transaction that has locked the person, values that were checked. Out: a profile as it is, or
whether something has changed. Every derived column is written as an import writes it: folded texts, terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from app.database.lexicon import LEXICONS
from app.database.text import fold
from app.database.vocabulary import AccountStatus

_READ = """
SELECT username, first_name, last_name, school_role, subjects, languages, pupil_age_from, pupil_age_to, description
  FROM users WHERE id = %s
"""
_EMAIL = "SELECT email_folded FROM users WHERE id = %s"
_WRITE = """
UPDATE users
   SET username = %(username)s, username_folded = %(username_folded)s, first_name = %(first_name)s,
       first_name_folded = %(first_name_folded)s, last_name = %(last_name)s, last_name_folded = %(last_name_folded)s,
       school_role = %(school_role)s, subjects = %(subjects)s, languages = %(languages)s,
       pupil_age_from = %(pupil_age_from)s, pupil_age_to = %(pupil_age_to)s, description = %(description)s,
       terms = %(terms)s
 WHERE id = %(id)s
"""
# A second school that was found valid waits as well; one that was refused stays so.
_WAIT = """
UPDATE users SET status = %s, second_status = CASE second_status WHEN 'VALIDATED' THEN 'PENDING' ELSE second_status END
 WHERE id = %s
"""
_MOVE = """
UPDATE users SET school_id = %(school)s, school_country = %(country)s, status = %(status)s WHERE id = %(id)s
"""
_HIDE = "UPDATE users SET hide_contacts = %(hide)s WHERE id = %(id)s AND hide_contacts <> %(hide)s"

Connection = psycopg.AsyncConnection[Any]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person says about themselves; a general user may have said nothing."""

    username: str | None
    first_name: str | None
    last_name: str | None
    school_role: str | None
    subjects: Sequence[str] | None
    languages: Sequence[str] | None
    pupil_age_from: int | None
    pupil_age_to: int | None
    description: str | None


async def read_profile(connection: Connection, user: UUID) -> Profile:
    """The profile of a person who is there."""
    async with connection.cursor(row_factory=dict_row) as cursor:
        row = await (await cursor.execute(_READ, [user])).fetchone()
    assert row is not None  # noqa: S101 - the person is locked
    return Profile(**row)


async def write_profile(connection: Connection, user: UUID, profile: Profile) -> None:
    """Write a profile in place of the one that was."""
    found = await (await connection.execute(_EMAIL, [user])).fetchone()
    row = asdict(profile) | {"email_folded": None if found is None else found[0]}
    for name in ("username", "first_name", "last_name"):
        row[f"{name}_folded"] = None if row[name] is None else fold(row[name])
    await connection.execute(_WRITE, row | {"id": user, "terms": LEXICONS["users"].terms(row)})


async def let_wait(connection: Connection, user: UUID) -> None:
    """Let a registration wait to be validated, and a second school that was found valid."""
    await connection.execute(_WAIT, [AccountStatus.PENDING.value, user])


async def move(connection: Connection, user: UUID, school: UUID, country: str) -> None:
    """Let a person be at another school, where the registration waits to be validated."""
    values = {"id": user, "school": school, "country": country, "status": AccountStatus.PENDING.value}
    await connection.execute(_MOVE, values)


async def hide_contacts(connection: Connection, user: UUID, *, hide: bool) -> bool:
    """Hide the contacts of a person from peers, or show them; whether that changes anything."""
    cursor = await connection.execute(_HIDE, {"id": user, "hide": hide})
    return cursor.rowcount == 1
