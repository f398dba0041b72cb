"""What a `where` means: three-valued logic over masked cells (G-07, G-28, G-31).

In: a masked row and a coerced `where`. Out: True, False, or None for unknown; a row is in the list when it is True.
A comparison with an absent or hidden cell is unknown, and so is its negation.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any

from tests.conformance.reference.folding import folded, normal
from tests.conformance.reference.view import Row

Truth = bool | None
Operands = dict[str, Any]


def all_of(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    if False in found:
        return False
    return None if None in found else True


def any_of(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    if True in found:
        return True
    return None if None in found else False


def negation(truth: Truth) -> Truth:
    return None if truth is None else not truth


def matches(row: Row, where: Operands) -> Truth:
    """The whole `where` of the row's type; fields that are null are as if not given."""
    return all_of(_field(row, name, given) for name, given in where.items() if given is not None)


def _field(row: Row, name: str, given: Any) -> Truth:
    if name == "and":
        return all_of(matches(row, one) for one in given)
    if name == "or":
        return any_of(matches(row, one) for one in given)
    if name == "not":
        return negation(matches(row, given))
    if name == "id":
        return any(map(row.is_meant_by, given))
    if name == "school":
        return _related_school(row, given)
    if name == "partnerCountry":
        return any(_compare(entry.cell("country"), given) is True for entry in row.connection("partners"))
    return _leaf(row.cell(name), given)


def _related_school(row: Row, given: Operands) -> Truth:
    """There is a visible school for which …; unknown where the relation itself is hidden (G-31)."""
    if "school" not in row.links:
        return None
    school = row.link("school")
    return school is not None and matches(school, given) is True


def _leaf(cell: Any, given: Any) -> Truth:
    if isinstance(given, dict):
        return _compare(cell, given)
    if cell is None:
        return None
    return cell in given if isinstance(given, list) else bool(cell == given)


def _compare(cell: Any, given: Operands) -> Truth:
    """All operators of one filter, joined by AND; `isNull` is the only one that looks at null."""
    return all_of(
        (cell is None) is operand if name == "isNull" else _operate(name, cell, operand)
        for name, operand in given.items()
        if operand is not None
    )


def _operate(name: str, cell: Any, operand: Any) -> Truth:
    return None if cell is None else OPERATORS[name](cell, _normal(operand))


def _normal(operand: Any) -> Any:
    if isinstance(operand, str):
        return normal(operand)
    return [_normal(one) for one in operand] if isinstance(operand, list) else operand


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "in": lambda cell, operand: cell in operand,
    "startsWith": lambda cell, operand: folded(cell).startswith(folded(operand)),
    "contains": lambda cell, operand: folded(operand) in folded(cell),
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
    "has": lambda cell, operand: operand in cell,
    "hasAny": lambda cell, operand: any(one in cell for one in operand),
}
