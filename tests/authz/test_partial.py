"""Partial evaluation changes no truth: folded, negated, split and shortened conditions grant what the rules grant.

Random rules over few attributes, every combination of values, missing ones included; the meaning of a condition comes
from `tests.authz.conditions`, which knows nothing of what is tested here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import product
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.authz.evaluate import Judge
from app.authz.expression import (
    FALSE,
    TRUE,
    UNKNOWN,
    Attribute,
    Expression,
    Literal,
    conjunction,
    describe,
    disjunction,
    negation,
)
from app.authz.parse import Parser
from app.authz.partial import Always, Grant, Known, Never, Where, arm_implies, fold, grant_of
from app.authz.partial import given as given_row
from tests.authz.conditions import NAMES, Values, conditions, meaning

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
ONE, OTHER = UUID(int=1), UUID(int=2)

# Few values of few attributes, so that all of them together can be tried.
CHOICES: dict[str, list[Any]] = {
    "object.country": ["EE", "NO", None],
    "object.region": ["EE", None],
    "object.id": [ONE],
    "object.head_supplied_by": [ONE, None],
    "entry.id": [OTHER],
    "entry.status": ["DRAFT", "ACTIVE", None],
    "entry.published": [True, False, None],
    "viewer.country": ["EE", None],
    "viewer.region": [None],
    "viewer.user": [ONE, None],
    "viewer.school": [OTHER],
    "viewer.projects": [frozenset({OTHER}), None],
    "viewer.areas": [frozenset()],
    "viewer.purpose": ["SURVEY", None],
}
FOLDED = ("viewer.purpose", "viewer.country", "viewer.user", "viewer.projects")


def assignments(**fixed: Any) -> Iterator[Values]:
    """Every combination of values."""
    kept = {name: [fixed[name]] if name in fixed else choice for name, choice in CHOICES.items()}
    return (dict(zip(kept, combination, strict=True)) for combination in product(*kept.values()))


ASSIGNMENTS = list(assignments())


def judged(expression: Expression, values: Values) -> bool | None:
    """A condition as the evaluator of loaded objects sees it."""
    things: dict[str, SimpleNamespace] = {name: SimpleNamespace() for name in ("viewer", "object", "entry")}
    for name, value in values.items():
        thing, attribute = name.split(".")
        setattr(things[thing], attribute, value)
    viewer = things.pop("viewer")
    return Judge(viewer, NOW, {}).truth(expression, things)


def parsed(text: str) -> Expression:
    return Parser(NAMES, {}).read(text)


def some(values: list[Values], step: int = 7) -> Iterable[Values]:
    """A part of them that hits every value of every attribute."""
    return values[::step]


@given(conditions(purposes=True))
def test_the_tree_means_what_the_text_means(text: str) -> None:
    tree, turned = parsed(text), negation(parsed(text))
    for values in some(ASSIGNMENTS):
        truth = meaning(text, values)
        assert judged(tree, values) is truth
        assert judged(turned, values) is (None if truth is None else not truth)


@given(conditions(purposes=True))
def test_to_negate_twice_changes_nothing(text: str) -> None:
    tree = parsed(text)
    assert negation(negation(tree)) == tree


@given(conditions(purposes=True), st.sampled_from(ASSIGNMENTS))
def test_what_is_folded_in_changes_no_truth(text: str, chosen: Values) -> None:
    known = {name.split(".")[1]: chosen[name] for name in FOLDED if name == "viewer.purpose" or chosen[name] is None}
    folded = fold(parsed(text), known)
    for values in some(list(assignments(**{f"viewer.{name}": value for name, value in known.items()})), 3):
        assert judged(folded, values) is meaning(text, values)
    assert "viewer.purpose" not in describe(folded)


RULES = st.lists(conditions(purposes=True), min_size=0, max_size=3)


def holds(grant: Grant, values: Values) -> bool:
    if isinstance(grant, Where):
        return any(all(judged(part, values) is True for part in arm) for arm in grant.arms)
    return isinstance(grant, Always)


def ruled(allowing: list[str], denying: list[str], values: Values) -> bool:
    """What the rules say, one by one: unknown never allows, and only false does not deny."""
    return any(meaning(text, values) is True for text in allowing) and all(
        meaning(text, values) is False for text in denying
    )


def grant(allowing: list[str], denying: list[str], known: Known) -> Grant:
    return grant_of([parsed(text) for text in allowing], [parsed(text) for text in denying], known)


@given(RULES, st.lists(conditions(purposes=True), max_size=2), st.sampled_from(["SURVEY", None]))
def test_a_grant_holds_where_the_rules_grant(allowing: list[str], denying: list[str], purpose: str | None) -> None:
    made = grant(allowing, denying, {"purpose": purpose})
    for values in some(list(assignments(**{"viewer.purpose": purpose})), 3):
        assert holds(made, values) is ruled(allowing, denying, values)


@given(RULES, RULES)
def test_what_the_row_implies_is_dropped_from_the_cell_and_nothing_else(rows: list[str], cells: list[str]) -> None:
    known = {"purpose": "SURVEY"}
    row, cell = grant(rows, [], known), grant(cells, [], known)
    rest = given_row(row, cell)
    for values in some(list(assignments(**{"viewer.purpose": "SURVEY"})), 3):
        if holds(row, values):
            assert holds(rest, values) is holds(cell, values)


@given(conditions(), conditions())
def test_an_implication_is_one(stronger: str, weaker: str) -> None:
    one, other = grant([f"({stronger}) and ({weaker})"], [], {}), grant([weaker, stronger], [], {})
    assume(isinstance(one, Where) and isinstance(other, Where))
    assert isinstance(one, Where)
    assert isinstance(other, Where)
    for arm, covered in product(one.arms, other.arms):
        if arm_implies(arm, covered):
            for values in some(ASSIGNMENTS):
                if all(judged(part, values) is True for part in arm):
                    assert all(judged(part, values) is True for part in covered)


def test_the_three_states_are_named() -> None:
    assert grant(["True"], [], {}) == Always()
    assert grant([], [], {}) == Never()
    assert grant(["False"], [], {}) == Never()
    assert grant(["viewer.purpose == 'SURVEY'"], [], {"purpose": "SURVEY"}) == Always()
    assert grant(["viewer.purpose == 'SURVEY'"], [], {"purpose": None}) == Never()
    assert grant(["viewer.purpose != 'SURVEY'"], [], {"purpose": None}) == Never()
    assert grant(["object.country == 'EE'"], [], {}) == Where((frozenset({parsed("object.country == 'EE'")}),))


def test_nothing_is_granted_by_what_is_missing_or_by_its_negation() -> None:
    for text in (
        "object.id in viewer.projects",
        "object.id not in viewer.projects",
        "object.country == viewer.country",
    ):
        known = {"projects": None, "country": None}
        assert grant([text], [], known) == Never()
        assert grant([f"not ({text})"], [], known) == Never()
        assert grant(["True"], [text], known) == Never(), "an unknown denial denies"


@pytest.mark.parametrize(
    ("allowing", "denying", "conditions_left"),
    [
        (["object.country == 'EE'", "object.country == 'EE' and entry.published"], [], ["object.country == 'EE'"]),
        (["entry.status == 'DRAFT'", "entry.status != 'CLOSED'"], [], ["entry.status in ('ACTIVE', 'DRAFT')"]),
        (["entry.published", "not entry.published"], [], ["entry.published", "not (entry.published)"]),
        (["entry.status == 'DRAFT' and entry.status == 'ACTIVE'"], [], []),
        (["entry.status in ('DRAFT', 'ACTIVE') and entry.status != 'DRAFT'"], [], ["entry.status in ('ACTIVE')"]),
        (["True"], ["entry.status == 'DRAFT'"], ["entry.status in ('ACTIVE', 'CLOSED')"]),
        (["True"], ["True"], []),
    ],
)  # fmt: skip
def test_arms_that_others_cover_or_that_cannot_hold_are_left_out(
    allowing: list[str], denying: list[str], conditions_left: list[str]
) -> None:
    made = grant(allowing, denying, {})
    arms = made.arms if isinstance(made, Where) else ()
    assert [" and ".join(map(describe, arm)) for arm in arms] == conditions_left


LITERALS: list[Expression] = [TRUE, FALSE, UNKNOWN]


@pytest.mark.parametrize(("left", "right"), list(product(LITERALS, LITERALS)))
def test_constants_follow_kleenes_tables(left: Literal, right: Literal) -> None:
    free = Attribute(("entry", "published"))
    values = {"entry.published": True}
    order = {False: 0, None: 1, True: 2}
    truths = [left.value, right.value]
    assert judged(conjunction((left, right)), values) is min(truths, key=lambda truth: order[truth])  # type: ignore[index]
    assert judged(disjunction((left, right)), values) is max(truths, key=lambda truth: order[truth])  # type: ignore[index]
    for outcome in (True, False, None):
        given_values = {"entry.published": outcome}
        both = [left.value, outcome]
        assert judged(conjunction((left, free)), given_values) is min(both, key=lambda truth: order[truth])  # type: ignore[index]
        assert judged(disjunction((left, free)), given_values) is max(both, key=lambda truth: order[truth])  # type: ignore[index]
