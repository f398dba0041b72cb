"""Who may come in and how: TLS in production, web pages of listed origins (rows K05, K06)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from ipaddress import ip_network

import httpx
import pytest

from app.database.connections import ApiPool
from app.edge.routes import edge_application
from app.edge.shield import Perimeter
from app.errors import Code
from app.identity.authenticator import DevelopmentAuthenticator
from tests.edge.rowless import RowlessGraph
from tests.edge.shape import FIXED_HEADERS, assert_refused

pytestmark = pytest.mark.anyio

QUERY = {"query": "{ __typename }"}
SITE = "https://www.example.org"
SECURE = {"x-forwarded-proto": "https"}
Clients = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture
def clients(graph: RowlessGraph, pool: ApiPool, secret: bytes, now: datetime) -> Clients:
    """A client of an application within a perimeter, from an address, over http or https."""

    @asynccontextmanager
    async def client(
        perimeter: Perimeter, peer: str = "192.0.2.1", scheme: str = "http"
    ) -> AsyncIterator[httpx.AsyncClient]:
        authenticator = DevelopmentAuthenticator(secret, lambda: now)
        application = edge_application(graph, authenticator, pool, perimeter=perimeter)
        transport = httpx.ASGITransport(application, client=(peer, 50_000))
        async with httpx.AsyncClient(transport=transport, base_url=f"{scheme}://twingraph.test") as made:
            yield made

    return client


PRODUCTION = Perimeter(
    demands_tls=True, proxies=(ip_network("192.0.2.0/28"), ip_network("2001:db8::/32"), ip_network("::1"))
)


@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        ("192.0.2.1", {}),
        ("192.0.2.1", {"x-forwarded-proto": "http"}),
        ("192.0.2.1", {"x-forwarded-proto": "https, http"}),
        ("192.0.2.1", {"x-forwarded-proto": "HTTPS"}),
        ("192.0.2.1", {"x-forwarded-ssl": "on", "forwarded": "proto=https"}),
        ("192.0.2.16", SECURE),
        ("2001:db9::1", SECURE),
        ("a proxy by name", SECURE),
    ],
)
async def test_plain_http_is_refused_where_tls_is_demanded(
    clients: Clients, graph: RowlessGraph, peer: str, headers: dict[str, str]
) -> None:
    async with clients(PRODUCTION, peer) as client:
        response = await client.post("/graphql", json=QUERY, headers=headers)
        assert_refused(response, 403, Code.FORBIDDEN)
        assert response.headers["strict-transport-security"].startswith("max-age=")
    assert not graph.asked


async def test_two_words_for_the_way_in_are_none(clients: Clients) -> None:
    async with clients(PRODUCTION) as client:
        headers = [("x-forwarded-proto", "https"), ("x-forwarded-proto", "https")]
        assert_refused(await client.post("/graphql", json=QUERY, headers=headers), 403, Code.FORBIDDEN)


@pytest.mark.parametrize(
    ("peer", "scheme", "headers"),
    [
        ("192.0.2.1", "http", SECURE),
        ("2001:db8::5", "http", SECURE),
        ("::1", "http", SECURE),
        ("198.51.100.1", "https", {}),
    ],
)
async def test_tls_to_here_or_to_a_trusted_proxy_is_answered(
    clients: Clients, peer: str, scheme: str, headers: dict[str, str]
) -> None:
    async with clients(PRODUCTION, peer, scheme) as client:
        response = await client.post("/graphql", json=QUERY, headers=headers)
        assert response.status_code == 200
        assert response.headers["strict-transport-security"] == "max-age=63072000"


async def test_health_is_asked_for_from_inside_over_anything(clients: Clients) -> None:
    async with clients(PRODUCTION, "198.51.100.1") as client:
        assert (await client.get("/health/live")).status_code == 200


async def test_in_development_nothing_is_said_about_tls(clients: Clients) -> None:
    async with clients(Perimeter()) as client:
        response = await client.post("/graphql", json=QUERY)
        assert response.status_code == 200
        assert "strict-transport-security" not in response.headers


ASKING = {"access-control-request-method": "POST", "access-control-request-headers": "content-type,authorization"}


async def test_k06_a_listed_origin_may_ask(clients: Clients) -> None:
    async with clients(Perimeter(frozenset({SITE}))) as client:
        preflight = await client.options("/graphql", headers={"origin": SITE, **ASKING})
        assert preflight.status_code == 204
        assert preflight.content == b""
        assert preflight.headers["access-control-allow-origin"] == SITE
        assert "authorization" in preflight.headers["access-control-allow-headers"].lower()
        response = await client.post("/graphql", json=QUERY, headers={"origin": SITE})
        assert response.status_code == 200
        assert response.headers["access-control-allow-origin"] == SITE
        assert "Origin" in response.headers["vary"]
        assert "access-control-allow-credentials" not in {**preflight.headers, **response.headers}
        refused = await client.post("/graphql", json={}, headers={"origin": SITE})
        assert refused.status_code == 400
        assert refused.headers["access-control-allow-origin"] == SITE, "a page may read why"


OTHERS = ["https://evil.example", "null", "*", f"{SITE}:8443", f"{SITE}.evil.example", SITE.upper(), f"{SITE}/", ""]


@pytest.mark.parametrize("origins", [frozenset(), frozenset({SITE})], ids=["none is listed", "another is listed"])
@pytest.mark.parametrize("origin", OTHERS)
async def test_k05_k06_no_other_origin_is_told_that_it_may(
    clients: Clients, origin: str, origins: frozenset[str]
) -> None:
    async with clients(Perimeter(origins)) as client:
        preflight = await client.options("/graphql", headers={"origin": origin, **ASKING})
        assert preflight.status_code == 405
        response = await client.post("/graphql", json=QUERY, headers={"origin": origin})
        for answer in (preflight, response):
            assert not [name for name in answer.headers if name.startswith("access-control-")]
            assert "set-cookie" not in answer.headers
            assert answer.headers["cache-control"] == FIXED_HEADERS["cache-control"]
        assert ("Origin" in response.headers["vary"]) == bool(origins)


async def test_two_origins_are_none(clients: Clients) -> None:
    async with clients(Perimeter(frozenset({SITE}))) as client:
        response = await client.post("/graphql", json=QUERY, headers=[("origin", SITE), ("origin", SITE)])
        assert "access-control-allow-origin" not in response.headers
