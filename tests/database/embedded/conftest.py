"""Folders for an embedded server: one with a database that is ready to start, one that every account can reach."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.database.embedded.server import embedded_database


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """An empty folder in which anybody may make another one."""
    folder = Path(tempfile.mkdtemp(prefix="twingraph-open-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory whose database has been made, and stopped again; nobody starts it."""
    data_dir = tmp_path_factory.mktemp("made")
    with embedded_database(data_dir):
        pass
    return data_dir


@pytest.fixture
def data_dir(made: Path, tmp_path: Path) -> Path:
    """A copy of it, for tests that are not about making one: a copy is much faster."""
    return Path(shutil.copytree(made, tmp_path / "d"))
