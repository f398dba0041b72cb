"""What conditions ask: their variables, and the values of each that some question tells apart.

In: conditions. Out: for each attribute, predicate and membership the values that matter; no others exist for these
conditions. An attribute of a closed list has one value for each group of words that stand together in every question.
A text or an id is one of the constants it is compared with, or one of as many other values as attributes are compared
with each other, so that each pattern of equal and unequal occurs; where an order is asked, such values lie between the
constants too. Every attribute can be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

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
    Or,
)


@dataclass(frozen=True, slots=True)
class Member:
    """Whether the value of an attribute is in a set of the viewer."""

    operand: Attribute
    container: Attribute


@dataclass(frozen=True, slots=True)
class Text:
    """A text or an id: a constant, or some other value (`number`) between two constants. `rank` is its place."""

    rank: int
    number: int = 0
    constant: str | None = None


Variable = Attribute | Call | Member
Value = None | bool | frozenset[str] | Text


@dataclass
class Questions:
    """What is asked of each attribute, gathered from the conditions."""

    words: dict[Attribute, list[frozenset[str]]] = field(default_factory=dict)
    truths: set[Attribute] = field(default_factory=set)
    sets: set[Attribute] = field(default_factory=set)
    constants: dict[Attribute, set[str]] = field(default_factory=dict)
    pairs: list[tuple[Attribute, Attribute]] = field(default_factory=list)
    ordered: set[Attribute] = field(default_factory=set)
    missing: set[Attribute] = field(default_factory=set)
    calls: set[Call] = field(default_factory=set)
    members: set[Member] = field(default_factory=set)

    def gather(self, expression: Expression) -> None:
        """Add what a condition asks."""
        match expression:
            case And(operands) | Or(operands):
                for operand in operands:
                    self.gather(operand)
            case Not(operand):
                self.gather(operand)
            case Attribute():
                self.truths.add(expression)
            case Call():
                self.calls.add(expression)
            case OneOf(attribute, values, domain):
                self.words.setdefault(attribute, [domain]).append(values)
            case IsNone(operand):
                self.missing.add(operand)
            case Compare(operator, left, right):
                self._gather_comparison(operator, left, right)
            case Contained(operand, Attribute() as container):
                self.constants.setdefault(operand, set())
                self.sets.add(container)
                self.members.add(Member(operand, container))
            case Contained(operand, tuple() as constants):
                self.constants.setdefault(operand, set()).update(str(one) for one in constants)
            case Literal():
                pass
            case _:
                raise TypeError(f"no rule asks this: {type(expression).__name__}")

    def _gather_comparison(self, operator: str, left: object, right: object) -> None:
        sides = [side for side in (left, right) if isinstance(side, Attribute)]
        for side in sides:
            self.constants.setdefault(side, set())
            self.constants[side].update(str(one.value) for one in (left, right) if isinstance(one, Literal))
            if operator not in ("==", "!="):
                self.ordered.add(side)
        if len(sides) == 2:
            self.pairs.append((sides[0], sides[1]))

    def values(self) -> Mapping[Variable, tuple[Value, ...]]:
        """The values of every variable, in an order that is the same in every process."""
        found: dict[Variable, tuple[Value, ...]] = {}
        for attribute, asked in self.words.items():
            found[attribute] = (*_groups(asked), None)
        found.update(dict.fromkeys(self.truths, (False, True, None)))
        # Of a set only whether it is there: what is in it is asked of each member.
        found.update(dict.fromkeys(self.sets, (True, None)))
        for group in self._compared():
            found.update(self._texts(group))
        found.update(dict.fromkeys(self.missing - found.keys(), (True, None)))
        found.update(dict.fromkeys((*self.calls, *self.members), (False, True)))
        return dict(sorted(found.items(), key=lambda item: repr(item[0])))

    def _compared(self) -> Iterator[list[Attribute]]:
        """Texts and ids, those that are compared with each other together."""
        groups = [{attribute} for attribute in self.constants]
        # Whether two values are equal matters too where both are asked for in the same set.
        members = [
            (one.operand, other.operand)
            for one, other in combinations(self.members, 2)
            if one.container == other.container
        ]
        for pair in (*self.pairs, *members):
            joined = [group for group in groups if group & set(pair)]
            groups = [group for group in groups if not group & set(pair)]
            groups.append(set().union(*joined))
        yield from (sorted(group, key=lambda attribute: attribute.path) for group in groups)

    def _texts(self, group: list[Attribute]) -> Iterator[tuple[Attribute, tuple[Value, ...]]]:
        constants = sorted({constant for attribute in group for constant in self.constants[attribute]})
        known = [Text(2 * place + 1, constant=constant) for place, constant in enumerate(constants)]
        # Without a question about order it does not matter between which constants another value lies.
        gaps = range(0, 2 * len(constants) + 1, 2) if self.ordered & set(group) else (-1,)
        for place, attribute in enumerate(group):
            # The first attribute takes the first other value, the next one the same or a second one, and so on.
            others = [Text(gap, number) for gap, number in product(gaps, range(place + 1))]
            yield attribute, (*known, *others, None)


def _groups(asked: list[frozenset[str]]) -> list[frozenset[str]]:
    """The words of a list, those together that are in the same questions."""
    domain = frozenset().union(*asked)
    together: dict[tuple[bool, ...], set[str]] = {}
    for word in sorted(domain):
        together.setdefault(tuple(word in values for values in asked), set()).add(word)
    return [frozenset(words) for words in together.values()]


def ask(conditions: Iterable[Expression]) -> Questions:
    """What some conditions ask."""
    questions = Questions()
    for condition in conditions:
        questions.gather(condition)
    return questions
