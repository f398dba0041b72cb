"""Predicates whose terms differ: they are found, with their direction, and what they ask is known completely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from app.authz.diff.changes import compare
from app.authz.diff.meanings import Direction, changed_predicates
from app.authz.policy import Policy
from app.authz.predicates import PREDICATES
from app.authz.rows import Row, alias
from app.authz.translate import Question
from tests.authz.diff.changing import reread

PUBLIC = "has_public_partner has_public_partner_through has_public_user"
CONSENTED = "is_visible(subject) and consented(subject, 'PUBLIC_PROFILE')"
IN_COUNTRY = "has_registered_partner_from_country"

# What a term says in the other policy, which predicates change with it, and how.
CHANGED: Mapping[str, tuple[str, str, str, Direction]] = {
    "wider": ("is_public", "is_visible(subject)", PUBLIC, Direction.WIDER),
    "narrower": ("is_public", f"{CONSENTED} and subject.ambassador", PUBLIC, Direction.NARROWER),
    "another": ("is_public", "consented(subject, 'SURVEY')", PUBLIC, Direction.OTHER),
    "narrower, as an inner term": (
        "is_visible",
        "subject.status == 'VALIDATED' and not subject.restricted and subject.ambassador",
        f"{PUBLIC} has_visible_founder has_visible_partner_in_mandate",
        Direction.NARROWER,
    ),
    "the same in other words": (
        "is_visible",
        "not (subject.restricted or 'VALIDATED' != subject.status)",
        "",
        Direction.SAME,
    ),
    "in a term of another": ("is_registered", "subject.status == 'PENDING'", IN_COUNTRY, Direction.OTHER),
}


def with_term(policy: Policy, name: str, condition: str) -> Policy:
    definitions = {**policy.definitions, name: replace(policy.definitions[name], condition=condition)}
    return reread(policy, list(policy.rules), definitions)


@pytest.mark.parametrize("case", CHANGED)
def test_a_term_that_says_something_else_changes_what_asks_it(case: str, policy: Policy) -> None:
    term, condition, names, direction = CHANGED[case]
    changed = changed_predicates(policy, with_term(policy, term, condition))
    assert changed == dict.fromkeys(names.split(), direction)


def test_who_is_public_decides_about_schools_and_projects(policy: Policy) -> None:
    """Not a word of their rules differs. Of the public, entries of projects are no secret of a first school (A-52)."""
    wider = with_term(policy, "is_public", "is_visible(subject)")
    difference = compare(policy, wider)
    assert {change.kind for change in difference.opened} == {"User", "School", "Project", "Partner"}
    assert not difference.closed
    assert not compare(wider, policy).opened


def test_a_term_that_is_gone_is_another_question(policy: Policy) -> None:
    terms = {name: term for name, term in policy.definitions.items() if name != "is_registered_in_country"}
    without = replace(policy, definitions=terms)
    assert changed_predicates(policy, without) == {IN_COUNTRY: Direction.OTHER}


def test_terms_that_change_in_two_directions_make_another_question(policy: Policy) -> None:
    wider = with_term(policy, "is_public", "is_visible(subject)")
    both = with_term(wider, "is_published", "subject.status == 'CLOSED' and subject.published")
    changed = changed_predicates(policy, both)
    assert changed["has_public_partner"] is Direction.WIDER
    assert changed["has_public_partner_through"] is Direction.OTHER


def test_a_term_that_asks_a_changed_predicate_has_changed_too(policy: Policy) -> None:
    before = with_term(policy, "is_published", "subject.published and has_public_partner(subject)")
    changed = changed_predicates(before, with_term(before, "is_public", "is_visible(subject)"))
    assert changed["has_public_user"] is Direction.WIDER
    assert changed["has_public_partner_through"] is Direction.OTHER


class Recording(Question):
    """Keeps the names of the terms that are asked."""

    def __init__(self, policy: Policy) -> None:
        super().__init__(_fact, sa.func.now(), policy.terms)
        object.__setattr__(self, "asked", set())

    def named(self, term: str, row: Row) -> sa.ColumnElement[bool]:
        asked: set[str] = self.asked  # type: ignore[attr-defined]
        asked.add(term)
        return super().named(term, row)


def _fact(name: str) -> sa.ColumnElement[Any]:
    return sa.bindparam(name, type_=sa.Text())


@pytest.mark.parametrize("name", PREDICATES)
def test_a_predicate_names_the_terms_that_it_asks(name: str, policy: Policy) -> None:
    predicate, question = PREDICATES[name], Recording(policy)
    tables = {"User": "users", "School": "schools", "Project": "projects", "Comment": "comments"}
    table = tables[predicate.about]
    constants = [sorted(some)[0] for some in predicate.constants]
    predicate.sql(question, Row(predicate.about, alias(table)), *constants)
    assert question.asked == set(predicate.asks)  # type: ignore[attr-defined]
