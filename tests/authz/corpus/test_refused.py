"""What is no condition stops the start-up: with the file, the line, what is wrong and what to do."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.authz.policy import load_policy
from app.errors import Misconfigured
from tests.authz.corpus.refused import REFUSED

SHAPES = [(shape, message, hint) for (message, hint), shapes in REFUSED.items() for shape in shapes]


@pytest.fixture(scope="module")
def folder(policy_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the policy whose rules a test writes."""
    return Path(shutil.copytree(policy_folder, tmp_path_factory.mktemp("refused") / "policy"))


def lines(condition: str, effect: str) -> Iterator[list[str]]:
    yield ["id", "role", "action", "object", "fields", "condition", "effect", "clauses", "reason"]
    yield ["a-row", "EVERYONE", "read", "User", "id", "", "allow", "A-01", "This line is part of a test."]
    yield ["b-rule", "EVERYONE", "read", "User", "email", condition, effect, "A-01", "This line is part of a test."]


def write(folder: Path, condition: str, effect: str) -> None:
    with (folder / "rules.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines(condition, effect))


@pytest.mark.parametrize("effect", ["allow", "deny"])
@pytest.mark.parametrize(("shape", "message", "hint"), SHAPES, ids=[shape for shape, _, _ in SHAPES])
def test_a_shape_that_is_no_condition_stops_the_start_up(
    folder: Path, shape: str, message: str, hint: str, effect: str
) -> None:
    write(folder, shape, effect)
    with pytest.raises(Misconfigured) as refusal:
        load_policy(folder, "esep-nb")
    assert (refusal.value.message, refusal.value.hint) == (f"rules.csv, line 3: {message}", hint)


def test_the_rule_around_them_is_accepted(folder: Path) -> None:
    """Else every shape would be refused for something else."""
    write(folder, "object.country == 'NO'", "allow")
    assert [rule.id for rule in load_policy(folder, "esep-nb").rules] == ["a-row", "b-rule"]


def test_many_shapes_are_refused_each_once() -> None:
    assert len({shape for shape, _, _ in SHAPES}) == len(SHAPES) > 100
