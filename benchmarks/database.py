"""The databases that are measured: a small one and, when asked for, a hundred times as large a one.

In: settings and a scale. Out: the addresses of a running database that holds the demo data of that scale and the
registrations of `benchmarks.registrations`. What is loaded is kept, so that only the first run waits for it.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import orjson

from app.database.addresses import Addresses
from app.database.connections import owner_connection
from app.database.engine import running_database
from app.database.migrate import migrate
from app.settings import Settings, secret_of
from app.transfer.demo import records
from app.transfer.importing import import_file
from benchmarks.registrations import registrations


@contextlib.contextmanager
def demo_database(settings: Settings, scale: int) -> Iterator[Addresses]:
    """A database with the demo data of a scale, loaded if it is empty."""
    with running_database(settings) as addresses:
        migrate(addresses)
        if _is_empty(addresses):
            _load(settings, addresses, scale)
        yield addresses


def _is_empty(addresses: Addresses) -> bool:
    with owner_connection(addresses) as connection:
        return connection.execute("SELECT EXISTS (SELECT FROM users)").fetchone() == (False,)


def _load(settings: Settings, addresses: Addresses, scale: int) -> None:
    now = settings.clock()()
    begun = time.perf_counter()
    print(f"loading the demo data of scale {scale} ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="twingraph-benchmark-") as folder:
        path = Path(folder) / "records.jsonl"
        with path.open("wb") as file:
            everything = chain(records(scale, now), registrations(now))
            file.writelines(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in everything)
        import_file(path, addresses, secret=secret_of(settings), now=now)
    print(f"loaded in {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
