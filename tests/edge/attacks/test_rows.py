"""Every row of the list of attacks is accounted for: by a test that names it, or by a reason why it does not apply."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.house.files import ROOT

HERE = Path(__file__).parent
ROWS = list(csv.DictReader((HERE / "rows.csv").read_text(encoding="utf-8").splitlines()))


def named(text: str) -> set[str]:
    """The rows that the names and ids of tests in a file name."""
    names = re.findall(r"def test_((?:[a-r][0-9]{2}_)+)", text)
    ids = re.findall(r"[\"'({]((?:[A-R][0-9]{2} )+)", text)
    return {row.upper() for name in names for row in name.split("_") if row} | {
        row for id_ in ids for row in id_.split()
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["row"])
def test_a_row_is_held_by_a_test_or_has_a_reason(row: dict[str, str]) -> None:
    assert re.fullmatch(r"[A-R][0-9]{2}", row["row"])
    assert row["attack"]
    assert bool(row["held_by"]) != bool(row["reason"]), "one of the two"
    if row["held_by"]:
        assert row["answer"]
        assert row["row"] in named((ROOT / row["held_by"]).read_text(encoding="utf-8"))
    for place in re.findall(r"`(tests/[\w/.]+)`", row["reason"]):
        assert (ROOT / place).exists()


def test_each_row_is_there_once_and_in_order() -> None:
    rows = [row["row"] for row in ROWS]
    assert rows == sorted(set(rows))
    assert len(rows) == 188


def test_no_test_of_an_attack_is_without_its_row() -> None:
    known = {row["row"] for row in ROWS}
    for path in HERE.glob("test_*.py"):
        assert named(path.read_text(encoding="utf-8")) <= known, path.name
