"""The same rows twice: as FROM items of a statement, and as loaded objects.

In: a kind of object. Out: what a statement reads and how its rows are told apart; the objects with the same names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from app.authz.facts import Viewer
from app.authz.loading import Facts
from app.authz.rows import Named, Row, named
from app.database.statements import constant

Identity = tuple[Any, ...]  # the id of the row; of an entry, after the id of its owner
_TABLES = {
    "User": "users",
    "School": "schools",
    "Project": "projects",
    "Partner": "partners",
    "Member": "members",
    "Assignment": "assignments",
    "Article": "articles",
    "Comment": "comments",
    "Survey": "surveys",
    "SurveyResponse": "survey_responses",
    "SurveyResult": "survey_results",
}


@dataclass(frozen=True)
class Subject:
    """One object, with the entry in question."""

    identity: Identity
    object: Any = field(repr=False)
    entry: Any = field(default=None, repr=False)


@dataclass(frozen=True)
class Asked:
    """A kind of object; with `entries`, each person with each of their projects."""

    kind: str
    entries: bool = False

    def subjects(self, facts: Facts) -> list[Subject]:
        """The objects."""
        if self.entries:
            return [Subject((one.user.id, one.project.id), one.user, one.project) for one in facts.partners]
        # Entries that are over are told apart from others by conditions, too.
        over: dict[str, list[Any]] = {"Partner": [*facts.partners], "Member": [*facts.members]}
        every = over.get(self.kind) or [one for kind, one in facts.objects() if kind == self.kind]
        return [Subject((one.id,), one) for one in every]

    def rows(self) -> tuple[dict[str, Row], sa.FromClause, list[sa.ColumnElement[Any]]]:
        """The rows of a statement by their names in a condition, what they are read from, and their identity."""
        users, projects, areas = named("users", "person"), named("projects", "project"), named("areas", "area")
        surveys = named("surveys", "survey")
        own = named("partners" if self.entries else _TABLES.get(self.kind, "areas"), "own")
        if self.entries:
            rows = {"object": Row("User", users), "entry": Row("Project", projects)}
            return rows, _joined(own, (users, "user_id"), (projects, "project_id")), [users.c.id, projects.c.id]
        match self.kind:
            case "Partner" | "Assignment":
                rows = {"object": Row(self.kind, own, {"user": Row("User", users)})}
                return rows, _joined(own, (users, "user_id")), [own.c.id]
            case "Member":
                rows = {"object": Row("Member", own, {"user": Row("User", users), "area": Row("Event", areas)})}
                return rows, _joined(own, (users, "user_id"), (areas, "area_id")), [own.c.id]
            case "SurveyResponse":
                related = {"user": Row("User", users), "survey": Row("Survey", surveys)}
                source = _joined(own, (users, "user_id"), (surveys, "survey_id"))
                return {"object": Row(self.kind, own, related)}, source, [own.c.id]
            case "SurveyResult":
                rows = {"object": Row(self.kind, own, {"survey": Row("Survey", surveys)})}
                return rows, _joined(own, (surveys, "survey_id")), [own.c.id]
            case "TwinSpace" | "Group" | "Event":
                some = sa.select(own.item).where(own.item.c.kind == constant(self.kind.upper())).subquery("own")
                return {"object": Row(self.kind, own)}, some, [own.c.id]
        return {"object": Row(self.kind, own)}, own.item, [own.c.id]


def _joined(first: Named, *others: tuple[Named, str]) -> sa.FromClause:
    source: sa.FromClause = first.item
    for other, reference in others:
        source = source.join(other.item, first.c[reference] == other.c.id)
    return source


class Values(dict[str, Any]):
    """The value of each attribute by its text in a condition."""

    def __init__(self, viewer: Viewer, subject: Subject) -> None:
        super().__init__()
        self._roots = {"viewer": viewer, "object": subject.object, "entry": subject.entry}

    def __missing__(self, text: str) -> Any:
        root, *steps = text.split(".")
        value = self._roots[root]
        for step in steps:
            value = getattr(value, step)
        return value
