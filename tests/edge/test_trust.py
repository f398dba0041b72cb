"""Which documents are answered, by text and by hash, by POST and by GET: what persisted queries of clients rely on."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from graphql import GraphQLSchema, get_introspection_query

from app.authz.caller import Caller
from app.database.connections import ApiPool
from app.database.vocabulary import Role
from app.edge.routes import edge_application
from app.edge.trust import Trust, Trusting
from app.edge.turnstile import Turnstile
from app.errors import Code
from app.identity.authenticator import DevelopmentAuthenticator
from app.identity.tokens import issue
from app.resolvers.document.manifest import Text
from app.resolvers.document.prepare import digest_of
from app.resolvers.document.registry import Registry, load_registry
from tests.edge.rowless import RowlessGraph
from tests.edge.shape import assert_refused

pytestmark = pytest.mark.anyio

GRAPHQL = {"accept": "application/graphql-response+json"}
PREFLIGHT = {"graphql-require-preflight": "1", **GRAPHQL}
KNOWN = "query A($n: Int) { users(first: $n) { totalCount } } query B { __typename }"
HASH, OTHER = digest_of(KNOWN), digest_of("{ __typename }")
CHANGE = "mutation { people }"
SOMEBODY = Caller(Role.ETWINNER, None, UUID("7fd6152e-19a5-4b66-94f7-9293322b34db"))

Asking = Callable[..., httpx.AsyncClient]


@pytest.fixture
def registry(schema: GraphQLSchema, tmp_path: Path) -> Registry:
    (tmp_path / "known.graphql").write_text(KNOWN)
    return load_registry(tmp_path, schema)


@pytest.fixture
def asking(graph: RowlessGraph, pool: ApiPool, secret: bytes, now: datetime, registry: Registry) -> Asking:
    """A client of the API under a setting."""

    def client(trusting: Trusting, *, spares_page: bool = False, of: Registry = registry) -> httpx.AsyncClient:
        turnstile = Turnstile(Trust(of, trusting, spares_page))
        application = edge_application(graph, DevelopmentAuthenticator(secret, lambda: now), pool, turnstile=turnstile)
        transport = httpx.ASGITransport(application)
        return httpx.AsyncClient(transport=transport, base_url="http://twingraph.test", headers=GRAPHQL)

    return client


def persisted(digest: object, **more: Any) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}}, **more}


BY_HASH = {
    "Apollo": persisted(HASH),
    "document identifier": {"documentId": f"sha256:{HASH}"},
    "both": persisted(HASH, documentId=f"sha256:{HASH}"),
    "with its text": persisted(HASH, query=KNOWN),
}


@pytest.mark.parametrize("body", BY_HASH.values(), ids=BY_HASH.keys())
@pytest.mark.parametrize("trusting", ["any", "trusted", "trusted-for-anonymous"])
async def test_a_registered_document_is_answered_by_its_hash_with_name_and_variables(
    asking: Asking, graph: RowlessGraph, body: dict[str, Any], trusting: Trusting
) -> None:
    async with asking(trusting) as client:
        response = await client.post("/graphql", json={**body, "operationName": "A", "variables": {"n": 1}})
    assert response.json() == {"data": {"role": "ANONYMOUS", "purpose": None}}
    assert graph.asked == [("A", {"n": 1}, body.get("extensions"))]


@pytest.mark.parametrize("body", BY_HASH.values(), ids=BY_HASH.keys())
async def test_get_answers_it_too_with_the_header_that_get_needs(
    asking: Asking, graph: RowlessGraph, body: dict[str, Any]
) -> None:
    given = {name: value if isinstance(value, str) else json.dumps(value) for name, value in body.items()}
    given |= {"operationName": "A", "variables": '{"n":1}'}
    async with asking("trusted") as client:
        response = await client.get("/graphql", params=given, headers=PREFLIGHT)
        assert_refused(await client.get("/graphql", params=given), 405, Code.BAD_USER_INPUT)
    assert response.json() == {"data": {"role": "ANONYMOUS", "purpose": None}}
    assert response.headers["cache-control"] == "no-store"
    assert graph.asked == [("A", {"n": 1}, body.get("extensions"))]


async def test_get_of_a_hash_only_reads(asking: Asking, graph: RowlessGraph) -> None:
    text = Text(CHANGE, "change.graphql")
    async with asking("trusted", of=Registry({text.digest: text})) as client:
        response = await client.get("/graphql", params={"documentId": f"sha256:{text.digest}"}, headers=PREFLIGHT)
    assert_refused(response, 405, Code.BAD_USER_INPUT)
    assert not graph.asked


@pytest.mark.parametrize(
    ("trusting", "message"),
    [
        ("any", "PersistedQueryNotFound"),
        ("trusted", "No document of this hash is trusted."),
        ("trusted-for-anonymous", "No document of this hash is trusted."),
    ],
)
async def test_a_hash_that_nobody_registered_is_refused_and_registered_by_no_one(
    asking: Asking, graph: RowlessGraph, trusting: Trusting, message: str
) -> None:
    text = "{ __typename }"
    async with asking(trusting) as client:
        (error,) = assert_refused(await client.post("/graphql", json=persisted(OTHER)), 400, Code.DOCUMENT_NOT_TRUSTED)
        assert error["message"] == message
        with_text = await client.post("/graphql", json=persisted(OTHER, query=text))
        assert with_text.status_code == (200 if trusting == "any" else 400)
        again = await client.post("/graphql", json=persisted(OTHER))
        assert_refused(again, 400, Code.DOCUMENT_NOT_TRUSTED)
    assert len(graph.asked) == (1 if trusting == "any" else 0)


async def test_under_trusted_a_text_is_answered_only_when_it_is_registered(
    asking: Asking, graph: RowlessGraph, secret: bytes, now: datetime
) -> None:
    token = {"authorization": f"Bearer {issue(secret, SOMEBODY, now)}"}
    async with asking("trusted") as client:
        for headers in ({}, token):
            for text in ("{ __typename }", KNOWN + " ", get_introspection_query(), "{"):
                response = await client.post("/graphql", json={"query": text}, headers=headers)
                assert_refused(response, 400, Code.DOCUMENT_NOT_TRUSTED)
        assert not graph.asked
        assert (await client.post("/graphql", json={"query": KNOWN, "operationName": "B"})).status_code == 200


async def test_anonymous_may_be_held_to_trusted_documents_alone(asking: Asking, secret: bytes, now: datetime) -> None:
    token = {"authorization": f"Bearer {issue(secret, SOMEBODY, now)}"}
    async with asking("trusted-for-anonymous") as client:
        text = {"query": "{ __typename }"}
        assert_refused(await client.post("/graphql", json=text), 400, Code.DOCUMENT_NOT_TRUSTED)
        assert (await client.post("/graphql", json=text, headers=token)).status_code == 200
        missing = await client.post("/graphql", json=persisted(OTHER), headers=token)
        assert missing.json()["errors"][0]["message"] == "PersistedQueryNotFound"


async def test_the_query_page_may_try_out_what_it_likes_in_development(asking: Asking) -> None:
    text, same = {"query": "{ __typename }"}, {"sec-fetch-site": "same-origin"}
    async with asking("trusted", spares_page=True) as client:
        assert (await client.post("/graphql", json=text, headers=same)).status_code == 200
        other = await client.post("/graphql", json=text, headers={"sec-fetch-site": "cross-site"})
        assert_refused(other, 400, Code.DOCUMENT_NOT_TRUSTED)
    async with asking("trusted") as client:
        assert_refused(await client.post("/graphql", json=text, headers=same), 400, Code.DOCUMENT_NOT_TRUSTED)


BAD: dict[str, dict[str, Any]] = {
    "another text": persisted(HASH, query="{ __typename }"),
    "another text, by identifier": {"documentId": f"sha256:{HASH}", "query": "{ __typename }"},
    "two documents": persisted(HASH, documentId=f"sha256:{OTHER}"),
    "capitals": persisted(HASH.upper()),
    "too short": persisted(HASH[:-1]),
    "no text": persisted(1),
    "another version": {"extensions": {"persistedQuery": {"version": 2, "sha256Hash": HASH}}},
    "no version": {"extensions": {"persistedQuery": {"sha256Hash": HASH}}},
    "a list": {"extensions": {"persistedQuery": [HASH]}},
    "another way of naming": {"documentId": HASH},
    "an identifier that is a number": {"documentId": 1},
    "an empty identifier": {"documentId": ""},
    "a query that is a number": persisted(HASH, query=1),
    "neither": {"query": None},
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
async def test_a_request_that_names_no_one_document_is_refused(
    asking: Asking, graph: RowlessGraph, body: dict[str, Any]
) -> None:
    async with asking("any") as client:
        assert_refused(await client.post("/graphql", json=body), 400, Code.BAD_USER_INPUT)
    assert not graph.asked


async def test_the_same_hash_twice_in_a_query_string_is_refused(asking: Asking) -> None:
    async with asking("any") as client:
        url = f"/graphql?documentId=sha256:{HASH}&documentId=sha256:{HASH}"
        assert_refused(await client.get(url, headers=PREFLIGHT), 400, Code.BAD_USER_INPUT)
