"""Evaluates a condition on loaded objects: what Casbin's matcher calls, and the oracle of the compiled SQL.

In: a condition, the viewer, the clock, what the version chooses, the objects its names stand for. Out: True, False or
None for unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from app.authz.expression import And, Attribute, Call, Compare, Contained, Expression, IsNone, Literal, Not, OneOf, Or
from app.authz.predicates import PREDICATES

T = TypeVar("T")

_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


@dataclass(frozen=True, slots=True)
class Judge:
    """Answers conditions about objects, for one viewer at one instant, under one version."""

    viewer: Any
    now: datetime
    terms: Mapping[str, Expression]
    switches: Mapping[str, str] = field(default_factory=dict)

    def named(self, term: str, subject: Any) -> bool:
        """Whether a named term holds for an object."""
        return self.truth(self.terms[term], {"subject": subject}) is True

    def truth(self, expression: Expression, objects: Mapping[str, Any]) -> bool | None:
        """True, False, or None for unknown. A value that cannot be compared raises TypeError."""
        match expression:
            case Literal(value):
                return None if value is None else bool(value)
            case And(operands):
                return self._all(operands, objects)
            case Or(operands):
                negated = self._all(tuple(operands), objects, wanted=False)
                return None if negated is None else not negated
            case Not(operand):
                truth = self.truth(operand, objects)
                return None if truth is None else not truth
            case IsNone(operand, negated):
                return (self._value(operand, objects) is None) != negated
            case Call(predicate, (subject, *constants)):
                about = self._value(subject, objects)
                values = [self._value(constant, objects) for constant in constants]
                return None if about is None else PREDICATES[predicate].holds(self, about, *values)
            case Attribute():
                value = self._value(expression, objects)
                return None if value is None else _of_sort(bool, value)
            case _:
                return self._comparison(expression, objects)

    def _all(self, operands: tuple[Expression, ...], objects: Mapping[str, Any], *, wanted: bool = True) -> bool | None:
        """Kleene's `and` over the operands (or, with `wanted=False`, over their negations)."""
        unknown = False
        for operand in operands:
            truth = self.truth(operand, objects)
            if truth is None:
                unknown = True
            elif truth is not wanted:
                return False
        return None if unknown else True

    def _comparison(self, expression: Expression, objects: Mapping[str, Any]) -> bool | None:
        match expression:
            case OneOf(attribute, values, _):
                value = self._value(attribute, objects)
                return None if value is None else _of_sort(str, value) in values
            case Compare(operator, left, right):
                one, other = self._value(left, objects), self._value(right, objects)
                if one is None or other is None:
                    return None
                sort = str if isinstance(one, str) else UUID  # a text with a text, an id with an id
                return _COMPARISONS[operator](_of_sort(sort, one), _of_sort(sort, other))
            case Contained(operand, container, negated):
                value = self._value(operand, objects)
                members = self._value(container, objects) if isinstance(container, Attribute) else container
                if value is None or members is None:
                    return None
                return (_of_sort(UUID if isinstance(container, Attribute) else str, value) in members) != negated
        raise TypeError(f"not a condition: {type(expression).__name__}")

    def _value(self, operand: Any, objects: Mapping[str, Any]) -> Any:
        if isinstance(operand, Literal):
            return operand.value
        root, *steps = operand.path
        if root == "policy":
            return self.switches[".".join(operand.path)]
        value = self.viewer if root == "viewer" else objects[root]
        for step in steps:
            if value is None:
                return None
            value = getattr(value, step)
        return value


def _of_sort(sort: type[T], value: Any) -> T:
    """A value of another sort is no value of the database: it is neither equal nor unequal, so nothing is decided."""
    if not isinstance(value, sort):
        raise TypeError(f"not a {sort.__name__}: {type(value).__name__}")
    return value
