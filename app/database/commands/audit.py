"""The audit log: one entry for each command that has changed something, in the transaction of the change.

In: who acted, in which role and for what, which command, the ids of what it concerns. Out: a row that the API can
never change again. No value of a row is in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from app.database.vocabulary import Purpose, Role

_APPEND = """
INSERT INTO audit_log (at, person, role, purpose, command, objects)
VALUES (%(at)s, %(person)s, %(role)s, %(purpose)s, %(command)s, %(objects)s)
"""


async def append_entry(
    connection: psycopg.AsyncConnection[Any],
    command: str,
    objects: Iterable[UUID],
    *,
    at: datetime,
    person: UUID | None,
    role: Role,
    purpose: Purpose | None,
) -> None:
    """Write down that a command was carried out."""
    values = {
        "at": at,
        "person": person,
        "role": role.value,
        "purpose": None if purpose is None else purpose.value,
        "command": command,
        "objects": sorted(set(objects)),
    }
    await connection.execute(_APPEND, values)
