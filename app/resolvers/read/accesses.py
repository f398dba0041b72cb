"""`viewer.accesses`: who read the viewer's own data, newest first (RIGHT-01, A-66).

In: a page and the asked fields of the connection. Out: a part of the plan, and the SQL that writes its answer. The list
has the records in which the viewer is a subject and no others, whatever the acting role: no argument names somebody
else. A cursor holds the random id of a record and nothing more; one whose record has been dropped stands at
the end, for older records are dropped before newer ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from app.authz.partial import Always
from app.database.access_log.own import NAME, own_accesses
from app.resolvers.read import json_text
from app.resolvers.read.json_text import Text
from app.resolvers.read.names import Names
from app.resolvers.read.paging import PageReader
from app.resolvers.read.plan import AccessesPlan, Page, Shape, TypeName
from app.resolvers.read.seals import sealed_cursor
from app.resolvers.read.truth import bound
from app.schema.mapping import Kind

_LIST = "Query.viewer.accesses"
_COLUMNS = ("id", "at", "role", "purpose", "organisation")


def plan_accesses(pages: PageReader, arguments: Mapping[str, Any], shape: Shape) -> AccessesPlan:
    """The plan of the list."""
    page = pages.page(
        _LIST,
        "Access",
        arguments,
        filtered="Access",
        grant=lambda *_: Always(),
        kind_of=lambda *_: Kind.INSTANT,
        writes_cursors=True,
    )
    return AccessesPlan(page, shape)


class AccessesWriter:
    """Writes the list for one statement; the records are found once, however often it is written."""

    def __init__(self, person: Text, names: Names) -> None:
        self._own = own_accesses(person)
        self._names = names

    def write(self, plan: AccessesPlan) -> Text:
        """The JSON of the connection."""
        name = self._names.next("accesses")
        listed = _Listed(plan.page, self._own, name)
        written = listed.object(plan.shape)
        return sa.select(written).select_from(listed.cut()).having(sa.literal_column("count(*) >= 0")).scalar_subquery()


class _Listed:
    """One page of the records."""

    def __init__(self, page: Page, own: sa.CTE, name: str) -> None:
        self._page = page
        self._own = own
        self._name = name
        self._size = bound(page.limit, sa.BigInteger())

    def cut(self) -> sa.FromClause:
        """The records of the page and one more, numbered."""
        columns = [_column(NAME, column).label(column) for column in _COLUMNS]
        newest = sa.select(*columns).select_from(self._own).order_by(*_newest(NAME))
        if self._page.after is not None:
            newest = newest.where(self._behind)
        rows = newest.limit(sa.literal_column(str(self._page.reach + 1), sa.BigInteger)).subquery(f"{self._name}_cut")
        order = _newest(f"{self._name}_cut")
        return (
            sa.select(
                *(_column(f"{self._name}_cut", column).label(column) for column in _COLUMNS),
                sa.func.row_number().over(order_by=order).label("place"),
                sa.func.count().over().label("found"),
            )
            .select_from(rows)
            .subquery(self._name)
        )

    @cached_property
    def _behind(self) -> sa.ColumnElement[bool]:
        """Whether a record is behind the cursor; unknown where there is no such record any more."""
        assert self._page.after is not None  # noqa: S101 - asked for where there is a cursor
        name = f"{self._name}_cursor"
        place: Any = sa.select(_column(name, "at"), _column(name, "id")).select_from(self._own.alias(name))
        place = place.where(_column(name, "id") == bound(self._page.after.identifier, sa.Uuid()))
        row = sa.tuple_(_column(NAME, "at"), _column(NAME, "id"))
        behind: sa.ColumnElement[bool] = row < place.scalar_subquery()
        return behind

    def object(self, shape: Shape) -> Text:
        """The JSON of the connection."""
        return json_text.an_object((key, self._part(part)) for key, part in shape.parts)

    def _part(self, part: str | TypeName | Shape) -> str | Text:
        if isinstance(part, TypeName):
            return f'"{part.name}"'
        if not isinstance(part, Shape):
            return sa.cast(sa.select(sa.func.count()).select_from(self._own).scalar_subquery(), sa.Text)
        match part.field:
            case "nodes":
                return self._list(_node(self._name, part))
            case "edges":
                return self._list(json_text.an_object((key, self._edge(each)) for key, each in part.parts))
            case _:
                return json_text.an_object((key, self._info(each)) for key, each in part.parts)

    def _list(self, item: Text) -> Text:
        place = sa.literal_column(f"{self._name}.place", sa.BigInteger)
        return json_text.a_list(item, order=[place], where=place <= self._size)

    def _edge(self, part: str | TypeName | Shape) -> str | Text:
        if isinstance(part, TypeName):
            return f'"{part.name}"'
        return _node(self._name, part) if isinstance(part, Shape) else json_text.quoted(self._cursor)

    @property
    def _cursor(self) -> Text:
        assert self._page.seal is not None  # noqa: S101 - every page of this list has one
        inner, outer = (bound(slot, sa.LargeBinary()) for slot in self._page.seal)
        return sealed_cursor(inner, outer, sa.null(), [], _column(self._name, "id"))

    def _info(self, part: str | TypeName | Shape) -> str | Text:
        if isinstance(part, TypeName):
            return f'"{part.name}"'
        place, found = (sa.literal_column(f"{self._name}.{name}", sa.BigInteger) for name in ("place", "found"))
        match part:
            case "hasNextPage":
                return sa.cast(sa.func.coalesce(sa.func.max(found), sa.literal_column("0")) > self._size, sa.Text)
            case "hasPreviousPage" if self._page.after is None:
                return "false"
            case "hasPreviousPage":
                before: sa.Select[Any] = (
                    sa.select(sa.literal_column("1")).select_from(self._own).where(self._behind.is_not(sa.true()))
                )
                return sa.cast(before.exists(), sa.Text)
            case _:
                at = sa.literal_column("1") if part == "startCursor" else sa.func.least(found, self._size)
                cursor = sa.func.max(self._cursor).filter(sa.and_(place == at, place <= self._size))
                return sa.func.coalesce(json_text.quoted(cursor), json_text.NULL, type_=sa.Text)


def _node(name: str, shape: Shape) -> Text:
    """The JSON of one record."""
    day = sa.cast(sa.func.timezone(sa.literal_column("'UTC'"), _column(name, "at")), sa.Date)
    values: Mapping[str, Text] = {
        "role": json_text.a_value(_column(name, "role"), Kind.WORD),
        "purpose": json_text.a_value(_column(name, "purpose"), Kind.WORD),
        "organisation": json_text.a_value(_column(name, "organisation"), Kind.TEXT),
        "readOn": json_text.a_value(day, Kind.DATE),
    }
    return json_text.an_object(
        (key, f'"{part.name}"' if isinstance(part, TypeName) else values[str(part)]) for key, part in shape.parts
    )


def _column(name: str, column: str) -> Text:
    return sa.literal_column(f"{name}.{column}")


def _newest(name: str) -> list[Text]:
    """The newest first; records of one instant in the order of their ids, which are random."""
    return [_column(name, "at").desc(), _column(name, "id").desc()]
