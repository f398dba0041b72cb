"""What a list is: searched, filtered, ordered, cut into pages (G-10, G-27, G-29, G-30).

In: masked rows and coerced arguments. Out: `Page`. Cursors of the reference are readable on purpose: tests compare
them with the opaque ones by paging only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cmp_to_key
from typing import Any

from tests.conformance.reference.folding import folded, words
from tests.conformance.reference.view import Row
from tests.conformance.semantics.where import matches

DEFAULT_SIZE = 20

SEARCHED = {
    "User": ("firstName", "lastName", "description", "subjects"),
    "School": ("officialName", "city", "region"),
    "Project": ("title", "description"),
    "Group": ("title", "description"),
    "Event": ("title", "description"),
}
ORDERED = {
    "FIRST_NAME": "firstName",
    "LAST_NAME": "lastName",
    "EMAIL": "email",
    "COUNTRY": "country",
    "REGISTERED_AT": "registeredAt",
    "LAST_LOGIN_AT": "lastLoginAt",
    "OFFICIAL_NAME": "officialName",
    "CITY": "city",
    "REGION": "region",
    "TITLE": "title",
    "REGISTERED_ON": "registeredOn",
    "CLOSED_ON": "closedOn",
    "STARTS_AT": "startsAt",
}
DEFAULT_ORDERS = {
    "Project": [{"field": "REGISTERED_ON", "direction": "DESC"}],
    "Event": [{"field": "STARTS_AT", "direction": "ASC"}],
}
Orders = list[dict[str, str]]


@dataclass(frozen=True)
class Page:
    """One page: its rows, what it was cut from, and what lies on either side."""

    type: str
    rows: list[Row]
    cursors: list[Cursor]
    total: int
    has_previous: bool
    has_next: bool


def found_by(row: Row, search: str) -> bool:
    """Each word is a prefix of a word in some readable cell."""
    cells = [row.cell(name) for name in SEARCHED.get(row.type, ())]
    texts = [text for cell in cells if cell is not None for text in (cell if isinstance(cell, list) else [cell])]
    present = [word for text in texts for word in words(text)]
    return all(any(word.startswith(wanted) for word in present) for wanted in words(search))


def select(rows: list[Row], arguments: dict[str, Any]) -> list[Row]:
    """Search and filter; neither orders."""
    search, where = arguments.get("search") or "", arguments.get("where") or {}
    return [row for row in rows if found_by(row, search) and matches(row, where) is True]


def _order_key(row: Row, order: dict[str, str]) -> Any:
    """The cell that an order looks at; an entry is ordered by the cells of its user."""
    user = row.link("user") if row.type == "Member" else row
    cell = None if user is None else user.cell(ORDERED[order["field"]])
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="microseconds")
    return cell.isoformat() if isinstance(cell, date) else None if cell is None else folded(cell)


Key = tuple[list[Any], str]


def key_of(row: Row, orders: Orders) -> Key:
    return [_order_key(row, order) for order in orders], row.id


def compare_keys(orders: Orders, one: Key, other: Key) -> int:
    """By each order in turn, null and hidden last in both directions; every tie by id."""
    for order, left, right in zip(orders, one[0], other[0], strict=True):
        if left == right:
            continue
        if left is None or right is None:
            return 1 if left is None else -1
        descending = order.get("direction") == "DESC"
        return 1 if (left > right) is not descending else -1
    return (one[1] > other[1]) - (one[1] < other[1])


def orders_of(type_name: str, arguments: dict[str, Any]) -> Orders:
    """The given order, or the default of the type when none or an empty one is given."""
    return arguments.get("orderBy") or DEFAULT_ORDERS.get(type_name, [])


class Cursor(str):
    """A cursor of the reference; the class tells it from the texts of an answer."""

    __slots__ = ()


def make_cursor(key: Key, identity: str) -> Cursor:
    return Cursor(json.dumps([identity, key[0], key[1]], ensure_ascii=False))


def read_cursor(cursor: str) -> Key:
    _, values, row_id = json.loads(cursor)
    return values, row_id


def cut(type_name: str, rows: list[Row], arguments: dict[str, Any], identity: str) -> Page:
    """Order the rows, keep those between the cursors, take the first or the last of them (G-29)."""
    orders = orders_of(type_name, arguments)
    keyed = [(key_of(row, orders), row) for row in rows]

    def compare(one: tuple[Key, Row], other: tuple[Key, Row]) -> int:
        return compare_keys(orders, one[0], other[0])

    keyed.sort(key=cmp_to_key(compare))
    low, high = 0, len(keyed)
    if arguments.get("after") is not None:
        bound = read_cursor(arguments["after"])
        low = sum(compare_keys(orders, key, bound) <= 0 for key, _ in keyed)
    if arguments.get("before") is not None:
        bound = read_cursor(arguments["before"])
        high = max(low, sum(compare_keys(orders, key, bound) < 0 for key, _ in keyed))
    if arguments.get("last") is not None:
        low = max(low, high - arguments["last"])
    else:
        size = arguments.get("first")
        high = min(high, low + (DEFAULT_SIZE if size is None else size))
    return Page(
        type=type_name,
        rows=[row for _, row in keyed[low:high]],
        cursors=[make_cursor(key, identity) for key, _ in keyed[low:high]],
        total=len(keyed),
        has_previous=low > 0,
        has_next=high < len(keyed),
    )
