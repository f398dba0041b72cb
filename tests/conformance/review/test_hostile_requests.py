"""What a hostile reader tries: parts of a page alone, cursors after the access is gone, cursors of other places."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import ANONYMOUS, Asker
from tests.conformance.worlds.records import assignment, group, member, project, public_user, school, staff, user, world
from tests.conformance.worlds.world import Record, public_id

EACEA = Asker("EACEA", "MONITORING", "officer")
ANNA = Asker("ETWINNER", None, "anna")
USERS_OF = (
    "query($school: ID!, $after: String) { node(id: $school) { ... on School {"
    " users(first: 1, after: $after) { edges { cursor } } } } }"
)
PEOPLE: list[Record] = [
    *(school("s1"), school("s2")),
    *(user("anna"), user("bea", "s2")),
    *public_user("carl"),
    project("p1"),
    group("g1"),
    member("group", "g1", "anna"),
    member("group", "g1", "carl"),
]


def cursor_of(real: RealGraph, asker: Asker, document: str, **variables: Any) -> str:
    found = real.ask(asker, Question(document, variables)).data["node"]
    (connection,) = found.values()
    cursor: str = connection["edges"][0]["cursor"]
    return cursor


@pytest.mark.parametrize("flags", ["hasPreviousPage", "__typename", "endCursor @skip(if: true)"])
@pytest.mark.parametrize("field", ["users", "groups", "users(first: 1)", "schools(first: 0)"])
def test_a_page_is_described_without_its_rows(real: RealGraph, field: str, flags: str) -> None:
    """No row, one row or many: the page itself is one object."""
    real.load(world(PEOPLE))
    expected = {"hasPreviousPage": {"hasPreviousPage": False}, "__typename": {"__typename": "PageInfo"}}.get(flags, {})
    for asker in (ANONYMOUS, ANNA):
        data = real.ask(asker, Question(f"{{ list: {field} {{ pageInfo {{ {flags} }} }} }}", {})).data
        assert data == {"list": {"pageInfo": expected}}


def test_a_page_read_backward_is_described_without_its_rows(real: RealGraph) -> None:
    real.load(world(PEOPLE))
    data = real.ask(ANNA, Question("{ users(last: 1) { pageInfo { hasNextPage } } }", {})).data
    assert data == {"users": {"pageInfo": {"hasNextPage": False}}}


def test_the_page_of_an_empty_nested_list_is_described(real: RealGraph) -> None:
    real.load(world(PEOPLE))
    data = real.ask(ANNA, Question("{ users { nodes { projects { pageInfo { hasPreviousPage } } } } }", {})).data
    assert data["users"]["nodes"] == [{"projects": {"pageInfo": {"hasPreviousPage": False}}}] * 3


def test_an_old_cursor_tells_nothing_to_staff_whose_assignment_is_over(real: RealGraph) -> None:
    """The question has a match or it has none: the refusal is the same."""
    document = (
        "query($after: String, $where: UserWhere) { users(where: $where) { nodes {"
        " school { users(after: $after) { nodes { id } } } } } }"
    )
    real.load(world(PEOPLE, staff("officer", "EACEA")))
    cursor = cursor_of(real, EACEA, USERS_OF, school=public_id("school", "s1"))
    former = [staff("officer", "EACEA")[0], assignment("officer", "EACEA", validTo="2025-06-14T00:00:00Z")]
    real.load(world(PEOPLE, former))
    for guess in ("bea@", "nobody@"):
        reply = real.ask(EACEA, Question(document, {"after": cursor, "where": {"email": {"startsWith": guess}}}))
        assert reply.refusal == "FORBIDDEN", (guess, reply)


def test_an_old_cursor_tells_nothing_to_a_person_who_is_no_etwinner_any_more(real: RealGraph) -> None:
    real.load(world(PEOPLE))
    cursor = cursor_of(real, ANNA, USERS_OF, school=public_id("school", "s1"))
    real.load(world([user("anna", status="PENDING") if one["key"] == "anna" else one for one in PEOPLE]))
    for key in ("s2", "unknown"):
        reply = real.ask(ANNA, Question(USERS_OF, {"school": public_id("school", key), "after": cursor}))
        assert reply.refusal == "FORBIDDEN", (key, reply)


@pytest.mark.parametrize("part", ["totalCount", "__typename", "pageInfo { hasPreviousPage }", "nodes { id }"])
def test_a_cursor_of_another_object_is_refused_whatever_is_asked_for(real: RealGraph, part: str) -> None:
    real.load(world(PEOPLE))
    cursor = cursor_of(real, ANNA, USERS_OF, school=public_id("school", "s1"))
    document = USERS_OF.replace("edges { cursor }", part)
    reply = real.ask(ANNA, Question(document, {"school": public_id("school", "s2"), "after": cursor}))
    assert reply.refusal == "BAD_USER_INPUT"


@pytest.mark.parametrize("used", ["Area", "Group"])
@pytest.mark.parametrize("made", ["Area", "Group"])
def test_members_are_paged_through_the_interface_as_through_the_type(real: RealGraph, made: str, used: str) -> None:
    document = (
        "query($area: ID!, $after: String) {{ node(id: $area) {{ ... on {} {{"
        " members(first: 1, after: $after) {{ edges {{ cursor }} }} }} }} }}"
    )
    real.load(world(PEOPLE))
    area = public_id("group", "g1")
    first = cursor_of(real, ANNA, document.format(made), area=area)
    second = cursor_of(real, ANNA, document.format(used), area=area, after=first)
    assert second not in ("", first)
