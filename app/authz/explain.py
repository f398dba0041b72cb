"""Why a cell is readable or not: the rules about it, what became of each, and which part of its condition decided.

In: the policy, a role with a purpose, a coordinate. Out: its rules with the parts of their conditions, and the SQL that
asks every part of a row. The parts are those of the compiled decision: the rule's own condition, folded with what is
known and translated by `app.authz.translate`, one column a part; there is no second evaluator that could say something
else. What the parts come to is computed by the same statement:

    an allowing rule applies when all its parts hold; a part that is unknown does not hold
    a denying rule applies unless one of its parts fails; a part that is unknown does not fail
    the coordinate is readable when an allowing rule applies and no denying one

Who may be told what is the caller's to say (`told`); a part that is not told is WITHHELD, and so is all that hangs on
it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from app.authz.expression import (
    FALSE,
    TRUE,
    UNKNOWN,
    And,
    Attribute,
    Call,
    Compare,
    Contained,
    Expression,
    IsNone,
    Not,
    OneOf,
    Or,
    SeenBy,
)
from app.authz.partial import Known, fold
from app.authz.policy import Policy
from app.authz.rows import Row
from app.authz.rules import Rule
from app.authz.translate import Condition, Question, all_of, any_of
from app.authz.wording import Wording
from app.database.statements import constant
from app.database.vocabulary import Purpose, Role

Column = sa.ColumnElement[Any]

ALWAYS, NEVER = "always", "never"
T = TypeVar("T")


class Truth(StrEnum):
    """What a part of a condition is, of one row."""

    HOLDS = "HOLDS"
    FAILS = "FAILS"
    UNKNOWN = "UNKNOWN"
    PER_ENTRY = "PER_ENTRY"
    WITHHELD = "WITHHELD"


class Outcome(StrEnum):
    """What became of a rule."""

    APPLIES = "APPLIES"
    LOST = "LOST"
    PER_ENTRY = "PER_ENTRY"
    WITHHELD = "WITHHELD"


class Answer(StrEnum):
    """What the rules come to."""

    READABLE = "READABLE"
    NOT_READABLE = "NOT_READABLE"
    PER_ENTRY = "PER_ENTRY"
    NOT_EXPLAINED = "NOT_EXPLAINED"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a rule's condition: as the rule has it, in words, and what is left of it to ask."""

    words: str
    residual: Expression


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule about a coordinate, with the parts that must all hold. A closed one applies to no row, whichever it is."""

    rule: Rule
    words: str
    parts: tuple[Part, ...]
    is_closed: bool = False


class Explainer:
    """The reasons of one policy, put into words once."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._wording = Wording(policy.definitions, policy.edition.known)
        self._words: dict[tuple[Expression, str], str] = {}
        self._kept: dict[Hashable, Any] = {}

    def reasons(self, role: Role, purpose: Purpose | None, kind: str, name: str) -> tuple[Reason, ...]:
        """The rules of a role about a coordinate, by id; without those that the version turns off."""

        def make() -> tuple[Reason, ...]:
            known = self.policy.known(role, purpose)
            verdicts = self.policy.reasons(role, purpose, kind, name)
            found = ((verdict.rule, fold(verdict.rule.condition, self.policy.edition.known)) for verdict in verdicts)
            return tuple(self._reason(rule, condition, known) for rule, condition in found if condition != FALSE)

        return self.once((role, purpose, kind, name), make)

    def _reason(self, rule: Rule, condition: Expression, known: Known) -> Reason:
        parts = tuple(Part(self.words(part, rule.object), fold(part, known)) for part in conjuncts(condition))
        # Where the role or the purpose alone decide against a rule, nothing else is asked of a row.
        closed = tuple(part for part in parts if part.residual in ((FALSE, UNKNOWN) if rule.allows else (FALSE,)))
        return Reason(rule, self.words(condition, rule.object), closed or parts, is_closed=bool(closed))

    def words(self, condition: Expression, kind: str) -> str:
        """A condition about an object of a kind, for people."""
        if condition in (TRUE, FALSE):
            return ALWAYS if condition == TRUE else NEVER
        key = (condition, kind)
        if key not in self._words:
            self._words[key] = self._wording.condition(condition, kind)
        return self._words[key]

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What follows from the policy and a key, made once. There are as many keys as coordinates, roles, purposes."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast("T", self._kept[key])


def conjuncts(condition: Expression) -> tuple[Expression, ...]:
    """The parts of a condition that must all hold; none of one that is always true."""
    if condition == TRUE:
        return ()
    return condition.operands if isinstance(condition, And) else (condition,)


def leaves(condition: Expression) -> Iterator[Expression]:
    """The conditions that a condition is made of, negations included."""
    match condition:
        case And(operands) | Or(operands):
            for operand in operands:
                yield from leaves(operand)
        case SeenBy(_, operand):
            yield from leaves(operand)
        case _:
            yield condition


def attributes_of(leaf: Expression) -> Iterator[Attribute]:
    """The attributes and objects that a leaf names."""
    match leaf:
        case Attribute():
            yield leaf
        case Not(operand) | SeenBy(_, operand):
            yield from attributes_of(operand)
        case Compare(_, left, right):
            yield from (side for side in (left, right) if isinstance(side, Attribute))
        case OneOf(attribute, _, _):
            yield attribute
        case Contained(operand, container, _):
            yield operand
            if isinstance(container, Attribute):
                yield container
        case IsNone(operand, _):
            yield operand
        case Call(_, arguments):
            yield from (argument for argument in arguments if isinstance(argument, Attribute))


def asks_entry(condition: Expression) -> bool:
    """Whether a condition is about an entry of the list, not about the row alone."""
    return any(attribute.path[0] == "entry" for leaf in leaves(condition) for attribute in attributes_of(leaf))


# The SQL of it.

Told = Callable[[Expression], Condition]


def truth_of(
    question: Question, part: Part, rows: Mapping[str, Row], told: Told, *, unknown: Truth = Truth.UNKNOWN
) -> Column:
    """The word for a part, of a row; `unknown` is the word where something that it asks for is missing."""
    if asks_entry(part.residual):
        return _word(Truth.PER_ENTRY)
    holds = question.holds(part.residual, rows)
    decided = sa.case(
        (holds.is_(sa.true()), _word(Truth.HOLDS)),
        (holds.is_(sa.false()), _word(Truth.FAILS)),
        else_=_word(unknown),
    )
    return sa.case((told(part.residual), decided), else_=_word(Truth.WITHHELD))


def outcome_of(rule: Rule, truths: Sequence[Column]) -> Column:
    """What became of a rule, by the words for its parts."""
    lost = [Truth.FAILS, Truth.UNKNOWN] if rule.allows else [Truth.FAILS]
    return sa.case(
        (_some(truths, *lost), _word(Outcome.LOST)),
        (_some(truths, Truth.WITHHELD), _word(Outcome.WITHHELD)),
        (_some(truths, Truth.PER_ENTRY), _word(Outcome.PER_ENTRY)),
        else_=_word(Outcome.APPLIES),
    )


def answer_of(allowing: Sequence[Column], denying: Sequence[Column]) -> Column:
    """What the rules come to, by what became of each. Where something decisive is withheld, nothing is explained."""
    open_outcomes = (Outcome.APPLIES, Outcome.PER_ENTRY, Outcome.WITHHELD)
    return sa.case(
        (_some(denying, Outcome.APPLIES), _word(Answer.NOT_READABLE)),
        (sa.not_(_some(allowing, *open_outcomes)), _word(Answer.NOT_READABLE)),
        (_some(denying, Outcome.WITHHELD), _word(Answer.NOT_EXPLAINED)),
        (_some(denying, Outcome.PER_ENTRY), _word(Answer.PER_ENTRY)),
        (_some(allowing, Outcome.APPLIES), _word(Answer.READABLE)),
        (_some(allowing, Outcome.WITHHELD), _word(Answer.NOT_EXPLAINED)),
        else_=_word(Answer.PER_ENTRY),
    )


def winner_of(reasons: tuple[Reason, ...], outcomes: Sequence[Column]) -> Column:
    """The id of the rule that decides: the first denial that applies, else the first permission; NULL for none."""
    ordered = sorted(zip(reasons, outcomes, strict=True), key=lambda pair: pair[0].rule.allows)
    cases = [(outcome == _word(Outcome.APPLIES), constant(reason.rule.id)) for reason, outcome in ordered]
    return sa.case(*cases) if cases else sa.cast(sa.null(), sa.Text)


def _some(columns: Sequence[Column], *among: StrEnum) -> Condition:
    found: Condition = any_of([column.in_([_word(word) for word in among]) for column in columns])
    return all_of([found])


def _word(word: StrEnum) -> Column:
    return constant(word.value)
