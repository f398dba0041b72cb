"""Media types, statuses and the shape of refusals (GraphQL over HTTP, section 6), and what a fault becomes."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from uuid import UUID

import httpx
import psycopg
import psycopg_pool
import pytest
from psycopg import errors

from app.authz.caller import Caller
from app.database.vocabulary import Purpose, Role
from app.errors import Code, Forbidden, NeverReadable, Refusal, Unauthenticated
from app.identity.tokens import issue
from tests.edge.rowless import RowlessGraph
from tests.edge.shape import assert_fixed_headers, assert_refused

pytestmark = pytest.mark.anyio

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
SOMEBODY = UUID("7fd6152e-19a5-4b66-94f7-9293322b34db")


async def ask(
    client: httpx.AsyncClient, query: str, accept: str | None = None, headers: dict[str, str] | None = None
) -> httpx.Response:
    given = {} if accept is None else {"accept": accept}
    if accept is None:
        client.headers.pop("accept", None)
    return await client.post("/graphql", json={"query": query}, headers=given | (headers or {}))


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL, GRAPHQL),
        ("Application/GraphQL-Response+JSON; charset=utf-8", GRAPHQL),
        (f"{GRAPHQL}, {JSON}", GRAPHQL),
        (f"{JSON}, {GRAPHQL}", GRAPHQL),
        (f"{GRAPHQL}; charset=utf-8, {JSON}; charset=utf-8; q=0.9", GRAPHQL),
        (f"{GRAPHQL};q=0.5, {JSON}", JSON),
        (f"{GRAPHQL};q=0, */*", JSON),
        (f"{JSON};q=0, */*", GRAPHQL),
        (f"{GRAPHQL}, */*;q=0.1", GRAPHQL),
        ("text/html, */*;q=0.1", JSON),
        (f"nonsense, {GRAPHQL}", GRAPHQL),
    ],
)
async def test_the_answer_has_the_media_type_that_is_wanted_most(
    client: httpx.AsyncClient, accept: str | None, media: str
) -> None:
    response = await ask(client, "{ __typename }", accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{media}; charset=utf-8"
    assert_fixed_headers(response)


@pytest.mark.parametrize("accept", ["text/html", "application/xml", f"{JSON};q=0", "image/*", "nonsense"])
async def test_an_answer_that_nobody_accepts_is_not_made(
    client: httpx.AsyncClient, graph: RowlessGraph, accept: str
) -> None:
    assert_refused(await ask(client, "{ __typename }", accept), 406, Code.BAD_USER_INPUT)
    assert not graph.asked


REFUSED = {
    "PARSE_FAILED": ("{", Code.PARSE_FAILED),
    "VALIDATION_FAILED": ("{ people }", Code.VALIDATION_FAILED),
    "LIMIT_EXCEEDED": ("{" + " __typename" * 11 + "}", Code.LIMIT_EXCEEDED),
    "no such operation": ("query A { __typename } query B { __typename }", Code.BAD_USER_INPUT),
    "missing variable": ("query ($id: ID!) { node(id: $id) { id } }", Code.BAD_USER_INPUT),
    "mutation": ("mutation { people }", Code.VALIDATION_FAILED),
}


@pytest.mark.parametrize(("query", "code"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_refused_document_is_400_for_new_clients_and_200_for_old_ones(
    client: httpx.AsyncClient, query: str, code: Code
) -> None:
    new, old = await ask(client, query, GRAPHQL), await ask(client, query, JSON)
    assert assert_refused(new, 400, code) == assert_refused(old, 200, code)


@pytest.mark.parametrize("accept", [JSON, GRAPHQL])
@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (Unauthenticated("no"), 401, Code.UNAUTHENTICATED),
        (Forbidden("no"), 403, Code.FORBIDDEN),
        (psycopg.OperationalError("host=db password=S3CR3T"), 503, Code.UNAVAILABLE),
        (errors.AdminShutdown("S3CR3T"), 503, Code.UNAVAILABLE),
        (errors.DiskFull("S3CR3T"), 503, Code.UNAVAILABLE),
        (psycopg.InterfaceError("S3CR3T"), 503, Code.UNAVAILABLE),
        (psycopg_pool.PoolTimeout("S3CR3T"), 503, Code.UNAVAILABLE),
        (psycopg_pool.PoolClosed("S3CR3T"), 503, Code.UNAVAILABLE),
        (psycopg.ProgrammingError("S3CR3T"), 500, Code.INTERNAL),
        (KeyError("S3CR3T"), 500, Code.INTERNAL),
        (RecursionError(), 500, Code.INTERNAL),
    ],
)
async def test_a_refusal_that_is_not_the_document_s_has_its_own_status(
    client: httpx.AsyncClient, graph: RowlessGraph, accept: str, fault: Exception, status: int, code: Code
) -> None:
    graph.fault = fault
    response = await ask(client, "{ __typename }", accept)
    assert_refused(response, status, code)
    assert "S3CR3T" not in response.text
    assert ("retry-after" in response.headers) == (status == 503)
    assert ("www-authenticate" in response.headers) == (status == 401)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (NeverReadable("no", field="User.email"), Code.FORBIDDEN),
        (errors.QueryCanceled("S3CR3T"), Code.LIMIT_EXCEEDED),
        (errors.StatementTooComplex("S3CR3T"), Code.LIMIT_EXCEEDED),
    ],
)
async def test_a_refusal_of_what_is_asked_is_one_of_the_document(
    client: httpx.AsyncClient, graph: RowlessGraph, fault: Exception, code: Code
) -> None:
    graph.fault = fault
    assert_refused(await ask(client, "{ __typename }", JSON), 200, code)
    assert_refused(await ask(client, "{ __typename }", GRAPHQL), 400, code)


async def test_r01_a_fault_is_told_by_an_id_and_logged_without_its_message(
    client: httpx.AsyncClient, graph: RowlessGraph, caplog: pytest.LogCaptureFixture
) -> None:
    graph.fault = KeyError("bob@example.org")
    graph.fault.__cause__ = ValueError("anna@example.org")
    with caplog.at_level(logging.DEBUG):
        response = await ask(client, '{ users(search: "carl@example.org") { totalCount } }')
    (error,) = assert_refused(response, 500, Code.INTERNAL)
    (record,) = [record for record in caplog.records if record.name.startswith("twingraph")]
    assert error["extensions"]["id"] in record.getMessage()
    assert "KeyError" in record.getMessage()
    assert "ValueError" in record.getMessage()
    assert "rowless.py" in record.getMessage()
    assert record.exc_info is None
    assert "example.org" not in caplog.text + response.text


async def test_r02_refusals_are_not_logged(client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="twingraph"):
        await ask(client, '{ users(where: { email: "bob@example.org" }) { totalCount } }')
    assert "example.org" not in caplog.text


async def test_the_token_says_who_calls(client: httpx.AsyncClient, secret: bytes, now: datetime) -> None:
    token = issue(secret, Caller(Role.NSO, None, SOMEBODY), now)
    headers = {"authorization": f"Bearer {token}", "x-purpose": "SURVEY"}
    response = await ask(client, "{ __typename }", headers=headers)
    assert response.json() == {"data": {"role": Role.NSO, "purpose": Purpose.SURVEY}}


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"authorization": "Bearer x"}, 401, Code.UNAUTHENTICATED),
        ({"authorization": "Basic eDp4"}, 401, Code.UNAUTHENTICATED),
        ({"authorization": ""}, 401, Code.UNAUTHENTICATED),
        ({"x-purpose": "SURVEY"}, 403, Code.FORBIDDEN),
        ({"x-purpose": ""}, 403, Code.FORBIDDEN),
    ],
)
async def test_f02_who_cannot_be_told_gets_no_answer(
    client: httpx.AsyncClient, graph: RowlessGraph, headers: dict[str, str], status: int, code: Code
) -> None:
    for accept in (JSON, GRAPHQL):
        assert_refused(await ask(client, "{ __typename }", accept, headers), status, code)
    assert not graph.asked


async def test_a18_two_authorization_headers_are_refused(
    client: httpx.AsyncClient, secret: bytes, now: datetime
) -> None:
    good = f"Bearer {issue(secret, Caller(Role.ETWINNER, None, SOMEBODY), now)}"
    for values in ((good, "Bearer x"), ("Bearer x", good), (good, good)):
        headers = [("content-type", JSON), *(("authorization", value) for value in values)]
        response = await client.post("/graphql", content=b'{"query":"{ __typename }"}', headers=headers)
        assert_refused(response, 401, Code.UNAUTHENTICATED)


async def test_h10_words_of_the_caller_stay_out_of_headers_and_errors(client: httpx.AsyncClient) -> None:
    body = {"query": '{ users(first: "S3CR3T\\r\\nX-Injected: 1") { totalCount } }', "operationName": "S3CR3T\r\nX: 1"}
    response = await client.post("/graphql", json=body)
    assert_refused(response, 200, Code.VALIDATION_FAILED)
    assert "S3CR3T" not in response.text + str(response.headers)
    assert json.loads(response.text)


def test_every_refusal_has_a_code_of_the_contract() -> None:
    def below(kind: type[Refusal]) -> set[type[Refusal]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    assert {kind.code for kind in below(Refusal)} <= set(Code)
