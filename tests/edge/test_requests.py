"""What is a GraphQL request over HTTP, and what is refused before anything is asked: rows A, B, K, L, M of the list."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from app.edge.body import LARGEST
from app.errors import Code
from tests.edge.rowless import RowlessGraph
from tests.edge.shape import assert_fixed_headers, assert_refused

pytestmark = pytest.mark.anyio

QUERY = b'{"query":"{ __typename }"}'
JSON = "application/json"
ANSWER = {"data": {"role": "ANONYMOUS", "purpose": None}}


async def post(
    client: httpx.AsyncClient, body: bytes, content_type: str | None = JSON, **headers: str
) -> httpx.Response:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    if content_type is not None:
        given["content-type"] = content_type
    return await client.post("/graphql", content=body, headers=given)


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "APPLICATION/JSON; Charset=UTF-8",
        'application/json;charset="utf-8"',
        "application/json ; x=y",
        "application/json;",
    ],
)
async def test_a04_media_types_are_read_without_regard_to_case(client: httpx.AsyncClient, content_type: str) -> None:
    response = await post(client, QUERY, content_type)
    assert response.status_code == 200
    assert response.json() == ANSWER
    assert_fixed_headers(response)


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "",
        "json",
        "application/json; charset=utf-16",
        "application/json; charset=bogus",
        "application/json, text/plain",
        "application/json; charset",
        "application/graphql-response+json",
        "application/graphql",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ],
)
async def test_a05_k03_k04_other_content_is_refused(
    client: httpx.AsyncClient, graph: RowlessGraph, content_type: str | None
) -> None:
    assert_refused(await post(client, QUERY, content_type), 415, Code.BAD_USER_INPUT)
    assert not graph.asked


async def test_a05_two_content_types_are_refused(client: httpx.AsyncClient) -> None:
    headers = [("content-type", JSON), ("content-type", "text/plain")]
    assert_refused(await client.post("/graphql", content=QUERY, headers=headers), 415, Code.BAD_USER_INPUT)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "identity, gzip", "bogus"])
async def test_a10_nothing_is_inflated(client: httpx.AsyncClient, coding: str) -> None:
    bomb = gzip.compress(b"0" * 10_000_000)
    for body in (QUERY, bomb):
        assert_refused(await post(client, body, content_encoding=coding), 415, Code.BAD_USER_INPUT)


def large(size: int) -> bytes:
    frame = b'{"query":"{ __typename }","junk":""}'
    return frame[:-2] + b"a" * (size - len(frame)) + frame[-2:]


async def test_a08_a_body_is_taken_up_to_its_limit(client: httpx.AsyncClient) -> None:
    assert (await post(client, large(LARGEST))).json() == ANSWER
    assert_refused(await post(client, large(LARGEST + 1)), 413, Code.LIMIT_EXCEEDED)
    assert_refused(await post(client, large(5_000_000)), 413, Code.LIMIT_EXCEEDED)


async def test_a08_a_body_of_unknown_length_is_read_no_further_than_the_limit(client: httpx.AsyncClient) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(1_000):
            read += 10_000
            yield b"a" * 10_000

    response = await client.post("/graphql", content=endless(), headers={"content-type": JSON})
    assert_refused(response, 413, Code.LIMIT_EXCEEDED)
    assert read <= LARGEST + 20_000


NOT_JSON = {
    "empty": b"",
    "not JSON": b"{ __typename }",
    "B04 UTF-16": QUERY.decode().encode("utf-16"),
    "B04 byte order mark": b"\xef\xbb\xbf" + QUERY,
    "B05 5,000 digits": b'{"query":"{ __typename }","n":%s}' % (b"9" * 5_000),
    "B06 100,000 brackets": b"[" * 100_000,
    "B06 deep variables": b'{"query":"{ __typename }","variables":{"a":%s%s}}' % (b"[" * 30_000, b"]" * 30_000),
    "B08 NaN": b'{"query":"{ __typename }","variables":{"a":NaN}}',
    "B09 a member twice": b'{"query":"{ __typename }","query":"{ viewer { role } }"}',
}
BODIES = {
    "B01 null": b"null",
    "B01 number": b"1",
    "B01 text": b'"x"',
    "B01 truth": b"true",
    "B02 empty list": b"[]",
    "B02 L03 list of null": b"[null]",
    "L01 batch": b"[" + QUERY + b"]",
    "L02 batch of 11": b"[" + b",".join([QUERY] * 11) + b"]",
    "L03 nested batch": b"[[" + QUERY + b"]]",
    "H01 NUL": b'{"query":"{ __typename }\\u0000"}',
    "H02 lone surrogate": b'{"query":"{ __typename }","variables":{"a":"\\ud800"}}',
    **{
        f"B10 query is {value}": b'{"query":%s}' % value.encode()
        for value in ("{}", "1", "true", '["{ __typename }"]', "null")
    },
    "B10 no query": b"{}",
    **{
        f"B11 {name} is {value}": b'{"query":"{ __typename }","%s":%s}' % (name.encode(), value.encode())
        for name in ("variables", "extensions")
        for value in ('"S3CR3T"', "1", "true", "[]", "0.5")
    },
    **{
        f"B12 operationName is {value}": b'{"query":"{ __typename }","operationName":%s}' % value.encode()
        for value in ("1", '{"S3CR3T":1}', '["S3CR3T"]', "true")
    },
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
async def test_a_body_that_is_no_request_is_refused(
    client: httpx.AsyncClient, graph: RowlessGraph, body: bytes, accept: str
) -> None:
    response = await post(client, body, accept=accept)
    errors = assert_refused(response, 400, Code.BAD_USER_INPUT)
    assert "S3CR3T" not in str(errors)
    assert len(response.content) < 400
    assert not graph.asked


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON.keys())
async def test_a_body_that_is_no_strict_json_is_refused(
    client: httpx.AsyncClient, graph: RowlessGraph, body: bytes
) -> None:
    assert_refused(await post(client, body), 400, Code.PARSE_FAILED)
    assert not graph.asked


async def test_b13_members_that_nobody_defined_are_ignored(client: httpx.AsyncClient) -> None:
    body = b'{"query":"{ __typename }","__proto__":{"a":1},"constructor":{"prototype":[]},"map":{},"operations":1}'
    assert (await post(client, body)).json() == ANSWER


async def test_parameters_reach_the_graph_as_they_are(client: httpx.AsyncClient, graph: RowlessGraph) -> None:
    body = {
        "query": "query A { __typename } query B { __typename }",
        "operationName": "B",
        "variables": {"é": [1, None]},
        "extensions": {"explain": True},
    }
    assert (await post(client, json.dumps(body).encode())).json() == ANSWER
    assert graph.asked == [("B", {"é": [1, None]}, {"explain": True})]


async def test_null_parameters_are_absent_ones(client: httpx.AsyncClient, graph: RowlessGraph) -> None:
    body = b'{"query":"{ __typename }","operationName":null,"variables":null,"extensions":null}'
    assert (await post(client, body)).json() == ANSWER
    assert graph.asked == [(None, None, None)]


OTHER_METHODS = [
    *((method, "/graphql") for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")),
    *((method, "/health/live") for method in ("POST", "OPTIONS")),
]


@pytest.mark.parametrize(("method", "path"), OTHER_METHODS)
async def test_k06_other_methods_are_refused_and_no_preflight_is_answered(
    client: httpx.AsyncClient, method: str, path: str
) -> None:
    headers = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    response = await client.request(method, path, headers=headers)
    assert_refused(response, 405, Code.BAD_USER_INPUT)
    assert "GET" in response.headers["allow"]


@pytest.mark.parametrize("path", ["/", "/graphql/", "/graphql//", "/GraphQL", "/graphql.json", "/%00", "/../graphql/x"])
async def test_nothing_is_at_other_paths_and_nothing_redirects(client: httpx.AsyncClient, path: str) -> None:
    assert_refused(await client.get(path), 404, Code.NOT_FOUND)


@pytest.mark.parametrize(
    "host", ["evil@internal/../x", "a b", "", "a,b", "twingraph.test:port", "[::1", "<script>", "a/b"]
)
async def test_a16_a_host_that_cannot_be_one_is_refused(client: httpx.AsyncClient, host: str) -> None:
    assert_refused(await post(client, QUERY, host=host), 400, Code.BAD_USER_INPUT)


@pytest.mark.parametrize("host", ["twingraph.test", "127.0.0.1:8000", "[::1]:8000", "xn--bcher-kva.example"])
async def test_a16_other_hosts_are_taken(client: httpx.AsyncClient, host: str) -> None:
    assert (await post(client, QUERY, host=host)).json() == ANSWER


async def test_k05_another_origin_learns_nothing(client: httpx.AsyncClient) -> None:
    response = await post(client, QUERY, origin="https://evil.example", cookie="session=1")
    assert_fixed_headers(response)


async def test_f16_a_token_elsewhere_is_not_looked_at(client: httpx.AsyncClient) -> None:
    body = b'{"query":"{ __typename }","access_token":"x"}'
    response = await client.post(
        "/graphql?access_token=x", content=body, headers={"content-type": JSON, "cookie": "Authorization=Bearer x"}
    )
    assert response.json() == ANSWER


async def test_large_bodies_let_a_short_one_pass(client: httpx.AsyncClient, graph: RowlessGraph) -> None:
    def body(name: str, length: int) -> dict[str, object]:
        return {"query": f"query {name} {{ __typename }}", "operationName": name, "variables": {"a": "a" * length}}

    bodies = [*(body(f"Large{number}", 50_000) for number in range(5)), body("Short", 1)]
    await asyncio.gather(*(client.post("/graphql", json=each) for each in bodies))
    order = [name for name, _, _ in graph.asked]
    assert sorted(map(str, order)) == ["Large0", "Large1", "Large2", "Large3", "Large4", "Short"]
    assert order.index("Short") < 2


async def test_more_variables_than_an_operation_can_have_are_refused_whatever_it_declares(
    client: httpx.AsyncClient,
) -> None:
    body = {"query": "{ __typename }", "variables": {f"a{number}": 1 for number in range(2_501)}}
    response = await client.post("/graphql", json=body, headers={"accept": "application/graphql-response+json"})
    assert_refused(response, 400, Code.LIMIT_EXCEEDED)
