"""The database of the corpus, filled once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.database.addresses import Addresses
from app.database.connections import owner_connection
from tests.authz.corpus.deciding import Court
from tests.authz.corpus.world import fill


@pytest.fixture(scope="session")
def court(
    new_database: Callable[[], Addresses], policy_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Court]:
    """The hostile rows, and what decides about them."""
    with owner_connection(new_database()) as connection:
        fill(connection)
        yield Court(connection, policy_folder, tmp_path_factory.mktemp("corpus") / "policy")
