"""The query page: complete in itself, tokens for demo viewers in development, and nothing of it elsewhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import httpx
import psycopg
import pytest
from graphql import GraphQLSchema
from starlette.applications import Starlette

from app.authz.caller import Caller
from app.database.connections import ApiPool
from app.database.ids import record_id
from app.database.vocabulary import Purpose, Role
from app.edge.desk import TokenDesk
from app.edge.explorer import Explorer
from app.edge.routes import edge_application
from app.errors import Code, Forbidden, Unauthenticated
from app.identity.authenticator import NoIssuer
from app.identity.tokens import verify
from app.resolvers.document.prepare import prepare
from app.transfer.demo.viewers import DemoViewer
from tests.edge.rowless import RowlessGraph
from tests.edge.shape import assert_refused

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]
FILES = ROOT / "app" / "edge" / "graphiql"
HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
VIEWERS = (
    DemoViewer(None, Role.ANONYMOUS, None, "The public"),
    DemoViewer("staff-nso-ee", Role.NSO, Purpose.VALIDATION, "Estonian NSO"),
)


@pytest.fixture
def desk(graph: RowlessGraph, secret: bytes, now: datetime) -> TokenDesk:
    return TokenDesk(graph, secret, lambda: now, VIEWERS)


@pytest.fixture
def application(graph: RowlessGraph, pool: ApiPool, desk: TokenDesk) -> Starlette:
    return edge_application(graph, NoIssuer(), pool, explorer=Explorer(desk))


@pytest.fixture
async def without_desk(graph: RowlessGraph, pool: ApiPool) -> AsyncIterator[httpx.AsyncClient]:
    application = edge_application(graph, NoIssuer(), pool, explorer=Explorer(None))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(application), base_url="http://twingraph.test"
    ) as client:
        yield client


async def test_a_browser_gets_the_page_and_a_client_the_graph(client: httpx.AsyncClient) -> None:
    page = await client.get("/graphql", headers=HTML)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["x-content-type-options"] == "nosniff"
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert_refused(await client.get("/graphql", headers={"accept": "*/*"}), 405, Code.BAD_USER_INPUT)
    answer = await client.post("/graphql", json={"query": "{ __typename }"})
    assert answer.json()["data"]["role"] == "ANONYMOUS"


async def test_everything_that_the_page_names_is_served(client: httpx.AsyncClient) -> None:
    page = (await client.get("/graphql", headers=HTML)).text
    named = re.findall(r'(?:src|href)="(?!data:)([^"]+)"', page)
    assert len(named) == 6
    for path in named:
        asset = await client.get(f"/{path}")
        assert asset.status_code == 200
        kind = "text/javascript" if path.endswith(".js") else "text/css"
        assert asset.headers["content-type"] == f"{kind}; charset=utf-8"
        assert asset.headers["x-content-type-options"] == "nosniff"


def test_the_page_names_no_other_host() -> None:
    for path in FILES.glob("*.*"):
        assert "://" not in path.read_text(encoding="utf-8"), path
    style = (FILES / "vendor" / "graphiql.min.css").read_text(encoding="utf-8")
    assert not re.findall(r"url\((?!['\"]?data:)|@import|@font-face", style)


@pytest.mark.parametrize("name", ["LICENSES.txt", "page.html", "..%2fexplorer.py", "%2e%2e/explorer.py", "x.js", ""])
async def test_other_files_are_not_served(client: httpx.AsyncClient, name: str) -> None:
    assert_refused(await client.get(f"/graphql/assets/{name}"), 404, Code.NOT_FOUND)


def test_the_files_of_others_are_the_ones_that_the_document_describes() -> None:
    document = (ROOT / "docs" / "graphiql.md").read_text(encoding="utf-8")
    described = dict(re.findall(r"^\| `([\w.-]+)` \| `([0-9a-f]{64})` \|$", document, flags=re.MULTILINE))
    vendored = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (FILES / "vendor").glob("*.min.*")}
    assert described == vendored
    assert len(vendored) == 4


async def test_the_examples_and_their_askers_are_offered(client: httpx.AsyncClient, schema: GraphQLSchema) -> None:
    offer = (await client.get("/graphql/explorer")).json()
    assert [(example["title"], example["viewer"]) for example in offer["examples"]] == [
        ("The public website", 0),
        ("The TwinSpace client", None),  # whose asker is not among the viewers of this test
        ("The dashboard of a national support organisation", 1),
        ("Who sees what of me", None),
        ("As others see me", None),
        ("Why do I read a field, or not", None),
    ]
    for example in offer["examples"]:
        assert prepare(example["query"], schema).operations


async def test_the_viewers_that_the_database_knows_are_offered(client: httpx.AsyncClient, graph: RowlessGraph) -> None:
    offer = (await client.get("/graphql/explorer")).json()
    assert [(viewer["number"], viewer["role"], viewer["purpose"]) for viewer in offer["viewers"]] == [
        (0, "ANONYMOUS", None),
        (1, "NSO", "VALIDATION"),
    ]
    for refusal in (Forbidden("no"), Unauthenticated("no")):
        graph.fault = refusal
        assert (await client.get("/graphql/explorer")).json()["viewers"] == []


async def test_without_a_database_nothing_is_offered(client: httpx.AsyncClient, graph: RowlessGraph) -> None:
    graph.fault = psycopg.OperationalError("S3CR3T")
    assert_refused(await client.get("/graphql/explorer"), 503, Code.UNAVAILABLE)


async def test_the_token_of_a_viewer_is_genuine(client: httpx.AsyncClient, secret: bytes, now: datetime) -> None:
    token = (await client.post("/graphql/viewers/1")).json()["token"]
    expected = Caller(Role.NSO, Purpose.VALIDATION, record_id(secret, "user", "staff-nso-ee"))
    assert verify(token, secret, now) == expected
    assert (await client.post("/graphql/viewers/0")).json() == {"token": None}


async def test_tokens_are_for_the_listed_viewers_only(client: httpx.AsyncClient) -> None:
    for path in ("/graphql/viewers/2", "/graphql/viewers/-1", "/graphql/viewers/x", "/graphql/viewers"):
        assert_refused(await client.post(path), 404, Code.NOT_FOUND)
    assert_refused(await client.get("/graphql/viewers/1"), 405, Code.BAD_USER_INPUT)


async def test_without_a_desk_there_are_no_viewers_and_no_tokens(without_desk: httpx.AsyncClient) -> None:
    offer = (await without_desk.get("/graphql/explorer")).json()
    assert offer["viewers"] == []
    assert [example["viewer"] for example in offer["examples"]] == [None] * 6
    assert_refused(await without_desk.post("/graphql/viewers/1"), 404, Code.NOT_FOUND)


async def test_a22_without_the_page_nothing_of_it_is_there(graph: RowlessGraph, pool: ApiPool) -> None:
    transport = httpx.ASGITransport(edge_application(graph, NoIssuer(), pool))
    async with httpx.AsyncClient(transport=transport, base_url="http://twingraph.test") as client:
        for path in ("/graphql", "/graphql/explorer", "/graphql/assets/page.js"):
            assert_refused(await client.get(path, headers=HTML), 404, Code.NOT_FOUND)
        assert_refused(await client.post("/graphql/viewers/1"), 404, Code.NOT_FOUND)
