"""One decision laid open: why a viewer reads a field of one object, or does not. For operators, who may see everything.

In: a connection of the owner, the policy, a caller, a coordinate, an id, an instant. Out: an `Inquiry`: for the row and
for the field (and for the person that an entry stands with) every rule of the role with what became of it. Everything
is asked in one statement, by the columns of `app.authz.explain`; a caller who may not act so is refused like a request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
import sqlalchemy as sa
from psycopg.rows import dict_row

from app.authz.admission import require_purpose
from app.authz.caller import Caller
from app.authz.explain import Answer, Explainer, Outcome, Reason, Truth, answer_of, outcome_of, truth_of, winner_of
from app.authz.loading import KINDS
from app.authz.policy import ROW
from app.authz.rows import Row, alias, current_id
from app.authz.translate import Question
from app.authz.viewer import no_attribute, require_admission, viewer_relation, viewer_values
from app.database.statements import CompiledStatement, compile_statement, constant, parameter
from app.database.vocabulary import Role
from app.errors import Misconfigured

_TABLES: Mapping[str, str] = {
    "User": "users",
    "School": "schools",
    "Project": "projects",
    "Partner": "partners",
    "Assignment": "assignments",
    "Article": "articles",
    "Comment": "comments",
    "Member": "members",
    "Survey": "surveys",
    "SurveyResponse": "survey_responses",
    "SurveyResult": "survey_results",
    **dict.fromkeys(KINDS.values(), "areas"),
}
_AREAS: Mapping[str, str] = {name: kind for kind, name in KINDS.items()}
# Entries end on a day, and stand with their person (G-19), as assignments do.
_ENTRIES = frozenset({"Partner", "Member"})
_WITH_PERSON = _ENTRIES | {"Assignment"}
# What rules ask of other rows about.
_OF_PEOPLE = _WITH_PERSON | {"SurveyResponse"}
_OF_SURVEYS = frozenset({"SurveyResponse", "SurveyResult"})


@dataclass(frozen=True, slots=True)
class RuleFound:
    """A rule, what became of it, and what each part of its condition is."""

    reason: Reason
    outcome: Outcome
    truths: tuple[Truth, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the rules come to for one coordinate."""

    coordinate: str
    answer: Answer
    winner: str | None
    rules: tuple[RuleFound, ...]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The findings for an object, from the row to the field: each needs the one before."""

    findings: tuple[Finding, ...]

    @property
    def answer(self) -> Answer:
        """What the viewer gets: the first that is not readable, or else the last."""
        refused = (finding.answer for finding in self.findings if finding.answer is Answer.NOT_READABLE)
        return next(refused, self.findings[-1].answer)


@dataclass(frozen=True, slots=True)
class _Section:
    """One coordinate of the statement: its reasons, about which row, and the numbers of its columns."""

    coordinate: str
    reasons: tuple[Reason, ...]
    row: Row
    name: str

    def truth(self, rule: int, part: int) -> str:
        return f"{self.name}_truth_{rule}_{part}"

    def outcome(self, rule: int) -> str:
        return f"{self.name}_outcome_{rule}"


def inquire(
    connection: psycopg.Connection[Any],
    explainer: Explainer,
    caller: Caller,
    coordinate: tuple[str, str],
    subject: UUID,
    now: datetime,
) -> Inquiry | None:
    """Why the caller reads a field of an object or does not; None when there is no such object."""
    require_purpose(caller, explainer.policy)
    reader = Caller(caller.role, caller.purpose)
    statement, sections = explainer.once(
        ("inquiry", reader, coordinate), lambda: _written(explainer, reader, coordinate)
    )
    values = {**viewer_values(caller), "subject": subject, "now": now.isoformat()}
    with psycopg.RawCursor(connection, row_factory=dict_row) as cursor:
        found = cursor.execute(statement.text, statement.arguments(values)).fetchone()
    assert found is not None  # noqa: S101 - the statement has one row, whatever there is
    require_admission(found["allowed"])
    return None if found["found"] is None else Inquiry(tuple(_finding(section, found) for section in sections))


def _written(
    explainer: Explainer, reader: Caller, coordinate: tuple[str, str]
) -> tuple[CompiledStatement, list[_Section]]:
    """The statement about a coordinate, for everybody who reads in a role for a purpose."""
    source, row = _source(coordinate[0])
    sections = _sections(explainer, reader, coordinate, row)
    return compile_statement(_statement(explainer, reader, source, row, sections)), sections


def _source(kind: str) -> tuple[Any, Row]:
    """The table of a kind and what is joined to it."""
    table = alias(_TABLES[kind], "subject")
    joined: Any = table
    related: dict[str, Row] = {}
    if kind in _OF_SURVEYS:
        survey = alias("surveys", "survey")
        related["survey"] = Row("Survey", survey)
        joined = joined.join(survey, survey.c.id == table.c.survey_id)
    if kind in _OF_PEOPLE:
        person = alias("users", "person")
        related["user"] = Row("User", person)
        joined = joined.join(person, person.c.id == table.c.user_id)
    if kind == "Member":
        area = alias("areas", "area")
        related["area"] = Row("Event", area)
        joined = joined.join(area, area.c.id == table.c.area_id)
    return joined, Row(kind, table, related)


def _sections(explainer: Explainer, caller: Caller, coordinate: tuple[str, str], row: Row) -> list[_Section]:
    kind, field = coordinate
    asked = [("User", ROW, row.related["user"])] if kind in _WITH_PERSON else []
    asked += [(kind, name, row) for name in dict.fromkeys((ROW, field))]
    return [
        _Section(f"{about}.{name}", explainer.reasons(caller.role, caller.purpose, about, name), of, f"part_{number}")
        for number, (about, name, of) in enumerate(asked)
    ]


def _statement(explainer: Explainer, caller: Caller, source: Any, row: Row, sections: list[_Section]) -> Any:
    policy, now = explainer.policy, parameter("now", sa.TIMESTAMP(timezone=True))
    viewer = viewer_relation(caller.role, now)
    public = caller.role is Role.ANONYMOUS
    question = Question(no_attribute if public else viewer.attribute, now, policy.terms)
    allowed = sa.true() if public else viewer.attribute("allowed")
    facts = _decided(_facts(question, source, row, sections), sections)
    one = sa.select(allowed.label("allowed")).subquery("one")
    selected = sa.select(one.c.allowed, *facts.c).select_from(one.outerjoin(facts, sa.true()))
    return selected if public else selected.add_cte(viewer.relation())


def _facts(question: Question, source: Any, row: Row, sections: list[_Section]) -> Any:
    """Every part of every rule about the object, a column each."""
    truths = [
        truth_of(question, part, {"object": section.row}, lambda _: sa.true()).label(section.truth(rule, number))
        for section in sections
        for rule, reason in enumerate(section.reasons)
        for number, part in enumerate(reason.parts)
    ]
    own = row.source.c
    selected = sa.select(sa.true().label("found"), *truths).select_from(source)
    selected = selected.where(own.id == current_id(row.kind, parameter("subject", sa.Uuid())))
    if row.kind in _AREAS:
        selected = selected.where(own.kind == constant(_AREAS[row.kind]))
    if row.kind in _ENTRIES:
        selected = selected.where(question.live(row.source))
    return selected.subquery("facts")


def _decided(facts: Any, sections: list[_Section]) -> Any:
    """What became of each rule, and what the rules of each section come to."""
    outcomes = [
        outcome_of(reason.rule, [facts.c[section.truth(rule, number)] for number in range(len(reason.parts))]).label(
            section.outcome(rule)
        )
        for section in sections
        for rule, reason in enumerate(section.reasons)
    ]
    ruled = sa.select(*facts.c, *outcomes).subquery("ruled")
    answers = []
    for section in sections:
        columns = [ruled.c[section.outcome(rule)] for rule in range(len(section.reasons))]
        pairs = list(zip(columns, section.reasons, strict=True))
        answer = answer_of(
            [column for column, reason in pairs if reason.rule.allows],
            [column for column, reason in pairs if not reason.rule.allows],
        )
        answers += [
            answer.label(f"{section.name}_answer"),
            winner_of(section.reasons, columns).label(f"{section.name}_winner"),
        ]
    return sa.select(*ruled.c, *answers).subquery("decided")


def _finding(section: _Section, found: Mapping[str, Any]) -> Finding:
    rules = tuple(
        RuleFound(
            reason,
            Outcome(found[section.outcome(rule)]),
            tuple(Truth(found[section.truth(rule, part)]) for part in range(len(reason.parts))),
        )
        for rule, reason in enumerate(section.reasons)
    )
    answer = Answer(found[f"{section.name}_answer"])
    return Finding(section.coordinate, answer, found[f"{section.name}_winner"], rules)


def read_coordinate(text: str, published: Mapping[str, frozenset[str]]) -> tuple[str, str]:
    """A coordinate as `Type.field`, or a refusal that says what there is."""
    kind, _, field = text.partition(".")
    if kind not in published:
        raise Misconfigured(f"`{text}` is not a coordinate", hint=f"the types are {', '.join(sorted(published))}")
    if field not in published[kind]:
        raise Misconfigured(
            f"`{kind}` has no field `{field}`", hint=f"its fields are {', '.join(sorted(published[kind]))}"
        )
    return kind, field
