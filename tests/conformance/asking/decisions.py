"""What the compiled guards decide about every row of the database, without any query of a client around them.

In: the real graph and an asker. Out: for each type the standing rows with their readable cells, and for each
connection the pairs of object and entry that stand. The SQL is that of the read path's one access module.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
import sqlalchemy as sa

from app.authz.translate import Question
from app.authz.viewer import no_attribute, viewer_relation, viewer_values
from app.database.statements import compile_statement, parameter
from app.resolvers.read.access import Access
from app.resolvers.read.catalog import Catalog
from app.resolvers.read.names import Names
from app.schema.mapping import Collection
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker

OBJECTS = (
    *("User", "School", "Project", "TwinSpace", "Group", "Event", "Assignment", "Article", "Comment"),
    *("Survey", "SurveyResponse", "SurveyResult"),
)
Cells = dict[UUID, frozenset[str]]


@dataclass
class Decisions:
    """Everything that is decided for one asker."""

    cells: dict[str, Cells] = field(default_factory=dict)  # type → row → readable cells
    entries: dict[tuple[str, str], dict[tuple[UUID, UUID], frozenset[str]]] = field(default_factory=dict)
    # (type, connection) → (object, entry) → readable cells of the entry


class Decider:
    """Asks the database what the guards of one asker say."""

    def __init__(self, real: RealGraph, asker: Asker) -> None:
        caller, self._real = asker.caller(), real
        now = parameter("now", sa.TIMESTAMP(timezone=True))
        self._viewer = None if caller.user_id is None else viewer_relation(caller.role, now)
        question = Question(no_attribute if self._viewer is None else self._viewer.attribute, now, real.policy.terms)
        grants = real.policy.grants(caller.role, caller.purpose)
        self._catalog = real.graph.catalog
        self._access = Access(self._catalog, grants, question, Names())
        self._values = {**viewer_values(caller), "now": real.now}

    def decide(self) -> Decisions:
        found = Decisions()
        for kind in OBJECTS:
            found.cells[kind] = self._of_objects(kind)
            for name, declaration in self._catalog.types[kind].fields.items():
                if isinstance(declaration, Collection):
                    found.entries[kind, name] = self._of_entries(kind, name, declaration.target)
        return found

    def _of_objects(self, kind: str) -> Cells:
        rows = self._access.listed(kind)
        names = single_fields(self._catalog, kind)
        readable = [self._access.readable(rows.place, name).label(name) for name in names]
        selected: Any = sa.select(self._access.identifier(rows.place).label("own_id"), *readable)
        answers = self._rows(selected.select_from(rows.source).where(*rows.conditions))
        return {row[0]: frozenset(name for name, yes in zip(names, row[1:], strict=True) if yes) for row in answers}

    def _of_entries(self, kind: str, name: str, target: str) -> dict[tuple[UUID, UUID], frozenset[str]]:
        """Entries of every object of a type, under the conditions of a list below that object."""
        parents = self._access.listed(kind)
        entries = self._access.collected(parents.place, name)
        names = single_fields(self._catalog, target)
        readable = [self._access.readable(entries.place, one).label(one) for one in names]
        ids = (self._access.identifier(parents.place), self._access.identifier(entries.place))
        selected: Any = sa.select(ids[0].label("parent_id"), ids[1].label("entry_id"), *readable)
        joined = selected.select_from(parents.source, entries.source).where(*parents.conditions, *entries.conditions)
        return {
            (row[0], row[1]): frozenset(one for one, yes in zip(names, row[2:], strict=True) if yes)
            for row in self._rows(joined)
        }

    def _rows(self, statement: Any) -> list[tuple[Any, ...]]:
        compiled = compile_statement(statement if self._viewer is None else statement.add_cte(self._viewer.relation()))
        with psycopg.RawCursor(self._real.owner) as cursor:
            return cursor.execute(compiled.text, compiled.arguments(self._values)).fetchall()


def single_fields(catalog: Catalog, kind: str) -> list[str]:
    """The fields whose readability depends on the row alone, which that of a connection may not."""
    fields = catalog.types[kind].fields
    return [name for name, declared in fields.items() if not isinstance(declared, Collection)]
