"""Refuses to start with a rule that SQL could not answer: every condition is translated once, before a request comes.

In: rules, terms as predicates ask them, and what the version chooses. Out: nothing, or `Misconfigured` naming the rule.
What is translated here is thrown away. What a statement knows of a viewer is given under the same names as there, so
that a term which a predicate asks cannot name the role or the purpose: those are folded into rules and never reach a
statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from app.authz.attributes import ENTRIES, VIEWER
from app.authz.expression import Expression
from app.authz.partial import Known, fold
from app.authz.rows import Row, alias
from app.authz.rules import Rule
from app.authz.translate import Question
from app.database.statements import compile_statement
from app.errors import Misconfigured

_FOLDED = frozenset({"role", "purpose"})
_TABLES: Mapping[str, str] = {
    "User": "users",
    "School": "schools",
    "Project": "projects",
    "TwinSpace": "areas",
    "Group": "areas",
    "Event": "areas",
    "Article": "articles",
    "Comment": "comments",
    "Survey": "surveys",
}


def check_translation(rules: Iterable[Rule], terms: Mapping[str, Expression], switches: Mapping[str, str]) -> None:
    """Refuse a rule whose condition has no SQL under a version."""
    known: Known = {**switches, **dict.fromkeys(_FOLDED)}
    question = Question(_fact, sa.func.statement_timestamp(), terms)
    for rule in rules:
        rows = {"object": _row(rule.object)}
        for name in rule.fields:
            if f"{rule.object}.{name}" in ENTRIES:
                rows["entry"] = _row(ENTRIES[f"{rule.object}.{name}"])
        try:
            compile_statement(sa.select(question.holds(fold(rule.condition, known), rows)))
        except LookupError as error:
            raise Misconfigured(
                f"rules.csv, line {rule.line}: the condition of the rule `{rule.id}` has no SQL: {error}",
                hint="see docs/policy.md, predicates",
            ) from error


def _fact(name: str) -> sa.ColumnElement[Any]:
    """A fact of the viewer, as `app.authz.viewer` gives it."""
    if name in _FOLDED:
        raise LookupError(f"a predicate asks for `viewer.{name}`")
    shape = VIEWER[name]
    return sa.bindparam(name, type_=ARRAY(sa.Uuid) if shape.is_set else sa.Boolean() if shape.is_truth else sa.Text())


def _row(kind: str) -> Row:
    """A row of a kind with all that may be joined to it."""
    if kind == "Partner":
        return Row(kind, alias("partners"), {"user": _row("User")})
    if kind == "Member":
        return Row(kind, alias("members"), {"user": _row("User"), "area": _row("Event")})
    if kind == "Assignment":
        return Row(kind, alias("assignments"), {"user": _row("User")})
    if kind == "SurveyResponse":
        return Row(kind, alias("survey_responses"), {"user": _row("User"), "survey": _row("Survey")})
    if kind == "SurveyResult":
        return Row(kind, alias("survey_results"), {"survey": _row("Survey")})
    return Row(kind, alias(_TABLES[kind]))
