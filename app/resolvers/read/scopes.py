"""The FROM of one SELECT: columns that are taken from a page as they turn out to be needed, and guards computed once.

A page is cut before its JSON is written, so the writer works on what the page lets through. It notes each column that
it uses, and the page then selects exactly those. A guard that several cells share is computed once per row, in a
LATERAL whose OFFSET 0 keeps PostgreSQL from copying it into every CASE.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.authz.partial import Always, Never
from app.authz.rows import NamedColumns, Row
from app.resolvers.read.access import Access, Condition, Place, Rows
from app.resolvers.read.catalog import Catalog
from app.resolvers.read.names import Names


class NotedColumns(NamedColumns):
    """The columns of a table as a page passes them on, under a prefix. Using one notes it."""

    def __init__(self, table: str, page: str, prefix: str) -> None:
        super().__init__(table, page)
        self._prefix = prefix
        self.noted: dict[str, str] = {}

    def _label(self, column: str) -> str:
        self.noted[column] = f"{self._prefix}{column}"
        return self.noted[column]


class PageSource:
    """What stands for a table once its rows are cut into a page."""

    def __init__(self, table: str, page: str, prefix: str) -> None:
        self.c = NotedColumns(table, page, prefix)


@dataclass(frozen=True, slots=True)
class _Linked:
    """An object behind a link, looked up once for all the fields that show something of it."""

    name: str
    place: Place
    rows: Rows
    sources: dict[str, PageSource]


class Scope:
    """One SELECT of the statement: what its rows link to and its guards, joined behind its rows."""

    def __init__(self, catalog: Catalog, access: Access, names: Names) -> None:
        self._catalog = catalog
        self._access = access
        self._names = names
        self._name = names.next("guards")
        self._guards: dict[tuple[int, Hashable], str] = {}
        self._selected: list[sa.ColumnElement[Any]] = []
        self._links: dict[tuple[int, str], _Linked] = {}
        self._kept: list[Place] = []  # keys are identities of sources: they must outlive the scope

    def linked(self, place: Place, field: str) -> tuple[Place, Condition]:
        """The object behind a link of a row, and whether there is one that stands."""
        key = (id(place.row.source), field)
        if key not in self._links:
            name = self._names.next("link")
            rows = self._access.linked(place, self._catalog.link(place.kind, field))
            target, sources = paged_place(self._catalog, rows, name)
            self._links[key] = _Linked(name, target, rows, sources)
            self._kept.append(place)
        target = self._links[key].place
        return target, self._access.identifier(target).is_not(None)

    def guarded(self, place: Place, field: str) -> Condition:
        """Whether a field is readable on this row: a column of the guards, computed once."""
        grant = self._access.grant(place.kind, field)
        if isinstance(grant, Always):
            return sa.true()
        if isinstance(grant, Never):
            return sa.false()
        return self.once(place, grant, lambda: self._access.granted(place, grant))

    def once(self, place: Place, about: Hashable, condition: Callable[[], Condition]) -> Condition:
        """A condition on a row as a column of the guards, by what it is about."""
        key = (id(place.row.source), about)
        if key not in self._guards:
            self._kept.append(place)
            self._guards[key] = f"guard_{len(self._guards) + 1}"
            self._selected.append(condition().label(self._guards[key]))
        return sa.literal_column(f"{self._name}.{self._guards[key]}", sa.Boolean)

    def joined(self, source: sa.FromClause) -> sa.FromClause:
        """The rows with what they link to and their guards."""
        for link in self._links.values():
            found = sa.select(*noted_columns(link.rows, link.sources)).select_from(link.rows.source)
            found = found.where(*link.rows.conditions)
            source = source.outerjoin(found.lateral(link.name), sa.true())
        if not self._selected:
            return source
        guards = sa.select(*self._selected).correlate_except(None).offset(sa.literal_column("0"))
        return source.join(guards.lateral(self._name), sa.true())


def paged_place(catalog: Catalog, rows: Rows, page: str) -> tuple[Place, dict[str, PageSource]]:
    """The place of a page: the rows of the list, and those joined to them, as the page passes them on."""
    sources = {
        link: PageSource(_table_of(catalog, rows, link), page, _prefix(catalog, rows, link)) for link in rows.aliases
    }
    related = {
        name: Row(row.kind, sources[name]) if name in sources else row for name, row in rows.place.row.related.items()
    }
    return Place(rows.place.kind, Row(rows.place.kind, sources[""], related)), sources


def noted_columns(rows: Rows, sources: dict[str, PageSource]) -> list[sa.ColumnElement[Any]]:
    """The columns that were used of what stands for these rows."""
    return [
        rows.aliases[link].c[name].label(label)
        for link, source in sources.items()
        for name, label in sorted(source.c.noted.items())
    ]


def _prefix(catalog: Catalog, rows: Rows, link: str) -> str:
    """What the columns of a joined row are called by. A row that need not stand is also asked for by its id."""
    if not link or catalog.types[rows.place.kind].rows.stands_with == link:
        return f"{link}_" if link else ""
    return f"of_{link}_"


def _table_of(catalog: Catalog, rows: Rows, link: str) -> str:
    kind = rows.place.kind if not link else rows.place.row.related[link].kind
    return catalog.types[kind].rows.table
