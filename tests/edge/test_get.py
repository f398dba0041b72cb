"""GET reads, and only for clients that no web page can speak for: rows A22, K01 and K02 of the list."""

from __future__ import annotations

import httpx
import pytest

from app.errors import Code
from tests.edge.rowless import RowlessGraph
from tests.edge.shape import assert_refused

pytestmark = pytest.mark.anyio

PREFLIGHT = {"graphql-require-preflight": "1"}
ANSWER = {"data": {"role": "ANONYMOUS", "purpose": None}}


@pytest.mark.parametrize("header", ["GraphQL-Require-Preflight", "Apollo-Require-Preflight"])
async def test_k02_a_query_with_a_header_that_forces_a_preflight_is_answered(
    client: httpx.AsyncClient, graph: RowlessGraph, header: str
) -> None:
    parameters = {
        "query": "query A { __typename } query B($first: Int) { users(first: $first) { totalCount } }",
        "operationName": "B",
        "variables": '{"first": 1}',
        "extensions": '{"explain": true}',
        "other": "x",
    }
    response = await client.get("/graphql", params=parameters, headers={header: "1"})
    assert response.json() == ANSWER
    assert graph.asked == [("B", {"first": 1}, {"explain": True})]


@pytest.mark.parametrize("headers", [{}, {"graphql-require-preflight": ""}, {"accept": "application/json"}])
async def test_k02_a_query_without_it_is_refused(
    client: httpx.AsyncClient, graph: RowlessGraph, headers: dict[str, str]
) -> None:
    response = await client.get("/graphql", params={"query": "{ __typename }"}, headers=headers)
    assert_refused(response, 405, Code.BAD_USER_INPUT)
    assert response.headers["allow"] == "POST"
    assert not graph.asked


@pytest.mark.parametrize("kind", ["mutation", "subscription"])
async def test_k01_get_never_changes_anything(client: httpx.AsyncClient, graph: RowlessGraph, kind: str) -> None:
    for query, name in ((f"{kind} {{ people }}", None), (f"query A {{ __typename }} {kind} B {{ people }}", "B")):
        parameters = {"query": query} if name is None else {"query": query, "operationName": name}
        response = await client.get("/graphql", params=parameters, headers=PREFLIGHT)
        assert_refused(response, 405, Code.BAD_USER_INPUT)
        assert response.headers["allow"] == "POST"
    assert not graph.asked


BAD = {
    "no query": "",
    "query twice": "query={__typename}&query={viewer{role}}",
    "variables twice": "query={__typename}&variables={}&variables={}",
    "variables a list": "query={__typename}&variables=[]",
    "extensions a text": "query={__typename}&extensions=%22x%22",
    "not UTF-8": "query=%ff",
    "half a surrogate": "query=%ed%a0%80",
    "NUL": "query={__typename}%00",
    "51 parameters": "&".join(f"a{number}=1" for number in range(51)),
}


@pytest.mark.parametrize("query_string", BAD.values(), ids=BAD.keys())
async def test_parameters_that_cannot_be_read_are_refused(
    client: httpx.AsyncClient, graph: RowlessGraph, query_string: str
) -> None:
    response = await client.get(f"/graphql?{query_string}", headers=PREFLIGHT)
    assert_refused(response, 400, Code.BAD_USER_INPUT)
    assert not graph.asked


@pytest.mark.parametrize("variables", ["", "{a:1}", '{"a":1,"a":2}'])
async def test_variables_that_are_no_json_are_refused(client: httpx.AsyncClient, variables: str) -> None:
    parameters = {"query": "{ __typename }", "variables": variables}
    response = await client.get("/graphql", params=parameters, headers=PREFLIGHT)
    assert_refused(response, 400, Code.PARSE_FAILED)


@pytest.mark.parametrize(
    "accept",
    ["text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "*/*;q=0.1, text/html"],
)
async def test_a22_there_is_no_page_unless_it_is_served(client: httpx.AsyncClient, accept: str) -> None:
    assert_refused(await client.get("/graphql", headers={"accept": accept}), 404, Code.NOT_FOUND)


async def test_head_is_refused_like_get(client: httpx.AsyncClient) -> None:
    response = await client.head("/graphql")
    assert response.status_code == 405
