"""Partial evaluation: what a role with a purpose may read, with all that is known of the viewer folded in.

In: the rules that apply, what the version chooses, and the facts of the viewer that do not depend on a row (role,
purpose). Out: for each field
of each kind of object a `Grant`, one of three named states: `Always`, `Never`, or `Where` with a residual condition
over the row. The residual is a list of *arms*, one for each rule that may grant: a row is granted when some arm's
conditions are all true. Denials are part of every arm, negated.

Only equivalences of three-valued logic are used here, so a residual grants exactly the rows that the rules grant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.authz.expression import (
    FALSE,
    TRUE,
    UNKNOWN,
    And,
    Attribute,
    Compare,
    Contained,
    Expression,
    IsNone,
    Literal,
    Not,
    OneOf,
    Or,
    conjunction,
    disjunction,
    negation,
)

# Attributes of the viewer by their name, switches of the version as `policy.name`.
Known = Mapping[str, str | None]
Arm = frozenset[Expression]


@dataclass(frozen=True, slots=True)
class Always:
    """Granted on every row."""


@dataclass(frozen=True, slots=True)
class Never:
    """Granted on no row."""


@dataclass(frozen=True, slots=True)
class Where:
    """Granted on the rows for which some arm is true. NULL is not true, so NULL never grants."""

    arms: tuple[Arm, ...]


Grant = Always | Never | Where


def conditions_of(grant: Grant) -> frozenset[Expression]:
    """Every condition that a grant asks."""
    return frozenset().union(*grant.arms) if isinstance(grant, Where) else frozenset()


def fold(expression: Expression, known: Known) -> Expression:
    """The condition with the known attributes of the viewer replaced by their values."""
    match expression:
        case And(operands):
            return conjunction(tuple(fold(operand, known) for operand in operands))
        case Or(operands):
            return disjunction(tuple(fold(operand, known) for operand in operands))
        case Not(operand):
            return negation(fold(operand, known))
        case OneOf(attribute, values, _) if _is_known(attribute, known):
            value = known[_key(attribute)]
            return UNKNOWN if value is None else Literal(value in values)
        case IsNone(operand, negated) if _is_known(operand, known):
            return Literal((known[_key(operand)] is None) != negated)
        case Compare(_, left, right) if any(
            isinstance(side, Attribute) and _is_known(side, known) and known[_key(side)] is None
            for side in (left, right)
        ):
            return UNKNOWN
        case Contained(operand, container, _) if any(
            isinstance(side, Attribute) and _is_known(side, known) and known[_key(side)] is None
            for side in (operand, container)
        ):
            return UNKNOWN
        case Attribute() if _is_known(expression, known) and known[_key(expression)] is None:
            return UNKNOWN
        case _:
            return expression


def _is_known(attribute: Attribute, known: Known) -> bool:
    return attribute.path[0] in ("viewer", "policy") and _key(attribute) in known


def _key(attribute: Attribute) -> str:
    """How `Known` names an attribute of the viewer or of the version."""
    root, name = attribute.path[0], attribute.path[1]
    return name if root == "viewer" else f"{root}.{name}"


def grant_of(allowing: Iterable[Expression], denying: Iterable[Expression], known: Known) -> Grant:
    """The grant of one field: some allowing condition is true, and no denying condition is other than false."""
    denials = conjunction(tuple(negation(fold(condition, known)) for condition in denying))
    arms: list[Arm] = []
    for condition in allowing:
        folded = conjunction((fold(condition, known), denials))
        for part in folded.operands if isinstance(folded, Or) else (folded,):
            arm = _arm(part)
            if arm is not None:
                arms.append(arm)
    kept = absorbed(arms)
    if not kept:
        return Never()
    return Always() if frozenset() in kept else Where(tuple(kept))


def _arm(expression: Expression) -> Arm | None:
    """The conditions that must all be true; None when they cannot be."""
    conditions: dict[Attribute, OneOf] = {}
    others: set[Expression] = set()
    for part in expression.operands if isinstance(expression, And) else (expression,):
        if part in (FALSE, UNKNOWN):
            return None
        if isinstance(part, OneOf):
            earlier = conditions.get(part.attribute)
            values = part.values & earlier.values if earlier else part.values
            if not values:
                return None
            conditions[part.attribute] = OneOf(part.attribute, values, part.domain)
        elif part != TRUE:
            others.add(part)
    return frozenset(others) | frozenset(conditions.values())


def absorbed(arms: list[Arm]) -> list[Arm]:
    """The arms without those that another arm covers, in their first order."""
    kept: list[Arm] = []
    for arm in arms:
        if any(arm_implies(arm, other) for other in kept):
            continue
        kept = [other for other in kept if not arm_implies(other, arm)]
        kept.append(arm)
    return kept


def arm_implies(stronger: Arm, weaker: Arm) -> bool:
    """Whether every row of one arm is a row of the other, as far as the conditions themselves show."""
    return all(any(_implies(given, wanted) for given in stronger) for wanted in weaker)


def _implies(given: Expression, wanted: Expression) -> bool:
    if given == wanted:
        return True
    match given, wanted:
        case OneOf(attribute, values, _), OneOf(other, more, _):
            return attribute == other and values <= more
        case _, Or(operands):
            return any(_implies(given, operand) for operand in operands)
        case _:
            return False


def without(grant: Grant, condition: Expression) -> Grant:
    """The grant on rows for which a condition does not hold: the arms that need it fall away."""
    if not isinstance(grant, Where):
        return grant
    arms = tuple(arm for arm in grant.arms if condition not in arm)
    return Where(arms) if arms else Never()


def given(row: Grant, cell: Grant) -> Grant:
    """The grant of a cell on a row that stands: without what the row's own guard already implies."""
    if isinstance(row, Never) or isinstance(cell, Never):
        return Never()
    if isinstance(cell, Always) or isinstance(row, Always):
        return cell
    if all(any(arm_implies(arm, other) for other in cell.arms) for arm in row.arms):
        return Always()
    return Where(
        tuple(
            frozenset(
                condition
                for condition in arm
                if not all(arm_implies(standing, frozenset({condition})) for standing in row.arms)
            )
            for arm in cell.arms
        )
    )
