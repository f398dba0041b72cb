"""The audit log: one entry for each command that has changed something, in the transaction of the change.

In: who acted, in which role and for what, which command, the ids of what it concerns, and which facts it changed from
what to what. Out: a row that the API can never change again. A fact is a word of a closed list, a number, an instant or
the id of something else: what somebody has written, a name or an address cannot be in it, so that an entry may be kept
when the person's data are erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from app.database.vocabulary import Purpose, Role

_APPEND = """
INSERT INTO audit_log (at, person, role, purpose, command, objects, changes)
VALUES (%(at)s, %(person)s, %(role)s, %(purpose)s, %(command)s, %(objects)s, %(changes)s)
"""

Fact: TypeAlias = StrEnum | bool | int | date | UUID | None
Changes: TypeAlias = Mapping[str, tuple[Fact, Fact]]  # by the name of the fact: before and after


async def append_entry(
    connection: psycopg.AsyncConnection[Any],
    command: str,
    objects: Iterable[UUID],
    *,
    at: datetime,
    person: UUID | None,
    role: Role,
    purpose: Purpose | None,
    changes: Changes,
) -> None:
    """Write down that a command was carried out. `at` and all instants are UTC."""
    values = {
        "at": at,
        "person": person,
        "role": role.value,
        "purpose": None if purpose is None else purpose.value,
        "command": command,
        "objects": sorted(set(objects)),
        "changes": Jsonb(written(changes)),
    }
    await connection.execute(_APPEND, values)


def written(changes: Changes) -> dict[str, list[str | int | None]]:
    """Changes as they are kept. TypeError of anything that is no fact."""
    return {name: [_written(before), _written(after)] for name, (before, after) in changes.items()}


def _written(fact: Fact) -> str | int | None:
    match fact:
        case StrEnum():
            return fact.value
        case datetime() | date():
            return fact.isoformat()
        case UUID():
            return str(fact)
        case None | bool() | int():
            return fact
    raise TypeError(f"{type(fact).__name__} is no kind of fact: texts do not go into the audit log")
