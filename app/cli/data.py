"""The verbs that fill the database: `migrate`, `import`, `demo`.

In: a file in the import format, or nothing but a scale. Out: the number of records of each kind, on standard output.
All of a file or nothing: a refusal names every line that is wrong.
"""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import Annotated

import orjson
import typer

from app.cli.start import begin, open_database
from app.database.connections import owner_connection
from app.database.engine import Addresses, running_database
from app.database.migrate import draft_revision, migrate
from app.settings import Settings, secret_of
from app.transfer.demo import records
from app.transfer.importing import ImportReport, import_file

log = logging.getLogger("twingraph.cli")


def migrate_database(
    draft: Annotated[
        str | None,
        typer.Option(help="For developers: then write a new revision of this name from what the models declare."),
    ] = None,
) -> None:
    """Bring the database to the newest schema; one that is there already stays as it is."""
    with running_database(begin()) as addresses:
        migrate(addresses)
        if draft is not None:
            draft_revision(addresses, draft)


def import_records(
    file: Annotated[Path, typer.Argument(help="JSON Lines: one record a line, `kind` and `key` first.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, import nothing.")] = False,
    ids: Annotated[
        Path | None, typer.Option(help="Write the id of every record of the file there: kind, key, id, as CSV.")
    ] = None,
) -> None:
    """Import a file: all of it, or nothing and every error with its line. The same file twice changes nothing."""
    settings = begin()
    with open_database(settings) as addresses:
        report = import_file(
            file, addresses, secret=secret_of(settings), now=settings.clock()(), dry_run=dry_run, ids=ids
        )
    _print_counts(report)


def load_demo(
    scale: Annotated[int, typer.Option(min=1, help="How much: 1 is about a thousand users.")] = 1,
) -> None:
    """Import demo data: invented people, schools and projects in the five languages of the notices."""
    settings = begin()
    with open_database(settings) as addresses:
        _print_counts(import_demo(settings, addresses, scale=scale))


def import_demo(settings: Settings, addresses: Addresses, *, scale: int) -> ImportReport:
    """Write the demo data as an import file and import it: demo data have no way of their own into the database."""
    now = settings.clock()()
    with tempfile.TemporaryDirectory(prefix="twingraph-demo-") as folder:
        path = Path(folder) / "demo.jsonl"
        with path.open("wb") as file:
            file.writelines(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in records(scale, now))
        return import_file(path, addresses, secret=secret_of(settings), now=now)


def fill_when_empty(settings: Settings, addresses: Addresses) -> None:
    """Demo data for a database in which nobody is registered."""
    with owner_connection(addresses) as connection:
        row = connection.execute("SELECT EXISTS (SELECT FROM users)").fetchone()
    if row == (False,):
        log.info("nobody is registered here yet: loading demo data")
        import_demo(settings, addresses, scale=1)


def _print_counts(report: ImportReport) -> None:
    for kind, count in report.counts.items():
        typer.echo(f"{kind} {count}")
    if report.merged:
        log.warning("%d schools of the file are part of others here: their records were ignored", report.merged)
