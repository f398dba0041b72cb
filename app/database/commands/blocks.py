"""Writes blocks (PURP-04).

In: the connection of a transaction that has the turn of the pair, two people, the instant. Out: whether anything has
changed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg

Connection = psycopg.AsyncConnection[Any]

_HAS = "SELECT FROM blocks WHERE user_id = %s AND blocked_id = %s"
_COUNT = "SELECT count(*) FROM blocks WHERE user_id = %s"
_BLOCK = """
INSERT INTO blocks (id, user_id, blocked_id, blocked_at) VALUES (%s, %s, %s, %s)
ON CONFLICT (user_id, blocked_id) DO NOTHING
"""
_UNBLOCK = "DELETE FROM blocks WHERE user_id = %s AND blocked_id = %s"
_OTHERS = """
SELECT blocked_id FROM blocks WHERE user_id = %(person)s
UNION SELECT user_id FROM blocks WHERE blocked_id = %(person)s
"""


async def has_blocked(connection: Connection, person: UUID, other: UUID) -> bool:
    """Whether a person has blocked the other."""
    return await (await connection.execute(_HAS, [person, other])).fetchone() is not None


async def count_blocked(connection: Connection, person: UUID) -> int:
    """How many people a person has blocked."""
    row = await (await connection.execute(_COUNT, [person])).fetchone()
    assert row is not None  # noqa: S101 - a count has a row
    return int(row[0])


async def block(connection: Connection, person: UUID, other: UUID, now: datetime) -> bool:
    """A person blocks the other."""
    return (await connection.execute(_BLOCK, [uuid4(), person, other, now])).rowcount == 1


async def unblock(connection: Connection, person: UUID, other: UUID) -> bool:
    """A person takes a block back; one that the other has made stays."""
    return (await connection.execute(_UNBLOCK, [person, other])).rowcount == 1


async def hidden_by_blocks(connection: Connection, person: UUID) -> frozenset[UUID]:
    """Whom a person has blocked, and who has blocked them."""
    rows = await (await connection.execute(_OTHERS, {"person": person})).fetchall()
    return frozenset(row[0] for row in rows)
