"""The real graph for the conformance tests: one database for each worker, and worlds loaded into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.database.addresses import Addresses
from tests.conformance.asking.graph import RealGraph
from tests.conformance.worlds.corpus import corpus


@pytest.fixture(scope="session")
def real(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealGraph]:
    """The graph over a database of its own, for worlds that come and go."""
    graph = RealGraph(new_database(), tmp_path_factory.mktemp("worlds"))
    yield graph
    graph.close()


@pytest.fixture(scope="session")
def real_corpus(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealGraph]:
    """The graph over the world made by hand, which stays."""
    graph = RealGraph(new_database(), tmp_path_factory.mktemp("corpus"))
    graph.load(corpus())
    yield graph
    graph.close()
