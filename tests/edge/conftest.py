"""The HTTP side of the API over a graph without rows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import httpx
import pytest
from graphql import GraphQLSchema
from starlette.applications import Starlette

from app.database.addresses import Addresses
from app.database.connections import ApiPool, api_pool
from app.edge.routes import edge_application
from app.identity.authenticator import DevelopmentAuthenticator
from app.schema.build import build_schema
from tests.edge.rowless import RowlessGraph


@pytest.fixture(scope="session")
def schema() -> GraphQLSchema:
    return build_schema()._schema


@pytest.fixture
def graph(schema: GraphQLSchema) -> RowlessGraph:
    return RowlessGraph(schema)


@pytest.fixture
def pool(addresses: Addresses) -> ApiPool:
    """A pool that nobody has opened."""
    return api_pool(addresses, size=1, statement_timeout=5)


@pytest.fixture
def application(graph: RowlessGraph, pool: ApiPool, secret: bytes, now: datetime) -> Starlette:
    return edge_application(graph, DevelopmentAuthenticator(secret, lambda: now), pool)


@pytest.fixture
async def client(application: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(application)
    async with httpx.AsyncClient(transport=transport, base_url="http://twingraph.test") as client:
        yield client
