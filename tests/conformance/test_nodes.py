"""A hidden object and an unknown id give the same answer, byte for byte, on every path that takes ids (G-26)."""

from __future__ import annotations

import pytest

from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.pool import MALFORMED_IDS, UNKNOWN_ID, pool_of
from tests.conformance.reference.askers import Asker, one_per_role
from tests.conformance.reference.facts import Facts
from tests.conformance.reference.view import KINDS, View
from tests.conformance.worlds.corpus import corpus

WHOLE = """query($id: ID!) { node(id: $id) { __typename id
  ... on User { firstName projects { totalCount } }
  ... on School { officialName users { totalCount } }
  ... on Project { title partners { totalCount } }
  ... on Area { title members { totalCount } } } }"""
SET = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
LISTED = "query($ids: [ID!]) {{ list: {}(where: {{id: $ids}}, first: 100) {{ nodes {{ id }} totalCount }} }}"
LISTS = {"User": "users", "School": "schools", "Project": "projects", "Group": "groups", "Event": "events"}

ASKERS = one_per_role(Facts(corpus()))
named = pytest.mark.parametrize("asker", ASKERS, ids=lambda asker: f"{asker.role} {asker.purpose}")


def ids() -> list[str]:
    """Every id of the corpus, of objects and of records that are no objects."""
    return list(dict.fromkeys(pool_of(corpus()).any_ids))


@named
def test_a_node_that_is_hidden_or_unknown_is_null_and_nothing_else(real_corpus: RealGraph, asker: Asker) -> None:
    view = View(Facts(corpus()), asker)
    nothing = real_corpus.ask(asker, Question(WHOLE, {"id": UNKNOWN_ID}))
    assert nothing.body == b'{"data":{"node":null}}'
    hidden = 0
    for one in ids():
        reply = real_corpus.ask(asker, Question(WHOLE, {"id": one}))
        row = view.by_id(one)
        if row is None:
            hidden += 1
            assert reply == nothing, one
        else:
            assert reply.data["node"]["id"] == row.id
    assert hidden > len(MALFORMED_IDS)


@named
def test_nodes_keep_their_places(real_corpus: RealGraph, asker: Asker) -> None:
    view = View(Facts(corpus()), asker)
    asked = [*ids()[:90], ids()[0], UNKNOWN_ID]
    found = real_corpus.ask(asker, Question(SET, {"ids": asked})).data["nodes"]
    expected = [row and {"__typename": row.type, "id": row.id} for row in map(view.by_id, asked)]
    assert found == expected


def test_at_most_a_hundred_nodes_at_once(real_corpus: RealGraph) -> None:
    assert real_corpus.ask(ASKERS[0], Question(SET, {"ids": [UNKNOWN_ID] * 100})).data["nodes"] == [None] * 100
    assert real_corpus.ask(ASKERS[0], Question(SET, {"ids": [UNKNOWN_ID] * 101})).refusal == "LIMIT_EXCEEDED"


@named
@pytest.mark.parametrize("type_name", LISTS)
def test_a_list_by_ids_finds_what_the_node_finds(real_corpus: RealGraph, asker: Asker, type_name: str) -> None:
    view = View(Facts(corpus()), asker)
    reply = real_corpus.ask(asker, Question(LISTED.format(LISTS[type_name]), {"ids": ids()}))
    expected = {row.id for row in view.rows(type_name)}
    assert {node["id"] for node in reply.data["list"]["nodes"]} == expected
    assert reply.data["list"]["totalCount"] == len(expected)
    assert type_name in KINDS
