"""Writes the JSON of objects: for each asked field its value, its mask, or what hangs on it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.authz.partial import Always, Never
from app.resolvers.read import json_text
from app.resolvers.read.access import Access, Condition, Place
from app.resolvers.read.catalog import Catalog
from app.resolvers.read.disclosure import PEOPLE
from app.resolvers.read.json_documents import a_document
from app.resolvers.read.json_text import Text
from app.resolvers.read.marks import Marks
from app.resolvers.read.names import Names
from app.resolvers.read.pages import PageWriter
from app.resolvers.read.plan import CellPlan, ConnectionPlan, FieldPlan, LinkPlan, ObjectPlan, PartsPlan, TypeName
from app.resolvers.read.scopes import Scope
from app.schema.mapping import Composite, Kind, LinkedCell, Records


class ObjectWriter:
    """Writes the objects of one statement."""

    def __init__(self, catalog: Catalog, access: Access, names: Names, marks: Marks | None = None) -> None:
        self._catalog = catalog
        self._access = access
        self._names = names
        self._marks = marks
        self._pages = PageWriter(catalog, access, names, self.write, marks)

    @property
    def pages(self) -> PageWriter:
        """The writer of the connections inside these objects."""
        return self._pages

    def write(self, place: Place, scope: Scope, plan: ObjectPlan, way: Condition | None = None) -> Text:
        """The JSON of a row that stands, marked where the read is recorded; `way` as in `app.resolvers.read.marks`."""
        written = self._fields(place, scope, plan)
        return written if self._marks is None else self._marks.marked(place, scope, plan, written, way)

    def _fields(self, place: Place, scope: Scope, plan: ObjectPlan) -> Text:
        return json_text.an_object((key, self._field(place, scope, field)) for key, field in plan.fields)

    def one(self, rows: Any, plan: ObjectPlan) -> Text:
        """The JSON of the one row that stands, NULL when there is none."""
        scope = Scope(self._catalog, self._access, self._names)
        written = self.write(rows.place, scope, plan)
        return sa.select(written).select_from(scope.joined(rows.source)).where(*rows.conditions).scalar_subquery()

    def listed(self, rows: Any, plan: ObjectPlan, by: str) -> Text:
        """The JSON of all rows that stand, in the order of a field that each of them shows, then by id."""
        scope = Scope(self._catalog, self._access, self._names)
        order = [self._access.value(rows.place, by), self._access.identifier(rows.place)]
        written = json_text.a_list(self.write(rows.place, scope, plan), order=order)
        return sa.select(written).select_from(scope.joined(rows.source)).where(*rows.conditions).scalar_subquery()

    def _field(self, place: Place, scope: Scope, plan: FieldPlan) -> str | Text:
        match plan:
            case TypeName(name):
                return f'"{name}"'
            case ConnectionPlan():
                way = None if self._marks is None else self._marks.way(place, scope, plan.field or "")
                return self._pages.connection(plan, place, way)
            case CellPlan(field):
                return self._guarded(place, scope, field, lambda: self._cell(place, scope, field))
            case PartsPlan(field):
                return self._guarded(place, scope, field, lambda: self._parts(place, plan))
            case LinkPlan(field):
                return self._guarded(place, scope, field, lambda: self._link(place, scope, plan))
        raise LookupError(type(plan).__name__)

    def _guarded(self, place: Place, scope: Scope, field: str, write: Any) -> str | Text:
        """A value under the mask of its field: not even written where the role can never read it."""
        grant = self._access.grant(place.kind, field)
        if isinstance(grant, Never):
            return "null"
        written: Text = write()
        if isinstance(grant, Always):
            return written
        return sa.case((scope.guarded(place, field), written), else_=json_text.NULL)

    def _cell(self, place: Place, scope: Scope, field: str) -> Text:
        declaration = self._catalog.declaration(place.kind, field)
        kind = self._catalog.kind_of(place.kind, field)
        if isinstance(declaration, LinkedCell):
            return self._linked_cell(place, scope, declaration, kind)
        return json_text.a_value(self._access.value(place, field), kind)

    def _linked_cell(self, place: Place, scope: Scope, cell: LinkedCell, kind: Kind) -> Text:
        target, stands = scope.linked(place, cell.link)
        value = self._access.masked(target, cell.field, self._access.value(target, cell.field))
        shown = sa.and_(scope.guarded(place, cell.link), stands)
        return sa.case((shown, json_text.a_value(value, kind)), else_=json_text.NULL)

    def _parts(self, place: Place, plan: PartsPlan) -> Text:
        declaration = self._catalog.declaration(place.kind, plan.field)
        if isinstance(declaration, Records):
            return self._records(place, plan, declaration)
        assert isinstance(declaration, Composite)  # noqa: S101 - the plan was made from the catalog
        columns = {name: (self._access.part(place, column), kind) for name, column, kind in declaration.parts}
        written = json_text.an_object(
            (key, f'"{part.name}"' if isinstance(part, TypeName) else json_text.a_value(*columns[part]))
            for key, part in plan.parts
        )
        empty = sa.and_(*(column.is_(None) for column, _ in columns.values()))
        return sa.case((empty, json_text.NULL), else_=written)

    def _records(self, place: Place, plan: PartsPlan, declaration: Records) -> Text:
        table, belongs, order = self._access.records(place, declaration)
        values = {name: json_text.a_value(table.c[column], kind) for name, column, kind in declaration.parts}
        values |= {
            name: a_document(document, lambda column: table.c[column]) for name, document in declaration.documents
        }
        written = json_text.an_object(
            (key, f'"{part.name}"' if isinstance(part, TypeName) else values[part]) for key, part in plan.parts
        )
        return (
            sa.select(json_text.a_list(written, order=order)).select_from(table.item).where(belongs).scalar_subquery()
        )

    def _link(self, place: Place, scope: Scope, plan: LinkPlan) -> Text:
        joined = place.related(plan.field)
        if joined is not None and self._catalog.types[place.kind].rows.stands_with == plan.field:
            # The row is joined and stands, or this one would not; the mark of this one is its mark.
            return self._fields(joined, scope, plan.node)
        target, stands = scope.linked(place, plan.field)
        # A public person behind a link that the public does not see is shown by the link.
        marks = self._marks if plan.node.kind in PEOPLE else None
        way = None if marks is None else marks.way(place, scope, plan.field)
        return sa.case((stands, self.write(target, scope, plan.node, way)), else_=json_text.NULL)
