"""Outcomes that are kept for requests which come again: ids only, for 24 hours, in the transaction of the command.

In: hashes of who asked with which key, and of what was asked. Out: the ids of the first outcome. A second request with
the same key waits until the transaction of the first has ended. A crash between commit and answer loses nothing: the
outcome is there exactly where the change is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

KEPT = timedelta(hours=24)

# Taken before the look: whoever has it sees what the one before has written.
_TURN = "SELECT pg_advisory_xact_lock(hashtextextended(encode(%s, 'hex'), 1))"
_FIND = "SELECT body, ids, codes FROM command_outcomes WHERE request = %s AND kept_at > %s"
# So few that nobody waits for them, more than one: what is over goes away quicker than it comes.
_FORGET = """
DELETE FROM command_outcomes WHERE request IN (
    SELECT request FROM command_outcomes WHERE kept_at <= %(before)s
     ORDER BY kept_at LIMIT 20 FOR UPDATE SKIP LOCKED)
"""
_FORGET_THIS = "DELETE FROM command_outcomes WHERE request = %s AND kept_at <= %s"
_KEEP = "INSERT INTO command_outcomes (request, body, ids, codes, kept_at) VALUES (%s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class KeptOutcome:
    """What a request came to, and the hash of what it had asked. `codes`: for each of many objects."""

    body: bytes
    ids: Mapping[str, UUID]
    codes: Sequence[str] = ()


async def find_outcome(connection: psycopg.AsyncConnection[Any], request: bytes, now: datetime) -> KeptOutcome | None:
    """The outcome of an earlier request, if there is one; nobody else carries this request out until we have ended."""
    await connection.execute(_TURN, [request])
    cursor = await connection.execute(_FIND, [request, now - KEPT])
    row = await cursor.fetchone()
    return None if row is None else KeptOutcome(row[0], {name: UUID(one) for name, one in row[1].items()}, row[2] or ())


async def keep_outcome(
    connection: psycopg.AsyncConnection[Any], request: bytes, outcome: KeptOutcome, now: datetime
) -> None:
    """Keep an outcome, and forget some whose time is over."""
    await connection.execute(_FORGET_THIS, [request, now - KEPT])
    ids = Jsonb({name: str(one) for name, one in outcome.ids.items()})
    await connection.execute(_KEEP, [request, outcome.body, ids, list(outcome.codes), now])
    await connection.execute(_FORGET, {"before": now - KEPT})
