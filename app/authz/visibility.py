"""Who can see what of a person: every field of a user for every audience, and what each consent would change.

In: the policy. Out: a `Sight` for each field and audience, with its condition as an expression over the person's own
row and in words, and the SQL that decides it. These are the compiled grants of the audience; nothing is decided anew.
A field that is a list counts as visible when the list is open: what it asks of each entry stands in the words only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

import sqlalchemy as sa

from app.authz.explain import Explainer, Reason, asks_entry, leaves
from app.authz.expression import (
    FALSE,
    TRUE,
    And,
    Attribute,
    Call,
    Compare,
    Expression,
    Literal,
    Not,
    Or,
    conjunction,
    describe,
    disjunction,
    negation,
)
from app.authz.partial import Always, Arm, Grant, Never, Where, grant_of
from app.authz.personas import STANDPOINTS, audiences, condition_of, grants_of
from app.authz.policy import ROW
from app.authz.rows import Row
from app.authz.rules import Rule
from app.authz.translate import Condition, Question
from app.database.vocabulary import Audience, ConsentPurpose, Purpose, Role

KIND = "User"
# What a person reads of themselves says nothing of what others see.
OWN_ROW = Compare("==", Attribute(("object", "id")), Attribute(("viewer", "user")))
# The predicates that ask about consents without naming the purpose as a constant.
CONSENT_OF: Mapping[str, ConsentPurpose] = {"picture_consented": ConsentPurpose.PUBLIC_PICTURE}


@dataclass(frozen=True, slots=True)
class Sight:
    """What an audience may see of a field: where, by which rules and clauses."""

    field: str
    audience: Audience
    roles: tuple[Role, ...]
    condition: Expression
    words: str
    rules: tuple[str, ...]
    clauses: tuple[str, ...]


def sights(explainer: Explainer, fields: Iterable[str]) -> tuple[Sight, ...]:
    """Every field for every audience, in the order of the fields."""
    listed = tuple(fields)

    def make() -> tuple[Sight, ...]:
        standing = tuple(audiences(explainer.policy))
        return tuple(_sight(explainer, field, audience, roles) for field in listed for audience, roles in standing)

    return explainer.once(listed, make)


def _sight(explainer: Explainer, field: str, audience: Audience, roles: tuple[Role, ...]) -> Sight:
    grants = grants_of(explainer.policy, audience).without(KIND, OWN_ROW)
    cell: Grant = Always() if field == ROW else grants.cell(KIND, field)
    condition = condition_of(_together(grants.row(KIND), cell))
    if condition == FALSE:
        return Sight(field, audience, roles, condition, explainer.words(condition, KIND), (), ())
    rules = _rules(explainer, field, roles[0], STANDPOINTS[audience].purpose)
    clauses = dict.fromkeys(clause for rule in rules for clause in rule.clauses)
    names = tuple(rule.id for rule in rules)
    return Sight(field, audience, roles, condition, explainer.words(condition, KIND), names, tuple(clauses))


def _rules(explainer: Explainer, field: str, role: Role, purpose: Purpose | None) -> list[Rule]:
    """The rules that show a field to others or deny it; those of the row, too, where a rule is about a cell alone."""
    found = _open_rules(explainer, field, role, purpose)
    if all(ROW in rule.fields for rule in found):
        return found
    rules = {rule.id: rule for rule in (*found, *_open_rules(explainer, ROW, role, purpose))}
    return [rules[name] for name in sorted(rules)]


def _open_rules(explainer: Explainer, field: str, role: Role, purpose: Purpose | None) -> list[Rule]:
    """The rules about a field of others that may apply to some row."""
    reasons = explainer.reasons(role, purpose, KIND, field)
    return [reason.rule for reason in reasons if not reason.is_closed and not _is_own(reason)]


def _is_own(reason: Reason) -> bool:
    """Whether a rule lets people read their own row only."""
    return reason.rule.allows and any(part.residual == OWN_ROW for part in reason.parts)


def _together(row: Grant, cell: Grant) -> Grant:
    """On which rows a cell is shown: the row stands and the cell is readable, without what is said twice."""
    if isinstance(row, Never) or isinstance(cell, Never):
        return Never()
    pairs = product(_arms(row), _arms(cell))
    return grant_of(
        (conjunction((*sorted(one, key=describe), *sorted(other, key=describe))) for one, other in pairs), (), {}
    )


def _arms(grant: Always | Where) -> tuple[Arm, ...]:
    return grant.arms if isinstance(grant, Where) else (frozenset(),)


def consents_of(condition: Expression) -> tuple[ConsentPurpose, ...]:
    """The consents that a condition asks for, in the order of their names."""
    asked = (_consent(leaf.operand if isinstance(leaf, Not) else leaf) for leaf in leaves(condition))
    return tuple(sorted({purpose for purpose in asked if purpose is not None}))


def _consent(leaf: Expression) -> ConsentPurpose | None:
    match leaf:
        case Call("consented", (_, Literal(purpose))):
            return ConsentPurpose(str(purpose))
        case Call(predicate, _):
            return CONSENT_OF.get(predicate)
    return None


# The SQL of it, about the person's own row.


def is_visible(question: Question, condition: Expression, row: Row) -> Condition:
    """Whether a field is visible now: true or false, never unknown."""
    return question.holds(_replaced(condition, _without_entries), {"object": row}).is_(sa.true())


def is_changed_by(question: Question, condition: Expression, row: Row, purpose: ConsentPurpose) -> Condition:
    """Whether giving or withdrawing a consent, and nothing else, would change what is visible now."""

    def visible(*, consented: bool) -> Condition:
        def leaf(part: Expression) -> Expression:
            return Literal(consented) if _consent(part) is purpose else part

        return is_visible(question, _replaced(condition, leaf), row)

    return visible(consented=True).is_distinct_from(visible(consented=False))


def _without_entries(leaf: Expression) -> Expression:
    return TRUE if asks_entry(leaf) else leaf


def _replaced(condition: Expression, leaf: Callable[[Expression], Expression]) -> Expression:
    """A condition with its leaves replaced. Negations stand at leaves only, so a constant folds away around them."""
    match condition:
        case And(operands):
            return conjunction(tuple(_replaced(operand, leaf) for operand in operands))
        case Or(operands):
            return disjunction(tuple(_replaced(operand, leaf) for operand in operands))
        case Not(operand) if not asks_entry(operand):
            return negation(_replaced(operand, leaf))
        case _:
            return leaf(condition)
