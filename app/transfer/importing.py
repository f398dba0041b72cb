"""Import a JSON Lines file: all of it or nothing, in one transaction.

In: the file, the database, the secret that ids are made with, and now. Out: how many records of each kind there were,
or `ImportRefused` with every error, its line and its field. The same file twice changes nothing: a key that is known
updates its record, whose id stays; records that the file does not mention stay. Order in the file does not matter.

    lines → conversion (several processes) → staging tables (COPY) → checks (SQL) → tables → derived rows

Memory does not grow with the file. The tables can be read meanwhile, except those that get more rows than they had.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import psycopg
from psycopg import sql

from app.database.addresses import Addresses
from app.database.connections import owner_connection
from app.errors import Misconfigured
from app.transfer.authority import check_authority
from app.transfer.checks import check_keys, check_references, check_unique
from app.transfer.derive import derive_members, note_areas_before
from app.transfer.identifiers import identifiers_written
from app.transfer.indexes import bring_back
from app.transfer.kinds import record_kinds
from app.transfer.lines import read_blocks
from app.transfer.merge import lock_tables, merge_tables, tables_to_rebuild
from app.transfer.merged import follow_merged_schools, leave_merged_schools_out
from app.transfer.problems import ImportRefused, ImportReport, Problem
from app.transfer.staging import Connection, Staging
from app.transfer.workers import convert_here, convert_in_workers, cores

__all__ = ["ImportRefused", "ImportReport", "Problem", "import_file"]

# Any number that nothing else in the database locks; the letters IMPO.
_LOCK = 0x494D504F
# SQLSTATEs of the triggers that hold limits of assignments at every instant to come.
_HELD = {
    "TG002": "two assignments of one user and role will be live at the same time",
    "TG003": "four assignments of PROVIDER will be live at the same time",
}
# Below, one process is done before others have started.
_LARGE_FILE = 8 << 20
# From so many rows on, building the indexes of a table anew costs less than keeping them up to date.
REBUILD_FROM = 5_000


def import_file(
    path: Path,
    addresses: Addresses,
    *,
    secret: bytes,
    now: datetime,
    dry_run: bool = False,
    ids: Path | None = None,
    rebuild_from: int = REBUILD_FROM,
) -> ImportReport:
    """Import the file. With `dry_run`, check everything and change nothing; `ids` receives kind, key and id as CSV.

    A table of which the file has `rebuild_from` rows, and more than there were, is written without its indexes.
    """
    with _open(path) as file, owner_connection(addresses) as connection:
        staging = _stage(connection, file, secret)
        merged = _check(connection, staging, now)
        with identifiers_written(connection, staging.kinds, ids):
            if not dry_run:
                with _limits_told():
                    _write(connection, staging, secret, rebuild_from=rebuild_from)
                    connection.commit()
        connection.rollback()
    return ImportReport(staging.counts, merged)


@contextmanager
def _limits_told() -> Iterator[None]:
    """What is live now has been checked by the line; what will be, the database holds."""
    try:
        yield
    except psycopg.Error as fault:
        if fault.sqlstate not in _HELD:
            raise
        raise Misconfigured(_HELD[fault.sqlstate], hint="Give one of the assignments another time.") from None


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as fault:
        raise Misconfigured(
            f"the file cannot be read: {fault.strerror}", hint="Name a file in JSON Lines, one record a line."
        ) from None


def _stage(connection: Connection, file: BinaryIO, secret: bytes) -> Staging:
    """What the file says, in the staging tables."""
    _prepare(connection)
    staging = Staging(connection, record_kinds(secret))
    staging.create()
    convert = convert_here if os.fstat(file.fileno()).st_size < _LARGE_FILE else convert_in_workers
    with closing(convert(read_blocks(file), secret)) as blocks:
        for converted in blocks:
            staging.add(converted)
    staging.finish()
    return staging


def _prepare(connection: Connection) -> None:
    """One import at a time, with memory for sorting that does not depend on the size of the file."""
    connection.execute("SET temp_buffers = '64MB'")
    connection.execute("SET LOCAL work_mem = '64MB'")
    connection.execute("SET LOCAL maintenance_work_mem = '256MB'")
    # The connection works too. A worker with less than 32 MB of the memory does not start.
    helpers = min(4, max(1, cores() - 1))
    connection.execute(sql.SQL("SET LOCAL max_parallel_maintenance_workers = {}").format(helpers))
    connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _check(connection: Connection, staging: Staging, now: datetime) -> int:
    """Every rule that concerns several records; raises when anything at all was wrong.

    How many records are of schools that were merged into others.
    """
    lock_tables(connection)
    merged = follow_merged_schools(connection)
    tables = staging.rows()
    check_keys(connection, tables)
    check_references(connection, tables)
    check_unique(connection, tables)
    check_authority(connection, now)
    problems, total = staging.first_problems()
    if problems:
        raise ImportRefused(problems, total)
    return merged


def _write(connection: Connection, staging: Staging, secret: bytes, *, rebuild_from: int) -> None:
    """The tables, what follows from them, and what was set aside meanwhile."""
    tables = staging.rows()
    rebuilt = tables_to_rebuild(connection, tables, rebuild_from=rebuild_from)
    note_areas_before(connection)
    leave_merged_schools_out(connection)
    later = merge_tables(connection, staging.kinds, tables, rebuilt)
    # Before anything joins them: to the planner, a table that was filled just now is still empty.
    for table in rebuilt:
        connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))
    derive_members(connection, secret)
    bring_back(connection, later)
