"""Writes pictures: one that was uploaded, which one a person shows, that a person shows none (DATA-22).

In: the connection of a transaction that has locked the person, bytes that were written anew. Out: ids, or whether
something has changed. A picture that nobody shows any more is deleted in the transaction that replaces it; an upload
that was not chosen in time is nobody's, and goes with the next one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg

WAITS = timedelta(minutes=10)

_ADD = "INSERT INTO pictures (id, user_id, body, uploaded_at) VALUES (%s, %s, %s, %s)"
_SHOWN = "SELECT FROM users WHERE users.picture_id = pictures.id"
_FORGET_OWN = f"DELETE FROM pictures WHERE user_id = %s AND NOT EXISTS ({_SHOWN})"  # noqa: S608 - a constant
_TURN = "SELECT pg_try_advisory_xact_lock(hashtextextended('pictures', 6))"
# By one at a time, so that no two wait for each other. So few that nobody waits for them, more than one: what is over
# goes away quicker than it comes.
_FORGET = f"""
DELETE FROM pictures WHERE id IN (
    SELECT id FROM pictures WHERE uploaded_at <= %s AND NOT EXISTS ({_SHOWN}) LIMIT 10)
"""  # noqa: S608 - a constant
_WAITING = "SELECT FROM pictures WHERE id = %s AND user_id = %s AND uploaded_at > %s"
_CURRENT = "SELECT picture_id FROM users WHERE id = %s"
_SHOW = "UPDATE users SET picture_id = %s, picture = NULL WHERE id = %s"
_REMOVE = """
UPDATE users SET picture_id = NULL, picture = NULL
 WHERE id = %s AND (picture_id IS NOT NULL OR picture IS NOT NULL)
"""
_BODY = "SELECT body FROM pictures WHERE id = %s"

Connection = psycopg.AsyncConnection[Any]


async def add_upload(connection: Connection, user: UUID, body: bytes, now: datetime) -> UUID:
    """Keep an upload in place of those of the same person that were not chosen."""
    picture = uuid4()
    turn = await (await connection.execute(_TURN)).fetchone()
    if turn is not None and turn[0]:
        await connection.execute(_FORGET, [now - WAITS])
    await connection.execute(_FORGET_OWN, [user])
    await connection.execute(_ADD, [picture, user, body, now])
    return picture


async def is_waiting(connection: Connection, picture: UUID, user: UUID, now: datetime) -> bool:
    """Whether a person has uploaded this, and not too long ago."""
    return await (await connection.execute(_WAITING, [picture, user, now - WAITS])).fetchone() is not None


async def shown_picture(connection: Connection, user: UUID) -> UUID | None:
    """The uploaded picture that a person shows."""
    row = await (await connection.execute(_CURRENT, [user])).fetchone()
    return None if row is None else row[0]


async def show_picture(connection: Connection, user: UUID, picture: UUID) -> None:
    """Let a person show this picture; what they showed before is deleted."""
    await connection.execute(_SHOW, [picture, user])
    await connection.execute(_FORGET_OWN, [user])


async def remove_picture(connection: Connection, user: UUID) -> bool:
    """Let a person show no picture; whether that changes anything."""
    removed = await connection.execute(_REMOVE, [user])
    await connection.execute(_FORGET_OWN, [user])
    return removed.rowcount == 1


async def body_of_picture(connection: Connection, picture: UUID) -> bytes | None:
    """The bytes of a picture; None once it is gone."""
    row = await (await connection.execute(_BODY, [picture])).fetchone()
    return None if row is None else bytes(row[0])
