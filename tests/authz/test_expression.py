"""The tree of conditions: what is put together is flat and says nothing twice, and every attribute in it is found."""

from __future__ import annotations

import pytest

from app.authz.expression import (
    FALSE,
    TRUE,
    UNKNOWN,
    And,
    Attribute,
    Contained,
    Expression,
    IsNone,
    Or,
    attributes_of,
    conjunction,
    describe,
    disjunction,
)
from app.authz.parse import Parser

PARSER = Parser({"object": "Project", "entry": "Project"}, {})
A, B, C = (PARSER.read(text) for text in ("object.published", "entry.published", "object.status == 'DRAFT'"))


def test_what_is_joined_twice_is_flat_and_says_nothing_twice() -> None:
    assert conjunction((A, And((B, A)), C, B)) == And((A, B, C))
    assert disjunction((A, Or((B, A)), C, B)) == Or((A, B, C))
    assert conjunction((A, Or((B, C)))) == And((A, Or((B, C))))
    assert disjunction((A, And((B, C)))) == Or((A, And((B, C))))


@pytest.mark.parametrize("part", [A, C])
def test_what_is_joined_with_nothing_is_itself(part: Expression) -> None:
    assert conjunction((part,)) == conjunction((part, TRUE)) == conjunction((part, part)) == part
    assert disjunction((part,)) == disjunction((part, FALSE)) == disjunction((part, part)) == part
    assert (conjunction(()), disjunction(())) == (TRUE, FALSE)


def test_what_is_unknown_is_kept_but_where_the_rest_decides() -> None:
    assert conjunction((UNKNOWN, A)) == And((A, UNKNOWN))
    assert disjunction((UNKNOWN, A)) == Or((A, UNKNOWN))
    assert (conjunction((UNKNOWN, FALSE)), disjunction((UNKNOWN, TRUE))) == (FALSE, TRUE)
    assert conjunction((UNKNOWN, TRUE)) == disjunction((UNKNOWN, FALSE)) == conjunction((UNKNOWN, UNKNOWN)) == UNKNOWN
    assert (describe(UNKNOWN), describe(TRUE)) == ("unknown", "True")


def test_a_set_or_an_absence_is_asked_as_it_stands_unless_told_otherwise() -> None:
    operand = Attribute(("object", "id"))
    assert not Contained(operand, Attribute(("viewer", "projects"))).negated
    assert not IsNone(operand).negated


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("object.published", ["object.published"]),
        ("not object.published", ["object.published"]),
        ("object.published and entry.published", ["object.published", "entry.published"]),
        ("object.published or not entry.published", ["object.published", "entry.published"]),
        ("object.status == 'DRAFT'", ["object.status"]),
        ("object.id == viewer.user", ["object.id", "viewer.user"]),
        ("viewer.country == 'EE'", ["viewer.country"]),
        ("viewer.country in ('EE', 'NO')", ["viewer.country"]),
        ("object.id not in viewer.projects", ["object.id", "viewer.projects"]),
        ("viewer.registered and viewer.region is None", ["viewer.registered", "viewer.region"]),
    ],
)
def test_every_attribute_that_is_asked_about_is_found(text: str, asked: list[str]) -> None:
    assert [describe(one) for one in attributes_of(PARSER.read(text))] == asked
