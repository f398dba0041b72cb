"""The test of non-interference finds deliberate leaks: every mutant of the read path is caught by random questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.interference import Leak, Record, find_leak, interview
from tests.conformance.asking.pool import pool_of
from tests.conformance.budget import examples
from tests.conformance.mutants import MUTANTS, Mutant
from tests.conformance.reference.askers import Asker, one_per_role
from tests.conformance.reference.facts import Facts
from tests.conformance.test_non_interference import interviews
from tests.conformance.worlds.changes import unnoticed
from tests.conformance.worlds.world import World
from tests.conformance.worlds.worlds import worlds

PAIRS = 60


def test_every_leak_is_caught(real: RealGraph) -> None:
    """Pairs of worlds are looked at until each leak has shown itself once; the code as it is shows none."""
    free = {mutant.name: mutant for mutant in MUTANTS}

    @examples(PAIRS)
    @given(world=worlds(), data=st.data())
    def search(world: World, data: st.DataObject) -> None:
        if not free:
            return
        asker = data.draw(st.sampled_from(one_per_role(Facts(world))))
        other = data.draw(unnoticed(world, asker))
        if other == world:
            return
        asked, lists = data.draw(interviews(pool_of(world, other)))

        def ask(mutant: Mutant) -> Record:
            with leaking(real, mutant):
                return interview(real, asker, asked, lists)

        real.load(world)
        records = {name: ask(mutant) for name, mutant in free.items()}
        real.load(other)
        for name, record in records.items():
            if caught(real, free[name], asker, record) is not None:
                del free[name]

    search()
    assert sorted(free) == []


class leaking:  # noqa: N801 - read as a word: `with leaking(real, mutant)`
    """The real graph with a leak, for a while."""

    def __init__(self, real: RealGraph, mutant: Mutant) -> None:
        self._real, self._mutant, self._patch = real, mutant, pytest.MonkeyPatch()

    def __enter__(self) -> None:
        self._mutant.put_in(self._patch)
        self._real.forget_statements()

    def __exit__(self, *_: object) -> None:
        self._patch.undo()
        self._real.forget_statements()


def caught(real: RealGraph, mutant: Mutant, asker: Asker, record: Record) -> Leak | None:
    with leaking(real, mutant):
        return find_leak(real, asker, record)
