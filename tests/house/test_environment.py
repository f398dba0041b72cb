"""What is installed: exactly what the lock files name, with hashes, and never two owners of one module."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.version import Version

from tests.house.files import ROOT, repository_files, text_of

LOCKS = ("requirements.lock", "requirements-dev.lock")
# What a fresh virtual environment brings, and this project itself.
GIVEN = {"pip", "setuptools", "twingraph"}
PINNED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>\S+)(?: ; [^\\]+)? \\$")


def pinned(lock: str) -> dict[str, Version]:
    """The distributions of a lock file; every line that is neither hash nor comment pins one."""
    lines = [line for line in text_of(Path(lock)).splitlines() if line and not line.startswith(("    #", "#"))]
    matches = [(line, PINNED.match(line)) for line in lines if not line.startswith("    --hash=sha256:")]
    assert all(match for _, match in matches), [line for line, match in matches if not match]
    return {match["name"]: Version(match["version"]) for _, match in matches if match}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_distribution_has_hashes_and_no_address(lock: str) -> None:
    text = text_of(Path(lock))
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(pinned(lock)) > 10
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"://|--index-url|--find-links|\.whl|\.tar", text)


def test_the_development_lock_repeats_the_runtime_lock() -> None:
    runtime, development = (pinned(lock) for lock in LOCKS)
    assert runtime.items() <= development.items()


def test_only_what_is_locked_is_installed() -> None:
    installed = {re.sub(r"[-_.]+", "-", found.name).lower() for found in metadata.distributions()}
    assert installed - GIVEN <= pinned("requirements-dev.lock").keys()


def test_the_module_casbin_has_one_owner() -> None:
    assert "casbin" not in pinned("requirements-dev.lock")
    assert pinned("requirements.lock")["pycasbin"] >= Version("2.8")
    assert set(metadata.packages_distributions()["casbin"]) == {"pycasbin"}


def test_the_image_runs_as_an_ordinary_user() -> None:
    stages = text_of(Path("Dockerfile")).split("\nFROM ")
    user = re.findall(r"^USER (\S+)$", stages[-1], flags=re.MULTILINE)
    assert user
    assert user[-1] not in {"0", "root"}


def test_no_key_or_password_lies_in_the_repository() -> None:
    names = {path.name for path in repository_files()}
    assert not names & {".env", "secret", ".netrc", ".pypirc"}
    assert "BEGIN PRIVATE " + "KEY" not in "".join(
        (ROOT / path).read_text(encoding="utf-8", errors="replace") for path in repository_files()
    )
