"""Writes decisions about schools, and the state of the school that follows (REG-05).

In: the connection of a transaction that has locked the school, a decision that was found to be allowed. Out: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg

from app.database.vocabulary import SchoolStatus

_CHANGE = "UPDATE schools SET status = %(status)s WHERE id = %(school)s"
_RECORD = """
INSERT INTO school_validations (id, school_id, validator_id, country, decision, reason, decided_at)
VALUES (%(id)s, %(school)s, %(validator)s, %(country)s, %(status)s, %(reason)s, %(now)s)
"""


@dataclass(frozen=True, slots=True)
class NewSchoolDecision:
    """A decision that is about to be written. `reason` is there unless the school is valid."""

    school: UUID
    validator: UUID
    country: str
    status: SchoolStatus
    reason: str | None


async def write_school_decision(
    connection: psycopg.AsyncConnection[Any], new: NewSchoolDecision, now: datetime
) -> None:
    """Write a decision and the state that follows."""
    values = {
        "id": uuid4(),
        "school": new.school,
        "validator": new.validator,
        "country": new.country,
        "status": new.status.value,
        "reason": new.reason,
        "now": now,
    }
    await connection.execute(_CHANGE, values)
    await connection.execute(_RECORD, values)
