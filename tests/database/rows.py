"""Rows for tests of the tables: the least that a table takes, and what the test is about.

In: a connection of the owner. Out: the identifiers of what was inserted.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

Connection = psycopg.Connection[Any]


def insert(connection: Connection, table: str, **values: object) -> UUID:
    """One row; identifier and key are made up unless they are given."""
    identifier = uuid4()
    record(connection, table, **{"id": identifier, "key": str(identifier)} | values)
    return identifier


def record(connection: Connection, table: str, **values: object) -> None:
    """One row of a table that has no identifier and key of its own."""
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, values)),
            sql.SQL(", ").join(map(sql.Placeholder, values)),
        ),
        values,
    )


def user(connection: Connection, **values: object) -> UUID:
    """A user."""
    return insert(connection, "users", **{"status": "VALIDATED", **values})


def school(connection: Connection, **values: object) -> UUID:
    """A school."""
    required = {"official_name": "S", "official_name_folded": "s", "city": "C", "city_folded": "c", "country": "EE"}
    return insert(connection, "schools", **{**required, **values})


def consent(connection: Connection, user_id: UUID, **values: object) -> UUID:
    """A consent to a public profile, given under the newest notice and not withdrawn."""
    usual = {"purpose": "PUBLIC_PROFILE", "notice_version": "esep-nb", "language": "en", "given_at": day(1)}
    return insert(connection, "consents", **{"user_id": user_id, **usual, **values})


def day(number: int) -> datetime:
    """An instant on some day of January."""
    return datetime(2025, 1, number, tzinfo=UTC)
