"""One query operation is one statement, and no value of a request is in its text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.conformance.asking.documents import Question, questions
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.pool import pool_of
from tests.conformance.asking.wire import traced
from tests.conformance.budget import examples
from tests.conformance.reference.askers import Asker, askers
from tests.conformance.reference.facts import Facts
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.world import public_id

EVERYTHING = """query($where: UserWhere, $ids: [ID!]!, $search: String) {
  viewer { role country user { email consents { purpose } contacts { nodes { firstName } } } }
  node(id: "x") { id }
  nodes(ids: $ids) { id ... on Area { members { nodes { user { firstName school { head { email } } } } } } }
  users(where: $where, search: $search, orderBy: [{field: EMAIL}], first: 3) {
    totalCount edges { cursor node { projects { nodes { partners { nodes { school { users { totalCount } } } } } } } }
    pageInfo { hasNextPage hasPreviousPage endCursor } } }"""
NSO = Asker("NSO", "VALIDATION", "nso-ee")


def test_a_large_operation_is_one_statement_without_a_value_in_it(real_corpus: RealGraph, tmp_path: Path) -> None:
    values = {
        "where": {"firstName": {"contains": "Bitterling"}, "email": {"in": ["Karausche"]}, "country": {"eq": "XQ"}},
        "ids": [public_id("group", "g-open")],
        "search": "Schleie",
    }
    with traced(real_corpus, tmp_path) as traffic:
        reply = real_corpus.ask(NSO, Question(EVERYTHING, values))
    assert reply.data["users"]["totalCount"] == 0
    assert traffic.runs == 1
    assert len(traffic.texts) == 1
    words = ["Bitterling", "bitterling", "Karausche", "karausche", "XQ", "Schleie", "schleie", *values["ids"]]
    assert [word for word in words if word in traffic.texts[0]] == []
    assert [word for word in (str(NSO.caller().user_id), "'EE'", "2025") if word in traffic.texts[0]] == []


@examples(25)
@given(data=st.data())
def test_every_operation_is_at_most_one_statement(
    real_corpus: RealGraph, tmp_path_factory: object, data: st.DataObject
) -> None:
    world = corpus()
    asker = data.draw(st.sampled_from(askers(Facts(world))))
    question = data.draw(questions(pool_of(world)))
    folder = tmp_path_factory.mktemp("trace")  # type: ignore[attr-defined]
    with traced(real_corpus, folder) as traffic:
        reply = real_corpus.ask(asker, question)
    assert traffic.runs <= 1
    assert reply.refusal is not None or traffic.runs == 1 or not asked_of_the_database(question, asker)


def asked_of_the_database(question: Question, asker: Asker) -> bool:
    """Everything but what every caller is told alike."""
    return asker.user is not None or "node" in question.document or "s(" in question.document
