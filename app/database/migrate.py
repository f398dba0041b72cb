"""Bring the database to the newest revision.

In: `Addresses`; the owner's is used. Out: nothing; afterwards the tables are those of `app.database.models`. Several
processes may start at once: one works, the others wait and find it done. All revisions of one call are one transaction,
and the coming months of the access log get their partitions with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import Script, ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.database.access_log.partitions import make_partitions
from app.database.addresses import Addresses
from app.database.connections import owner_connection
from app.database.migrations.comparison import expected_warnings
from app.errors import Misconfigured

_SCRIPTS = Path(__file__).with_name("migrations")
# Any number that nothing else in the database locks; the letters TWIN.
_LOCK = 0x5457494E


def migrate(addresses: Addresses) -> None:
    """Upgrade to the newest revision; a database that is already there stays as it is."""
    try:
        with _engine(addresses).connect() as connection:
            # Held by the transaction, so it cannot outlive a process that is killed here.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            command.upgrade(configuration(connection), "head")
            make_partitions(cast("psycopg.Connection[Any]", connection.connection.driver_connection))
            connection.commit()
    except CommandError as error:
        raise Misconfigured(
            "the database is at a revision that this release does not know",
            hint="Use the release that brought it there, or a newer one.",
        ) from error
    except (DBAPIError, psycopg.Error) as error:
        fault = error.orig if isinstance(error, DBAPIError) else error
        said = fault.diag.message_primary if isinstance(fault, psycopg.Error) else None
        raise Misconfigured(
            f"the database cannot be brought to the newest revision: {said or 'it does not answer'}",
            hint="Nothing has changed. The role of the owner must own the tables and the schema `public`.",
        ) from error


def draft_revision(addresses: Addresses, message: str, *, scripts: Path = _SCRIPTS) -> Path:
    """Write a new revision from what the models declare and the database does not have; somebody must read it."""
    head = ScriptDirectory.from_config(configuration(scripts=scripts)).get_current_head()
    with _engine(addresses).connect() as connection, expected_warnings():
        drafted = command.revision(
            configuration(connection, scripts=scripts), message, autogenerate=True, rev_id=f"{int(head or 0) + 1:04}"
        )
    if not isinstance(drafted, Script):
        raise TypeError("one head makes one revision")
    return Path(drafted.path)


def configuration(connection: Connection | None = None, *, scripts: Path = _SCRIPTS) -> Config:
    """Alembic's configuration without an ini file; `connection` is what a command works on."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def schema_is_current(addresses: Addresses) -> bool:
    """Whether the database is at the newest revision; false also when it cannot be asked."""
    newest = ScriptDirectory.from_config(configuration()).get_current_head()
    try:
        with psycopg.connect(addresses.api, connect_timeout=5, autocommit=True) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except psycopg.Error:
        return False
    return found == [(newest,)]


def _engine(addresses: Addresses) -> Engine:
    return create_engine("postgresql+psycopg://", creator=lambda: owner_connection(addresses), poolclass=NullPool)
