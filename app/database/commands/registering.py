"""Writes the registration of an eTwinner: profile, state, and a school that was not there (REG-03, DATA-02 to DATA-18).

In: the connection of a transaction that has locked the person, values that were checked. Out: nothing, or an answer.
Every derived column is written as an import writes it: folded texts, keys of addresses, terms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from app.database.lexicon import LEXICONS
from app.database.text import email_key, fold
from app.database.vocabulary import AccountStatus

_NOTICE = "SELECT FROM notice_acceptances WHERE user_id = %s AND notice = 'GENERAL' LIMIT 1"
_LOCK_NAME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 5))"
_NAMED = "SELECT FROM users WHERE username_folded = %s AND id <> %s LIMIT 1"
_EMAIL = "SELECT email_folded FROM users WHERE id = %s"
_SCHOOL = """
INSERT INTO schools (id, key, official_name, official_name_folded, address, city, city_folded, region, region_folded,
                     country, email, email_key, email_folded, head_first_name, head_last_name, head_email,
                     head_email_key, head_supplied_by, status, terms)
VALUES (%(id)s, %(key)s, %(official_name)s, %(official_name_folded)s, %(address)s, %(city)s, %(city_folded)s,
        %(region)s, %(region_folded)s, %(country)s, %(email)s, %(email_key)s, %(email_folded)s, %(head_first_name)s,
        %(head_last_name)s, %(head_email)s, %(head_email_key)s, %(head_supplied_by)s, 'PENDING',
        %(terms)s)
"""
_REGISTER = """
UPDATE users
   SET username = %(username)s, username_folded = %(username_folded)s, first_name = %(first_name)s,
       first_name_folded = %(first_name_folded)s, last_name = %(last_name)s, last_name_folded = %(last_name_folded)s,
       school_role = %(school_role)s, subjects = %(subjects)s, languages = %(languages)s,
       pupil_age_from = %(pupil_age_from)s, pupil_age_to = %(pupil_age_to)s, description = %(description)s,
       school_id = %(school_id)s, school_country = %(school_country)s, status = %(status)s,
       registered_at = %(now)s, terms = %(terms)s,
       second_status = CASE second_status WHEN 'VALIDATED' THEN 'PENDING' ELSE second_status END
 WHERE id = %(id)s
"""

Connection = psycopg.AsyncConnection[Any]


@dataclass(frozen=True, slots=True)
class NewSchool:
    """A school as a registrant describes it, with its head."""

    id: UUID
    official_name: str
    address: str
    city: str
    region: str
    country: str
    email: str
    head_first_name: str
    head_last_name: str
    head_email: str
    head_supplied_by: UUID


@dataclass(frozen=True, slots=True)
class NewProfile:
    """What a registrant says about themselves."""

    username: str | None
    first_name: str
    last_name: str
    school_role: str
    subjects: Sequence[str]
    languages: Sequence[str]
    pupil_age_from: int
    pupil_age_to: int
    description: str | None
    school_id: UUID
    school_country: str


async def has_accepted_notice(connection: Connection, user: UUID) -> bool:
    """Whether a person has accepted the general notice, in any version (SCOPE-04)."""
    return await (await connection.execute(_NOTICE, [user])).fetchone() is not None


async def is_name_free(connection: Connection, username: str, user: UUID) -> bool:
    """Whether nobody else has a user name that folds to the same; nobody takes it until we have ended."""
    folded = fold(username)
    await connection.execute(_LOCK_NAME, [folded])
    return await (await connection.execute(_NAMED, [folded, user])).fetchone() is None


async def insert_school(connection: Connection, new: NewSchool) -> None:
    """Add a school, which waits to be found valid."""
    row = asdict(new) | {"email_key": email_key(new.email), "head_email_key": email_key(new.head_email)}
    row |= _folded(row, ("official_name", "city", "region", "email"))
    await connection.execute(_SCHOOL, row | {"key": f"registered {new.id}", "terms": LEXICONS["schools"].terms(row)})


async def write_registration(connection: Connection, user: UUID, new: NewProfile, now: datetime) -> None:
    """Write a profile, and that it waits to be validated; so does a second school that was found valid."""
    found = await (await connection.execute(_EMAIL, [user])).fetchone()
    row = {
        **asdict(new),
        "subjects": list(new.subjects),
        "languages": list(new.languages),
        "email_folded": None if found is None else found[0],
    }
    row |= _folded(row, ("username", "first_name", "last_name"))
    more = {"id": user, "status": AccountStatus.PENDING.value, "now": now, "terms": LEXICONS["users"].terms(row)}
    await connection.execute(_REGISTER, row | more)


def _folded(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, str | None]:
    return {f"{name}_folded": None if row[name] is None else fold(row[name]) for name in names}
