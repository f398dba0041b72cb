"""The verbs of the access log: make its months, seal it, verify it, drop what is too old.

In: the settings; the role of the owner. Out: one line for each thing done, on standard output. `verify` ends with exit
code 1 when something does not match, and names the first seal. docs/audit.md says when to run what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any

import psycopg
import typer

from app.cli.start import begin, open_database
from app.database.access_log.partitions import MONTHS_AHEAD, Month, make_partitions
from app.database.access_log.seals import drop_before, seal_records
from app.database.access_log.verifying import Broken, verify
from app.database.connections import owner_connection
from app.errors import Misconfigured

commands = typer.Typer(help="The record of who read whose data, and its seals.", no_args_is_help=True)


@commands.callback()
def audit() -> None:
    """The record of who read whose data, and its seals."""


@commands.command("partitions")
def partitions(
    ahead: Annotated[int, typer.Option(min=0, max=120, help="So many months after this one.")] = MONTHS_AHEAD,
) -> None:
    """Make the partitions of this month and the next ones, where there are none."""
    with _connection() as connection, connection.transaction():
        made = make_partitions(connection, ahead=ahead)
    typer.echo(f"made {', '.join(made)}" if made else "every partition is there")


@commands.command("seal")
def seal() -> None:
    """Seal the records that are not sealed yet, and print the newest hash, to be kept elsewhere."""
    with _connection() as connection:
        with connection.transaction():
            make_partitions(connection)
        sealed = seal_records(connection)
    for one in sealed:
        typer.echo(f"seal {one.number}: {one.records} records of {one.month:%Y-%m}, {one.hash}")
    if not sealed:
        typer.echo("nothing to seal")


@commands.command("verify")
def verify_log(
    known: Annotated[
        str | None, typer.Option(help="The hash of a seal that was kept elsewhere: the chain must have it.")
    ] = None,
) -> None:
    """Verify every seal; exit code 1 and the first one that does not match."""
    with _connection() as connection:
        found = verify(connection, known=known)
    if isinstance(found, Broken):
        typer.echo(found.reason if found.seal is None else f"seal {found.seal}: {found.reason}")
        raise typer.Exit(1)
    dropped = f", {', '.join(found.dropped)} dropped" if found.dropped else ""
    typer.echo(f"{found.seals} seals, {found.records} records as sealed{dropped}; {found.unsealed} not sealed yet")
    typer.echo(f"newest {found.newest}")


@commands.command("drop-before")
def drop(month: Annotated[str, typer.Argument(help="The first month that is kept, such as 2026-01.")]) -> None:
    """Drop the records of whole months before one; their seals stay, and say so."""
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", month):
        raise Misconfigured("the month is not written as 2026-01", hint="Give the first month that is kept.")
    limit = Month(date.fromisoformat(f"{month}-01"))
    with _connection() as connection:
        sealed = drop_before(connection, limit)
    typer.echo(f"dropped {', '.join(f'{one.month:%Y-%m}' for one in sealed)}" if sealed else "nothing to drop")


@contextmanager
def _connection() -> Iterator[psycopg.Connection[Any]]:
    """A connection of the owner in which each statement is its own transaction."""
    settings = begin()
    with open_database(settings) as addresses, owner_connection(addresses) as connection:
        connection.autocommit = True
        yield connection
