"""Writes connections: filter the standing rows, cut the page, then write what is asked of it.

    SELECT concat('{"nodes":[', string_agg(<node>, ',' ORDER BY place) FILTER (WHERE place <= :size), ']}')
    FROM (SELECT <columns in use>, row_number() OVER () AS place, count(*) OVER () AS found
          FROM (SELECT <columns in use> FROM <rows> WHERE <guards, filter, keyset> ORDER BY … LIMIT 21)) AS page
    LEFT JOIN LATERAL (<each distinct guard of the page's rows, once> OFFSET 0) …

At least one row more than the page is read, to know whether there is more; its JSON is never written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.authz.translate import all_of
from app.resolvers.read import json_text
from app.resolvers.read.access import Access, Column, Condition, Place, Rows
from app.resolvers.read.catalog import Catalog
from app.resolvers.read.conditions import Position
from app.resolvers.read.json_text import Text
from app.resolvers.read.marks import Marks
from app.resolvers.read.names import Names
from app.resolvers.read.orders import SortKey, beyond, parameter_of, required_fields, sort_keys
from app.resolvers.read.plan import (
    ConnectionPart,
    ConnectionPlan,
    CursorPart,
    Edges,
    Nodes,
    ObjectPlan,
    Page,
    PageInfo,
    TotalCount,
    TypeName,
)
from app.resolvers.read.scopes import Scope, noted_columns, paged_place
from app.resolvers.read.seals import sealed_cursor
from app.resolvers.read.truth import Filters, bound

WriteObject = Callable[[Place, Scope, ObjectPlan, Condition | None], Text]

_ONE: Column = sa.literal_column("1")


@dataclass(frozen=True)
class _List:
    """A list with its filter: everything that page, count and neighbours have in common."""

    rows: Rows
    conditions: tuple[Condition, ...]
    keys: list[SortKey]
    identifier: Column
    page: Page

    def select(self, *columns: Column) -> sa.Select[Any]:
        """A query over the whole list."""
        return sa.select(*columns).select_from(self.rows.source).where(*self.conditions)

    def beyond(self, position: Position, *, behind: bool) -> Condition:
        """The rows behind a place, or in front of it."""
        return beyond(self.keys, self.identifier, position, behind=behind)

    def reaches_past(self, position: Position | None, *, behind: bool) -> Condition:
        """Whether some row of the list is *not* behind (or in front of) a place: what a page leaves on that side."""
        if position is None:
            return sa.false()
        outside = self.beyond(position, behind=behind).is_not(sa.true())
        return self.select(_ONE).where(outside).exists()


class _Cut:
    """The page of a list while it is written: the place of its rows, and its SELECT."""

    def __init__(self, catalog: Catalog, access: Access, names: Names, listed: _List, parts: list[_List]) -> None:
        self.name = names.next("page")
        self.place, self._sources = paged_place(catalog, listed.rows, self.name)
        self.scope = Scope(catalog, access, names)
        self.number = sa.literal_column(f"{self.name}.place", sa.BigInteger)
        self.found = sa.literal_column(f"{self.name}.found", sa.BigInteger)
        self.way: Condition | None = None
        self._names = names
        self._parts = parts

    def source(self) -> sa.FromClause:
        """The page as a FROM item, with the columns that turned out to be needed and the guards."""
        cut = self._merged() if len(self._parts) > 1 else self._selected(self._parts[0])
        columns = cut.subquery(self._names.next("cut"))
        numbered = sa.select(
            *columns.c,
            sa.func.row_number().over().label("place"),
            sa.func.count().over().label("found"),
        ).subquery(self.name)
        return self.scope.joined(numbered)

    def _selected(self, part: _List, *more: Column) -> sa.Select[Any]:
        """The first rows of a part, in the order in which the page is read."""
        columns = noted_columns(part.rows, self._sources) or [_ONE.label("nothing")]
        selected = part.select(*columns, *more)
        for position, behind in ((part.page.after, True), (part.page.before, False)):
            if position is not None:
                selected = selected.where(part.beyond(position, behind=behind))
        backward = part.page.backward
        identifier = part.identifier.desc() if backward else part.identifier.asc()
        orderings = [key.ordering(backward=backward) for key in part.keys]
        return selected.order_by(*orderings, identifier).limit(_reach(part.page))

    def _merged(self) -> sa.Select[Any]:
        """The first rows of all parts together: each part is read in its own order, then they are put in line."""
        page, backward = self._parts[0].page, self._parts[0].page.backward
        selects = []
        for part in self._parts:
            sorts = [key.value.label(f"sort_{number}") for number, key in enumerate(part.keys)]
            # In parentheses, or the LIMIT would be that of the whole union.
            selects.append(self._selected(part, *sorts, part.identifier.label("sort_id")).subquery().select())
        merged = sa.union_all(*selects).subquery(self._names.next("parts"))
        keys = [
            SortKey(merged.c[f"sort_{number}"], key.descending, never_null=key.never_null)
            for number, key in enumerate(self._parts[0].keys)
        ]
        identifier = merged.c.sort_id.desc() if backward else merged.c.sort_id.asc()
        wanted = [column for column in merged.c if not str(column.name).startswith("sort_")]
        return (
            sa.select(*wanted)
            .order_by(*(key.ordering(backward=backward) for key in keys), identifier)
            .limit(_reach(page))
        )


class PageWriter:
    """Writes the connections of one statement."""

    def __init__(
        self, catalog: Catalog, access: Access, names: Names, write_object: WriteObject, marks: Marks | None = None
    ) -> None:
        self._catalog = catalog
        self._access = access
        self._names = names
        self._write_object = write_object
        self._marks = marks

    def connection(self, plan: ConnectionPlan, parent: Place | None, way: Condition | None = None) -> Text:
        """The JSON of a connection: of the root, or of an object; `way` as in `app.resolvers.read.marks`."""
        if all(isinstance(part, TypeName | TotalCount) for _, part in plan.parts):
            plain = json_text.an_object((key, self._plain(part, plan, parent)) for key, part in plan.parts)
            own = self._of_parent(plan.page, parent)
            return sa.case((all_of(own), plain)) if own else plain
        listed = self._list(plan, parent, self._access)
        split = self._access.split(plan.target) if parent is None and plan.field is None else ()
        parts = [self._list(plan, parent, access) for access in split] if len(split) > 1 else [listed]
        cut = _Cut(self._catalog, self._access, self._names, listed, parts)
        if self._marks is not None:
            cut.way = self._marks.listed(plan, way, parent, cut.place)
        written = json_text.an_object(
            (key, self._plain(part, plan, parent))
            if isinstance(part, TypeName | TotalCount)
            else (key, self._part(part, listed, cut, parent))
            for key, part in plan.parts
        )
        selected = sa.select(written).select_from(cut.source()).where(*self._of_parent(plan.page, parent))
        # One answer whatever is asked of the page: not every part gathers its rows, and HAVING always does.
        return selected.having(sa.func.count() >= sa.literal_column("0")).scalar_subquery()

    def _list(self, plan: ConnectionPlan, parent: Place | None, access: Access) -> _List:
        filters = Filters(self._catalog, access)
        rows = _rows_of(plan, parent, access)
        ordered = rows.ordered(self._catalog.types[plan.target].ordered_by)
        where = filters.truth(rows.place, plan.page.where).holds
        required = required_fields(plan.page.where) if ordered == rows.place else frozenset[str]()
        search = filters.search(rows.place, plan.page.search)
        return _List(
            rows,
            (*rows.conditions, where, *search),
            sort_keys(access, ordered, plan.page.order, required=required),
            access.identifier(ordered),
            plan.page,
        )

    def _of_parent(self, page: Page, parent: Place | None) -> list[Condition]:
        """A cursor of another object's list is refused, where that object is one the viewer sees (G-30)."""
        found: list[Condition] = []
        for position in (page.after, page.before):
            if position is not None and position.parent is not None and parent is not None:
                identifier = self._access.identifier(parent)
                same = identifier == parameter_of(position.parent)
                found.append(sa.case((same, sa.true()), else_=sa.func.refuse_cursor(identifier, type_=sa.Boolean)))
        return found

    def _plain(self, part: ConnectionPart, plan: ConnectionPlan, parent: Place | None) -> str | Text:
        if isinstance(part, TypeName):
            return f'"{part.name}"'
        counted = self._list(plan, parent, self._access.counting)
        return sa.cast(counted.select(sa.func.count()).scalar_subquery(), sa.Text)

    def _part(self, part: Nodes | Edges | PageInfo, listed: _List, cut: _Cut, parent: Place | None) -> str | Text:
        match part:
            case Nodes(node):
                return self._agg(self._write_object(cut.place, cut.scope, node, cut.way), listed, cut)
            case Edges(parts):
                edge = json_text.an_object((key, self._edge(each, listed, cut, parent)) for key, each in parts)
                if self._marks is not None and all(isinstance(each, TypeName) for _, each in parts):
                    # An edge that shows nothing of a person still shows that there is one.
                    edge = self._marks.bare(cut.place, cut.scope, edge, cut.way)
                return self._agg(edge, listed, cut)
            case PageInfo(parts):
                return json_text.an_object((key, self._info(each, listed, cut, parent)) for key, each in parts)

    def _agg(self, item: Text, listed: _List, cut: _Cut) -> Text:
        order = cut.number.desc() if listed.page.backward else cut.number.asc()
        return json_text.a_list(item, order=[order], where=cut.number <= bound(listed.page.limit, sa.BigInteger()))

    def _edge(
        self, part: CursorPart | ObjectPlan | TypeName, listed: _List, cut: _Cut, parent: Place | None
    ) -> str | Text:
        if isinstance(part, TypeName):
            return f'"{part.name}"'
        if isinstance(part, ObjectPlan):
            return self._write_object(cut.place, cut.scope, part, cut.way)
        return json_text.quoted(self._cursor(listed, cut, parent))

    def _cursor(self, listed: _List, cut: _Cut, parent: Place | None) -> Text:
        link = self._catalog.types[cut.place.kind].ordered_by
        ordered = (cut.place.related(link) if link else None) or cut.place
        keys = [key.value for key in sort_keys(self._access, ordered, listed.page.order)]
        above = sa.null() if parent is None else self._access.identifier(parent)
        assert listed.page.seal is not None  # noqa: S101 - every planned page has one
        inner, outer = (bound(slot, sa.LargeBinary()) for slot in listed.page.seal)
        cursor = sealed_cursor(inner, outer, above, keys, self._access.identifier(ordered))
        return cursor if self._marks is None else self._marks.bare(cut.place, cut.scope, cursor, cut.way)

    def _info(self, part: str | TypeName, listed: _List, cut: _Cut, parent: Place | None) -> str | Text:
        if isinstance(part, TypeName):
            return f'"{part.name}"'
        page, size = listed.page, bound(listed.page.limit, sa.BigInteger())
        more = sa.func.coalesce(sa.func.max(cut.found), sa.literal_column("0")) > size
        before_page = listed.reaches_past(page.after, behind=True)
        behind_page = listed.reaches_past(page.before, behind=False)
        match part:
            case "hasNextPage":
                return _yes_or_no(behind_page if page.backward else sa.or_(more, behind_page))
            case "hasPreviousPage":
                return _yes_or_no(sa.or_(more, before_page) if page.backward else before_page)
            case _:
                first_read = (part == "startCursor") != page.backward
                at = _ONE if first_read else sa.func.least(cut.found, size)
                cursor = sa.func.max(self._cursor(listed, cut, parent)).filter(
                    sa.and_(cut.number == at, cut.number <= size)
                )
                return sa.func.coalesce(json_text.quoted(cursor), json_text.NULL, type_=sa.Text)


def _rows_of(plan: ConnectionPlan, parent: Place | None, access: Access) -> Rows:
    """The rows of a list: of an object, of the root, or of the viewer, which belongs to neither."""
    if parent is not None:
        return access.collected(parent, plan.field or "")
    return access.listed(plan.target) if plan.field is None else access.own(plan.field)


def _reach(page: Page) -> Column:
    """How many rows are read: as many as the page may have, and one more."""
    return sa.literal_column(str(page.reach + 1), sa.BigInteger)


def _yes_or_no(condition: Condition) -> Text:
    return sa.cast(condition, sa.Text)
