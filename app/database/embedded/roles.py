"""What must exist inside the server before anybody uses it: the owner, the API's role, the database.

In: the address of the superuser and the passwords. Out: nothing; what exists already stays as it is, so that a start
that was interrupted is made good by the next one.
"""

from __future__ import annotations

from typing import LiteralString

import psycopg
from psycopg import sql

from app.database.embedded.cluster import API, OWNER

DATABASE = "twingraph"


def ensure_roles(address: str, passwords: dict[str, str]) -> None:
    """Create what is missing. The owner may create databases, which tests need; neither is a superuser."""
    with psycopg.connect(address, autocommit=True) as connection:
        if not _exists(connection, "SELECT FROM pg_roles WHERE rolname = %s", OWNER):
            _create_role(connection, OWNER, passwords[OWNER], sql.SQL("CREATEDB"))
        if not _exists(connection, "SELECT FROM pg_roles WHERE rolname = %s", API):
            _create_role(connection, API, passwords[API], sql.SQL("NOCREATEDB"))
        if not _exists(connection, "SELECT FROM pg_database WHERE datname = %s", DATABASE):
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )
        name = sql.Identifier(DATABASE)
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(API)))


def _exists(connection: psycopg.Connection, query: LiteralString, name: str) -> bool:
    return connection.execute(query, [name]).fetchone() is not None


def _create_role(connection: psycopg.Connection, name: str, password: str, rights: sql.SQL) -> None:
    """The server is told the hash only: a statement with a password could end in a log."""
    hashed = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    connection.execute(
        sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEROLE {} PASSWORD {}").format(
            sql.Identifier(name), rights, sql.Literal(hashed)
        )
    )
