"""Locks about persons: what somebody does by their authority comes before or after what changes that authority.

In: the connection of a command's transaction. Each command of a person shares the lock on that person; a command that
gives or takes authority has it alone. So a role that is taken back before the answer counts for every command that
starts after the answer, and none is half way. Held until the transaction ends.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg

_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 2))"
_SHARED = "SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 2))"


async def lock_person(connection: psycopg.AsyncConnection[Any], person: UUID) -> None:
    """Wait until nobody acts as this person, and let nobody act so until we have ended."""
    await connection.execute(_ALONE, [str(person)])


async def act_as(connection: psycopg.AsyncConnection[Any], person: UUID) -> None:
    """Let nobody change the authority of this person until we have ended."""
    await connection.execute(_SHARED, [str(person)])
