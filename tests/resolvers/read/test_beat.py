"""Look-ups by id that may have found nothing are answered on the beat, those that show something at once."""

from __future__ import annotations

import asyncio

import pytest

from app.resolvers import beat
from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.pool import UNKNOWN_ID
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.read.asking import ANNA, ANONYMOUS

HIDDEN, SHOWN = public_id("user", "pending"), public_id("user", "anna")
NODE = "query($id: ID!) { node(id: $id) { id } }"
WHY = 'query($id: ID!) { viewer { explain(coordinate: "User.email", id: $id) { code } } }'
NODES = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
LISTED = "query($ids: [ID!]) { users(where: {not: {or: [{id: $ids}]}}) { nodes { id } } }"
SCHOOLS = "query($ids: [ID!]) { users(where: {school: {id: $ids}}) { nodes { id } } }"


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds for which answers waited."""
    found: list[float] = []

    async def noted(seconds: float) -> None:
        found.append(seconds)

    monkeypatch.setattr("app.resolvers.beat.asyncio.sleep", noted)
    return found


def waits(real: RealGraph, pauses: list[float], asker: Asker, query: str, **variables: object) -> bool:
    pauses.clear()
    assert real.ask(asker, Question(query, variables)).refusal is None
    return any(0 < seconds <= beat.BEAT for seconds in pauses)


@pytest.mark.parametrize("identifier", [HIDDEN, UNKNOWN_ID, "garbage"])
def test_what_is_hidden_and_what_is_not_there_wait_alike(real: RealGraph, pauses: list[float], identifier: str) -> None:
    assert waits(real, pauses, ANONYMOUS, NODE, id=identifier)
    assert waits(real, pauses, ANONYMOUS, NODES, ids=[SHOWN, identifier])
    assert waits(real, pauses, ANONYMOUS, LISTED, ids=[identifier])
    assert waits(real, pauses, ANONYMOUS, SCHOOLS, ids=[identifier])
    assert waits(real, pauses, ANNA, WHY, id=identifier)


def test_what_is_shown_is_not_kept_waiting(real: RealGraph, pauses: list[float]) -> None:
    assert not waits(real, pauses, ANNA, NODE, id=SHOWN)
    assert not waits(real, pauses, ANNA, NODES, ids=[SHOWN, SHOWN])
    assert not waits(real, pauses, ANNA, '{ users(search: "a") { nodes { id } } }')


@pytest.mark.parametrize("passed", [0.0, 0.0049, 0.005, 0.0123])
def test_an_answer_comes_at_a_full_beat(passed: float) -> None:
    async def waited() -> float:
        loop = asyncio.get_running_loop()
        begun = loop.time() - passed
        await beat.next_beat(begun)
        return loop.time() - begun

    assert asyncio.run(waited()) >= (passed // beat.BEAT + 1) * beat.BEAT - 0.0005
