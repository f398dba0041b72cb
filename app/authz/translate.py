"""Translates conditions to SQL over the rows of a statement.

In: a condition in normal form, and for each of its names the row in the statement. Out: a SQLAlchemy expression that
is true exactly where the condition is true. Three-valued logic is PostgreSQL's own, so nothing is coalesced on the
way; a condition is used where only *true* counts (WHERE, CASE WHEN, IS TRUE).

What is known only when the statement runs (the viewer's country and sets, the clock) is bound or read from the viewer
of that very statement; nothing of a request ever enters the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

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
    Scalar,
    SeenBy,
    describe,
)
from app.authz.partial import Always, Grant, Never, Where
from app.authz.predicates import PREDICATES
from app.authz.rows import Row, Source, alias
from app.database.statements import constant
from app.database.vocabulary import AccountStatus
from app.errors import Misconfigured

Condition = sa.ColumnElement[bool]

_COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}

_STORED_STATES = frozenset(AccountStatus) - {AccountStatus.INACTIVE}
_EXISTING_STATES = frozenset(AccountStatus) - {AccountStatus.ANONYMISED}
_CLOCKED_STATES = _STORED_STATES - {AccountStatus.ANONYMISED, AccountStatus.DEACTIVATED}


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks and when: `viewer` gives an attribute of the viewer as SQL, `now` is the instant of the statement.

    `row_by_row` keeps look-ups in other tables where they are written, one for each row that is looked at: what a page
    needs, which stops after some rows. Without it PostgreSQL may gather all answers beforehand: what a count needs.

    `personas` are other viewers whose view limits this one. `within` limits what a term finds in other tables to
    rows for which it holds.
    """

    viewer: Callable[[str], sa.ColumnElement[Any]]
    now: sa.ColumnElement[Any]
    terms: Mapping[str, Expression]
    row_by_row: bool = True
    personas: Mapping[str, Question] = field(default_factory=dict)
    within: Callable[[str, Row], Condition] | None = None

    def granted(self, grant: Grant, rows: Mapping[str, Row]) -> Condition:
        """The SQL of a grant."""
        match grant:
            case Always():
                return sa.true()
            case Never():
                return sa.false()
            case Where(arms):
                ordered = sorted(arms, key=lambda arm: max(map(_cost, arm), default=0))
                return any_of([all_of([self.holds(part, rows) for part in _cheapest_first(arm)]) for arm in ordered])

    def named(self, term: str, row: Row) -> Condition:
        """Whether a named term holds for a row."""
        held = self.holds(self.terms[term], {"subject": row})
        return held if self.within is None else sa.and_(self.within(term, row), held)

    def holds(self, expression: Expression, rows: Mapping[str, Row]) -> Condition:
        """The SQL of one condition."""
        match expression:
            case Literal(value):
                return cast("Condition", sa.null() if value is None else sa.true() if value else sa.false())
            case And(operands):
                return all_of([self.holds(operand, rows) for operand in operands])
            case Or(operands):
                return any_of([self.holds(operand, rows) for operand in operands])
            case Not(operand):
                return sa.not_(self.holds(operand, rows))
            case IsNone(operand, negated):
                asked = self._value(operand, rows)
                return asked.is_not(None) if negated else asked.is_(None)
            case OneOf(attribute, values, _):
                return self._one_of(attribute, values, rows)
            case Compare(operator, left, right):
                comparison: Condition = _COMPARISONS[operator](self._value(left, rows), self._value(right, rows))
                return comparison
            case Contained():
                return self._contained(expression, rows)
            case Call(predicate, (Attribute(path), *constants)):
                fixed = [constant.value for constant in constants if isinstance(constant, Literal)]
                called: Condition = PREDICATES[predicate].sql(self, self._row(path, rows), *fixed)
                return called
            case Attribute():
                return self._value(expression, rows)
            case SeenBy(persona, operand):
                return self.personas[persona].holds(operand, rows)
        raise Misconfigured("a condition cannot be translated to SQL", hint="see docs/policy.md, conditions")

    def belongs(self, condition: Expression, row: Row, *, wanted: bool) -> Condition:
        """Whether a row is among those for which a condition holds, or among all others: what is unknown does not."""
        holds = self.holds(condition, {"object": row})
        if wanted:
            return holds
        # The id of a row is never missing, and an index is read past one id sooner without more words.
        is_known = isinstance(condition, Compare) and condition.left == Attribute(("object", "id"))
        return sa.not_(holds) if is_known else holds.is_not(sa.true())

    def some(self, *conditions: Condition) -> Condition:
        """Whether there is some row for which all of this holds."""
        found: sa.Select[Any] = sa.select(sa.literal_column("1")).where(*conditions)
        # OFFSET keeps PostgreSQL from turning the look-up into a join or a hash over whole tables.
        return (found.offset(sa.literal_column("0")) if self.row_by_row else found).exists()

    def live(self, source: Source) -> Condition:
        """Whether a partnership or membership is not over today (G-46), and has begun to stand by itself."""
        ends = sa.or_(source.c.left_on.is_(None), source.c.left_on > self.today)
        if "live_from" in source.c:
            return sa.and_(ends, sa.or_(source.c.live_from.is_(None), source.c.live_from <= self.today))
        return ends

    def valid(self, source: Source) -> Condition:
        """Whether an assignment is valid now, by its dates."""
        begun: Condition = source.c.valid_from <= self.now
        return sa.and_(begun, sa.or_(source.c.valid_to.is_(None), self.now < source.c.valid_to))

    @property
    def today(self) -> sa.ColumnElement[Any]:
        """The calendar day of the statement, in UTC."""
        return sa.cast(sa.func.timezone(constant("UTC"), self.now), sa.Date)

    def status_in(self, source: Source, values: frozenset[str]) -> Condition:
        """Whether the effective state of a user is one of these (G-15, G-16), written so that indexes serve it."""
        user, arms = source.c, []
        if values == _EXISTING_STATES:
            return sa.not_(self.status_in(source, frozenset({AccountStatus.ANONYMISED})))
        clocked = sorted(values & _CLOCKED_STATES)
        if clocked:
            stored = is_one_of(user.status, clocked)
            arms.append(sa.and_(stored, self.now < user.inactive_at))
        if AccountStatus.INACTIVE in values:
            untouched = is_one_of(user.status, sorted(_CLOCKED_STATES))
            arms.append(sa.and_(untouched, user.inactive_at <= self.now, self.now < user.anonymised_at))
        if AccountStatus.DEACTIVATED in values:
            arms.append(sa.and_(is_one_of(user.status, [AccountStatus.DEACTIVATED]), self.now < user.anonymised_at))
        if AccountStatus.ANONYMISED in values:
            gone = sa.and_(user.anonymised_at.is_not(None), user.anonymised_at <= self.now)
            arms.append(sa.or_(is_one_of(user.status, [AccountStatus.ANONYMISED]), gone))
        return any_of(arms)

    def _one_of(self, attribute: Attribute, values: frozenset[str], rows: Mapping[str, Row]) -> Condition:
        if attribute.path[0] != "viewer" and attribute.path[-1] == "status":
            row = self._row(attribute.path[:-1], rows)
            if row.kind == "User":
                return self.status_in(row.source, values)
        return is_one_of(self._value(attribute, rows), sorted(values))

    def _contained(self, expression: Contained, rows: Mapping[str, Row]) -> Condition:
        value = self._value(expression.operand, rows)
        if isinstance(expression.container, Attribute):
            # Without the cast, ANY would read the look-up of the set as a subquery of single ids.
            members = sa.cast(self._value(expression.container, rows), ARRAY(sa.Uuid))
            contained: Condition = value == sa.any_(members)
        else:
            contained = is_one_of(value, [str(item) for item in expression.container])
        if not expression.negated:
            return contained
        if expression.operand.path[-1] == "id":
            # The same as below. Of the id of a row PostgreSQL knows that it is not missing, and leaves the question
            # out; a CASE it does not see through when it chooses a plan.
            return sa.and_(sa.or_(value.is_not(None), sa.null()), sa.not_(contained))
        # NULL is not in an empty set, says PostgreSQL; but what is missing must not turn into a grant.
        return sa.case((value.is_not(None), sa.not_(contained)))

    def _value(self, operand: Any, rows: Mapping[str, Row]) -> sa.ColumnElement[Any]:
        if isinstance(operand, Literal):
            return _constant(operand.value)
        if operand.path[0] == "viewer":
            return self.viewer(operand.path[1])
        return self._column(self._row(operand.path[:-1], rows), operand.path[-1])

    def _row(self, path: tuple[str, ...], rows: Mapping[str, Row]) -> Row:
        row = rows[path[0]]
        for step in path[1:]:
            row = row.related[step]
        return row

    def _column(self, row: Row, name: str) -> sa.ColumnElement[Any]:
        columns = row.source.c
        value: sa.ColumnElement[Any]
        match row.kind, name:
            case "User", "school":
                value = columns.school_id
            case "User", "country":
                value = columns.school_country
            case "User", "region":
                school = alias("schools")
                value = sa.select(school.c.region).where(school.c.id == columns.school_id).scalar_subquery()
            case "Comment", "author":
                value = columns.author_id
            case "Comment", "country":
                article = alias("articles")
                value = sa.select(article.c.country).where(article.c.id == columns.article_id).scalar_subquery()
            case "Project", "published":
                value = columns.published_at <= self.now
            case _:
                value = columns[name]
        return value


def all_of(conditions: list[Condition]) -> Condition:
    """`AND` of them; true when there are none."""
    return conditions[0] if len(conditions) == 1 else sa.and_(sa.true(), *conditions)


def any_of(conditions: list[Condition]) -> Condition:
    """`OR` of them; false when there are none."""
    return conditions[0] if len(conditions) == 1 else sa.or_(sa.false(), *conditions)


def is_one_of(value: sa.ColumnElement[Any], words: list[str]) -> Condition:
    """Whether a value is one of these words of the policy; of none, it never is."""
    if not words:
        return sa.false()
    if len(words) == 1:
        single: Condition = value == constant(words[0])
        return single
    return value.in_([constant(word) for word in words])


def _constant(value: Scalar) -> sa.ColumnElement[Any]:
    if isinstance(value, bool):
        return sa.true() if value else sa.false()
    if isinstance(value, int):
        return sa.literal_column(str(value), sa.Integer)
    return sa.null() if value is None else constant(value)


def _cheapest_first(arm: frozenset[Expression]) -> list[Expression]:
    """The conditions of an arm in a fixed order, look-ups in other tables last."""
    return sorted(arm, key=lambda part: (_cost(part), describe(part)))


def _cost(expression: Expression) -> int:
    match expression:
        case And(operands) | Or(operands):
            return reduce(max, (_cost(operand) for operand in operands), 0)
        case Not(operand) | SeenBy(_, operand):
            return _cost(operand)
        case Call(predicate, _):
            return 2 if PREDICATES[predicate].about != "User" else 1
        case _:
            return 0
