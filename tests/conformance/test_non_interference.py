"""Two databases that differ only in what a viewer may not see answer that viewer byte for byte the same."""

from __future__ import annotations

from hypothesis import given, note
from hypothesis import strategies as st

from tests.conformance.asking.documents import Question, questions
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.interference import find_leak, interview
from tests.conformance.asking.pool import Pool, pool_of
from tests.conformance.asking.probes import probes
from tests.conformance.asking.walks import ListQuestion, list_questions
from tests.conformance.budget import examples
from tests.conformance.reference.askers import askers, one_per_role
from tests.conformance.reference.facts import Facts
from tests.conformance.worlds.changes import unnoticed
from tests.conformance.worlds.world import World
from tests.conformance.worlds.worlds import worlds

VIEWERS_OF_A_WORLD = 2


@examples(20)
@given(world=worlds(), data=st.data())
def test_what_is_hidden_changes_no_byte_of_an_answer(real: RealGraph, world: World, data: st.DataObject) -> None:
    facts = Facts(world)
    found = st.sampled_from(one_per_role(facts)) | st.sampled_from(askers(facts))
    for asker in data.draw(st.lists(found, min_size=1, max_size=VIEWERS_OF_A_WORLD, unique=True)):
        other = data.draw(unnoticed(world, asker))
        asked, lists = data.draw(interviews(pool_of(world, other)))
        note(f"{world.as_lines()}\n{other.as_lines()}")
        real.load(world)
        record = interview(real, asker, [*data.draw(some(probes(asker.role, world, other))), *asked], lists)
        real.load(other)
        leak = find_leak(real, asker, record)
        assert leak is None, leak


def some(asked: list[Question]) -> st.SearchStrategy[list[Question]]:
    """Some of the aimed questions, by number: each costs a statement to write."""
    places = st.lists(st.integers(0, len(asked) - 1), min_size=4, max_size=8, unique=True)
    return places.map(lambda chosen: [asked[place] for place in chosen])


def interviews(pool: Pool) -> st.SearchStrategy[tuple[list[Question], list[ListQuestion]]]:
    """Random questions in the words of both worlds, hidden words included."""
    return st.tuples(
        st.lists(questions(pool), min_size=2, max_size=4), st.lists(list_questions(pool), min_size=1, max_size=2)
    )
