"""The verb `policy clauses`: the coverage of the notices, and the lines of the ledger that are asked for."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from app.application import POLICY
from app.cli.policy import check, clauses
from tests.cli.running import Done, run


def asked(tmp_path: Path, *arguments: str) -> Done:
    return run("policy", "clauses", *arguments, TWINGRAPH_DATA_DIR=str(tmp_path))


def test_the_coverage_counts_every_clause_once(tmp_path: Path) -> None:
    done = asked(tmp_path)
    assert (done.code, done.err) == (0, "")
    *kinds, total = done.out.splitlines()
    counts = {found[2]: int(found[1]) for found in map(re.compile(r" *(\d+) (\w+): \w").match, kinds) if found}
    assert list(counts) == ["rule", "module", "test", "organisational", "planned"]
    assert sum(counts.values()) == 290
    assert total == "290 of 290 accounted for"


def ids(done: Done) -> list[str]:
    return [line.split()[0] for line in done.out.splitlines() if not line.startswith(" ")]


def test_clauses_are_found_by_id_family_kind_and_enforcer(tmp_path: Path) -> None:
    assert ids(asked(tmp_path, "--id", "PUB-06")) == ["PUB-06"]
    assert ids(asked(tmp_path, "--id", "STAT")) == ["STAT-01", "STAT-02", "STAT-03", "STAT-04"]
    assert ids(asked(tmp_path, "--id", "REDR", "--kind", "organisational")) == ["REDR-03", "REDR-05"]
    assert "A-10" in ids(asked(tmp_path, "--rule", "user-peer-contacts"))
    assert "RIGHT-01" not in ids(asked(tmp_path, "--rule", "user-peer-contacts"))
    assert "A-42" in ids(asked(tmp_path, "--rule", "policy/cases/areas.yaml"))


def test_a_line_says_what_enforces_it_and_why_not(tmp_path: Path) -> None:
    lines = asked(tmp_path, "--id", "DOC-01").out.splitlines()
    assert lines[1:] == ["    nothing in the program", "    There is nothing to enforce: they are left out."]
    (first, second) = asked(tmp_path, "--id", "A-05").out.splitlines()
    assert first == "A-05 test: No peer sees a user name."
    assert second == "    policy/cases/peers.yaml"


def test_nothing_found_is_said(tmp_path: Path) -> None:
    done = asked(tmp_path, "--id", "PUB-99")
    assert (done.code, done.out) == (0, "no clause is like that\n")


def test_an_unknown_kind_is_a_mistake_of_the_command(tmp_path: Path) -> None:
    done = asked(tmp_path, "--kind", "rules")
    assert (done.code, done.out) == (2, "")
    assert "--kind" in done.err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A policy whose ledger has lost a line, in the place of the real one."""
    folder = Path(shutil.copytree(POLICY, tmp_path / "policy"))
    lines = (folder / "clauses.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith("SEC-01,"))
    (folder / "clauses.csv").write_text(kept, encoding="utf-8")
    monkeypatch.setattr(clauses, "POLICY", folder)
    monkeypatch.setattr(check, "POLICY", folder)
    return folder


@pytest.mark.usefixtures("folder")
def test_a_ledger_with_a_fault_is_a_refusal(tmp_path: Path) -> None:
    """The coverage is printed, the faults beside it, and the exit code tells."""
    done = asked(tmp_path)
    assert (done.code, done.err) == (1, "clauses.csv: SEC-01 is missing; add its line\n")
    assert done.out.endswith("289 of 290 accounted for\n")


def test_an_installation_without_the_tests_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("app", "policy"):
        (tmp_path / name).symlink_to(POLICY.parent / name)
    monkeypatch.setattr(clauses, "ROOT", tmp_path)
    done = asked(tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("the tests are not at hand: references to them were not followed\n")


@pytest.mark.usefixtures("folder")
def test_the_check_of_the_policy_tells_it_too(tmp_path: Path) -> None:
    done = run("policy", "check", TWINGRAPH_DATA_DIR=str(tmp_path))
    assert (done.code, done.err) == (1, "ledger: clauses.csv: SEC-01 is missing; add its line\n")
    assert "cases: nothing to object to\n" in done.out
