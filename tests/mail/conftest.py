"""One database for the tests of letters, with the same people for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from app.database.addresses import Addresses
from tests.conformance.asking.graph import RealGraph
from tests.conformance.worlds.records import school, user
from tests.conformance.worlds.world import World
from tests.mail.posting import PostOffice


@pytest.fixture(scope="session")
def offices(
    new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[RealGraph, Addresses]]:
    """The database of these tests."""
    addresses = new_database()
    real = RealGraph(addresses, tmp_path_factory.mktemp("post"))
    yield real, addresses
    real.close()


@pytest.fixture
def office(offices: tuple[RealGraph, Addresses]) -> PostOffice:
    """An empty outbox, and people of every kind."""
    real, addresses = offices
    now = datetime.now(UTC)
    recent = {"lastLoginAt": now.isoformat()}
    people = [
        user("anna", "ee", email="anna@x.example", firstName="Anna", lastName="Õun", **recent),
        user("bert", "nl", email="bert@x.example", **recent),
        user("hidden", "ee", processingRestricted=True, **recent),
        user("off", "ee", "DEACTIVATED", **recent),
        {"kind": "user", "key": "gone", "status": "ANONYMISED"},
        user("old", "ee", registeredAt="2015-01-01T00:00:00Z", lastLoginAt="2015-02-01T00:00:00Z"),
    ]
    real.load(World((school("ee", "EE"), school("nl", "NL"), *people), now))
    return PostOffice(real, addresses)
