"""One world for all attacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.database.addresses import Addresses
from tests.conformance.asking.graph import RealGraph
from tests.conformance.worlds.corpus import corpus
from tests.edge.attacks.site import Site


@pytest.fixture(scope="session")
def site(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Tests that change a row put it back."""
    real = RealGraph(new_database(), tmp_path_factory.mktemp("attacked"))
    real.load(corpus())
    yield Site(real)
    real.close()
