"""The policy of the repository, and the folder it is read from."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.authz.policy import Policy, load_policy
from tests.house.files import ROOT


@pytest.fixture(scope="session")
def policy_folder() -> Path:
    return ROOT / "policy"


@pytest.fixture(scope="session")
def policy(policy_folder: Path) -> Policy:
    return load_policy(policy_folder, "esep-nb")
