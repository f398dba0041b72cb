"""`python -m benchmarks`: measures side by side in one run and prints ratios.

In: flags. Out: tables on standard output; exit code 1 when a baseline gave another answer than the graph, since then
one of them applies other masks and the comparison says nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from contextlib import ExitStack
from pathlib import Path

from app.settings import Settings
from benchmarks.baselines import compare_baselines, compare_roles
from benchmarks.commands import measure_commands
from benchmarks.database import demo_database
from benchmarks.records import compare_records
from benchmarks.report import machine
from benchmarks.sizes import compare_sizes

PARTS = ["baselines", "roles", "records", "commands"]


def main() -> int:
    """Run what was asked for."""
    asked = _arguments()
    with ExitStack() as stack:
        small = _settings(asked.data_dir / f"scale-{asked.scale}", asked.database_url)
        small_addresses = stack.enter_context(demo_database(small, asked.scale))
        large = _settings(asked.data_dir / f"scale-{asked.large_scale}", asked.large_database_url)
        large_addresses = stack.enter_context(demo_database(large, asked.large_scale)) if asked.large else None
        print(machine(small_addresses))
        is_equal = True
        if "baselines" in asked.parts:
            is_equal = asyncio.run(compare_baselines(small, small_addresses, rounds=asked.rounds))
        if "roles" in asked.parts:
            asyncio.run(compare_roles(small, small_addresses, rounds=asked.rounds))
        if "records" in asked.parts:
            asyncio.run(compare_records(small, small_addresses, rounds=asked.rounds))
        if "commands" in asked.parts:
            asyncio.run(measure_commands(small, small_addresses, rounds=asked.rounds))
        if large_addresses is not None:
            pair = (small, small_addresses), (large, large_addresses)
            asyncio.run(compare_sizes(*pair, scales=(asked.scale, asked.large_scale), rounds=asked.page_rounds))
    return 0 if is_equal else 1


def _settings(folder: Path, database_url: str | None) -> Settings:
    """The settings of the environment, with a database of its own."""
    changes = {"data_dir": folder, "database_url": database_url, "owner_database_url": None}
    return Settings.load().model_copy(update=changes)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure side by side, print ratios.")
    parser.add_argument("--scale", type=int, default=3, help="scale of the demo data (default 3)")
    parser.add_argument("--large", action="store_true", help="also measure a large database; loading it takes minutes")
    parser.add_argument("--large-scale", type=int, default=300, help="scale of the large one (default 300)")
    parser.add_argument("--rounds", type=int, default=80, help="rounds of five requests each (default 80)")
    parser.add_argument("--page-rounds", type=int, default=10, help="the same for each page at two sizes (default 10)")
    parser.add_argument("--parts", nargs="*", default=["baselines", "roles", "commands"], choices=PARTS)
    parser.add_argument("--data-dir", type=Path, default=Path(".data/benchmarks"), help="where the databases are kept")
    parser.add_argument("--database-url", help="a database of one's own, empty or loaded before, instead")
    parser.add_argument("--large-database-url", help="the same for the large one")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
