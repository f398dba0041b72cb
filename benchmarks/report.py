"""Tables for people: what was measured, as Markdown that can be pasted into README.md.

In: rows. Out: text. Times are milliseconds; a ratio beyond its budget is marked.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import psycopg

from app.database.addresses import Addresses
from benchmarks.timing import Times


def machine(addresses: Addresses) -> str:
    """Where and when the figures were taken."""
    with psycopg.connect(addresses.api) as connection:
        version = connection.info.server_version // 10_000
    cores, load = os.cpu_count(), os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {platform.system()} {platform.machine()}, {cores} cores, load "
        f"{load:.1f} at the start · Python {platform.python_version()} · PostgreSQL {version}"
    )


def milliseconds(times: Times) -> str:
    """Median, and the time that nine of ten requests keep."""
    return f"{times.median * 1000:.1f} / {times.ninth_decile * 1000:.1f}"


def ratio(value: float, *, at_most: float | None = None, at_least: float | None = None) -> str:
    """A ratio, marked when it misses its budget."""
    is_kept = (at_most is None or value <= at_most) and (at_least is None or value >= at_least)
    text = f"{value:.2f}" if value < 10 else f"{value:.0f}"
    return text if is_kept else f"**{text}** ✗"


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table with its title."""
    print(f"\n### {title}\n")
    print("| " + " | ".join(columns) + " |")
    print("|" + "---|" * len(columns))
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)
