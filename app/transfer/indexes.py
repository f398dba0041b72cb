"""Tables that get more rows than they had: their indexes and constraints step aside and come back.

In: the names of tables. Out: the statements that bring everything back, read from the catalog, so that nothing can be
forgotten. All of it happens inside the transaction of the import: if that fails, nothing has ever been away. Until it
ends, nobody can read these tables. Sorting a million keys once is ten times cheaper than a million insertions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from psycopg import sql

from app.transfer.staging import Connection

_CONSTRAINTS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
  FROM pg_constraint
 WHERE (conrelid = ANY (%(tables)s::regclass[]) OR confrelid = ANY (%(tables)s::regclass[]))
   AND contype IN ('p', 'u', 'x', 'f') AND conparentid = 0
 -- What refers goes first and comes last.
 ORDER BY contype = 'f' DESC, conrelid::regclass::text, conname
"""
_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
  FROM pg_index
 WHERE indrelid = ANY (%(tables)s::regclass[])
   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
 ORDER BY indrelid::regclass::text, indexrelid::regclass::text
"""
_TRIGGERS = """
SELECT tgrelid::regclass::text, quote_ident(tgname)
  FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
 WHERE tgrelid = ANY (%(tables)s::regclass[]) AND proname = %(function)s AND NOT tgisinternal
"""

Statements = Sequence[sql.SQL]


def set_aside(connection: Connection, tables: Sequence[str], *, empty: Sequence[str]) -> Statements:
    """Drop what slows the writing of these tables down; the statements that bring it back, in their order."""
    named = {"tables": list(tables)}
    constraints = connection.execute(_CONSTRAINTS, named).fetchall()
    indexes = connection.execute(_INDEXES, named).fetchall()
    for table, name, _ in constraints:
        connection.execute(_statement(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
    for name, _ in indexes:
        connection.execute(_statement(f"DROP INDEX {name}"))
    if empty:
        # They become new files without a row. With `wal_level = minimal`, what is written to a new file needs no log.
        connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, empty))))
    own, foreign = _split(constraints)
    return [
        *(_statement(definition) for _, definition in indexes),
        *(_statement(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}") for table, name, definition in own),
        *(_statement(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}") for table, name, definition in foreign),
    ]


def bring_back(connection: Connection, statements: Statements) -> None:
    """Build the indexes and check the constraints, the foreign keys last."""
    # Checks that other tables still owe stand in the way of changes to those tables.
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for statement in statements:
        connection.execute(statement)


@contextmanager
def without_trigger(connection: Connection, function: str, tables: Sequence[str]) -> Iterator[None]:
    """For the length of the block, the triggers that call the function are still on these tables."""
    triggers = connection.execute(_TRIGGERS, {"tables": list(tables), "function": function}).fetchall()
    for table, name in triggers:
        connection.execute(_statement(f"ALTER TABLE {table} DISABLE TRIGGER {name}"))
    yield
    for table, name in triggers:
        connection.execute(_statement(f"ALTER TABLE {table} ENABLE TRIGGER {name}"))


def _split(constraints: list[tuple[Any, ...]]) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    own = [constraint for constraint in constraints if not constraint[2].startswith("FOREIGN KEY")]
    return own, [constraint for constraint in constraints if constraint[2].startswith("FOREIGN KEY")]


def _statement(text: str) -> sql.SQL:
    """Names and definitions come from the catalog, which has quoted them."""
    return sql.SQL(text)
