"""A place that every account can reach: the folders that pytest makes are private."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """An empty folder in which anybody may make another one."""
    folder = Path(tempfile.mkdtemp(prefix="twingraph-open-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)
