"""From the page and order arguments of a list to the page of a plan (G-10, G-29, G-30)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.authz.caller import Caller
from app.authz.partial import Grant, Never
from app.errors import BadInput, LimitExceeded
from app.resolvers.read.conditions import OrderKey, Position
from app.resolvers.read.cursors import CursorKey, Place
from app.resolvers.read.filters import FilterReader
from app.resolvers.read.plan import Page
from app.resolvers.read.values import Values
from app.schema.mapping import Kind

DEFAULT_PAGE = 20
LARGEST_PAGE = 100
REACHES = (20, 50, 100)

DEFAULT_ORDERS: Mapping[str, tuple[OrderKey, ...]] = {
    "Project": (OrderKey("registeredOn", descending=True),),
    "Event": (OrderKey("startsAt", descending=False),),
    "Article": (OrderKey("publishedAt", descending=True),),
    "Comment": (OrderKey("writtenAt", descending=False),),
}


class PageReader:
    """Reads the pages of one request."""

    def __init__(self, caller: Caller, secret: bytes, values: Values, filters: FilterReader) -> None:
        self._caller = caller
        self._secret = secret
        self._values = values
        self._filters = filters

    def page(
        self,
        coordinate: str,
        ordered: str,
        arguments: Mapping[str, Any],
        *,
        filtered: str,
        grant: Callable[[str, str], Grant],
        kind_of: Callable[[str, str], Kind],
        writes_cursors: bool,
    ) -> Page:
        """The page of a list. `ordered` and `filtered` are the types whose cells it is ordered and filtered by."""
        size, backward = self._size(arguments)
        where = self._filters.where(filtered, arguments.get("where"))
        search = self._filters.search(filtered, arguments.get("search"), lambda name: grant(filtered, name))
        order = self._order(ordered, arguments.get("orderBy"), grant)
        given = [name for name in ("after", "before") if arguments.get(name) is not None]
        if not given and not writes_cursors:
            return Page(where, search, order, None, None, self._values.add(size), _reach(size), backward, None)
        context = (coordinate, self._values.resolved(where), self._values.resolved(search), order)
        key = CursorKey(self._secret, self._caller, context)
        nested = not coordinate.startswith("Query.")
        kinds = tuple(kind_of(ordered, entry.field) for entry in order)
        places = {name: key.open(arguments[name], keys=len(order), argument=name) for name in given}
        self._refuse_crossed(places, order, kinds)
        after, before = (
            self._position(places[name], nested=nested) if name in places else None for name in ("after", "before")
        )
        inner, outer = key.blocks()
        return Page(
            where,
            search,
            order,
            after,
            before,
            self._values.add(size),
            _reach(size),
            backward,
            (self._values.add_personal(inner), self._values.add_personal(outer)),
        )

    def _size(self, arguments: Mapping[str, Any]) -> tuple[int, bool]:
        first, last = arguments.get("first"), arguments.get("last")
        if first is not None and last is not None:
            raise BadInput("`first` and `last` are not given together.", hint="give one of them", field="last")
        name, size = ("last", last) if last is not None else ("first", DEFAULT_PAGE if first is None else first)
        if size < 0:
            raise BadInput(f"`{name}` is not negative.", hint="give 0 or more", field=name)
        if size > LARGEST_PAGE:
            raise LimitExceeded(f"A page has at most {LARGEST_PAGE} objects.", hint="follow the cursors", field=name)
        return size, name == "last"

    def _order(
        self, kind: str, given: list[Mapping[str, Any]] | None, grant: Callable[[str, str], Grant]
    ) -> tuple[OrderKey, ...]:
        if not given:
            keys = list(DEFAULT_ORDERS.get(kind, ()))
        else:
            keys = [OrderKey(entry["field"].value, entry["direction"].value == "DESC") for entry in given]
            for key in keys:
                self._filters.require_readable(kind, key.field)
        named: dict[str, OrderKey] = {}
        for key in keys:
            # A cell that is hidden on every row orders nothing, and naming a cell again changes nothing.
            if not isinstance(grant(kind, key.field), Never):
                named.setdefault(key.field, key)
        return tuple(named.values())

    def _position(self, place: Place, *, nested: bool) -> Position:
        return Position(
            tuple(None if value is None else self._values.add(value) for value in place.keys),
            self._values.add(place.identifier),
            self._values.add(place.parent) if nested else None,
        )

    def _refuse_crossed(
        self, places: Mapping[str, Place], order: tuple[OrderKey, ...], kinds: tuple[Kind, ...]
    ) -> None:
        if len(places) == 2 and _compare(places["after"], places["before"], order, kinds) > 0:
            raise BadInput("`after` lies behind `before`.", hint="exchange them, or give one of them", field="after")


def _reach(size: int) -> int:
    """The smallest size for which statements are written that holds a page of this one."""
    return next(reach for reach in REACHES if size <= reach)


def _compare(one: Place, other: Place, order: tuple[OrderKey, ...], kinds: tuple[Kind, ...]) -> int:
    """Which of two places comes first: null last in both directions, ties by id."""
    for key, kind, left, right in zip(order, kinds, one.keys, other.keys, strict=True):
        if left == right:
            continue
        if left is None or right is None:
            return 1 if left is None else -1
        sign = 1 if _comparable(left, kind) > _comparable(right, kind) else -1
        return -sign if key.descending else sign
    return (one.identifier > other.identifier) - (one.identifier < other.identifier)


def _comparable(value: str, kind: Kind) -> Any:
    return datetime.fromisoformat(value) if kind is Kind.INSTANT else value
