"""The test of non-interference finds deliberate leaks: its questions catch every mutant of the read path.

Each pair of worlds differs only in what its asker may not see. The code as it is answers both alike; with a leak put
in, some question tells them apart. A leak that no pair shows makes this test fail: then the questions are too weak.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.interference import Record, find_leak, interview
from tests.conformance.asking.probes import probes
from tests.conformance.budget import sample
from tests.conformance.mutants import MUTANTS, Mutant
from tests.conformance.reference.askers import Asker
from tests.conformance.reference.snapshot import take_snapshot
from tests.conformance.worlds.changes import unnoticed
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.records import event, member
from tests.conformance.worlds.world import Record as WorldRecord
from tests.conformance.worlds.world import World

PEER = Asker("ETWINNER", None, "anna")
OUTSIDER = Asker("GENERAL_USER", None, "pending")
ORGANISER = Asker("NSO", "NATIONAL_EVENTS", "nso-ee")


@dataclass(frozen=True)
class Pair:
    """Two worlds that look the same to one asker."""

    asker: Asker
    first: World
    second: World


def pairs() -> Iterator[Pair]:
    for asker in (PEER, OUTSIDER):
        yield Pair(asker, corpus(), sample(unnoticed(corpus(), asker)))
    yield Pair(
        PEER, corpus(), changed(corpus(), "school", {"s2": {"email": None}, "s5": {"email": "PLAIN@people.example"}})
    )
    # Words of a cell that the asker does not read of anybody: a search must not find them.
    yield Pair(OUTSIDER, changed(corpus(), "user", {"anna": {"description": "Aardvarks at work"}}), corpus())
    yield organised()


def changed(world: World, kind: str, changes: dict[str, WorldRecord]) -> World:
    """Some records of a kind with other values."""
    return world.with_records(
        one | changes[one["key"]] if one["kind"] == kind and one["key"] in changes else one for one in world.records
    )


def organised() -> Pair:
    """An event of the own country without dates, or one of another country, whose dates the NSO does not read."""
    own = event("e-own", "EE", description=None, startsAt=None, endsAt=None)
    added = [own, member("event", "e-own", "nso-ee")]
    first = corpus().with_records([*corpus().records, *added])
    dates = {"startsAt": "2025-08-01T08:00:00Z", "endsAt": "2025-08-02T08:00:00Z"}
    return Pair(ORGANISER, first, changed(first, "event", {"e-own": {"country": "NO"} | dates}))


@contextmanager
def leaking(real: RealGraph, mutant: Mutant) -> Iterator[None]:
    """The real graph with a leak, for a while; what it has written is kept for the next time."""
    with pytest.MonkeyPatch.context() as patch:
        mutant.put_in(patch)
        real.variant = mutant.name
        yield
    real.variant = ""


@pytest.fixture(scope="module")
def alike() -> list[Pair]:
    return list(pairs())


def test_the_pairs_look_the_same_and_differ(alike: list[Pair]) -> None:
    for pair in alike:
        assert take_snapshot(pair.first, pair.asker) == take_snapshot(pair.second, pair.asker), pair.asker
        assert pair.first != pair.second


def test_every_leak_is_caught_and_nothing_else(real: RealGraph, alike: list[Pair]) -> None:
    free = list(MUTANTS)
    for pair in alike:
        asked = probes(pair.asker.role, pair.first, pair.second)
        real.load(pair.first)
        sound = interview(real, pair.asker, asked)
        records = [(mutant, interview_leaking(real, mutant, pair.asker, asked)) for mutant in free]
        real.load(pair.second)
        assert find_leak(real, pair.asker, sound) is None
        free = [mutant for mutant, record in records if not is_caught(real, mutant, pair.asker, record)]
    assert [mutant.name for mutant in free] == []


def interview_leaking(real: RealGraph, mutant: Mutant, asker: Asker, asked: list[Question]) -> Record:
    with leaking(real, mutant):
        return interview(real, asker, asked)


def is_caught(real: RealGraph, mutant: Mutant, asker: Asker, record: Record) -> bool:
    with leaking(real, mutant):
        return find_leak(real, asker, record) is not None
