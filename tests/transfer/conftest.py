"""Imports on the real database of this worker, which is empty when a test begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from psycopg import sql

from app.database.addresses import Addresses
from app.database.connections import owner_connection
from app.transfer.importing import ImportRefused, ImportReport, Problem, import_file
from app.transfer.staging import TABLES

Lines = Iterable[Mapping[str, object] | bytes]
Contents = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Importer:
    """A database, and files to import into it."""

    addresses: Addresses
    folder: Path
    secret: bytes
    now: datetime

    def __call__(self, lines: Lines, **options: Any) -> ImportReport:
        """Import these lines: records, or bytes as they are."""
        given: dict[str, Any] = {"secret": self.secret, "now": self.now} | options
        return import_file(self.write(lines), self.addresses, **given)

    def refused(self, lines: Lines, **options: Any) -> list[Problem]:
        """What is wrong with these lines, after making sure that they changed nothing."""
        before = self.contents()
        with pytest.raises(ImportRefused) as refusal:
            self(lines, **options)
        assert self.contents() == before
        assert refusal.value.total >= len(refusal.value.errors)
        return list(refusal.value.errors)

    def write(self, lines: Lines) -> Path:
        path = self.folder / "import.jsonl"
        path.write_bytes(as_bytes(lines))
        return path

    def contents(self) -> Contents:
        """Every row of every table as the database writes it, in the order of the ids."""
        with owner_connection(self.addresses) as connection:
            return {
                table: connection.execute(
                    sql.SQL("SELECT {table}::text FROM {table} ORDER BY id").format(table=sql.Identifier(table))
                ).fetchall()
                for table in TABLES
            }

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a question to the database is answered with."""
        with owner_connection(self.addresses) as connection:
            return connection.execute(query.encode()).fetchall()


@pytest.fixture
def importer(empty_world: Addresses, tmp_path: Path, secret: bytes, now: datetime) -> Importer:
    return Importer(empty_world, tmp_path, secret, now)


def as_bytes(lines: Lines) -> bytes:
    """The lines as they stand in a file: records as JSON, bytes as they are."""
    return b"".join((line if isinstance(line, bytes) else orjson.dumps(line)) + b"\n" for line in lines)
