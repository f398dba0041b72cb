"""Whoever is shown to staff beyond what the public sees is in the record: random worlds, viewers and documents.

The answer to a member of staff is compared, object by object, with what the public is told about the same person by the
reference, which knows neither marks nor the log. The record may name more people than differ, never fewer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from hypothesis import given, note
from hypothesis import strategies as st

from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.budget import examples
from tests.conformance.reference.askers import PURPOSES, Asker, askers
from tests.conformance.reference.facts import Facts
from tests.conformance.worlds.world import World, public_id
from tests.conformance.worlds.worlds import worlds

CELLS = (
    "firstName lastName email username schoolRole subjects languages pupilAges { from to } description picture"
    " ambassador country status registeredAt lastLoginAt consents { purpose givenAt }"
)
ENTRY = f"role joinedOn user {{ id {CELLS} }}"
FRAGMENTS: dict[str, str] = {
    "users": f"users(first: 100) {{ nodes {{ id {CELLS} }} }}",
    "names": "users(first: 100) { nodes { id firstName lastName picture ambassador country } }",
    "edges": "users(first: 100) { edges { node { id firstName username } } }",
    "schools": f"schools(first: 100) {{ nodes {{ users(first: 100) {{ nodes {{ id {CELLS} }} }} }} }}",
    "partners": f"projects(first: 100) {{ nodes {{ partners(first: 100) {{ nodes {{ {ENTRY} }} }} }} }}",
    "plain": "projects(first: 100) { nodes { partners(first: 100) { nodes { role user { id firstName } } } } }",
    "groups": f"groups(first: 100) {{ nodes {{ members(first: 100) {{ nodes {{ {ENTRY} }} }} }} }}",
    "events": "events(first: 100) { nodes { members(first: 100) { nodes { role user { id } } } } }",
    "contacts": "users(first: 100) { nodes { id contacts(first: 100) { nodes { id lastName } } } }",
}
PUBLIC = f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on User {{ id {CELLS} }} }} }}"


def people_of(node: Any) -> Iterator[dict[str, Any]]:
    """Every user of an answer: what has a first name, or stands where one was asked for."""
    if isinstance(node, list):
        for part in node:
            yield from people_of(part)
    elif isinstance(node, dict):
        if "id" in node:
            yield node
        for part in node.values():
            yield from people_of(part)


def public_cells(real: RealGraph, ids: list[str]) -> dict[str, dict[str, Any]]:
    """What the public is told about these people; nothing of those whom it does not see."""
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(ids), 100):
        data = real.ask(Asker(), Question(PUBLIC, {"ids": ids[start : start + 100]})).data
        found |= {one["id"]: one for one in data["nodes"] if one is not None}
    return found


def differing(answer: Any, public: dict[str, dict[str, Any]]) -> set[str]:
    """The people of an answer of whom a cell is shown that the public is not shown."""
    return {
        one["id"]
        for one in people_of(answer)
        if one["id"] not in public
        or any(value not in (None, public[one["id"]].get(name)) for name, value in one.items() if name in CELLS.split())
    }


@examples(30)
@given(world=worlds(), data=st.data())
def test_whoever_is_shown_beyond_the_public_is_recorded(real: RealGraph, world: World, data: st.DataObject) -> None:
    real.load(world)
    staff = [asker for asker in askers(Facts(world)) if asker.role in PURPOSES]
    for asker in data.draw(st.lists(st.sampled_from(staff), min_size=1, max_size=4, unique=True)) if staff else []:
        names = data.draw(st.lists(st.sampled_from(sorted(FRAGMENTS)), min_size=1, max_size=2, unique=True))
        document = "{ " + " ".join(f"{name}: {FRAGMENTS[name]}" for name in names) + " }"
        note(f"{asker}\n{document}\n{world.as_lines()}")
        real.owner.execute("DELETE FROM access_log")
        reply = real.ask(asker, Question(document, {}))
        assert reply.body is not None, reply
        assert b"\x01" not in reply.body
        answer = orjson.loads(reply.body)["data"]
        people = {one["id"] for one in people_of(answer)}
        expected = differing(answer, public_cells(real, sorted(people)))
        own = public_id("user", str(asker.user))
        rows = real.owner.execute("SELECT subjects FROM access_log").fetchall()
        assert len(rows) <= 1
        recorded = {str(each) for (subjects,) in rows for each in subjects}
        assert expected - {own} <= recorded <= people - {own}
