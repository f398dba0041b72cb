"""The real answer equals the reference answer: random worlds, viewers and documents, and walks by cursors.

The reference is graphql-core's own executor over the masked objects of the viewer, which come from the texts and from
plain records; the real thing is one SQL statement over an imported database.
"""

from __future__ import annotations

from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from tests.conformance.asking.documents import Question, questions
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.pool import pool_of
from tests.conformance.asking.walks import list_in, list_questions, walk
from tests.conformance.budget import examples
from tests.conformance.reference.askers import Asker, askers, one_per_role
from tests.conformance.reference.facts import Facts
from tests.conformance.reference.view import View
from tests.conformance.semantics.answers import reference_answer
from tests.conformance.semantics.comparison import Comparison
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.world import World
from tests.conformance.worlds.worlds import worlds

ASKERS_OF_A_WORLD = 5
QUESTIONS_OF_AN_ASKER = 3


def check(real: RealGraph, view: View, comparison: Comparison, question: Question) -> None:
    """Ask both and compare."""
    note(f"{view.viewer.asker}\n{question.document}\n{question.variables}")
    expected = reference_answer(view, question.document, question.variables)
    reply = real.ask(view.viewer.asker, question)
    if expected.refusals:
        assert reply.refusal in expected.refusals, (reply, expected.refusals)
        return
    assert reply.refusal is None, reply
    assert comparison.difference(expected.data, reply.data) is None, comparison.difference(expected.data, reply.data)


def draw_askers(data: st.DataObject, facts: Facts) -> list[Asker]:
    """Some of those who are let in, roles with many people not more often than the others."""
    found = st.sampled_from(one_per_role(facts)) | st.sampled_from(askers(facts))
    return data.draw(st.lists(found, min_size=1, max_size=ASKERS_OF_A_WORLD, unique=True))


@examples(25)
@given(world=worlds(), data=st.data())
def test_answers_equal_the_reference(real: RealGraph, world: World, data: st.DataObject) -> None:
    note(world.as_lines())
    real.load(world)
    facts, pool = Facts(world), pool_of(world)
    for asker in draw_askers(data, facts):
        view, comparison = View(facts, asker), Comparison()
        for _ in range(QUESTIONS_OF_AN_ASKER):
            check(real, view, comparison, data.draw(questions(pool)))


@examples(40)
@given(data=st.data())
def test_answers_over_the_corpus_equal_the_reference(real_corpus: RealGraph, data: st.DataObject) -> None:
    world = corpus()
    facts, pool = Facts(world), pool_of(world)
    view, comparison = View(facts, data.draw(st.sampled_from(askers(facts)))), Comparison()
    for _ in range(QUESTIONS_OF_AN_ASKER):
        check(real_corpus, view, comparison, data.draw(questions(pool)))


@examples(15)
@given(world=worlds(), data=st.data())
def test_walks_by_cursors_equal_the_reference(real: RealGraph, world: World, data: st.DataObject) -> None:
    note(world.as_lines())
    real.load(world)
    facts, pool = Facts(world), pool_of(world)
    for asker in draw_askers(data, facts):
        view, comparison = View(facts, asker), Comparison()
        for _ in range(QUESTIONS_OF_AN_ASKER):
            compare_walks(real, view, comparison, data.draw(list_questions(pool)))


def compare_walks(real: RealGraph, view: View, comparison: Comparison, asked: Any) -> None:
    """Follow the reference's cursors there and the API's here."""

    def ask(question: Question) -> Any:
        answer = reference_answer(view, question.document, question.variables)
        return {"list": None} if answer.refusals else answer.data

    for question, _ in walk(asked, ask):
        variables = {name: comparison.cursors.get(value, value) for name, value in question.variables.items()}
        expected = reference_answer(view, question.document, question.variables)
        note(f"{view.viewer.asker}\n{question.document}\n{variables}")
        reply = real.ask(view.viewer.asker, Question(question.document, variables))
        if expected.refusals:
            assert reply.refusal in expected.refusals, reply
            return
        assert reply.refusal is None, reply
        difference = comparison.difference(expected.data, reply.data)
        assert difference is None, difference
        assert list_in(reply.data) is None or isinstance(list_in(reply.data), dict)
