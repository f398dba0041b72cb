"""The ids of an import's records, written for whoever keeps the keys.

In: a connection whose staging tables are filled. Out: a CSV file with the columns kind, key and id, complete or not
there at all. Keys are always quoted: a spreadsheet shall not take one for a formula, and the content stays the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from psycopg import sql

from app.transfer.records import Kind
from app.transfer.staging import Connection, staged


@contextmanager
def identifiers_written(connection: Connection, kinds: Mapping[str, Kind], path: Path | None) -> Iterator[None]:
    """Write the file beside its place; it takes its name when the block has ended well."""
    if path is None:
        yield
        return
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        _write(connection, kinds, unfinished)
        yield
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(connection: Connection, kinds: Mapping[str, Kind], path: Path) -> None:
    every = sql.SQL(" UNION ALL ").join(_ids_of(kind) for kind in kinds.values())
    rows = sql.SQL("SELECT kind, key, id FROM ({}) ORDER BY line").format(every)
    statement = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv, HEADER, FORCE_QUOTE (key))").format(rows)
    with path.open("wb") as file, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for data in copy:
            file.write(data)


def _ids_of(kind: Kind) -> sql.Composed:
    where = sql.SQL("WHERE kind = {}").format(kind.name.upper()) if kind.table == "areas" else sql.SQL("")
    return sql.SQL("SELECT {} AS kind, key, id, line FROM {} {}").format(
        sql.Literal(kind.name), staged(kind.table), where
    )
