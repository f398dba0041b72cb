"""The demo data of scale 1, made once for all tests that read it."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.transfer.demo import records
from tests.transfer.demo.reading import Demo


@pytest.fixture(scope="session")
def demo(now: datetime) -> Demo:
    """Scale 1, as of the time of the tests."""
    return Demo(list(records(1, now)), now)
