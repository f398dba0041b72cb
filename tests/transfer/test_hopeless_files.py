"""Files with more wrong than can be told, or with lines that no record can be."""

from __future__ import annotations

import pytest

from app.transfer.importing import ImportRefused
from tests.transfer.conftest import Importer
from tests.transfer.world import group


def test_the_first_thousand_problems_are_named_and_all_are_counted(importer: Importer) -> None:
    with pytest.raises(ImportRefused) as refusal:
        importer([b"x"] * 1500)
    assert refusal.value.total == 1500
    assert [problem.line for problem in refusal.value.errors] == list(range(1, 1001))


def test_a_line_longer_than_any_record_is_refused_by_its_number(importer: Importer) -> None:
    long = b'{"kind":"group","key":"g1","title":"' + b"x" * 5_000_000 + b'"}'
    problems = importer.refused([group("g0"), long, b"x", group("g2")])
    assert [(problem.line, problem.field) for problem in problems] == [(2, "record"), (3, "record")]
    assert "bytes" in problems[0].message
