"""Writes how representatives of national organisations are reached (DATA-35).

In: the connection of a transaction in which no other command of the person runs. Out: whether anything was deleted.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import psycopg

_SET = """
INSERT INTO representations (id, user_id, country, organisation, email, phone) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (user_id, country) DO UPDATE
   SET organisation = excluded.organisation, email = excluded.email, phone = excluded.phone
"""
_REMOVE = "DELETE FROM representations WHERE user_id = %s AND country = %s"

Connection = psycopg.AsyncConnection[Any]


async def set_representation(
    connection: Connection, person: UUID, country: str, organisation: str, email: str, phone: str | None
) -> None:
    """Write down how a person is reached, in place of what was there for that country."""
    await connection.execute(_SET, [uuid4(), person, country, organisation, email, phone])


async def remove_representation(connection: Connection, person: UUID, country: str) -> bool:
    """Delete it; False where there was nothing."""
    return (await connection.execute(_REMOVE, [person, country])).rowcount > 0
