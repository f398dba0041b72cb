"""Tokens, ids, cursors and inference: what somebody who reads legally tries to find out besides."""

from __future__ import annotations

import base64
import hmac
import json
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from graphql import get_introspection_query

from app.database.ids import record_id
from app.errors import Code
from app.resolvers.operation import Graph
from app.schema.build import build_schema
from tests.conformance.reference.askers import ANONYMOUS, Asker
from tests.conformance.worlds.world import SECRET
from tests.edge.attacks.site import ANNA, GRAPHQL, NSO, Site, assert_harmless
from tests.edge.shape import assert_refused

WHO = {"query": "{ viewer { role } }"}
PAGE = "query ($after: String) { users(first: 1, after: $after) { edges { cursor node { id } } } }"
NODE = "query ($id: ID!) { node(id: $id) { id __typename ... on User { firstName } ... on TwinSpace { title } } }"


def id_of(kind: str, key: str) -> str:
    return str(record_id(SECRET, kind, key))


def encoded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def token_of(site: Site, header: dict[str, Any] | None = None, claims: dict[str, Any] | None = None) -> str:
    """A token that is signed with the right key, with other words in it."""
    head, body, _ = site.token(ANNA)["authorization"].removeprefix("Bearer ").split(".")
    if header is not None:
        head = encoded({**json.loads(base64.urlsafe_b64decode(head + "==")), **header})
    if claims is not None:
        body = encoded({**json.loads(base64.urlsafe_b64decode(body + "==")), **claims})
    signed = Ed25519PrivateKey.from_private_bytes(
        hmac.digest(SECRET, b"twingraph signing key of the development issuer", "sha256")
    ).sign(f"{head}.{body}".encode())
    return f"{head}.{body}.{base64.urlsafe_b64encode(signed).rstrip(b'=').decode()}"


def with_token(site: Site, token: str) -> Any:
    headers = {"accept": GRAPHQL, "authorization": f"Bearer {token}"}
    return site.send("POST", "/graphql", json=WHO, headers=headers)


TOKENS: dict[str, tuple[dict[str, Any] | None, dict[str, Any] | None]] = {
    "F10 a critical header": ({"crit": ["S3CR3T"], "S3CR3T": 1}, None),
    "J18 two roles": (None, {"role": ["ETWINNER", "NSO"]}),
    "J18 two purposes": (None, {"role": "NSO", "purpose": ["VALIDATION", "SURVEY"]}),
}


@pytest.mark.parametrize(("header", "claims"), TOKENS.values(), ids=TOKENS.keys())
def test_a_token_with_other_words_is_refused(
    site: Site, header: dict[str, Any] | None, claims: dict[str, Any] | None, caplog: pytest.LogCaptureFixture
) -> None:
    assert with_token(site, token_of(site)).json() == {"data": {"viewer": {"role": "ETWINNER"}}}, "made as it should be"
    response = with_token(site, token_of(site, header, claims))
    assert_harmless(response, caplog.text)
    assert_refused(response, 401, Code.UNAUTHENTICATED)


def test_f21_j18_a_claim_of_more_roles_gives_none(site: Site) -> None:
    claims = {"roles": ["NSO"], "country": "NO", "groups": ["EACEA"]}
    response = with_token(site, token_of(site, None, claims))
    assert response.json() == {"data": {"viewer": {"role": "ETWINNER"}}}


def test_f16_a_token_elsewhere_is_not_looked_at(site: Site) -> None:
    token = token_of(site)
    body = {**WHO, "access_token": token, "extensions": {"access_token": token}}
    headers = {"cookie": f"access_token={token}", "x-authorization": f"Bearer {token}"}
    response = site.send("POST", f"/graphql?access_token={token}", json=body, headers=headers)
    assert response.json() == {"data": {"viewer": {"role": "ANONYMOUS"}}}


def cursors(site: Site, asker: Asker = NSO, arguments: str = "") -> list[str]:
    page = site.data(f"{{ users(first: 3{arguments}) {{ edges {{ cursor }} }} }}", asker=asker)
    return [edge["cursor"] for edge in page["users"]["edges"]]


def test_e01_e03_a_cursor_that_is_none_or_was_edited_is_refused_in_one_way(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    good = cursors(site)[0]
    edited = [good[:at] + ("A" if good[at] != "A" else "B") + good[at + 1 :] for at in range(0, len(good), 7)]
    moved = [cursors(site)[1][:40] + good[40:], good[::-1], good + good, good[:-1], good + "="]
    bodies = set()
    for cursor in ["", "S3CR3T", "0", "MQ==", "S3CR3T" * 5_000, id_of("user", "inactive"), *edited, *moved]:
        response = site.ask(PAGE, {"after": cursor}, NSO)
        assert_harmless(response, caplog.text)
        assert_refused(response, 400, Code.BAD_USER_INPUT)
        bodies.add(response.content)
    assert len(bodies) == 1
    assert site.ask(PAGE, {"after": good}, NSO).status_code == 200


def test_e02_a_cursor_of_another_viewer_filter_order_or_list_is_refused(site: Site) -> None:
    good = cursors(site)[0]
    asked = [
        (PAGE, ANNA),
        (PAGE, Asker("NSO", "NATIONAL_PROMOTION", "nso-ee")),
        (PAGE.replace("first: 1", 'first: 1, where: {firstName: {eq: "Anna"}}'), NSO),
        (PAGE.replace("first: 1", "first: 1, orderBy: [{field: LAST_NAME}]"), NSO),
        (PAGE.replace("first: 1", 'first: 1, search: "anna"'), NSO),
        (PAGE.replace("users(", "schools("), NSO),
    ]
    for query, asker in asked:
        assert_refused(site.ask(query, {"after": good}, asker), 400, Code.BAD_USER_INPUT)


def test_e05_pages_from_both_ends_are_refused(site: Site) -> None:
    first, second = cursors(site)[:2]
    query = "query ($a: String, $b: String) { users(first: 2, after: $a, before: $b) { nodes { id } } }"
    assert_refused(site.ask("{ users(first: 1, last: 1) { nodes { id } } }"), 400, Code.BAD_USER_INPUT)
    assert_refused(site.ask(query, {"a": second, "b": first}, NSO), 400, Code.BAD_USER_INPUT)
    assert site.data(query, {"a": first, "b": second}, NSO) == {"users": {"nodes": []}}


def test_e06_without_a_size_a_page_has_the_default_one(site: Site) -> None:
    price = site.ask("{ users { nodes { id } } }", asker=NSO, extensions={"cost": True}).json()["extensions"]["cost"]
    assert price["objects"] == 20
    assert site.data("{ users { nodes { id } } }", asker=NSO) == site.data(
        "{ users(first: 20) { nodes { id } } }", None, NSO
    )


def test_e09_j04_counts_are_what_can_be_paged_to(site: Site) -> None:
    page = site.data("{ users(first: 100) { totalCount nodes { id } pageInfo { hasNextPage } } }")["users"]
    assert page["totalCount"] == len(page["nodes"]) == 5
    assert not page["pageInfo"]["hasNextPage"]
    query = "query ($id: ID!) { users(where: {id: [$id]}) { totalCount pageInfo { hasNextPage } nodes { id } } }"
    hidden = {site.ask(query, {"id": id_of("user", key)}).content for key in ("inactive", "shy", "nobody-at-all")}
    assert len(hidden) == 1


def test_e11_a_cursor_that_was_sealed_with_another_secret_is_refused(site: Site) -> None:
    real = site.real
    before = Graph(
        build_schema(),
        real.policy,
        real.pool,
        secret=b"the secret of last year",
        frozen_now=real.now,
        means=real.means,
    )
    query = "{ users(first: 1) { edges { cursor } } }"
    answer = json.loads(real.run(lambda: before.answer(query, None, None, None, NSO.caller())))
    cursor = answer["data"]["users"]["edges"][0]["cursor"]
    assert_refused(site.ask(PAGE, {"after": cursor}, NSO), 400, Code.BAD_USER_INPUT)


def test_g05_an_object_without_a_list_follows_its_own_rule(site: Site) -> None:
    room = id_of("twinspace", "t-water")
    assert site.data(NODE, {"id": room}, ANNA)["node"]["title"] == "Water room"
    for asker in (ANONYMOUS, Asker("ETWINNER", None, "plain"), NSO):
        assert site.data(NODE, {"id": room}, asker) == {"node": None}


def test_i05_ids_are_asked_for_a_hundred_at_once(site: Site) -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert site.data(query, {"ids": [str(UUID(int=n)) for n in range(100)]}) == {"nodes": [None] * 100}
    assert_refused(site.ask(query, {"ids": ["S3CR3T"] * 101}), 400, Code.LIMIT_EXCEEDED)


def test_i06_i07_j11_hidden_absent_and_malformed_are_the_same_bytes_each_time(site: Site) -> None:
    hidden = [
        id_of("user", "inactive"),
        id_of("user", "shy"),
        id_of("project", "secret"),
        id_of("twinspace", "t-water"),
    ]
    absent = [str(UUID(int=7)), id_of("user", "nobody-at-all"), "S3CR3T", "", "0"]
    assert len({site.ask(NODE, {"id": each}).content for each in [*hidden, *absent] * 2}) == 1
    assert site.data(NODE, {"id": id_of("user", "anna")})["node"]["firstName"] == "Anna"


NEVER = {
    "J01 compared": '{ users(where: {email: {eq: "S3CR3T"}}) { totalCount } }',
    "J01 by its beginning": '{ users(where: {email: {startsWith: "S3CR3T"}}) { totalCount } }',
    "J01 through a relation": '{ users(where: {school: {email: {eq: "S3CR3T"}}}) { totalCount } }',
    "J01 inside a negation": '{ users(where: {not: {and: [{email: {eq: "S3CR3T"}}]}}) { totalCount } }',
    "J02 ordered": "{ users(orderBy: [{field: EMAIL}]) { totalCount } }",
    "J07 null": "{ users(where: {email: {isNull: true}}) { totalCount } }",
    "J07 in nothing": "{ users(where: {email: {in: []}}) { totalCount } }",
}


@pytest.mark.parametrize("query", NEVER.values(), ids=NEVER.keys())
def test_what_a_role_never_reads_cannot_be_asked_about(
    site: Site, query: str, caplog: pytest.LogCaptureFixture
) -> None:
    response = site.ask(query)
    assert_harmless(response, caplog.text)
    (error,) = assert_refused(response, 400, Code.FORBIDDEN)
    assert error["extensions"]["field"] in {"User.email", "School.email"}


def names(site: Site, arguments: str, asker: Asker = ANONYMOUS) -> set[str]:
    page = site.data(f"{{ users(first: 100, {arguments}) {{ nodes {{ firstName }} }} }}", asker=asker)
    return {node["firstName"] for node in page["users"]["nodes"]}


def test_j06_a_filter_through_a_relation_sees_visible_rows(site: Site) -> None:
    assert names(site, 'where: {school: {officialName: {eq: "Tartu Kool"}}}') == {"Anna", "Ambassador"}


def test_j07_a_hidden_cell_meets_neither_a_condition_nor_its_negation(site: Site) -> None:
    assert names(site, "where: {status: [VALIDATED]}", ANNA) <= {"Anna"}
    assert names(site, "where: {not: {status: [PENDING]}}", ANNA) <= {"Anna"}
    assert names(site, "where: {not: {}}", ANNA) == set()


@pytest.mark.parametrize("word", ["Secret", "people.example", "bjorn@", "PENDING", "Inactive", "Shy"])
def test_j08_a_search_finds_nothing_in_hidden_cells(site: Site, word: str) -> None:
    assert names(site, f'search: "{word}"') == set()
    assert names(site, 'search: "anna"') == {"Anna"}


def test_j13_everyone_has_the_same_schema(site: Site) -> None:
    query = get_introspection_query(descriptions=True, input_value_deprecation=True)
    answers = [site.ask(query, asker=asker).content for asker in (ANONYMOUS, ANNA, NSO)]
    assert len(set(answers)) == 1
    assert b"@people.example" not in answers[0]


def test_j15_an_answer_has_no_extensions_but_those_asked_for(site: Site) -> None:
    wishes = {"tracing": True, "explainPlan": True, "debug": True, "queryPlan": True, "cacheControl": True}
    response = site.ask("{ users { nodes { id } } }", extensions=wishes)
    assert response.json().keys() == {"data"}
    assert "server-timing" not in response.headers
    query = "query ($id: ID!) { users(where: {id: [$id]}) { nodes { id } } }"
    told = [
        site.ask(query, {"id": id_of("user", key)}, extensions={"cost": True, "explain": True}).json()["extensions"]
        for key in ("anna", "inactive", "nobody-at-all")
    ]
    assert told[0] == told[1] == told[2]
