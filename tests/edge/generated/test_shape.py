"""The judge of answers finds what is out of shape, and only that."""

from __future__ import annotations

from typing import Any

import pytest

from tests.edge.generated.operations import schema
from tests.edge.generated.shape import misshapen

DOCUMENT = '{ a: node(id: "1") { id ... on User { status consents { purpose } } } viewer { role __typename } }'
USER = {"id": "1", "status": "VALIDATED", "consents": [{"purpose": "SURVEY"}]}
VIEWER = {"role": "ETWINNER", "__typename": "Viewer"}
ERROR: dict[str, Any] = {"message": "m", "path": ["a"], "extensions": {"code": "NOT_FOUND"}}


@pytest.mark.parametrize(
    "answer",
    [
        {"data": {"a": USER, "viewer": VIEWER}},
        {"data": {"a": {"id": "1"}, "viewer": VIEWER}},  # another type than User
        {"data": {"a": None, "viewer": VIEWER}, "extensions": {}},
        {"data": {"a": None, "viewer": VIEWER}, "errors": [ERROR]},
        {"errors": [{"message": "m", "locations": [{"line": 1, "column": 2}], "extensions": {"code": "FORBIDDEN"}}]},
    ],
)
def test_an_answer_in_shape_has_no_fault(answer: Any) -> None:
    assert misshapen(schema(), DOCUMENT, answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {},
        {"data": None},
        {"errors": []},
        {"data": {"a": None, "viewer": VIEWER}, "more": 1},
        {"data": {"viewer": VIEWER, "a": None}},
        {"data": {"a": None}},
        {"data": {"a": None, "viewer": None}},
        {"data": {"a": None, "viewer": VIEWER | {"__typename": "User"}}},
        {"data": {"a": None, "viewer": {"role": "NOBODY", "__typename": "Viewer"}}},
        {"data": {"a": None, "viewer": {"role": 1, "__typename": "Viewer"}}},
        {"data": {"a": USER | {"id": 1}, "viewer": VIEWER}},
        {"data": {"a": USER | {"consents": [None]}, "viewer": VIEWER}},
        {"data": {"a": USER | {"consents": {"purpose": "SURVEY"}}, "viewer": VIEWER}},
        {"data": {"a": USER, "viewer": VIEWER}, "errors": [ERROR]},
        {"errors": [{"message": "m", "extensions": {"code": "INTERNAL"}}]},
        {"errors": [{"message": "m", "extensions": {"code": "OOPS"}}]},
        {"errors": [{"message": "m"}]},
        {"errors": [{"message": 1, "extensions": {"code": "FORBIDDEN"}}]},
        {"errors": [{"message": "m", "locations": [{"line": 0, "column": 1}], "extensions": {"code": "FORBIDDEN"}}]},
    ],
)
def test_an_answer_out_of_shape_has_a_fault(answer: Any) -> None:
    assert misshapen(schema(), DOCUMENT, answer)
