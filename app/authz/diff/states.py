"""The states in which a viewer and an object can be, as far as some conditions can tell them apart.

In: conditions. Out: a `Space`: every combination of the values that `app.authz.diff.questions` found, and for a
condition the set of states in which it is true and the set in which it is false; in the others it is unknown. A set is
an integer with a bit for each state, so that a million states are decided at once.

States that cannot occur may be among them: that can show a difference which is none, never hide one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import and_, or_
from typing import cast

from app.authz.diff.questions import Member, Text, Value, Variable, ask
from app.authz.expression import (
    And,
    Attribute,
    Call,
    Compare,
    Contained,
    Expression,
    IsNone,
    Literal,
    Not,
    OneOf,
    Operand,
    Or,
)

LIMIT = 1 << 20

_HOLDS: Mapping[str, Callable[[Text, Text], bool]] = {
    "==": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one.rank < other.rank,
    "<=": lambda one, other: one.rank <= other.rank,
    ">": lambda one, other: one.rank > other.rank,
    ">=": lambda one, other: one.rank >= other.rank,
}


class TooManyStates(Exception):
    """More states than can be looked at."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The states in which a condition is true, and those in which it is false."""

    true: int
    false: int


class Space:
    """All states that some conditions can tell apart."""

    def __init__(self, conditions: Iterable[Expression]) -> None:
        self._values = ask(conditions).values()
        self._strides: dict[Variable, int] = {}
        self.size = 1
        for variable, values in self._values.items():
            self._strides[variable] = self.size
            self.size *= len(values)
            if self.size > LIMIT:
                raise TooManyStates
        self.everything = (1 << self.size) - 1
        self._sets: dict[tuple[Variable, Value], int] = {}
        self.possible = self.everything & ~self._contradictory()

    @property
    def calls(self) -> frozenset[Call]:
        """The predicates that are asked."""
        return frozenset(variable for variable in self._values if isinstance(variable, Call))

    def truth(self, expression: Expression) -> Truth:
        """Where a condition is true and where it is false, by Kleene's logic."""
        match expression:
            case Literal(value):
                return Truth(0, 0) if value is None else self._whole(self.everything if value else 0)
            case And(operands):
                truths = [self.truth(operand) for operand in operands]
                return Truth(self._all(one.true for one in truths), _some(one.false for one in truths))
            case Or(operands):
                truths = [self.truth(operand) for operand in operands]
                return Truth(_some(one.true for one in truths), self._all(one.false for one in truths))
            case Not(operand):
                inner = self.truth(operand)
                return Truth(inner.false, inner.true)
            case Attribute() | Call():
                return Truth(self._where(expression, True), self._where(expression, False))
            case IsNone(operand, negated):
                missing = self._where(operand, None)
                return self._whole(self.everything & ~missing if negated else missing)
            case OneOf(attribute, values, _):
                held = (value for value in self._known(attribute) if cast("frozenset[str]", value) <= values)
                return self._unless_missing(_some(self._where(attribute, value) for value in held), attribute)
            case Compare(operator, left, right):
                return self._comparison(operator, left, right)
            case Contained():
                return self._containment(expression)
        raise TypeError(f"no rule asks this: {type(expression).__name__}")

    def describe(self, states: int) -> Mapping[Variable, Value]:
        """One of some states: the value of every variable."""
        number = (states & -states).bit_length() - 1
        return {
            variable: values[number // self._strides[variable] % len(values)]
            for variable, values in self._values.items()
        }

    def _comparison(self, operator: str, left: Operand, right: Operand) -> Truth:
        holds = _HOLDS[operator]
        pairs = (
            self._is(left, one) & self._is(right, other)
            for one in self._texts(left, right)
            for other in self._texts(right, left)
            if holds(one, other)
        )
        return self._unless_missing(_some(pairs), *(side for side in (left, right) if isinstance(side, Attribute)))

    def _containment(self, expression: Contained) -> Truth:
        operand, container = expression.operand, expression.container
        if isinstance(container, Attribute):
            inside = self._where(Member(operand, container), True)
            truth = self._unless_missing(inside, operand, container)
        else:
            wanted = {str(one) for one in container}
            held = [one for one in self._texts(operand, operand) if one.constant in wanted]
            truth = self._unless_missing(_some(self._where(operand, one) for one in held), operand)
        return Truth(truth.false, truth.true) if expression.negated else truth

    def _texts(self, side: Operand, other: Operand) -> list[Text]:
        """The values of one side of a comparison; a constant has the place that the other side knows it at."""
        if isinstance(side, Attribute):
            return [value for value in self._values[side] if isinstance(value, Text)]
        return [value for value in self._texts(other, other) if value.constant == str(side.value)]

    def _is(self, side: Operand, value: Value) -> int:
        return self._where(side, value) if isinstance(side, Attribute) else self.everything

    def _known(self, variable: Variable) -> Iterator[Value]:
        return (value for value in self._values[variable] if value is not None)

    def _unless_missing(self, true: int, *attributes: Attribute) -> Truth:
        """A question about attributes: unknown where one of them is missing."""
        there = self.everything & ~_some(self._where(attribute, None) for attribute in attributes)
        return Truth(true & there, there & ~true)

    def _whole(self, true: int) -> Truth:
        return Truth(true, self.everything & ~true)

    def _all(self, sets: Iterable[int]) -> int:
        return reduce(and_, sets, self.everything)

    def _where(self, variable: Variable, value: Value) -> int:
        """The states in which a variable has a value."""
        key = (variable, value)
        if key not in self._sets:
            values, stride = self._values[variable], self._strides[variable]
            states, width = ((1 << stride) - 1) << (values.index(value) * stride), stride * len(values)
            while width < self.size:
                states |= states << width
                width *= 2
            self._sets[key] = states & self.everything
        return self._sets[key]

    def _contradictory(self) -> int:
        """States in which two equal values are not in the same sets."""
        members = [variable for variable in self._values if isinstance(variable, Member)]
        return _some(
            self._comparison("==", one.operand, other.operand).true
            & (self._where(one, True) ^ self._where(other, True))
            for one, other in combinations(members, 2)
            if one.container == other.container
        )


def _some(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)
