"""What goes over the wire to PostgreSQL, as libpq itself traces it.

In: the real graph. Out: the statements that were sent while something was asked: their texts, and how many were run.
A trace below the driver cannot be fooled by a second cursor, another connection method or a hidden look-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from psycopg.pq import Trace

from tests.conformance.asking.graph import RealGraph

PATIENCE = 30.0
_RUN = re.compile(r"^F\t\d+\t(?:Execute|Query)\b")
_TEXT = re.compile(r"^F\t\d+\t(?:Parse|Query)\b")


@dataclass
class Traffic:
    """Statements that were run, and their texts."""

    runs: int = 0
    texts: list[str] = field(default_factory=list)


@contextmanager
def traced(real: RealGraph, folder: Path) -> Iterator[Traffic]:
    """Trace every connection of the graph; the traffic is there when the block has ended."""
    traffic, path = Traffic(), folder / "trace.txt"

    async def switch(descriptor: int | None) -> None:
        await real.writing.wait(PATIENCE)  # until its connections are there
        for connection in (*real.pool._pool, *real.writing._pool):
            if descriptor is None:
                connection.pgconn.untrace()
            else:
                connection.pgconn.trace(descriptor)
                connection.pgconn.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)

    with path.open("w") as file:
        real.run(lambda: switch(file.fileno()))
        yield traffic
        real.run(lambda: switch(None))
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    traffic.runs = sum(bool(_RUN.match(line)) for line in lines)
    traffic.texts = [line for line in lines if _TEXT.match(line)]
