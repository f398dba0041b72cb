"""The shape of an answer is the shape of its document: aliases, fragments, directives, types, long keys, every sign."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.read.asking import ANNA, ANONYMOUS, RIGHTS, data

ANNA_ID = public_id("user", "anna")
SPACE = public_id("twinspace", "t-water")


def one(real: RealGraph, selection: str, asker: Asker = ANNA, key: str = ANNA_ID) -> Any:
    return data(real, asker, f'{{ node(id: "{key}") {{ {selection} }} }}')["node"]


def test_keys_keep_the_order_of_the_document(real: RealGraph) -> None:
    found = one(real, "... on User { lastName } id __typename ... on User { b: firstName a: firstName lastName }")
    assert list(found.items()) == [
        ("lastName", "Õunapuu"),
        ("id", ANNA_ID),
        ("__typename", "User"),
        ("b", "Anna"),
        ("a", "Anna"),
    ]


def test_fields_of_the_same_key_are_merged(real: RealGraph) -> None:
    document = """
      query($no: Boolean = false) { list: schools(first: 1, orderBy: [{field: CITY}]) { nodes { ...A } }
        list: schools(first: 1, orderBy: [{field: CITY}]) { nodes { city ...B @include(if: $no) } totalCount } }
      fragment A on School { officialName users(first: 1) { totalCount } }
      fragment B on School { country }
    """
    found = data(real, ANNA, document)["list"]
    assert list(found) == ["nodes", "totalCount"]
    assert list(found["nodes"][0]) == ["officialName", "users", "city"]
    with_both = data(real, ANNA, document, no=True)["list"]["nodes"][0]
    assert list(with_both) == ["officialName", "users", "city", "country"]


def test_directives_leave_out_whole_branches(real: RealGraph) -> None:
    document = """query($yes: Boolean!) { a: viewer @skip(if: $yes) { role } b: viewer @include(if: $yes) { role }
      ... @include(if: false) { users { totalCount } } }"""
    assert list(data(real, ANNA, document, yes=True)) == ["b"]
    assert list(data(real, ANNA, document, yes=False)) == ["a"]
    nothing = "{ viewer @skip(if: true) { role } }"
    assert data(real, ANNA, nothing) == {}
    assert data(real, ANONYMOUS, nothing) == {}


def test_an_object_without_any_field_left_is_empty(real: RealGraph) -> None:
    assert one(real, "id @skip(if: true)") == {}
    assert data(real, ANNA, "{ users(first: 1) { nodes { id @skip(if: true) } } }") == {"users": {"nodes": [{}]}}
    assert data(real, ANNA, "{ users { totalCount @skip(if: true) } }") == {"users": {}}


def test_interfaces_answer_by_type(real: RealGraph) -> None:
    selection = """__typename ... on Node { id } ... on Area { title } ... on Group { no: title }
      ... on TwinSpace { project { title } }"""
    assert one(real, selection, key=SPACE) == {
        "__typename": "TwinSpace",
        "id": SPACE,
        "title": "Water room",
        "project": {"title": "Water"},
    }
    assert one(real, "... on School { city } ... on Area { title }") == {}


def test_the_names_of_types_stand_everywhere(real: RealGraph) -> None:
    document = """{ __typename viewer { __typename user { __typename pupilAges { __typename from }
      consents { __typename } projects(first: 1) { __typename edges { __typename node { __typename
      partners(first: 1) { __typename
      nodes { __typename user { __typename } school { __typename } } pageInfo { __typename } } } } } } } }"""
    found = data(real, ANNA, document)
    user = found["viewer"]["user"]
    assert found["__typename"] == "Query"
    assert (found["viewer"]["__typename"], user["__typename"]) == ("Viewer", "User")
    assert user["pupilAges"] == {"__typename": "AgeRange", "from": 11}
    assert {consent["__typename"] for consent in user["consents"]} == {"Consent"}
    projects = user["projects"]
    assert (projects["__typename"], projects["edges"][0]["__typename"]) == ("ProjectConnection", "ProjectEdge")
    partners = projects["edges"][0]["node"]["partners"]
    assert (partners["__typename"], partners["pageInfo"]["__typename"]) == ("PartnerConnection", "PageInfo")
    assert partners["nodes"][0]["__typename"] == "Partner"


def test_keys_may_be_longer_than_names_of_columns(real: RealGraph) -> None:
    long, longer = "k" * 64, "k" * 65
    found = one(real, f"{long}: id ... on User {{ {longer}: school {{ {longer}: city }} {longer}er: firstName }}")
    assert found == {long: ANNA_ID, longer: {longer: "Tartu"}, f"{longer}er": "Anna"}
    assert data(real, ANNA, f"{{ {longer}: viewer {{ {long}: role }} }}") == {longer: {long: "ETWINNER"}}


SIGNS = [
    'a "quoted" word',
    "back\\slash \\u0041 \\n",
    "apostrophe ' and '' and $1 and %s and :name",
    "line\nbreak\r\ttab",
    "\x01\x1f\x7f\x80",
    "\u2028\u2029\ufeff\u200d",
    "👩‍🏫 \U0010ffff é",
    "</script><!--",
    '{"json": [1, null]}',
    "",
    " ",
]
TEXT_COLUMNS = ["first_name", "last_name", "username", "email", "description", "picture"]


@pytest.fixture
def signs(real: RealGraph) -> Iterator[str]:
    """A text that goes into every cell of one person and is taken out again."""
    columns = ", ".join(TEXT_COLUMNS)
    kept = real.owner.execute(f"SELECT {columns}, subjects FROM users WHERE id = %s".encode(), [ANNA_ID]).fetchone()  # noqa: S608
    assert kept is not None
    yield ANNA_ID
    _write(real.owner, [*kept])


def _write(owner: psycopg.Connection[Any], values: list[Any]) -> None:
    marks = ", ".join(f"{column} = %s" for column in (*TEXT_COLUMNS, "subjects"))
    owner.execute(f"UPDATE users SET {marks} WHERE id = %s".encode(), [*values, ANNA_ID])  # noqa: S608


@pytest.mark.parametrize("text", SIGNS, ids=ascii)
def test_every_sign_survives_in_every_cell(real: RealGraph, signs: str, text: str) -> None:
    _write(real.owner, [*[text] * len(TEXT_COLUMNS), [text, text]])
    question = "{ viewer { user { firstName lastName username email description picture subjects } } }"
    reply = real.ask(ANNA, Question(question, {}))
    assert reply.body is not None
    user = json.loads(reply.body)["data"]["viewer"]["user"]
    assert user.pop("subjects") == [text, text]
    assert set(user.values()) == {text}
    assert signs


def test_lists_and_objects_keep_what_is_empty_and_what_is_missing(real: RealGraph) -> None:
    document = """{ users(where: { firstName: { in: [%s] } }) { nodes {
      subjects languages pupilAges { from } consents { purpose } } } }"""
    (jaan,) = data(real, RIGHTS, document % '"jaan"')["users"]["nodes"]
    assert jaan["subjects"] == []
    (shy,) = data(real, ANNA, document % '"Shy"')["users"]["nodes"]
    assert shy["consents"] is None
    head = "{ schools(where: { officialName: { in: [%s] } }) { nodes { head { firstName email } } } }"
    assert data(real, RIGHTS, head % '"Õhtukool"')["schools"]["nodes"] == [
        {"head": {"firstName": None, "email": "head@õhtu.example"}}
    ]
    assert data(real, RIGHTS, head % '"Empty"')["schools"]["nodes"] == [{"head": None}]
    assert data(real, ANNA, head % '"Õhtukool"')["schools"]["nodes"] == [{"head": None}]


def test_instants_are_written_in_utc_with_their_fraction(real: RealGraph) -> None:
    found = data(real, ANNA, "{ events { nodes { startsAt } } }")["events"]["nodes"]
    assert [node["startsAt"] for node in found] == [
        "2024-02-29T23:59:59.999999Z",
        "2025-07-01T08:00:00.500000Z",
        None,
    ]
