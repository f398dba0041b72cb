"""Writes the second school of a person, and what is decided about it (A-52, REG-05).

In: the connection of a transaction that has locked the person, values that were checked. Out: nothing. A school of an
organisation that has decided is in `affiliation_decisions`, whatever becomes of the affiliation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg

from app.database.vocabulary import AffiliationStatus

_WRITE = """
UPDATE users SET second_school_id = %(school)s, second_country = %(country)s, second_status = %(status)s
 WHERE id = %(user)s
"""
_DECIDE = "UPDATE users SET second_status = %(status)s WHERE id = %(user)s"
_RECORD = """
INSERT INTO affiliation_decisions (id, user_id, school_id, validator_id, country, decision, decided_at)
VALUES (%(id)s, %(user)s, %(school)s, %(validator)s, %(country)s, %(status)s, %(now)s)
"""

Connection = psycopg.AsyncConnection[Any]


@dataclass(frozen=True, slots=True)
class NewAffiliationDecision:
    """A decision that is about to be written."""

    user: UUID
    school: UUID
    validator: UUID
    country: str
    status: AffiliationStatus


async def add_second_school(connection: Connection, user: UUID, school: UUID, country: str) -> None:
    """Let a person be at a second school, too, which waits to be validated."""
    values = {"user": user, "school": school, "country": country, "status": AffiliationStatus.PENDING.value}
    await connection.execute(_WRITE, values)


async def remove_second_school(connection: Connection, user: UUID) -> None:
    """Let a person be at one school alone."""
    await connection.execute(_WRITE, {"user": user, "school": None, "country": None, "status": None})


async def write_affiliation_decision(connection: Connection, new: NewAffiliationDecision, now: datetime) -> None:
    """Write a decision and the state that follows."""
    values = {
        "id": uuid4(),
        "user": new.user,
        "school": new.school,
        "validator": new.validator,
        "country": new.country,
        "status": new.status.value,
        "now": now,
    }
    await connection.execute(_DECIDE, values)
    await connection.execute(_RECORD, values)
