"""The months of the access log: one partition each, made ahead, dropped whole.

In: a connection of the owner, in a transaction. Out: the names of the partitions that were made or dropped. A month
without a partition loses nothing: its records go to the default partition, and are moved when its own is made. Making
one locks out neither readers nor records, unless the default partition has rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg
from psycopg import sql

Connection = psycopg.Connection[Any]

TABLE = sql.Identifier("access_log")
DEFAULT = "access_log_default"
MONTHS_AHEAD = 3
# Any number that nothing else locks within a transaction; the letters TWLP.
_LOCK = 0x54574C50


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month, in UTC."""

    first: date

    @classmethod
    def of(cls, day: date) -> Month:
        """The month of a day."""
        return cls(day.replace(day=1))

    def after(self, months: int = 1) -> Month:
        """So many months later."""
        count = self.first.year * 12 + self.first.month - 1 + months
        return Month(date(count // 12, count % 12 + 1, 1))

    @property
    def partition(self) -> str:
        """The name of its partition."""
        return f"access_log_{self.first:%Y_%m}"

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


def make_partitions(connection: Connection, *, ahead: int = MONTHS_AHEAD) -> list[str]:
    """The partitions of this month, of some ahead, and of months that stand in the default partition."""
    connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    ((today,),) = connection.execute("SELECT (statement_timestamp() AT TIME ZONE 'UTC')::date").fetchall()
    now = Month.of(today)
    wanted = {now.after(months) for months in range(ahead + 1)} | _months_in(connection, DEFAULT)
    made = sorted((month for month in wanted if not _exists(connection, month)), key=lambda month: month.first)
    for month in made:
        _make(connection, month)
    return [month.partition for month in made]


def months_before(connection: Connection, limit: Month) -> list[Month]:
    """The months before one that have a partition."""
    rows = connection.execute(
        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'access_log'::regclass ORDER BY 1"
    ).fetchall()
    found = (_month_of(name) for (name,) in rows if name != DEFAULT)
    return [month for month in found if month.first < limit.first]


def drop_partition(connection: Connection, month: Month) -> None:
    """Drop the records of a month."""
    connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(month.partition)))


def _month_of(partition: str) -> Month:
    year, month = partition.rsplit("_", 2)[1:]
    return Month(date(int(year), int(month), 1))


def _months_in(connection: Connection, partition: str) -> set[Month]:
    months = sql.SQL("SELECT DISTINCT date_trunc('month', at AT TIME ZONE 'UTC')::date FROM {}")
    rows = connection.execute(months.format(sql.Identifier(partition))).fetchall()
    return {Month(first) for (first,) in rows}


def _exists(connection: Connection, month: Month) -> bool:
    return connection.execute("SELECT to_regclass(%s)", [month.partition]).fetchone() != (None,)


def _make(connection: Connection, month: Month) -> None:
    """Make the table first and attach it then: what is attached needs no lock that a reader would wait for."""
    first, end = (sql.Literal(f"{day}T00:00:00Z") for day in (month.first, month.after().first))
    names = {"table": TABLE, "month": sql.Identifier(month.partition), "rest": sql.Identifier(DEFAULT)}
    for step in (
        # The people of a full page stand in the row itself: kept beside it, each record would be three rows.
        "CREATE TABLE {month} (LIKE {table} INCLUDING ALL) WITH (toast_tuple_target = 8160)",
        "ALTER TABLE {month} ADD CHECK (at >= {first} AND at < {end})",
        "WITH moved AS (DELETE FROM {rest} WHERE at >= {first} AND at < {end} RETURNING *)"
        " INSERT INTO {month} SELECT * FROM moved",
        "ALTER TABLE {table} ATTACH PARTITION {month} FOR VALUES FROM ({first}) TO ({end})",
    ):
        connection.execute(sql.SQL(step).format(**names, first=first, end=end))
