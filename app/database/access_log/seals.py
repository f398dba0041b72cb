"""Seals: a chain over closed batches of the access log, so that whoever changes a record later can be seen to.

In: a connection of the owner, in autocommit mode. Out: the seals that were written. Each seal names what it covers, the
Merkle root of the records, and the hash of the seal before it. Records themselves stay as they were written: a chain
kept by each read would make all reads wait for each other. Where the records of a month are dropped (`drop_before`),
its seals stay, and a seal of its own says that they were dropped.

Whoever may write to the database may also write the whole chain anew. So the newest hash is printed, to be kept
elsewhere; `app.database.access_log.verifying` takes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

import orjson
import psycopg
from psycopg import sql

from app.database.access_log.batches import Batch, batch_of, last_closed_number, months_between
from app.database.access_log.merkle import root_of, seal_hash
from app.database.access_log.partitions import Month, drop_partition, make_partitions, months_before
from app.errors import Misconfigured

Connection = psycopg.Connection[Any]

BATCH, DROPPED = "BATCH", "DROPPED"
FIRST_PREVIOUS = "0" * 64
NOTHING = root_of(()).hex()
# Any number that nothing else locks; the letters TWLS.
_LOCK = 0x54574C53


@dataclass(frozen=True, slots=True)
class Seal:
    """A link of the chain."""

    number: int
    kind: str
    month: date
    first_record: int
    last_record: int
    records: int
    root: str
    sealed_at: datetime
    previous: str

    @property
    def hash(self) -> str:
        """What the next seal names this one by."""
        said = asdict(self) | {"sealed_at": self.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")}
        return seal_hash(orjson.dumps(said, option=orjson.OPT_SORT_KEYS))


def read_seals(connection: Connection) -> list[tuple[Seal, str]]:
    """The chain in its order, each seal with the hash that was stored with it."""
    rows = connection.execute(
        "SELECT number, kind, month, first_record, last_record, records, root, sealed_at, previous, hash"
        " FROM access_seals ORDER BY number"
    ).fetchall()
    return [(Seal(*row[:-1]), row[-1]) for row in rows]


def seal_records(connection: Connection, *, patience: float = 10.0) -> list[Seal]:
    """Seal every record that is closed and not sealed yet; nothing when there is none."""
    with _alone(connection):
        last = last_closed_number(connection, patience)
        if last is None:
            raise Misconfigured(
                "an older transaction may still write a record, so nothing was sealed",
                hint="Try again; see pg_stat_activity for what is open since when.",
            )
        first = _last_sealed(connection) + 1
        batches = [batch_of(connection, month, first, last) for month in months_between(connection, first, last)]
        return [_write(connection, BATCH, batch) for batch in batches]


def drop_before(connection: Connection, limit: Month, *, patience: float = 10.0) -> list[Seal]:
    """Seal what is not sealed yet, then drop the records of whole months; their seals stay."""
    with connection.transaction():
        # What stands in the default partition gets the partition of its month, which can be dropped.
        make_partitions(connection)
    ((today,),) = connection.execute("SELECT (now() AT TIME ZONE 'UTC')::date").fetchall()
    if limit.first > today:
        raise Misconfigured(f"the month {limit} has not begun", hint="Give this month or an earlier one.")
    seal_records(connection, patience=patience)
    sealed = []
    with _alone(connection):
        for month in months_before(connection, limit):
            with connection.transaction():
                drop_partition(connection, month)
                sealed.append(_write(connection, DROPPED, Batch(month.first, 0, 0, 0, NOTHING)))
    return sealed


def _write(connection: Connection, kind: str, batch: Batch) -> Seal:
    """Add a link to the chain."""
    newest = connection.execute("SELECT number, hash FROM access_seals ORDER BY number DESC LIMIT 1").fetchone()
    number, previous = (0, FIRST_PREVIOUS) if newest is None else newest
    ((now,),) = connection.execute("SELECT clock_timestamp()").fetchall()
    covered = (batch.month, batch.first_record, batch.last_record, batch.records, batch.root)
    seal = Seal(number + 1, kind, *covered, now, previous)
    values = asdict(seal) | {"hash": seal.hash}
    query = sql.SQL("INSERT INTO access_seals ({}) VALUES ({})").format(
        sql.SQL(", ").join(map(sql.Identifier, values)), sql.SQL(", ").join(map(sql.Placeholder, values))
    )
    connection.execute(query, values)
    return seal


def _last_sealed(connection: Connection) -> int:
    ((number,),) = connection.execute("SELECT coalesce(max(last_record), 0) FROM access_seals").fetchall()
    return int(number)


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """One process at a time adds to the chain."""
    connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        connection.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
