"""Health: alive without a database, ready with one."""

from __future__ import annotations

import httpx
import pytest

from app.database.connections import ApiPool
from app.errors import Code
from tests.edge.shape import assert_fixed_headers, assert_refused

pytestmark = pytest.mark.anyio


async def test_the_process_lives_without_its_database(client: httpx.AsyncClient) -> None:
    response = await client.get("/health/live")
    assert response.status_code == 200
    assert response.json() == {"status": "live"}
    assert_fixed_headers(response)


async def test_r05_without_its_database_it_is_not_ready(client: httpx.AsyncClient) -> None:
    assert_refused(await client.get("/health/ready"), 503, Code.UNAVAILABLE)


async def test_with_its_database_it_is_ready(client: httpx.AsyncClient, pool: ApiPool) -> None:
    async with pool:
        response = await client.get("/health/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "ready"}
