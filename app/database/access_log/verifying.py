"""Whether the access log is as it was sealed.

In: a connection of the owner, and perhaps the hash of a seal that was kept elsewhere. Out: what was verified, or the
first thing that does not match: a changed, removed, inserted or exchanged record, a changed or removed seal. The last
seals of the chain are missed only by whoever kept the hash of one of them; records that are not sealed yet are not
covered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import psycopg

from app.database.access_log.batches import batch_of
from app.database.access_log.seals import BATCH, FIRST_PREVIOUS, Seal, read_seals

Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Verified:
    """What stands as it was sealed."""

    seals: int
    records: int
    dropped: tuple[str, ...]
    unsealed: int
    newest: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first thing that does not match."""

    seal: int | None
    reason: str


def verify(connection: Connection, *, known: str | None = None) -> Verified | Broken:
    """Recompute every seal."""
    with connection.transaction():
        # One snapshot, so that a sealing that goes on meanwhile is seen whole or not at all.
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        chain = read_seals(connection)
        fault = _chain_fault(chain) or _batch_fault(connection, [seal for seal, _ in chain])
        if fault is not None:
            return fault
        if known is not None and known not in {stored for _, stored in chain}:
            return Broken(None, "the chain has no seal with the hash that was kept elsewhere")
        return _verified(connection, [seal for seal, _ in chain], chain[-1][1] if chain else FIRST_PREVIOUS)


def _chain_fault(chain: list[tuple[Seal, str]]) -> Broken | None:
    """A seal that was changed, or one that is missing."""
    previous, covered = FIRST_PREVIOUS, 0
    for place, (seal, stored) in enumerate(chain, start=1):
        if seal.number != place or seal.previous != previous:
            return Broken(seal.number, "the seal before it is missing or another one")
        if seal.hash != stored:
            return Broken(seal.number, "the seal was changed")
        if seal.kind == BATCH and seal.first_record not in {covered + 1, _first(chain, place)}:
            return Broken(seal.number, "the batch does not follow the one before it")
        covered = max(covered, seal.last_record)
        previous = stored
    return None


def _first(chain: list[tuple[Seal, str]], place: int) -> int:
    """The first number of the seal before, which the seal of another month of the same range shares."""
    return chain[place - 2][0].first_record if place > 1 else 1


def _batch_fault(connection: Connection, seals: list[Seal]) -> Broken | None:
    """A batch whose records are not those that were sealed."""
    dropped = {seal.month for seal in seals if seal.kind != BATCH}
    kept = [seal for seal in seals if seal.kind == BATCH and seal.month not in dropped]
    for seal in kept:
        found = batch_of(connection, seal.month, seal.first_record, seal.last_record)
        if found.records != seal.records:
            return Broken(seal.number, f"{seal.records} records were sealed, {found.records} are there")
        if found.root != seal.root:
            return Broken(seal.number, "a record was changed or exchanged")
    last = max((seal.last_record for seal in seals), default=0)
    if _count(connection, last) != sum(seal.records for seal in kept):
        return Broken(None, "there are records among the sealed ones that no seal covers")
    return None


def _verified(connection: Connection, seals: list[Seal], newest: str) -> Verified:
    dropped = sorted({f"{seal.month:%Y-%m}" for seal in seals if seal.kind != BATCH})
    last = max((seal.last_record for seal in seals), default=0)
    ((unsealed,),) = connection.execute("SELECT count(*) FROM access_log WHERE number > %s", [last]).fetchall()
    return Verified(len(seals), _count(connection, last), tuple(dropped), unsealed, newest)


def _count(connection: Connection, last: int) -> int:
    ((count,),) = connection.execute("SELECT count(*) FROM access_log WHERE number <= %s", [last]).fetchall()
    return int(count)
