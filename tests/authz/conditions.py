"""Random conditions, and what they mean: Kleene's three-valued logic, read off Python's own syntax tree.

In: nothing of the compiler but its language. Out: `conditions()`, texts about a school (`object`), a project (`entry`)
and the viewer, and `meaning`, which evaluates such a text on plain values. It folds nothing and pushes nothing
anywhere, so it is the judge of what does.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st

NAMES = {"object": "School", "entry": "Project"}

Values = Mapping[str, Any]  # "object.country" → a value, None when it is missing

_TEXTS = ["object.country", "object.region", "viewer.country", "viewer.region"]
_IDS = ["object.id", "object.head_supplied_by", "entry.id", "viewer.user", "viewer.school"]
_SETS = ["viewer.projects", "viewer.areas"]
_WORDS = ["'EE'", "'NO'", "'No'", "'a_100'"]
_STATES = ["'DRAFT'", "'ACTIVE'", "'CLOSED'"]
_PURPOSES = ["'SURVEY'", "'VALIDATION'", "'NATIONAL_EVENTS'"]

Draw = Any


def _listed(words: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words), min_size=1, max_size=3).map(lambda some: f"({', '.join(some)},)")


@st.composite
def _text_atoms(draw: Draw) -> str:
    one, word = draw(st.sampled_from(_TEXTS)), draw(st.sampled_from(_WORDS))
    how = draw(st.integers(0, 3))
    if how == 0:
        return f"{one} {draw(st.sampled_from(['in', 'not in']))} {draw(_listed(_WORDS))}"
    if how == 1:
        return f"{one} {draw(st.sampled_from(['==', '!=']))} {draw(st.sampled_from(_TEXTS))}"
    left, right = (one, word) if how == 2 else (word, one)
    return f"{left} {draw(st.sampled_from(['==', '!=', '<', '<=', '>', '>=']))} {right}"


@st.composite
def _id_atoms(draw: Draw) -> str:
    one = draw(st.sampled_from(_IDS))
    if draw(st.booleans()):
        return f"{one} {draw(st.sampled_from(['in', 'not in']))} {draw(st.sampled_from(_SETS))}"
    return f"{one} {draw(st.sampled_from(['==', '!=']))} {draw(st.sampled_from(_IDS))}"


@st.composite
def _word_atoms(draw: Draw, attribute: str, words: list[str]) -> str:
    how = draw(st.sampled_from(["==", "!=", "in", "not in", "turned"]))
    if how in {"in", "not in"}:
        return f"{attribute} {how} {draw(_listed(words))}"
    word = draw(st.sampled_from(words))
    return f"{word} == {attribute}" if how == "turned" else f"{attribute} {how} {word}"


def conditions(*, purposes: bool = False) -> st.SearchStrategy[str]:
    """Texts of conditions; with `purposes`, about the purpose of the viewer as well."""
    missing = st.tuples(st.sampled_from([*_TEXTS, *_IDS, "entry.status", "entry.published"]), st.booleans()).map(
        lambda asked: f"{asked[0]} is {'not ' if asked[1] else ''}None"
    )
    atoms = [
        _text_atoms(),
        _id_atoms(),
        _word_atoms("entry.status", _STATES),
        missing,
        st.just("entry.published"),
        st.sampled_from(["True", "False"]),
    ]
    if purposes:
        atoms += [_word_atoms("viewer.purpose", _PURPOSES), st.just("viewer.purpose is None")]
    return st.recursive(
        st.one_of(*atoms),
        lambda inner: st.one_of(
            inner.map(lambda text: f"not ({text})"),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: " and ".join(f"({part})" for part in parts)),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: " or ".join(f"({part})" for part in parts)),
        ),
        max_leaves=8,
    )


_OPERATORS: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, many: one in many,
    ast.NotIn: lambda one, many: one not in many,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}


def meaning(text: str, values: Values) -> bool | None:
    """What a condition means: true, false, or None for unknown."""
    return _truth(ast.parse(text, mode="eval").body, values)


def _truth(node: ast.expr, values: Values) -> bool | None:
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            truths = [_truth(part, values) for part in parts]
            return False if False in truths else None if None in truths else True
        case ast.BoolOp(values=parts):
            truths = [_truth(part, values) for part in parts]
            return True if True in truths else None if None in truths else False
        case ast.UnaryOp(operand=operand):
            truth = _truth(operand, values)
            return None if truth is None else not truth
        case ast.Compare(left=left, ops=[comparison], comparators=[right]):
            one, other = _value(left, values), _value(right, values)
            if not isinstance(comparison, ast.Is | ast.IsNot) and (one is None or other is None):
                return None
            return _OPERATORS[type(comparison)](one, other)
        case _:
            truth = _value(node, values)
            assert truth is None or isinstance(truth, bool)
            return truth


def _value(node: ast.expr, values: Values) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Tuple | ast.List):
        return tuple(_value(item, values) for item in node.elts)
    return values[ast.unparse(node)]
