"""Which records belong together under a seal, and what they come to.

In: a connection of the owner. Out: batches. Records are numbered by a sequence, and a transaction that takes a number
may end long after one with a higher number. A batch is closed only when no transaction is left that may still bring a
record of its numbers: a number is taken after the transaction got its id (revision 0012), so once every transaction of
that time has ended, nothing can come any more. A batch is of one month, so that the records of a month can be dropped
and the others still be verified.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

import orjson
import psycopg
from psycopg import sql

from app.database.access_log.merkle import root_of

Connection = psycopg.Connection[Any]

_COLUMNS = (
    "at",
    "number",
    "id",
    "viewer",
    "role",
    "purpose",
    "organisation",
    "operation",
    "subjects",
    "schools",
    "coordinates",
)
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Batch:
    """The records of a month within a range of numbers, both ends included: how many, and their Merkle root."""

    month: date
    first_record: int
    last_record: int
    records: int
    root: str


def last_closed_number(connection: Connection, patience: float) -> int | None:
    """The highest number below which nothing can come any more; None when an older transaction does not end in time.

    Each statement sees the newest state: the connection must be in autocommit mode.
    """
    number = _one(connection, "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM access_log_number")
    # The number is read first. Whoever took one up to it had an id then, which is below the next one to be given.
    horizon = _one(connection, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
    deadline = time.monotonic() + patience
    while _one(connection, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint") < horizon:
        if time.monotonic() > deadline:
            return None
        time.sleep(0.05)
    return number


def months_between(connection: Connection, first: int, last: int) -> list[date]:
    """The months that have records in a range of numbers."""
    rows = connection.execute(
        "SELECT DISTINCT date_trunc('month', at AT TIME ZONE 'UTC')::date FROM access_log"
        " WHERE number BETWEEN %s AND %s ORDER BY 1",
        [first, last],
    ).fetchall()
    return [month for (month,) in rows]


def batch_of(connection: Connection, month: date, first: int, last: int) -> Batch:
    """The records of a month within a range of numbers, as they are now."""
    count = 0

    def leaves() -> Iterator[bytes]:
        nonlocal count
        for leaf in _leaves(connection, month, first, last):
            count += 1
            yield leaf

    root = root_of(leaves()).hex()
    return Batch(month, first, last, count, root)


def _leaves(connection: Connection, month: date, first: int, last: int) -> Iterator[bytes]:
    """The records in the order of their numbers, each as JSON of fixed form."""
    query = sql.SQL(
        "SELECT {} FROM access_log WHERE number BETWEEN %s AND %s"
        " AND at >= %s::timestamp AT TIME ZONE 'UTC'"
        " AND at < (%s::timestamp + interval '1 month') AT TIME ZONE 'UTC' ORDER BY number, at, id"
    ).format(sql.SQL(", ").join(map(sql.Identifier, _COLUMNS)))
    with connection.transaction(), connection.cursor("leaves") as cursor:
        cursor.itersize = _AT_ONCE
        for row in cursor.execute(query, [first, last, month, month]):
            said = dict(zip(_COLUMNS, row, strict=True))
            said["at"] = said["at"].astimezone(UTC).isoformat(timespec="microseconds")
            yield orjson.dumps(said, option=orjson.OPT_SORT_KEYS)


def _one(connection: Connection, query: str) -> int:
    ((found,),) = connection.execute(query.encode()).fetchall()
    return int(found)
