"""Writes assignments: a new one, or the end of one.

In: checked values. Out: nothing; that limits hold, triggers see to (revision 0010). An assignment that has not begun
ends where it would begin, so that it never was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

INSERT = """
INSERT INTO assignments (id, key, user_id, role, country, region, purposes, valid_from, valid_to, approver_id,
                         granted_at, organisation_id)
VALUES (%(id)s, %(key)s, %(user)s, %(role)s, %(country)s, %(region)s, %(purposes)s, %(valid_from)s, %(valid_to)s,
        %(approver)s, %(now)s, %(organisation)s)
"""
END = """
UPDATE assignments SET valid_to = greatest(valid_from, %(now)s), revoked_at = %(now)s, revoked_by = %(by)s
 WHERE id = %(id)s AND revoked_at IS NULL AND (valid_to IS NULL OR valid_to > greatest(valid_from, %(now)s))
"""


@dataclass(frozen=True, slots=True)
class NewAssignment:
    """An assignment that is about to be written."""

    id: UUID
    user: UUID
    role: str
    country: str | None
    region: str | None
    purposes: Sequence[str] | None
    valid_from: datetime
    valid_to: datetime | None
    approver: UUID | None
    organisation: UUID | None = None


async def insert_assignment(connection: psycopg.AsyncConnection[Any], new: NewAssignment, now: datetime) -> None:
    """Write a new assignment."""
    await connection.execute(INSERT, values_of(new, now))


def values_of(new: NewAssignment, now: datetime) -> dict[str, object]:
    """The values of `INSERT`."""
    return {
        "id": new.id,
        "key": f"granted {new.id}",
        "user": new.user,
        "role": new.role,
        "country": new.country,
        "region": new.region,
        "purposes": None if new.purposes is None else list(new.purposes),
        "valid_from": new.valid_from,
        "valid_to": new.valid_to,
        "approver": new.approver,
        "organisation": new.organisation,
        "now": now,
    }


async def end_assignment(
    connection: psycopg.AsyncConnection[Any], assignment: UUID, now: datetime, *, by: UUID | None
) -> bool:
    """End an assignment now; whether that changes anything."""
    cursor = await connection.execute(END, {"id": assignment, "now": now, "by": by})
    return cursor.rowcount == 1
