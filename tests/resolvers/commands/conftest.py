"""A world whose people are here now, behind the real graph, which carries out commands by the clock of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from app.database.addresses import Addresses
from tests.resolvers.commands.office import Office, made_of


@pytest.fixture(scope="session")
def offices(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The database of these tests."""
    office = Office(new_database(), tmp_path_factory.mktemp("office"))
    yield office
    office.close()


@pytest.fixture
def office(offices: Office) -> Office:
    """The same world for every test."""
    offices.real.load(made_of(datetime.now(UTC)))
    return offices
