"""Numbers for Prometheus on their own port, and the timing of stages in development."""

from __future__ import annotations

import re
from datetime import datetime

import httpx
import pytest

from app.database.connections import ApiPool
from app.edge.metrics import Metrics, Watch
from app.edge.routes import edge_application
from app.errors import Code, Misconfigured
from app.identity.authenticator import DevelopmentAuthenticator
from tests.edge.rowless import RowlessGraph

pytestmark = pytest.mark.anyio

QUERY = {"query": "{ __typename }"}


def application_client(
    graph: RowlessGraph, pool: ApiPool, secret: bytes, now: datetime, metrics: Metrics | None, *, tells: bool = False
) -> httpx.AsyncClient:
    authenticator = DevelopmentAuthenticator(secret, lambda: now)
    application = edge_application(graph, authenticator, pool, watch=Watch(metrics, tells))
    return httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://twingraph.test")


async def page_of(port: int) -> str:
    async with httpx.AsyncClient() as prometheus:
        return (await prometheus.get(f"http://127.0.0.1:{port}/metrics")).text


async def test_requests_are_counted_by_place_status_and_code(
    graph: RowlessGraph, pool: ApiPool, secret: bytes, now: datetime
) -> None:
    metrics = Metrics(pool)
    async with application_client(graph, pool, secret, now, metrics) as client:
        for _ in range(3):
            await client.post("/graphql", json=QUERY)
        await client.post("/graphql", json={"query": "{ S3CR3T }"})
        await client.post("/graphql", json={"query": "{"}, headers={"accept": "application/graphql-response+json"})
        await client.get("/S3CR3T?S3CR3T")
        await client.get("/health/live", headers={"host": "a b"})
    with metrics.served("127.0.0.1", 0) as port:
        page = await page_of(port)
    assert 'twingraph_requests_total{place="graphql",status="200"} 4.0' in page
    assert 'twingraph_requests_total{place="graphql",status="400"} 1.0' in page
    assert 'twingraph_requests_total{place="other",status="404"} 1.0' in page
    assert 'twingraph_requests_total{place="health",status="400"} 1.0' in page
    assert f'twingraph_refusals_total{{code="{Code.VALIDATION_FAILED}"}} 1.0' in page
    assert f'twingraph_refusals_total{{code="{Code.PARSE_FAILED}"}} 1.0' in page
    assert f'twingraph_refusals_total{{code="{Code.INTERNAL}"}} 0.0' in page
    assert 'twingraph_request_seconds_count{place="graphql"} 5.0' in page
    assert "twingraph_requests_under_way 0.0" in page
    assert "S3CR3T" not in page


async def test_the_pool_tells_how_busy_it_is(pool: ApiPool) -> None:
    metrics = Metrics(pool)
    async with pool:
        await pool.wait()
        with metrics.served("127.0.0.1", 0) as port:
            assert "twingraph_database_pool_available 1.0" in await page_of(port)
            async with pool.connection():
                assert "twingraph_database_pool_available 0.0" in await page_of(port)


def test_a_port_that_is_taken_is_a_refusal(pool: ApiPool) -> None:
    metrics = Metrics(pool)
    with metrics.served("127.0.0.1", 0) as port, pytest.raises(Misconfigured, match="for the metrics"):
        metrics.served("127.0.0.1", port).__enter__()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/")


async def test_stages_are_told_in_development_only(
    graph: RowlessGraph, pool: ApiPool, secret: bytes, now: datetime
) -> None:
    async with application_client(graph, pool, secret, now, None, tells=True) as client:
        told = (await client.post("/graphql", json=QUERY)).headers["server-timing"]
        assert re.fullmatch(r"identity;dur=[\d.]+, body;dur=[\d.]+, answer;dur=[\d.]+", told)
        assert "server-timing" in (await client.post("/graphql", json={})).headers
    async with application_client(graph, pool, secret, now, None) as client:
        assert "server-timing" not in (await client.post("/graphql", json=QUERY)).headers
