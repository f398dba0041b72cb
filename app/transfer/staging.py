"""The staging tables of an import: what the file says, with the line that said it, before anything is believed.

In: rows from `app.transfer.conversion`. Out: temporary tables, one for each target table, which vanish with the
transaction. Problems are a table too: however many lines are wrong, this process holds only what it prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import psycopg
from psycopg import sql

from app.transfer.conversion import Converted
from app.transfer.copy_format import HEADER, TRAILER
from app.transfer.problems import SHOWN, Problem
from app.transfer.records import Kind

Connection = psycopg.Connection[Any]

TABLES = (
    *("schools", "users", "consents", "contacts", "organisations", "assignments"),
    *("projects", "partners", "areas", "members", "threads", "posts"),
)
"""The target tables, parents before what refers to them."""

BLOCK = 1 << 18
"""Fewer bytes of rows than this wait for more: each COPY costs a round trip."""


def staged(table: str) -> sql.Identifier:
    """The name of the staging table of a target table."""
    return sql.Identifier(f"staged_{table}")


class Staging:
    """The staging tables of one transaction."""

    def __init__(self, connection: Connection, kinds: Mapping[str, Kind]) -> None:
        self._connection = connection
        self.kinds = kinds
        self._waiting: dict[str, list[bytes]] = {name: [] for name in kinds}
        self._bytes = dict.fromkeys(kinds, 0)
        self.counts = dict.fromkeys(kinds, 0)

    def create(self) -> None:
        """Empty staging tables, of the very types that the target tables have."""
        for table in TABLES:
            self._connection.execute(
                sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT 0 AS line, {} FROM {} WITH NO DATA").format(
                    staged(table), _names(columns_of(self.kinds, table)), sql.Identifier(table)
                )
            )
        self._connection.execute(
            "CREATE TEMPORARY TABLE broken_records (line integer NOT NULL, id uuid NOT NULL) ON COMMIT DROP"
        )
        self._connection.execute(
            "CREATE TEMPORARY TABLE problems (line integer NOT NULL, field text NOT NULL, message text NOT NULL)"
            " ON COMMIT DROP"
        )

    def add(self, converted: Converted) -> None:
        """Take over what a block of lines became."""
        for name, count in converted.counts.items():
            self.counts[name] += count
        for name, rows in converted.rows.items():
            self._waiting[name].append(rows)
            self._bytes[name] += len(rows)
            if self._bytes[name] >= BLOCK:
                self._flush(name)
        self.report(converted.problems)
        if converted.broken:
            with self._connection.cursor() as cursor, cursor.copy("COPY broken_records FROM STDIN") as copy:
                for line, identifier in converted.broken:
                    copy.write_row((line, identifier.hex()))

    def report(self, problems: Iterable[Problem]) -> None:
        """Add problems to those that are known."""
        if problems:
            with self._connection.cursor() as cursor, cursor.copy("COPY problems FROM STDIN") as copy:
                for problem in problems:
                    copy.write_row(problem)

    def finish(self) -> None:
        """Write what waits, and let the planner know how long the tables are: it has never seen them."""
        for name in self.kinds:
            self._flush(name)
        for table in self.rows():
            self._connection.execute(sql.SQL("ANALYZE {} (id)").format(staged(table)))

    def rows(self) -> dict[str, int]:
        """How many records of the file each table gets, if any."""
        rows: Counter[str] = Counter()
        for name, count in self.counts.items():
            rows[self.kinds[name].table] += count
        return {table: rows[table] for table in TABLES if rows[table]}

    def first_problems(self) -> tuple[list[Problem], int]:
        """The first problems in the order of the file, and the number of all."""
        rows = self._connection.execute(
            "SELECT DISTINCT line, field, message FROM problems ORDER BY line, field, message LIMIT %s", [SHOWN]
        ).fetchall()
        total = self._connection.execute("SELECT count(*) FROM (SELECT DISTINCT line, field, message FROM problems)")
        return [Problem(*row) for row in rows], total.fetchall()[0][0]

    def _flush(self, name: str) -> None:
        rows = self._waiting[name]
        if not rows:
            return
        kind = self.kinds[name]
        statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(staged(kind.table), _names(kind.columns))
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(b"".join((HEADER, *rows, TRAILER)))
        self._waiting[name] = []
        self._bytes[name] = 0


def columns_of(kinds: Mapping[str, Kind], table: str) -> tuple[str, ...]:
    """The columns of a table that the import fills from its records, each once."""
    every = (column for kind in kinds.values() if kind.table == table for column in kind.columns)
    return tuple(column for column in dict.fromkeys(every) if column != "line")


def _names(columns: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))
