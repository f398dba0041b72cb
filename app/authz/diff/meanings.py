"""Predicates that mean something else in another policy, because they ask a term that does.

In: two policies. Out: for each predicate whose terms differ, in which direction: it holds of more, of fewer, or it is
simply another question. `has_public_partner` is the same word in both, but it asks `is_public`, and who is public may
have changed. A predicate asks terms so that it can only hold of more when a term does (`app.authz.predicates`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from app.authz.diff.states import Space, TooManyStates
from app.authz.expression import And, Call, Expression, Not, Or
from app.authz.policy import Policy
from app.authz.predicates import PREDICATES


class Direction(Enum):
    """How the meaning of a term or a predicate has changed."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    OTHER = "other"


def changed_predicates(before: Policy, after: Policy) -> Mapping[str, Direction]:
    """The predicates whose meaning is not the same."""
    names = sorted({*before.terms, *after.terms})
    terms = {name: _direction(before.terms.get(name), after.terms.get(name)) for name in names}
    while True:
        predicates = {
            name: _together(terms[term] for term in predicate.asks if term in terms)
            for name, predicate in PREDICATES.items()
        }
        changed = {name: one for name, one in predicates.items() if one is not Direction.SAME}
        # A term that asks a changed predicate has changed itself; which way is not looked into.
        drawn = [
            name
            for name in names
            if terms[name] is not Direction.OTHER
            and any(call in changed for side in (before, after) for call in _calls(side.terms[name]))
        ]
        if not drawn:
            return changed
        terms.update(dict.fromkeys(drawn, Direction.OTHER))


def _direction(before: Expression | None, after: Expression | None) -> Direction:
    """How a term has changed, predicates meaning the same."""
    if before is None or after is None:
        return Direction.OTHER
    if before == after:
        return Direction.SAME
    try:
        space = Space((before, after))
    except TooManyStates:
        return Direction.OTHER
    held, holds = space.truth(before).true & space.possible, space.truth(after).true & space.possible
    wider, narrower = bool(holds & ~held), bool(held & ~holds)
    if wider and narrower:
        return Direction.OTHER
    return Direction.WIDER if wider else Direction.NARROWER if narrower else Direction.SAME


def _together(directions: Iterable[Direction]) -> Direction:
    found = set(directions) - {Direction.SAME}
    return Direction.SAME if not found else found.pop() if len(found) == 1 else Direction.OTHER


def _calls(expression: Expression) -> Iterator[str]:
    match expression:
        case And(operands) | Or(operands):
            for operand in operands:
                yield from _calls(operand)
        case Not(operand):
            yield from _calls(operand)
        case Call(predicate):
            yield predicate


def renamed(expression: Expression, names: Mapping[str, str]) -> Expression:
    """The condition with some predicates under another name: two that mean different things are two questions."""
    match expression:
        case And(operands):
            return And(tuple(renamed(operand, names) for operand in operands))
        case Or(operands):
            return Or(tuple(renamed(operand, names) for operand in operands))
        case Not(operand):
            return Not(renamed(operand, names))
        case Call(predicate, arguments):
            return Call(names.get(predicate, predicate), arguments)
    return expression
