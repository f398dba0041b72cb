"""The world made by hand behind the real graph, for the tests of the read path."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.database.addresses import Addresses
from tests.conformance.asking.graph import RealGraph
from tests.conformance.worlds.corpus import corpus
from tests.resolvers.read.recorded import Log, records


@pytest.fixture(scope="session")
def real(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealGraph]:
    """The graph over a database of its own. Tests that change a row put it back."""
    graph = RealGraph(new_database(), tmp_path_factory.mktemp("worlds"))
    graph.load(corpus())
    yield graph
    graph.close()


@pytest.fixture(scope="module")
def log(real: RealGraph) -> Iterator[Log]:
    """The world of `recorded`, for the tests of one module; afterwards the other one is there again."""
    real.load(records())
    yield Log(real)
    real.load(corpus())
