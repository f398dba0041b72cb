"""`make soak`: a real server with demo data under twice the load that it can bear, for ten minutes by default.

In: `ARGS="--minutes 3"`. Out: a report on standard output; exit code 1 when something was seen that must not be. The
database is restarted in the middle. Load, server and database share this machine: the figures compare with nothing
but themselves.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from app.authz.caller import Caller
from app.database.embedded.server import embedded_database
from app.database.ids import record_id
from app.identity.tokens import issue
from app.settings import Settings, secret_of
from app.transfer.demo.viewers import DEMO_VIEWERS
from benchmarks.soak.hostile import attacks
from benchmarks.soak.load import GOOD, Load
from benchmarks.soak.verdict import Record, faults, lines

TALKERS = 10
ATTACKERS_EACH = {"silence": 100, "deafness": 20}
AWAY = 3.0
PAGE = os.sysconf("SC_PAGE_SIZE")


def main() -> int:
    """Serve, load, restart, judge."""
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    minutes = parser.parse_args().minutes
    record = Record()
    with tempfile.TemporaryDirectory(prefix="twingraph-soak-") as name:
        folder = Path(name)
        with serving(folder, record) as (server, port):
            tokens = tokens_of(Settings(data_dir=folder))
            load = Load(port, tokens, record, random.Random(1))
            asyncio.run(soak(load, folder, server.pid, minutes * 60))
    print(f"{load.sent:,} good requests were sent; for {load.unsent:,} more no connection was free")
    print("\n".join(lines(record)))
    found = faults(record, GOOD)
    print("\n".join(f"FAULT {fault}" for fault in found) or "nothing was seen that must not be")
    return 1 if found else 0


@contextlib.contextmanager
def serving(folder: Path, record: Record) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The program as its users run it, and its port."""
    server = subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--demo", "--port", "0"],
        env={**os.environ, "TWINGRAPH_DATA_DIR": str(folder), "TWINGRAPH_LOG_LEVEL": "error"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None  # noqa: S101 - it is a pipe
        yield server, int(server.stdout.readline().rsplit(":", 1)[1].split("/")[0])
        server.terminate()
        record.exit_code = server.wait(60)
    finally:
        server.kill()
        server.wait()


def tokens_of(settings: Settings) -> list[str | None]:
    """The people of the story, and the public as often as all of them."""
    secret, now = secret_of(settings), datetime.now(UTC)
    people = [
        issue(secret, Caller(viewer.role, viewer.purpose, record_id(secret, "user", viewer.key)), now)
        for viewer in DEMO_VIEWERS
        if viewer.key is not None
    ]
    return [*people, *[None] * len(people)]


async def soak(load: Load, folder: Path, process: int, seconds: float) -> None:
    """Find the capacity, then ask for twice as much; the database goes away and comes back in the middle."""
    # Documents, statements and connections are new at first.
    await load.saturate(min(30.0, seconds / 6), 16)
    capacity = await load.saturate(min(15.0, seconds / 12), 16)
    print(f"capacity here and now: {capacity:.0f} good requests a second; asked for: {2 * capacity:.0f}", flush=True)
    prober = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "benchmarks.soak.probe", str(load.port)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        limit=2**26,
    )
    tasks = [asyncio.create_task(load.keep_pace(2 * capacity)), asyncio.create_task(watch(load, process))]
    tasks += [asyncio.create_task(load.talk()) for _ in range(TALKERS)]
    for kind, attack in attacks().items():
        tasks += [asyncio.create_task(load.harm(kind, attack)) for _ in range(ATTACKERS_EACH.get(kind, 2))]
    with contextlib.ExitStack() as database:
        await asyncio.sleep(seconds / 2)
        await asyncio.to_thread(restart, folder, database)
        await asyncio.sleep(seconds / 4)
        load.is_late = True
        await asyncio.sleep(seconds / 4)
        load.is_over = True
        said, _ = await prober.communicate(b"")
        load.record.probes = json.loads(said)
        async with asyncio.timeout(120):
            await asyncio.gather(*tasks)


def restart(folder: Path, database: contextlib.ExitStack) -> None:
    """Stop the embedded server under its users, and start it again some seconds later."""
    server = int((folder / "postgres" / "cluster" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
    os.kill(server, signal.SIGINT)
    time.sleep(AWAY)
    database.enter_context(embedded_database(folder))


async def watch(load: Load, process: int) -> None:
    """The memory of the process, once a second."""
    while not load.is_over:
        load.record.rss.append(memory_of(process))
        await asyncio.sleep(1)


def memory_of(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * PAGE


if __name__ == "__main__":
    sys.exit(main())
