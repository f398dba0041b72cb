"""A database with the world of the golden files, and the graph over it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import pytest

from app.database.addresses import Addresses
from app.resolvers.operation import Graph
from app.transfer.importing import import_file
from tests.golden.cases import HERE, NOW, SECRET, Case, graph_of

Ask = Callable[[Case], bytes]


@pytest.fixture(scope="session")
def golden_addresses(new_database: Callable[[], Addresses]) -> Addresses:
    addresses = new_database()
    import_file(HERE / "world.jsonl", addresses, secret=SECRET, now=NOW)
    return addresses


@pytest.fixture(scope="session")
def golden_graph(golden_addresses: Addresses) -> Graph:
    return graph_of(golden_addresses)


@pytest.fixture(scope="session")
def ask(golden_graph: Graph) -> Iterator[Ask]:
    """Ask the graph, on one loop for all tests."""
    pool = golden_graph._pool
    with asyncio.Runner() as runner:
        runner.run(pool.open())

        def answer(case: Case) -> bytes:
            return runner.run(golden_graph.answer(case.source, None, case.variables, None, case.caller))

        yield answer
        runner.run(pool.close())
