"""A withdrawal counts for every request that starts after its answer, on every server; so does a consent (Q01, Q03).

The search has to prove itself first: it must find each of four builds in which consents are late. Then the program as
it is has to stand more reads than these took (mean and three standard deviations of the slowest find). Look for longer:
`make consent`.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from math import ceil

import pytest

from app.database.addresses import Addresses
from app.transfer.importing import import_file
from tests.cli.running import given
from tests.conformance.worlds.records import school, user
from tests.conformance.worlds.world import SECRET, World
from tests.consent.broken_builds import BUILDS
from tests.consent.searching import Search, Searcher
from tests.house.files import ROOT

FINDS = 3
MOST_READS = 2_000  # in a broken build; what takes longer to find is not found
LEAST_READS = 300  # in the program as it is
PEOPLE = 2  # of each search
Run = Callable[[str, int], Search]


@pytest.fixture(scope="module")
def world(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Addresses:
    """People of one school who are not public: some for each search, and one who only reads."""
    now = datetime.now(UTC)
    keys = ["reader", *(f"p{number}" for number in range(PEOPLE * (FINDS * len(BUILDS) + 1)))]
    people = [user(key, "s1", lastLoginAt=(now - timedelta(days=1)).isoformat()) for key in keys]
    addresses = new_database()
    file = tmp_path_factory.mktemp("consent") / "world.jsonl"
    file.write_text(World((school("s1"), *people), now).as_lines(), encoding="utf-8")
    import_file(file, addresses, secret=SECRET, now=now)
    return addresses


@pytest.fixture(scope="module")
def search(world: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Searches by the name of a build, `Sound` is the program as it is, on two servers; each with people of its own."""
    variables = {
        **given(world),
        "TWINGRAPH_SECRET": SECRET.decode(),
        "TWINGRAPH_DATA_DIR": str(tmp_path_factory.mktemp("servers")),
        "TWINGRAPH_POOL_SIZE": "2",
        "TWINGRAPH_WRITING_POOL_SIZE": "2",
    }
    fresh = count()
    with ExitStack() as stack:
        sound = [stack.enter_context(server("app", variables)) for _ in range(2)]
        broken = [stack.enter_context(server("tests.consent.broken_builds", variables)) for _ in range(2)]
        addresses = {name: [line().strip() for line in pair] for name, pair in (("Sound", sound), ("", broken))}

        def run(name: str, most: int) -> Search:
            number = next(fresh)
            people = [f"p{number * PEOPLE + one}" for one in range(PEOPLE)]
            servers = addresses.get(name, addresses[""])
            return asyncio.run(Searcher(servers, name, people, seed=number).run(most))

        yield run


@pytest.fixture(scope="module")
def reads_of_a_find(search: Run) -> Mapping[str, list[int | None]]:
    """After how many reads each broken build was found."""
    return {name: [search(name, MOST_READS).found() for _ in range(FINDS)] for name in BUILDS}


@pytest.mark.parametrize("name", BUILDS)
def test_q03_a_build_in_which_consents_are_late_is_found(
    name: str, reads_of_a_find: Mapping[str, list[int | None]]
) -> None:
    assert None not in reads_of_a_find[name], reads_of_a_find


def test_q01_q03_q13_in_the_program_they_count_at_once(
    search: Run, reads_of_a_find: Mapping[str, list[int | None]], request: pytest.FixtureRequest
) -> None:
    finds = [[find or MOST_READS for find in each] for each in reads_of_a_find.values()]
    beyond = max(ceil(statistics.mean(each) + 3 * statistics.stdev(each)) for each in finds)
    done = search("Sound", max(beyond + 1, LEAST_READS, request.config.getoption("--consent-reads")))
    assert done.found() is None
    assert done.reads > beyond
    # Not in vain: everybody was seen and not seen, and each has consented more than once.
    for person in done.people:
        assert {read.seen for read in done.reads_of[person]} == {True, False}
        assert sum(write.given for write in done.writes_of[person]) > 1


@contextmanager
def server(module: str, variables: Mapping[str, str]) -> Iterator[Callable[[], str]]:
    """A server that starts now; its address as soon as that is asked for. It ends with the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, "serve", "--port", "0"],
        env={**os.environ, **variables},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
