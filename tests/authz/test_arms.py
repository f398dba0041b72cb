"""Arms cover each other only where every row of the one is a row of the other: what is taken for more would widen."""

from __future__ import annotations

import pytest

from app.authz.expression import UNKNOWN, Expression
from app.authz.parse import Parser
from app.authz.partial import Always, Known, Never, Where, arm_implies, conditions_of, fold, given, grant_of, without

# Two names of one kind: every attribute stands twice, with the same vocabulary.
PARSER = Parser({"object": "Project", "entry": "Project"}, {})


def arm(*conditions: str) -> frozenset[Expression]:
    return frozenset(map(PARSER.read, conditions))


DRAFT, OPEN = "object.status == 'DRAFT'", "object.status != 'CLOSED'"


@pytest.mark.parametrize(
    ("stronger", "weaker", "implied"),
    [
        ([DRAFT], [DRAFT], True),
        ([DRAFT], [OPEN], True),
        ([OPEN], [DRAFT], False),
        ([DRAFT], ["entry.status == 'DRAFT'"], False),
        ([DRAFT], ["entry.status != 'CLOSED'"], False),
        ([DRAFT, "object.published"], [DRAFT], True),
        ([DRAFT], [DRAFT, "object.published"], False),
        (["object.published"], ["entry.published"], False),
        (["object.published"], ["not object.published"], False),
        (["object.published"], ["object.published or entry.published"], True),
        (["object.published or entry.published"], ["object.published"], False),
        (["object.published or entry.published"], ["object.published or entry.published"], True),
        ([DRAFT], [f"{OPEN} or entry.published"], True),
        (["object.id == viewer.user"], ["object.id != viewer.user"], False),
        (["object.id in viewer.projects"], ["object.id in viewer.areas"], False),
        ([], [DRAFT], False),
        ([DRAFT], [], True),
    ],
)
def test_an_arm_covers_another(stronger: list[str], weaker: list[str], *, implied: bool) -> None:
    assert arm_implies(arm(*stronger), arm(*weaker)) is implied


def test_words_of_two_attributes_are_not_put_together() -> None:
    made = grant_of([PARSER.read(f"{DRAFT} and entry.status != 'DRAFT'")], [], {})
    assert made == Where((arm(DRAFT, "entry.status != 'DRAFT'"),))


def test_a_cell_keeps_what_its_row_does_not_imply() -> None:
    row = Where((arm(DRAFT), arm("object.published")))
    assert given(row, Where((arm(DRAFT),))) == Where((arm(DRAFT),))
    assert given(row, Where((arm(OPEN), arm("object.published")))) == Always()
    assert given(row, Where((arm("entry.status == 'DRAFT'"),))) == Where((arm("entry.status == 'DRAFT'"),))
    assert given(row, Where((arm(DRAFT, "entry.published"),))) == Where((arm(DRAFT, "entry.published"),))
    assert given(Where((arm(DRAFT),)), Where((arm(OPEN, "entry.published"),))) == Where((arm("entry.published"),))


def test_three_states_of_row_and_cell() -> None:
    some = Where((arm(DRAFT),))
    assert [given(Never(), cell) for cell in (Always(), Never(), some)] == [Never()] * 3
    assert [given(row, Never()) for row in (Always(), Never(), some)] == [Never()] * 3
    assert [given(Always(), cell) for cell in (Always(), some)] == [Always(), some]
    assert given(some, Always()) == Always()


def test_without_a_condition_only_the_arms_that_need_it_fall_away() -> None:
    published = PARSER.read("object.published")
    assert without(Where((arm("object.published"), arm(DRAFT))), published) == Where((arm(DRAFT),))
    assert without(Where((arm("object.published", DRAFT),)), published) == Never()
    assert (without(Always(), published), without(Never(), published)) == (Always(), Never())


def test_every_condition_of_a_grant_is_found() -> None:
    assert conditions_of(Where((arm(DRAFT, "object.published"), arm(DRAFT)))) == arm(DRAFT, "object.published")
    assert (conditions_of(Always()), conditions_of(Never())) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("viewer.country == 'EE'", {"country": "EE"}),
        ("'EE' != viewer.country", {"country": "EE"}),
        ("viewer.country in ('EE', 'NO')", {"country": "EE"}),
        ("object.id in viewer.projects", {"projects": "some"}),
        ("viewer.registered", {"registered": "True"}),
        ("object.published is None", {"published": None, "object.published": None}),
    ],
)
def test_what_is_not_known_to_be_missing_is_left_for_the_statement(text: str, known: Known) -> None:
    assert fold(PARSER.read(text), known) == PARSER.read(text)


@pytest.mark.parametrize("text", ["viewer.registered", "not viewer.registered", "object.id in viewer.projects"])
def test_what_is_known_to_be_missing_is_unknown_and_its_negation_too(text: str) -> None:
    assert fold(PARSER.read(text), {"registered": None, "projects": None}) == UNKNOWN
