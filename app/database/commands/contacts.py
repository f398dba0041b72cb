"""Writes contacts and the requests for them (PURP-02, DATA-20).

In: the connection of a transaction that has the turn of the pair, two people, the instant. Out: whether anything has
changed. Of a request, each side has a row of its own; whoever acts is told what follows from the own rows alone, so
that no answer tells whether the other side has declined, or keeps somebody in a list that is hidden.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg

Connection = psycopg.AsyncConnection[Any]

# The same for both: whatever one does to the other comes before or after what the other does, never in between.
_TURN = "SELECT pg_advisory_xact_lock(hashtextextended(least(%(one)s, %(other)s) || greatest(%(one)s, %(other)s), 3))"
_KEEPS = "SELECT FROM contacts WHERE user_id = %s AND contact_id = %s"
_RECEIVED = """
SELECT FROM contact_requests WHERE owner_id = %s AND user_id = %s AND received AND declined_at IS NULL
"""
_ASKS = "SELECT FROM contact_requests WHERE owner_id = %s AND user_id = %s AND NOT received"
_ASK = """
INSERT INTO contact_requests (id, owner_id, user_id, received, requested_at)
VALUES (%(id)s, %(owner)s, %(user)s, %(received)s, %(now)s) ON CONFLICT DO NOTHING
"""
_DECLINE = """
UPDATE contact_requests SET declined_at = %s
 WHERE owner_id = %s AND user_id = %s AND received AND declined_at IS NULL
"""
_WITHDRAW = "DELETE FROM contact_requests WHERE owner_id = %s AND user_id = %s AND NOT received"
# One that was declined stays: who withdraws a request and asks again does not stand on that list again.
_WITHDRAWN = """
DELETE FROM contact_requests WHERE owner_id = %s AND user_id = %s AND received AND declined_at IS NULL
"""
_ANSWERED = """
DELETE FROM contact_requests
 WHERE (owner_id, user_id) IN ((%(one)s, %(other)s), (%(other)s, %(one)s))
"""
_JOIN = """
INSERT INTO contacts (id, key, user_id, contact_id) VALUES (%(id)s, %(key)s, %(user)s, %(contact)s)
ON CONFLICT (user_id, contact_id) DO NOTHING
"""
_PART = """
DELETE FROM contacts WHERE (user_id, contact_id) IN ((%(one)s, %(other)s), (%(other)s, %(one)s))
"""


async def take_turn(connection: Connection, one: UUID, other: UUID) -> None:
    """Wait until nobody changes what is between two people, and let nobody else until we have ended."""
    await connection.execute(_TURN, {"one": str(one), "other": str(other)})


async def keeps(connection: Connection, person: UUID, other: UUID) -> bool:
    """Whether a person has the other among their contacts."""
    return await (await connection.execute(_KEEPS, [person, other])).fetchone() is not None


async def is_asked(connection: Connection, person: UUID, other: UUID) -> bool:
    """Whether a person has an open request from the other."""
    return await (await connection.execute(_RECEIVED, [person, other])).fetchone() is not None


async def asks(connection: Connection, person: UUID, other: UUID) -> bool:
    """Whether a person asks the other, by the list of the person: also where the other has declined."""
    return await (await connection.execute(_ASKS, [person, other])).fetchone() is not None


async def ask(connection: Connection, person: UUID, other: UUID, now: datetime) -> bool:
    """A person asks the other, unless they have asked already."""
    if not await _add_request(connection, person, other, now, received=False):
        return False
    await _add_request(connection, other, person, now, received=True)
    return True


async def decline(connection: Connection, person: UUID, other: UUID, now: datetime) -> bool:
    """The request of the other leaves the list of a person; on that of the other it stays."""
    return (await connection.execute(_DECLINE, [now, person, other])).rowcount == 1


async def withdraw(connection: Connection, person: UUID, other: UUID) -> bool:
    """A person asks the other no more."""
    await connection.execute(_WITHDRAWN, [other, person])
    return (await connection.execute(_WITHDRAW, [person, other])).rowcount == 1


async def join(connection: Connection, one: UUID, other: UUID) -> None:
    """Two people keep each other, and ask each other for nothing."""
    await connection.execute(_ANSWERED, {"one": one, "other": other})
    for user, contact in ((one, other), (other, one)):
        new = uuid4()
        await connection.execute(_JOIN, {"id": new, "key": f"made {new}", "user": user, "contact": contact})


async def part(connection: Connection, one: UUID, other: UUID) -> bool:
    """Neither keeps the other."""
    return (await connection.execute(_PART, {"one": one, "other": other})).rowcount > 0


async def _add_request(connection: Connection, owner: UUID, user: UUID, now: datetime, *, received: bool) -> bool:
    values = {"id": uuid4(), "owner": owner, "user": user, "received": received, "now": now}
    return (await connection.execute(_ASK, values)).rowcount == 1
