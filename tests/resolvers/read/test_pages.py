"""Pages: every order, every direction, every place, for viewers who see different cells (G-10, G-29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from app.database.text import fold
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker
from tests.resolvers.read.asking import ANNA, ANONYMOUS, NSO, RIGHTS, data, refusal

EVERYTHING = "edges { cursor node { id %s } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount"

# List, field of the order, field of the object (None: nothing to compare with), viewers who may order by it.
ORDERS: list[tuple[str, str, str, list[Asker]]] = [
    ("users", "FIRST_NAME", "firstName", [ANONYMOUS, ANNA, NSO, RIGHTS]),
    ("users", "LAST_NAME", "lastName", [ANONYMOUS, ANNA, NSO, RIGHTS]),
    ("users", "COUNTRY", "country", [ANONYMOUS, ANNA, NSO, RIGHTS]),
    ("users", "EMAIL", "email", [ANNA, NSO, RIGHTS]),
    ("users", "REGISTERED_AT", "registeredAt", [ANNA, NSO, RIGHTS]),
    ("users", "LAST_LOGIN_AT", "lastLoginAt", [ANNA, NSO, RIGHTS]),
    ("schools", "OFFICIAL_NAME", "officialName", [ANONYMOUS, RIGHTS]),
    ("schools", "CITY", "city", [ANONYMOUS, RIGHTS]),
    ("schools", "REGION", "region", [ANONYMOUS, RIGHTS]),
    ("schools", "COUNTRY", "country", [ANONYMOUS, RIGHTS]),
    ("projects", "TITLE", "title", [ANONYMOUS, ANNA]),
    ("projects", "REGISTERED_ON", "registeredOn", [ANONYMOUS, ANNA]),
    ("projects", "CLOSED_ON", "closedOn", [ANONYMOUS, ANNA]),
    ("groups", "TITLE", "title", [ANNA]),
    ("events", "TITLE", "title", [ANNA]),
    ("events", "STARTS_AT", "startsAt", [ANNA, Asker("NSO", "NATIONAL_EVENTS", "nso-ee")]),
]
CASES = [(*order[:3], viewer, direction) for order in ORDERS for viewer in order[3] for direction in ("ASC", "DESC")]


@dataclass(frozen=True)
class Listing:
    """One list as one viewer orders it."""

    real: RealGraph
    asker: Asker
    name: str
    order: str
    field: str = ""

    def page(self, arguments: str) -> Any:
        given = ", ".join(part for part in (self.order and f"orderBy: [{self.order}]", arguments) if part)
        listed = f"{self.name}({given})" if given else self.name
        return data(self.real, self.asker, f"{{ list: {listed} {{ {EVERYTHING % self.field} }} }}")["list"]

    def whole(self) -> list[dict[str, Any]]:
        edges: list[dict[str, Any]] = self.page("first: 100")["edges"]
        return edges


def listing(real: RealGraph, name: str, order: str, field: str, asker: Asker, direction: str) -> Listing:
    return Listing(real, asker, name, f"{{ field: {order}, direction: {direction} }}", field)


@pytest.mark.parametrize(("name", "order", "field", "asker", "direction"), CASES)
def test_values_are_in_order_null_and_hidden_last_and_ties_by_id(
    real: RealGraph, name: str, order: str, field: str, asker: Asker, direction: str
) -> None:
    nodes = [edge["node"] for edge in listing(real, name, order, field, asker, direction).whole()]
    key = datetime.fromisoformat if field.endswith("At") else fold
    shown = [(key(node[field]), node["id"]) for node in nodes if node[field] is not None]
    tail = [node["id"] for node in nodes if node[field] is None]
    shown.sort()
    shown.sort(key=lambda entry: entry[0], reverse=direction == "DESC")
    assert [node["id"] for node in nodes] == [identifier for _, identifier in shown] + sorted(tail)
    assert nodes


@pytest.mark.parametrize(("name", "order", "field", "asker", "direction"), CASES)
def test_paging_forward_and_backward_gives_the_whole_list(
    real: RealGraph, name: str, order: str, field: str, asker: Asker, direction: str
) -> None:
    asked = listing(real, name, order, field, asker, direction)
    whole = asked.whole()
    size = max(1, len(whole) // 3)
    forward: list[Any] = []
    page = asked.page(f"first: {size}")
    forward += page["edges"]
    while page["pageInfo"]["hasNextPage"]:
        page = asked.page(f'first: {size}, after: "{page["pageInfo"]["endCursor"]}"')
        forward += page["edges"]
    assert forward == whole
    backward: list[Any] = []
    page = asked.page(f"last: {size}")
    backward = page["edges"] + backward
    while page["pageInfo"]["hasPreviousPage"]:
        page = asked.page(f'last: {size}, before: "{page["pageInfo"]["startCursor"]}"')
        backward = page["edges"] + backward
    assert backward == whole


MATRIX = [
    Listing(None, ANNA, "users", "{ field: EMAIL, direction: DESC }, { field: LAST_NAME }"),  # type: ignore[arg-type]
    Listing(None, ANONYMOUS, "users", ""),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("asked", MATRIX, ids=lambda one: f"{one.name} {one.asker.role}")
@pytest.mark.parametrize("size", ["first", "last"])
def test_every_page_between_two_places_is_the_slice_of_the_list(real: RealGraph, asked: Listing, size: str) -> None:
    asked = Listing(real, asked.asker, asked.name, asked.order)
    whole = asked.whole()
    cursors = [edge["cursor"] for edge in whole]
    end = len(whole)
    for after in (None, 0, end // 2, end - 1):
        for before in (None, 0, end // 2 + 1, end - 1):
            if after is not None and before is not None and after >= before:
                continue
            inside = whole[0 if after is None else after + 1 : end if before is None else before]
            for count in (0, 2, 100):
                given = [f"{size}: {count}"]
                given += [] if after is None else [f'after: "{cursors[after]}"']
                given += [] if before is None else [f'before: "{cursors[before]}"']
                page = asked.page(", ".join(given))
                kept = inside[:count] if size == "first" else inside[max(0, len(inside) - count) :]
                assert page["edges"] == kept
                cut = len(inside) > count
                info = page["pageInfo"]
                assert info["hasNextPage"] is ((cut and size == "first") or before is not None)
                assert info["hasPreviousPage"] is ((cut and size == "last") or after is not None)
                assert info["startCursor"] == (kept[0]["cursor"] if kept else None)
                assert info["endCursor"] == (kept[-1]["cursor"] if kept else None)
                assert page["totalCount"] == end


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ("first: -1", "BAD_USER_INPUT", "first"),
        ("last: -1", "BAD_USER_INPUT", "last"),
        ("first: 101", "LIMIT_EXCEEDED", "first"),
        ("last: 101", "LIMIT_EXCEEDED", "last"),
        ("first: 1, last: 1", "BAD_USER_INPUT", "last"),
        ("first: 0, last: 0", "BAD_USER_INPUT", "last"),
        ('after: ""', "BAD_USER_INPUT", "after"),
        ('before: "x"', "BAD_USER_INPUT", "before"),
    ],
)
def test_a_page_that_cannot_be_is_refused(real: RealGraph, arguments: str, code: str, field: str) -> None:
    for document in (f"{{ users({arguments}) {{ totalCount }} }}", f"{{ users({arguments}) {{ nodes {{ id }} }} }}"):
        refused = refusal(real, ANONYMOUS, document)
        assert (refused["code"], refused["field"]) == (code, field)


def test_places_that_are_crossed_are_refused(real: RealGraph) -> None:
    asked = Listing(real, ANNA, "users", "{ field: LAST_NAME, direction: DESC }")
    first, second, *_ = (edge["cursor"] for edge in asked.whole())
    document = '{ users(orderBy: [%s], after: "%s", before: "%s") { nodes { id } } }'
    assert refusal(real, ANNA, document % (asked.order, second, first))["field"] == "after"
    # Nothing lies between a place and itself.
    assert data(real, ANNA, document % (asked.order, first, first)) == {"users": {"nodes": []}}


def test_a_page_has_twenty_objects_unless_it_is_asked_otherwise(real: RealGraph) -> None:
    page = Listing(real, RIGHTS, "users", "").page("")
    assert len(page["edges"]) == 20 < page["totalCount"]
    assert page["pageInfo"]["hasNextPage"]
    null = Listing(real, RIGHTS, "users", "").page("first: null, after: null, last: null, before: null")
    assert null == page


def test_the_same_cell_again_changes_no_order(real: RealGraph) -> None:
    once = Listing(real, ANNA, "users", "{ field: COUNTRY }", "").whole()
    twice = Listing(real, ANNA, "users", "{ field: COUNTRY }, { field: COUNTRY, direction: DESC }", "").whole()
    assert once == twice


def test_an_empty_order_is_the_default(real: RealGraph) -> None:
    for name in ("users", "projects"):
        default = Listing(real, ANNA, name, "").whole()
        document = f"{{ list: {name}(orderBy: [], first: 100) {{ edges {{ cursor node {{ id }} }} }} }}"
        assert data(real, ANNA, document)["list"]["edges"] == default


def test_an_empty_list_is_an_empty_page(real: RealGraph) -> None:
    page = data(real, ANONYMOUS, "{ list: groups(first: 5) { %s } }" % (EVERYTHING % ""))["list"]
    info = {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
    assert page == {"edges": [], "pageInfo": info, "totalCount": 0}
