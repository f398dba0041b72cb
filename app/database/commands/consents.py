"""Writes consents: a new one, or the end of those to a purpose (CONS-02, CONS-05, CONS-06).

In: checked values, and the instant of the command. Out: ids. The periods in which a consent was live follow by a
trigger of the database, in the same transaction (revision 0004); that a record is never changed but by its end, another
trigger and the rights of the API hold (revision 0013).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from app.database.vocabulary import ConsentPurpose

# One with an end, though it lies ahead, is not what the person asks for now.
_STANDING = """
SELECT id FROM consents
 WHERE user_id = %(user)s AND purpose = %(purpose)s AND notice_version = %(notice)s
   AND given_at <= %(now)s AND withdrawn_at IS NULL AND survey_id IS NULL
 ORDER BY given_at, id LIMIT 1
"""
_COUNT = "SELECT count(*) FROM consents WHERE user_id = %s AND survey_id IS NULL"
_INSERT = """
INSERT INTO consents (id, key, user_id, purpose, notice_version, language, given_at, given_channel)
VALUES (%(id)s, %(key)s, %(user)s, %(purpose)s, %(notice)s, %(language)s, %(now)s, 'API')
"""
_WITHDRAW = "SELECT withdraw_consents(%(user)s, %(purposes)s, %(now)s)"


@dataclass(frozen=True, slots=True)
class NewConsent:
    """A consent that is about to be written."""

    id: UUID
    user: UUID
    purpose: ConsentPurpose
    notice: str
    language: str


async def find_standing(
    connection: psycopg.AsyncConnection[Any], user: UUID, purpose: ConsentPurpose, notice: str, now: datetime
) -> UUID | None:
    """The consent to a purpose under a notice that is live and has no end."""
    values = {"user": user, "purpose": purpose.value, "notice": notice, "now": now}
    row = await (await connection.execute(_STANDING, values)).fetchone()
    return None if row is None else row[0]


async def count_consents(connection: psycopg.AsyncConnection[Any], user: UUID) -> int:
    """How many consents of a person there are beside those to surveys, withdrawn ones included."""
    row = await (await connection.execute(_COUNT, [user])).fetchone()
    assert row is not None  # noqa: S101 - a count has a row
    return int(row[0])


async def insert_consent(connection: psycopg.AsyncConnection[Any], new: NewConsent, now: datetime) -> None:
    """Write a new consent, given now."""
    values = {
        "id": new.id,
        "key": f"given {new.id}",
        "user": new.user,
        "purpose": new.purpose.value,
        "notice": new.notice,
        "language": new.language,
        "now": now,
    }
    await connection.execute(_INSERT, values)


async def withdraw_consents(
    connection: psycopg.AsyncConnection[Any], user: UUID, purposes: Iterable[ConsentPurpose], now: datetime
) -> tuple[UUID, ...]:
    """End every consent of a person to some purposes that is not over; which ones that were."""
    values = {"user": user, "purposes": [purpose.value for purpose in purposes], "now": now}
    rows = await (await connection.execute(_WITHDRAW, values)).fetchall()
    return tuple(row[0] for row in rows)
