"""Variables are coerced as the specification says, and refused without their values."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLSchema

from app.errors import Code
from app.resolvers.document.prepare import prepare
from app.resolvers.document.refusal import DocumentRefused
from app.resolvers.document.variables import coerce_variables

FIRST = "query ($v: Int) { users(first: $v) { totalCount } }"
IDS = "query ($v: [ID!]!) { nodes(ids: $v) { id } }"
ID = "query ($v: ID!) { node(id: $v) { id } }"
WHERE = "query ($v: UserWhere) { users(where: $v) { totalCount } }"
SEARCH = "query ($v: String) { users(search: $v) { totalCount } }"


def coerce(schema: GraphQLSchema, document: str, raw: dict[str, Any] | None) -> dict[str, Any]:
    return coerce_variables(schema, prepare(document, schema).operations[0], raw).coerced


def nested(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(levels - 1):
        value = {"not": value}
    return value


@pytest.mark.parametrize(
    ("document", "given", "expected"),
    [
        (FIRST, 1.0, 1),
        (FIRST, 1e3, 1000),
        (FIRST, None, None),
        (FIRST, 2147483647, 2147483647),
        (IDS, "one", ["one"]),
        (IDS, ["a"] * 250, ["a"] * 250),
        (ID, 1, "1"),
        (ID, 9007199254740993, "9007199254740993"),
        (SEARCH, "", ""),
        (SEARCH, "\U0001f600", "\U0001f600"),
    ],
)
def test_d01_d08_d14_a_value_becomes_what_its_type_says(
    schema: GraphQLSchema, document: str, given: object, expected: object
) -> None:
    assert coerce(schema, document, {"v": given}) == {"v": expected}


def test_a_variable_that_is_not_given_stays_away(schema: GraphQLSchema) -> None:
    assert coerce(schema, FIRST, None) == {}
    assert coerce(schema, "query ($v: Int = 3) { users(first: $v) { totalCount } }", {}) == {"v": 3}


def test_a_variable_that_is_not_declared_is_ignored_whatever_it_holds(schema: GraphQLSchema) -> None:
    given = {"v": 1, "other": ["\0"] * 1_000, "__proto__": nested(90)}
    assert coerce(schema, FIRST, given) == {"v": 1}


WRONG: dict[str, tuple[str, dict[str, Any], str, str | None]] = {
    "D01 too large": (FIRST, {"v": 2147483648}, "The value is not a valid `Int`.", None),
    "D01 too small": (FIRST, {"v": -2147483649}, "The value is not a valid `Int`.", None),
    "D01 text": (FIRST, {"v": "S3CR3T"}, "The value is not a valid `Int`.", None),
    "D01 truth": (FIRST, {"v": True}, "The value is not a valid `Int`.", None),
    "B08 infinity": (FIRST, {"v": float("inf")}, "The value is not a valid `Int`.", None),
    "B05 large": (FIRST, {"v": 10**300}, "The value is not a valid `Int`.", None),
    "D03 null": (ID, {"v": None}, "A value of type `ID` cannot be null here.", None),
    "D03 missing": (ID, {}, "A value of type `ID` is required here.", None),
    "D14 fraction": (ID, {"v": 1.5}, "The value is not a valid `ID`.", None),
    "D14 object": (ID, {"v": {"S3CR3T": 1}}, "The value is not a valid `ID`.", None),
    "null in a list": (IDS, {"v": ["a", None]}, "A value of type `ID` cannot be null here.", "[1]"),
    "D04 unknown field": (
        WHERE,
        {"v": {"S3CR3T": 1, "firstName": {"eq": "S3CR3T"}}},
        "This field is not defined by type `UserWhere`.",
        None,
    ),
    "D05 word": (WHERE, {"v": {"status": ["S3CR3T"]}}, "The value is not a valid `AccountStatus`.", "status[0]"),
    "D05 word that says more": (
        WHERE,
        {"v": {"status": ["S3CR3T' does not exist in 'S3CR3T' enum"]}},
        "The value is not a valid `AccountStatus`.",
        "status[0]",
    ),
    "D05 number": (WHERE, {"v": {"status": [7]}}, "The value is not a valid `AccountStatus`.", "status[0]"),
    "text": (WHERE, {"v": {"firstName": {"eq": 7}}}, "The value is not a valid `String`.", "firstName.eq"),
    "no object": (
        WHERE,
        {"v": {"or": [{}, {"not": "S3CR3T"}]}},
        "A value of type `UserWhere` must be an object.",
        "or[1].not",
    ),
    "country": (
        WHERE,
        {"v": {"country": {"eq": "S3CR3T"}}},
        "Expected two capital letters, as in ISO 3166-1 alpha-2.",
        "country.eq",
    ),
    "H01 NUL": (SEARCH, {"v": "S3CR3T\0"}, "A string holds the character NUL.", None),
    "H02 lone surrogate": (SEARCH, {"v": "S3CR3T\ud800"}, "A string holds half of a surrogate pair.", None),
}


@pytest.mark.parametrize(("document", "given", "message", "field"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_value_is_refused_without_itself(
    schema: GraphQLSchema, document: str, given: dict[str, Any], message: str, field: str | None
) -> None:
    with pytest.raises(DocumentRefused) as caught:
        coerce(schema, document, given)
    assert caught.value.code is Code.BAD_USER_INPUT
    assert (message, field) in [(finding.message, finding.field) for finding in caught.value.findings]
    assert "S3CR3T" not in str(caught.value.as_errors())
    assert "2147483" not in str(caught.value.as_errors())


def test_a_few_errors_are_told(schema: GraphQLSchema) -> None:
    with pytest.raises(DocumentRefused) as caught:
        coerce(schema, IDS, {"v": [None] * 100})
    assert len(caught.value.as_errors()) == 5


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (IDS, ["a"] * 251),
        (WHERE, {"id": ["a"] * 251}),
        (WHERE, nested(21)),
        (WHERE, {"and": [{"id": ["a"] * 250}] * 10}),
        (SEARCH, [[["a"] * 250] * 250] * 250),
    ],
    ids=["251 items", "251 items inside", "21 levels", "2,500 values", "15,625,000 values"],
)
def test_d07_a_large_value_is_refused(schema: GraphQLSchema, document: str, value: object) -> None:
    with pytest.raises(DocumentRefused) as caught:
        coerce(schema, document, {"v": value})
    assert caught.value.code is Code.LIMIT_EXCEEDED


def test_twenty_levels_are_taken(schema: GraphQLSchema) -> None:
    assert coerce(schema, WHERE, {"v": nested(20)})
