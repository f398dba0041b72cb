"""`policy check` finds nothing in the repository, and says in plain words what it finds in a folder that is spoiled."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.application import POLICY
from app.authz.policy import VERSIONS
from app.cli.policy import check
from tests.cli.running import assert_refused, run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the policy that a test may spoil, in the place of the real one."""
    copied = Path(shutil.copytree(POLICY, tmp_path / "policy"))
    monkeypatch.setattr(check, "POLICY", copied)
    return copied


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_policy_of_the_repository_is_green_without_a_database(tmp_path: Path) -> None:
    done = run("policy", "check", TWINGRAPH_DATA_DIR=str(tmp_path / "data"))
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [*VERSIONS, *check.CHECKS]
    assert not (tmp_path / "data").exists()


def test_a_case_that_does_not_hold_is_told_in_plain_words(folder: Path) -> None:
    change(folder / "rules.csv", "member-own,SIGNED_IN,", "member-own,JRC,")
    done = run("policy", "check")
    assert done.code == 1
    assert [line for line in done.out.splitlines() if line.startswith("cases")] == []
    told = done.err.splitlines()
    assert any(line.startswith("cases: ") and "member" in line.lower() for line in told)
    assert "Traceback" not in done.err


def test_a_fault_that_lint_finds_is_exit_code_1(folder: Path) -> None:
    change(folder / "roles.csv", "ANONYMOUS,EVERYONE,PUB-01,The public is everyone.\n", "")
    done = run("policy", "check")
    assert done.code == 1
    assert "lint: no rule is about the role ANONYMOUS: put it into a group in roles.csv" in done.err.splitlines()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("rules.csv", "object.id == viewer.user,allow", "object.nick == viewer.user,allow", "no attribute `nick`"),
        ("rules.csv", "event-eu,EU_STAFF", "zebra,EU_STAFF", "ids are not in order"),
        ("model.conf", "p = id, role,", "q = id, role,", "has no section `p`"),
        ("versions/etwinning-lv.toml", 'value = "REGISTERED"', 'value = "ANYBODY"', "there is no word `ANYBODY`"),
    ],
)
def test_what_cannot_be_read_is_one_line_with_the_file(folder: Path, file: str, old: str, new: str, said: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert_refused(run("policy", "check"), file.partition("/")[2] or file, said)


def test_a_version_that_does_not_exist_is_refused() -> None:
    assert_refused(run("policy", "check", TWINGRAPH_POLICY_VERSION="esep"), "TWINGRAPH_POLICY_VERSION")
