"""Two grants are compared by what they mean: one table of pairs, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, given, settings

from app.authz.cells import condition_of
from app.authz.diff.decide import Comparison, Decision
from app.authz.diff.meanings import Direction
from app.authz.diff.questions import ask
from app.authz.diff.states import Space
from app.authz.evaluate import Judge
from app.authz.expression import And, Expression, Or
from app.authz.parse import Parser
from app.authz.partial import Always, Arm, Grant, Never, grant_of
from app.authz.policy import Policy
from tests.authz.conditions import NAMES, conditions
from tests.authz.test_enforcer import NOW

SAME, OPENS, CLOSES, BOTH = (False, False), (True, False), (False, True), (True, True)

# Before, after, about a person: whether it opens, whether it closes.
PAIRS = [
    ("is_visible(object)", "not object.restricted and 'VALIDATED' == object.status", SAME),
    ("is_visible(object)", "not (object.restricted or object.status != 'VALIDATED')", SAME),
    ("object.status != 'ANONYMISED'", "not object.status == 'ANONYMISED'", SAME),
    ("object.country in ('EE', 'LV')", "object.country == 'LV' or object.country == 'EE'", SAME),
    ("object.country not in ('EE', 'LV')", "object.country != 'EE' and not object.country == 'LV'", SAME),
    ("object.country == viewer.country", "viewer.country == object.country", SAME),
    ("object.country < 'LV'", "not object.country >= 'LV'", SAME),
    ("object.country == 'EE'", "object.country >= 'EE' and object.country <= 'EE'", SAME),
    ("object.region == object.country", "object.country == object.region and object.region is not None", SAME),
    ("object.ambassador", "object.ambassador and (is_visible(object) or not is_visible(object))", CLOSES),
    ("object.ambassador or object.ambassador and object.restricted", "object.ambassador", SAME),
    (
        "object.country == viewer.country and viewer.country == object.region",
        "object.country == viewer.country and object.region == object.country",
        SAME,
    ),
    ("is_public(object)", "is_visible(object)", OPENS),
    ("is_visible(object)", "is_public(object)", CLOSES),
    ("object.ambassador", "object.restricted", BOTH),
    ("object.ambassador", "not object.ambassador", BOTH),
    ("object.status == 'PENDING'", "object.status in ('PENDING', 'VALIDATED')", OPENS),
    ("object.status in ('PENDING', 'VALIDATED')", "object.status in ('VALIDATED', 'REFUSED')", BOTH),
    ("object.region is None or object.region == 'Nord'", "object.region == 'Nord'", CLOSES),
    ("object.region == 'Nord'", "object.region is None or object.region != 'Nord'", BOTH),
    ("object.country == viewer.country", "object.country == viewer.country or object.country != viewer.country", OPENS),
    ("object.country == viewer.country", "object.country == viewer.region", BOTH),
    ("object.country == 'EE'", "object.country <= 'EE'", OPENS),
    ("object.country < 'EE'", "object.country < 'LV'", OPENS),
    ("object.country > 'EE' and object.country < 'LV'", "object.country != 'EE' and object.country < 'LV'", OPENS),
    ("object.country > 'LV'", "False", CLOSES),
    ("object.country > 'EE' and object.country < 'LV'", "False", CLOSES),
    ("object.country < 'EE' and object.region < 'EE' and object.country != object.region", "False", CLOSES),
    ("consented(object, 'SURVEY')", "consented(object, 'PUBLIC_PROFILE')", BOTH),
    ("consented(object, 'SURVEY')", "not (not consented(object, 'SURVEY'))", SAME),
    ("object.id == viewer.user", "object.id == viewer.user and object.school == viewer.school", CLOSES),
    ("True", "object.restricted or not object.restricted", CLOSES),
    ("True", "object.region is None or object.region is not None", SAME),
    ("False", "object.restricted and not object.restricted", SAME),
    ("False", "object.status == 'PENDING' and object.status == 'VALIDATED'", SAME),
    ("False", "object.country == 'EE' and object.country == viewer.country and viewer.country == 'LV'", SAME),
    ("False", "object.ambassador", OPENS),
    ("True", "False", CLOSES),
]


def grant(text: str, policy: Policy, kind: str = "User") -> Grant:
    return grant_of([Parser({"object": kind}, policy.definitions).read(text)], [], {})


def directions(decision: Decision) -> tuple[bool, bool]:
    assert decision.decided
    return decision.opens is not None, decision.closes is not None


@pytest.mark.parametrize(("before", "after", "expected"), PAIRS)
def test_grants_are_compared_by_their_meaning(
    before: str, after: str, expected: tuple[bool, bool], policy: Policy
) -> None:
    comparison = Comparison({})
    assert directions(comparison.decide(grant(before, policy), grant(after, policy))) == expected
    assert directions(comparison.decide(grant(after, policy), grant(before, policy))) == expected[::-1]


def test_equal_values_are_in_the_same_sets(policy: Policy) -> None:
    """Two ids that are the same one cannot be asked for apart."""
    both = "object.head_supplied_by == object.id and object.id in viewer.areas"
    other = "object.head_supplied_by == object.id and object.head_supplied_by in viewer.areas"
    comparison = Comparison({})
    assert directions(comparison.decide(grant(both, policy, "School"), grant(other, policy, "School"))) == SAME
    apart = "object.id in viewer.areas", "object.head_supplied_by in viewer.areas"
    assert directions(comparison.decide(*(grant(text, policy, "School") for text in apart))) == BOTH


def test_values_that_are_not_compared_may_differ_all_the_same(policy: Policy) -> None:
    both = "object.id in viewer.areas and object.head_supplied_by in viewer.areas"
    one = "object.id in viewer.areas and object.head_supplied_by is not None"
    comparison = Comparison({})
    assert directions(comparison.decide(grant(both, policy, "School"), grant(one, policy, "School"))) == OPENS


def test_the_arms_that_open_are_named_and_those_that_were_there(policy: Policy) -> None:
    before = grant("is_visible(object) and object.ambassador", policy)
    after = grant("is_visible(object) or object.id == viewer.user", policy)
    opens = Comparison({}).decide(before, after).opens
    assert opens is not None
    assert set(opens.arms) == arms(after)
    assert set(opens.exceptions) == arms(before)
    assert None not in opens.example.values()


def arms(granted: Grant) -> set[Arm]:
    return set(getattr(granted, "arms", ()))


def test_what_has_too_many_states_counts_as_opened(policy: Policy) -> None:
    texts = " or ".join(f"object.country == '{number}'" for number in range(40))
    ids = "object.region == viewer.region and object.country == object.region and viewer.country == object.country"
    much = f"({texts}) and {ids}"
    decision = Comparison({}).decide(grant(much, policy), grant(f"{much} and object.region == '7'", policy))
    assert (decision.decided, decision.opens is not None, decision.closes) == (False, True, None)


@pytest.mark.parametrize(
    ("direction", "expected"),
    [(Direction.WIDER, OPENS), (Direction.NARROWER, CLOSES), (Direction.OTHER, BOTH)],
)
def test_a_predicate_that_means_something_else_is_another_question(
    direction: Direction, expected: tuple[bool, bool], policy: Policy
) -> None:
    same = grant("has_public_partner(object)", policy, "Project")
    assert directions(Comparison({}).decide(same, same)) == SAME
    assert directions(Comparison({"has_public_partner": direction}).decide(same, same)) == expected


CHOICES: dict[str, list[Any]] = {
    "object.country": ["EE", "NO", "No", "zz", None],
    "object.region": ["EE", "a_100", None],
    "object.id": [UUID(int=1)],
    "object.head_supplied_by": [UUID(int=1), UUID(int=2), None],
    "entry.id": [UUID(int=2)],
    "entry.status": ["DRAFT", "ACTIVE", None],
    "entry.published": [True, False, None],
    "viewer.country": ["EE", None],
    "viewer.region": ["a_100"],
    "viewer.user": [UUID(int=1), None],
    "viewer.school": [UUID(int=2)],
    "viewer.projects": [frozenset({UUID(int=2)}), None],
    "viewer.areas": [frozenset({UUID(int=1)})],
}
STATES = [dict(zip(CHOICES, values, strict=True)) for values in product(*CHOICES.values())][::41]


def truths(expression: Expression) -> Iterator[bool]:
    """Whether a condition is true of plain values, by the evaluator of loaded objects."""
    for values in STATES:
        things: dict[str, Any] = {name: SimpleNamespace() for name in ("viewer", "object", "entry")}
        for name, value in values.items():
            thing, attribute = name.split(".")
            setattr(things[thing], attribute, value)
        yield Judge(things.pop("viewer"), NOW, {}).truth(expression, things) is True


@given(conditions(), conditions())
@settings(max_examples=150)
def test_no_values_differ_where_no_difference_is_said(one: str, other: str) -> None:
    pair = [grant_of([Parser(NAMES, {}).read(text)], [], {}) for text in (one, f"({one}) or ({other})")]
    decision = Comparison({}).decide(*pair)
    assert decision.closes is None or not decision.decided
    held = [list(truths(condition_of(granted))) for granted in pair]
    assert decision.opens is not None or held[0] == held[1]


@given(conditions(), conditions())
@settings(max_examples=150)
def test_arms_and_exceptions_are_what_is_gained(one: str, other: str) -> None:
    before, after = (grant_of([Parser(NAMES, {}).read(text)], [], {}) for text in (one, other))
    decision = Comparison({}).decide(before, after)
    assume(decision.decided)
    for gain, mine, others in ((decision.opens, after, before), (decision.closes, before, after)):
        if gain is not None:
            arms, exceptions = (Or(tuple(And(tuple(arm)) for arm in some)) for some in (gain.arms, gain.exceptions))
            space = Space([arms, exceptions, condition_of(before), condition_of(after)])
            true = [space.truth(part).true for part in (arms, exceptions, condition_of(mine), condition_of(others))]
            assert (true[0] & ~true[1] ^ true[2] & ~true[3]) & space.possible == 0


@given(conditions())
def test_nothing_is_both_true_and_false(text: str) -> None:
    condition = Parser(NAMES, {}).read(text)
    space = Space([condition])
    truth = space.truth(condition)
    assert truth.true & truth.false == 0
    assert (truth.true | truth.false) <= space.everything
    assert space.size >= len(ask([condition]).values())


def test_always_and_never_are_grants_like_others() -> None:
    assert directions(Comparison({}).decide(Always(), Always())) == SAME
    assert directions(Comparison({}).decide(Never(), Always())) == OPENS
    assert directions(Comparison({}).decide(Always(), Never())) == CLOSES
