"""Writes what a person keeps: favourites and saved searches (DATA-38).

In: the connection of a transaction in which no other command of the person runs. Out: whether anything changed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg

_ADD = """
INSERT INTO favourites (id, user_id, object_id, added_at) VALUES (%s, %s, %s, %s)
ON CONFLICT (user_id, object_id) DO NOTHING
"""
_REMOVE = "DELETE FROM favourites WHERE user_id = %s AND object_id = %s"
_KEEPS = "SELECT FROM favourites WHERE user_id = %s AND object_id = %s"
_SAVE = "INSERT INTO saved_searches (id, user_id, name, searched, query, saved_at) VALUES (%s, %s, %s, %s, %s, %s)"
_FORGET = "DELETE FROM saved_searches WHERE user_id = %s AND id = %s"
_COUNTS: dict[str, LiteralString] = {
    "favourites": "SELECT count(*) FROM favourites WHERE user_id = %s",
    "saved_searches": "SELECT count(*) FROM saved_searches WHERE user_id = %s",
}

Connection = psycopg.AsyncConnection[Any]


async def count_kept(connection: Connection, table: str, person: UUID) -> int:
    """How many rows of `favourites` or `saved_searches` are a person's."""
    row = await (await connection.execute(_COUNTS[table], [person])).fetchone()
    assert row is not None  # noqa: S101 - a count has a row
    return int(row[0])


async def keeps(connection: Connection, person: UUID, kept: UUID) -> bool:
    """Whether an object is among a person's favourites."""
    return await (await connection.execute(_KEEPS, [person, kept])).fetchone() is not None


async def add_favourite(connection: Connection, person: UUID, kept: UUID, now: datetime) -> None:
    """Put an object among a person's favourites."""
    await connection.execute(_ADD, [uuid4(), person, kept, now])


async def remove_favourite(connection: Connection, person: UUID, kept: UUID) -> bool:
    """Take an object off a person's favourites; False where it was not there."""
    return (await connection.execute(_REMOVE, [person, kept])).rowcount > 0


async def save_search(
    connection: Connection, person: UUID, name: str, searched: str, query: str, now: datetime
) -> UUID:
    """Write a search down; its id."""
    new = uuid4()
    await connection.execute(_SAVE, [new, person, name, searched, query, now])
    return new


async def forget_search(connection: Connection, person: UUID, search: UUID) -> bool:
    """Forget a search of a person; False where there is none."""
    return (await connection.execute(_FORGET, [person, search])).rowcount > 0
