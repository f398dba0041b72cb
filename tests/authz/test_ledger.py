"""The ledger of clauses: every clause is there, what it names is there, and a change of either is noticed."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from app.authz.ledger import FAMILIES, check_ledger, read_ledger, required
from app.authz.policy import Policy, load_policy
from app.authz.rules import PolicyRefused
from app.authz.versions import VERSIONS
from tests.house.files import ROOT

# How many clauses the notices have in each part, and the ambiguities that were decided: counted once more by hand.
COUNTED = Counter(
    SCOPE=6, CTRL=8, REG=7, DATA=40, NAT=16, PURP=14, LEG=9, CONS=7, ACC=11, PUB=8, AREA=5, TOOL=3, ACAD=3,
    NEWS=2, STAT=4, RET=12, RSCH=2, XFER=6, DISC=9, SEC=17, RIGHT=11, RSTR=4, REDR=5, DOC=1, A=80,
)  # fmt: skip
HEADER = "id,statement,kind,enforced_by,reason\n"


@pytest.fixture(scope="module")
def policies(policy_folder: Path) -> Sequence[Policy]:
    return [load_policy(policy_folder, version) for version in VERSIONS]


@pytest.fixture
def folder(tmp_path: Path, policy_folder: Path) -> Path:
    """A copy of the policy that a test may spoil."""
    return Path(shutil.copytree(policy_folder, tmp_path / "policy"))


def problems(folder: Path, policies: Sequence[Policy], root: Path = ROOT) -> list[str]:
    return check_ledger(read_ledger(folder / "clauses.csv"), policies, root)


def change(path: Path, old: str, new: str) -> int:
    """Change the one place of a text, and say in which line it stands."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, text.count(old)
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_every_clause_is_accounted_for(policy_folder: Path, policies: Sequence[Policy]) -> None:
    assert problems(policy_folder, policies) == []
    ledger = read_ledger(policy_folder / "clauses.csv")
    assert ledger.accounted() == len(required()) == len(ledger.entries) == 290
    assert sum(ledger.counts().values()) == 290


def test_no_part_of_the_notices_lost_a_line(policy_folder: Path) -> None:
    with (policy_folder / "clauses.csv").open(encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    assert Counter(clause.rpartition("-")[0] for clause in ids) == COUNTED == FAMILIES
    assert sum(COUNTED.values()) - COUNTED["A"] == 210


@pytest.mark.parametrize("clause", ["A-80", "DATA-01", "PUB-06", "XFER-06"])
def test_a_line_that_is_taken_out_is_missed(folder: Path, policies: Sequence[Policy], clause: str) -> None:
    path = folder / "clauses.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(f"{clause},")), encoding="utf-8")
    assert f"clauses.csv: {clause} is missing; add its line" in problems(folder, policies)


def test_a_line_that_stands_twice_or_in_another_place_is_noticed(folder: Path, policies: Sequence[Policy]) -> None:
    path = folder / "clauses.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([header, lines[0], lines[0], lines[2], lines[1], *lines[3:]]), encoding="utf-8")
    assert problems(folder, policies) == [
        "clauses.csv, line 3: A-01 stands twice, first in line 2; keep one",
        "clauses.csv, line 5: A-02 is out of order; sort the file by id",
    ]


BROKEN = [
    ("rule,user-own policy/cases/own-data", "rule,user-owns policy/cases/own-data", "no rule or term `user-owns`"),
    ("user-anonymised app/authz/facts.py::years_after", "user-anonymised app/authz/fact.py::years_after",
     "there is no file `app/authz/fact.py`"),
    ("user-anonymised app/authz/facts.py::years_after", "user-anonymised app/authz/facts.py::years",
     "`app/authz/facts.py` has no `years`"),
    ("test_a_hidden_cell_meets_neither", "test_a_hidden_cell_meets_none", "has no `test_a_hidden_cell_meets_none"),
    ("::test_without_a_login_the_clock", "::without_a_login_the_clock", "names no test; write `file::test_name`"),
    ("app/transfer/authority.py::MOST", "../authority.py::MOST", "is not below app/, policy/, tests/"),
    ("app/transfer/authority.py::MOST", "app/../authority.py::MOST", "is not below app/, policy/, tests/"),
    (",planned:statistics planned:identity", ",planned:stats planned:identity", "`stats` is no capability"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), BROKEN, ids=[row[2] for row in BROKEN])
def test_an_enforcer_that_is_not_there_is_noticed(
    folder: Path, policies: Sequence[Policy], old: str, new: str, message: str
) -> None:
    line = change(folder / "clauses.csv", old, new)
    (problem,) = problems(folder, policies)
    assert problem.startswith(f"clauses.csv, line {line}: ")
    assert message in problem


def test_a_rule_that_goes_away_is_missed(policy_folder: Path, policies: Sequence[Policy]) -> None:
    fewer = [replace(one, rules=tuple(rule for rule in one.rules if rule.id != "event-nso")) for one in policies]
    found = problems(policy_folder, fewer)
    assert len(found) > 1
    assert all("there is no rule or term `event-nso`" in problem for problem in found)


def test_what_is_not_enforced_needs_a_reason(folder: Path, policies: Sequence[Policy]) -> None:
    line = change(folder / "clauses.csv", ",There is nothing to enforce: they are left out.", ",")
    other = change(folder / "clauses.csv", ",Comes with erasure and dumps.", ",")
    assert problems(folder, policies) == [
        f"clauses.csv, line {other}: A-58 needs a reason, since not all of it is enforced; say why",
        f"clauses.csv, line {line}: DOC-01 needs a reason, since not all of it is enforced; say why",
    ]


def test_a_kind_is_borne_out_by_an_enforcer(folder: Path, policies: Sequence[Policy]) -> None:
    line = change(folder / "clauses.csv", "rule,user-own policy/cases/own-data.yaml,", "module,user-own,")
    (problem,) = problems(folder, policies)
    assert problem == f"clauses.csv, line {line}: A-01 is said to be enforced by a module, and none is named"


def test_a_rule_that_cites_a_clause_is_named_with_it(folder: Path, policies: Sequence[Policy]) -> None:
    line = change(folder / "rules.csv", ",allow,NAT-09 ACC-09,", ",allow,NAT-09 ACC-09 PUB-07,")
    (problem,) = problems(folder, policies)
    assert problem.startswith(f"rules.csv, line {line}: `event-nso` cites PUB-07, but clauses.csv, line ")
    assert problem.endswith(", does not name that rule; name it there")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("rules.csv", ",allow,NAT-09 ACC-09,", ",allow,NAT-09 ACC-12,"),
        ("terms.csv", ",NAT-14 A-75,", ",NAT-14 A-81,"),
        ("roles.csv", "ANONYMOUS,EVERYONE,PUB-01,", "ANONYMOUS,EVERYONE,PUB-09,"),
        ("cases/research-centre.yaml", "clauses: ACC-10 ACAD-03 A-39", "clauses: ACC-10 ACAD-04 A-39"),
        ("versions/etwinning-et.toml", '["ACC-07", "CTRL-06"]', '["ACC-07", "CTRL-09"]'),
    ],
)
def test_a_clause_that_the_ledger_does_not_know_is_noticed(
    folder: Path, policies: Sequence[Policy], file: str, old: str, new: str
) -> None:
    line = change(folder / file, old, new)
    (problem,) = problems(folder, policies)
    assert problem.startswith(f"{Path(file).name}, line {line}: ")
    assert "which is not in clauses.csv; add it there, or cite another clause" in problem


def test_without_the_tests_at_hand_references_to_them_are_not_followed(
    folder: Path, policies: Sequence[Policy]
) -> None:
    """An installed product has the program and the policy, and no tests."""
    (folder.parent / "app").symlink_to(ROOT / "app")
    change(folder / "clauses.csv", "test_a_hidden_cell_meets_neither", "test_a_hidden_cell_meets_none")
    assert problems(folder, policies, folder.parent) == []


WRONG = [
    ("id,statement\n", 1, "the header differs"),
    (HEADER + "PUB-1,It is said in a sentence.,rule,user-public,\n", 2, "a clause is named like `PUB-04`"),
    (HEADER + "PUB-01,a phrase,rule,user-public,\n", 2, "the statement is a sentence"),
    (HEADER + "PUB-01,It is said in a sentence.,code,user-public,\n", 2, "unknown kind"),
    (
        HEADER + "PUB-01,It is said in a sentence.,rule,user-public  user-own,\n",
        2,
        "enforcers are separated by one space",
    ),
    (HEADER + "PUB-01,It is said in a sentence.,rule,user-own user-own,\n", 2, "enforcers are separated by one space"),
    (HEADER + "PUB-01,It is said in a sentence.,planned,planned:areas,later\n", 2, "the reason is a sentence"),
    (HEADER + "PUB-01,It is said, in a sentence.,rule,user-public,\n", 2, "6 values, 5 expected"),
]


@pytest.mark.parametrize(("text", "line", "message"), WRONG, ids=[row[2] for row in WRONG])
def test_a_line_that_is_not_understood_is_refused(tmp_path: Path, text: str, line: int, message: str) -> None:
    (tmp_path / "clauses.csv").write_text(text, encoding="utf-8")
    with pytest.raises(PolicyRefused) as refusal:
        read_ledger(tmp_path / "clauses.csv")
    assert refusal.value.message.startswith(f"clauses.csv, line {line}: ")
    assert message in refusal.value.message
    assert refusal.value.hint
