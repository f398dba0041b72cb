"""The one door to columns: all that a statement outputs, compares, orders by, counts or searches comes from here.

A `Place` is a row of a type in a statement. `Access` hands out, for a place, which rows stand (`guard`), on which of
them a field is readable (`grant`), and the value behind a field. Nothing else in the read path names a column; a test
of the house holds that. So a cell that is hidden from the viewer is hidden on every path, or this module is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from app.authz.backwards import leading_to
from app.authz.expression import Expression
from app.authz.own_lists import OWN_LISTS
from app.authz.partial import Always, Grant, Never
from app.authz.policy import Grants
from app.authz.rows import TABLES, Named, Row, alias, current_id, named
from app.authz.translate import Question
from app.authz.witness import assuming, implied_by_link
from app.database.lexicon import LEXICONS
from app.database.statements import constant
from app.database.vocabulary import AccountStatus
from app.resolvers.read.catalog import Catalog
from app.resolvers.read.names import Names
from app.resolvers.read.parts import EVERY, OWN_ROW, Part, parts_of
from app.resolvers.read.people import name_of_person
from app.resolvers.read.picture_addresses import shown_picture
from app.resolvers.read.places import Condition, Place, Rows
from app.schema.mapping import Cell, Collection, Computed, Declaration, Link, Records

__all__ = ["OWN_ROW", "Access", "Column", "Condition", "Place", "Rows"]

Column = sa.ColumnElement[Any]


class Access:
    """Rows and columns as one caller may read them. `counting` is the same for queries that look at every row."""

    def __init__(
        self, catalog: Catalog, grants: Grants, question: Question, names: Names, *, part: Part = EVERY
    ) -> None:
        self._catalog = catalog
        self._grants = grants
        self._question = question
        self._names = names
        self._part = part

    @property
    def grants(self) -> Grants:
        """What the caller may read."""
        return self._grants

    @property
    def question(self) -> Question:
        """Who asks."""
        return self._question

    @property
    def counting(self) -> Access:
        """The same rows and columns, for a query that looks at every row."""
        return Access(self._catalog, self._grants, replace(self._question, row_by_row=False), self._names)

    def split(self, kind: str) -> tuple[Access, ...]:
        """The rows of a type in parts that have no row in common; see `app.resolvers.read.parts`."""
        parts = parts_of(self._grants, kind)
        if len(parts) == 1:
            return (self,)
        return tuple(Access(self._catalog, grants, self._question, self._names, part=part) for grants, part in parts)

    # Which rows stand.

    def listed(self, kind: str) -> Rows:
        """Every standing row of a type; of a part, those that belong to it."""

        def belonging(table: Named) -> tuple[Condition, ...]:
            return tuple(
                self._question.belongs(condition, Row(kind, table), wanted=wanted)
                for condition, wanted in self._part.conditions.items()
            )

        return self._rows(kind, belonging, {}, None)

    def collected(self, parent: Place, field: str) -> Rows:
        """The standing rows of a connection of one object, on which the connection itself is readable."""
        collection = self._catalog.declaration(parent.kind, field)
        assert isinstance(collection, Collection)  # noqa: S101 - the plan was made from the catalog
        through = self._named(collection.through) if collection.through else None

        def link(target: Named) -> tuple[Condition, ...]:
            here = parent.row.source.c.id
            if through is None and not collection.links:
                return (target.c[collection.there] == here,)
            if through is None:
                row = Row(collection.target, target)
                return (leading_to(self._question, row, here, self._links(collection)),)
            over = (self._question.live(through),) if collection.live else ()
            return (through.c[collection.near] == here, target.c.id == through.c[collection.far], *over)

        # A member's area is the object that the list of members belongs to.
        joined = {"area": parent.row}
        rows = self._rows(collection.target, link, joined, through)
        readable = self.readable(parent, field, entry=rows.place)
        return Rows(rows.place, rows.source, (readable, *rows.conditions), rows.aliases)

    def leads_here(self, parent: Place, field: str, entry: Place) -> Condition | None:
        """Whether an entry is in a list that is read backwards by a link that is readable; None of any other list."""
        collection = self._catalog.declaration(parent.kind, field)
        if not isinstance(collection, Collection) or not collection.links:
            return None
        return leading_to(self._question, entry.row, self.identifier(parent), self._links(collection))

    def _links(self, collection: Collection) -> list[tuple[str, Grant]]:
        """The links behind a collection that is read backwards: the column of each, and where it is readable."""
        kind = collection.target
        return [(self._catalog.link(kind, name).here, self.grant(kind, name)) for name in collection.links]

    def linked(self, parent: Place, link: Link) -> Rows:
        """The standing row behind a link of a row that stands."""
        shown = implied_by_link(self._grants, self._question.terms, parent.kind, link.here)
        return self._rows(
            link.target, lambda target: (target.c[link.there] == parent.row.source.c[link.here],), {}, None, shown
        )

    def own(self, listed: str) -> Rows:
        """The standing rows on one of the viewer's own lists."""
        own = OWN_LISTS[listed]
        through = self._named(own.through) if own.through else None
        return self._rows(own.kind, lambda target: own.belongs(self._question, target, through), {}, through)

    def identified(self, kind: str, identifier: Column) -> Rows:
        """The standing row with an id."""
        return self._rows(kind, lambda target: (target.c.id == current_id(kind, identifier),), {}, None)

    def _rows(
        self,
        kind: str,
        link: Callable[[Named], tuple[Condition, ...]],
        joined: Mapping[str, Row],
        through: Named | None,
        shown: frozenset[Expression] = frozenset(),
    ) -> Rows:
        declared = self._catalog.types[kind].rows
        table = self._named(declared.table)
        source = table.item if through is None else through.item.join(table.item, sa.true())
        conditions = [*link(table)]
        aliases = {"": table}
        related = dict(joined)
        if declared.kind is not None:
            conditions.append(table.c.kind == constant(declared.kind))
        if declared.live:
            conditions.append(self._question.live(table))
        for name in declared.joined:
            towards = self._catalog.link(kind, name)
            other = self._named(self._catalog.types[towards.target].rows.table)
            source = source.join(other.item, other.c[towards.there] == table.c[towards.here])
            related[name] = Row(towards.target, other)
            aliases[name] = other
        place = Place(kind, Row(kind, table, related))
        return Rows(place, source, (*conditions, self.guard(place, shown)), aliases)

    def _named(self, table: str) -> Named:
        return named(table, self._names.next("row"))

    def guard(self, place: Place, shown: frozenset[Expression] = frozenset()) -> Condition:
        """Whether a row stands for the viewer; an entry also needs the object that it stands with.

        What the way to the row has shown already is not asked again.
        """
        guard = self._question.granted(assuming(self._grants.row(place.kind), shown), {"object": place.row})
        stands_with = self._catalog.types[place.kind].rows.stands_with
        if stands_with is None:
            return guard
        other = place.row.related[stands_with]
        return sa.and_(self._question.granted(self._grants.row(other.kind), {"object": other}), guard)

    # On which of them a field is readable.

    def grant(self, kind: str, field: str) -> Grant:
        """On which standing rows a field is readable."""
        return self._grants.cell(kind, field)

    def granted(self, place: Place, grant: Grant) -> Condition:
        """The SQL of a grant on a row."""
        return self._question.granted(grant, {"object": place.row})

    def readable(self, place: Place, field: str, *, entry: Place | None = None) -> Condition:
        """Whether a field of a standing row is readable; of a connection, for this entry of it."""
        rows = {"object": place.row} if entry is None else {"object": place.row, "entry": entry.row}
        return self._question.granted(self._grants.cell(place.kind, field), rows)

    def masked(self, place: Place, field: str, value: Column) -> Column:
        """A value where its field is readable, NULL elsewhere."""
        match self.grant(place.kind, field):
            case Always():
                return value
            case Never():
                kind = value.type
                return sa.cast(sa.null(), sa.Text() if isinstance(kind, sa.Text) else kind)
            case grant:
                return sa.case((self.granted(place, grant), value))

    # The values behind a field.

    def value(self, place: Place, field: str) -> Column:
        """The unmasked value of a cell. Whoever calls this owes a guard: `masked`, `readable` or a CASE."""
        columns = place.row.source.c
        match self._declaration(place, field):
            case Cell(column, _):
                return self.part(place, column)
            case Computed("effective_status", _):
                return self._effective_status(place)
            case Computed("picture", _):
                return shown_picture(columns)
            case Computed("published", _):
                return sa.func.coalesce(columns.published_at <= self._question.now, sa.false())
            case Computed("live", _):
                return self._question.valid(place.row.source)
            case Computed("organisation", _):
                one = alias("organisations")
                return sa.select(one.c.name).where(one.c.id == columns.organisation_id).scalar_subquery()
            case Computed("respondent", _):
                return name_of_person(place.row.related["user"].source.c)
        raise LookupError(f"{place.kind}.{field} has no value of its own")

    def order_value(self, place: Place, field: str) -> tuple[Column, bool]:
        """What a field is ordered by, unmasked, and whether it is never NULL."""
        declaration = self._declaration(place, field)
        assert isinstance(declaration, Cell)  # noqa: S101 - only cells can be ordered by; the schema's enums say which
        table = TABLES[self._catalog.types[place.kind].rows.table]
        name = f"{declaration.column}_folded" if f"{declaration.column}_folded" in table.c else declaration.column
        return place.row.source.c[name], not table.c[name].nullable

    def folded(self, place: Place, field: str) -> Column:
        """The folded key of a text."""
        return self.order_value(place, field)[0]

    def terms(self, place: Place) -> Column:
        """The search terms of a row, of all its cells: hidden ones included."""
        return self.part(place, "terms")

    def searched_field(self, kind: str, letter: str) -> str:
        """The field whose words stand under a letter of the terms."""
        entry = self._catalog.types[kind]
        columns = {found: column for column, found in LEXICONS[entry.rows.table].words.items()}
        return next(
            name
            for name, declaration in entry.fields.items()
            if isinstance(declaration, Cell) and declaration.column == columns[letter]
        )

    def part(self, place: Place, column: str) -> Column:
        """A column of the row, unmasked."""
        value: Column = place.row.source.c[column]
        return value

    def records(self, place: Place, declaration: Records) -> tuple[Named, Condition, list[Column]]:
        """The records of a row: their table, which ones, and their order."""
        table = self._named(declaration.table)
        order = [table.c[name] for name in declaration.order]
        belongs: Condition = table.c[declaration.there] == place.row.source.c.id
        if declaration.own is not None:
            own = self.identifier(place) == sa.cast(self._question.viewer("user"), sa.Uuid)
            belongs = sa.and_(belongs, sa.or_(table.c[declaration.own].is_(None), own))
        return table, belongs, [*order, table.c.id]

    def identifier(self, place: Place) -> Column:
        """The id of a row: that of a row that stands is never hidden."""
        return self.part(place, "id")

    def status_in(self, place: Place, words: tuple[str, ...]) -> Condition:
        """Whether the effective state of a user is one of these, as indexes serve it."""
        return self._question.status_in(place.row.source, frozenset(words)) if words else sa.false()

    def _declaration(self, place: Place, field: str) -> Declaration:
        return self._catalog.declaration(place.kind, field)

    def _effective_status(self, place: Place) -> Column:
        source = place.row.source
        ordered = (AccountStatus.ANONYMISED, AccountStatus.DEACTIVATED, AccountStatus.INACTIVE)
        cases = [(self._question.status_in(source, frozenset({state})), constant(state.value)) for state in ordered]
        return sa.case(*cases, else_=source.c.status)
