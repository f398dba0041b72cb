"""The record of a read, as a part of the statement that reads.

In: what the statement knows, as SQL. Out: an INSERT for a data-modifying CTE of that very statement, so that an answer
and its record are one transaction: no data leave without a record (SEC-15). What is left out here, the database fills
in: number, id and instant. A record has no value of what was read or asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sa
from psycopg import AsyncConnection

from app.database.models import Access

Column = sa.ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says, each as SQL under the name of its column."""

    viewer: Column
    role: Column
    purpose: Column
    organisation: Column
    operation: Column
    subjects: Column
    schools: Column
    coordinates: Column


def writing(record: Record, source: sa.FromClause, *conditions: sa.ColumnElement[bool]) -> sa.CTE:
    """The CTE that writes a record for each row of a source that meets the conditions."""
    names = [field.name for field in fields(record)]
    said = sa.select(*(getattr(record, name) for name in names)).select_from(source).where(*conditions)
    return sa.insert(_TABLE).from_select(names, said, include_defaults=False).cte("record")


async def write_record(connection: AsyncConnection[Any], **said: object) -> None:
    """Write a record outside of a statement that reads: what it says, by the names of the columns; of no school."""
    await connection.execute(_SAID, said)


async def try_record(connection: AsyncConnection[Any]) -> None:
    """Write a record about nobody and take it back: fails as the record of a read would fail now."""
    async with connection.transaction(force_rollback=True):
        await connection.execute(_ABOUT_NOBODY)
        await connection.execute("SET CONSTRAINTS ALL IMMEDIATE")


_SAID = """INSERT INTO access_log (viewer, role, purpose, organisation, operation, subjects, schools, coordinates)
VALUES (%(viewer)s, %(role)s, %(purpose)s, %(organisation)s, %(operation)s, %(subjects)s, '{}', %(coordinates)s)"""
_ABOUT_NOBODY = """INSERT INTO access_log (viewer, role, operation, subjects, schools, coordinates)
VALUES ('00000000-0000-0000-0000-000000000000', 'CSS', 'tried', '{}', '{}', '{}')"""
_TABLE: sa.Table = Access.__table__  # type: ignore[attr-defined]
