"""The whole application over the real graph and database: who may call, what if the database goes away."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

import httpx
import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from pydantic import SecretStr

from app.application import create_application
from app.authz.caller import Caller
from app.database.addresses import Addresses
from app.database.vocabulary import Purpose, Role
from app.errors import Code
from app.identity.tokens import issue
from app.settings import Settings
from tests.edge.shape import assert_fixed_headers, assert_refused

pytestmark = pytest.mark.anyio

STRANGER = UUID("7fd6152e-19a5-4b66-94f7-9293322b34db")
QUERY = {"query": "{ viewer { role } users { totalCount } }"}
ANSWER = {"data": {"viewer": {"role": "ANONYMOUS"}, "users": {"totalCount": 0}}}
# Requests that wait for the database for some seconds each: far more than a healthy one ever needs.
ATTEMPTS = 20


@asynccontextmanager
async def running(addresses: Addresses, secret: bytes, now: datetime, folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """The application as `serve` would run it, without a socket."""
    settings = Settings(data_dir=folder, secret=SecretStr(secret.decode()), now=now, pool_size=2)
    application = create_application(settings, addresses)
    transport = httpx.ASGITransport(application)
    async with (
        application.router.lifespan_context(application),
        httpx.AsyncClient(transport=transport, base_url="http://twingraph.test") as client,
    ):
        yield client


@pytest.fixture
async def client(
    empty_world: Addresses, secret: bytes, now: datetime, tmp_path: Path
) -> AsyncIterator[httpx.AsyncClient]:
    async with running(empty_world, secret, now, tmp_path) as client:
        yield client


async def test_the_public_is_answered(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", json=QUERY)
    assert response.json() == ANSWER
    assert_fixed_headers(response)


@pytest.mark.parametrize("role", [Role.GENERAL_USER, Role.ETWINNER])
async def test_f19_a_genuine_token_of_nobody_is_refused(
    client: httpx.AsyncClient, secret: bytes, now: datetime, role: Role
) -> None:
    token = issue(secret, Caller(role, None, STRANGER), now)
    response = await client.post("/graphql", json=QUERY, headers={"authorization": f"Bearer {token}"})
    assert_refused(response, 401, Code.UNAUTHENTICATED)


async def test_f19_a_purpose_that_is_not_the_role_s_is_refused(
    client: httpx.AsyncClient, secret: bytes, now: datetime
) -> None:
    token = issue(secret, Caller(Role.JRC, Purpose.MONITORING, STRANGER), now)
    response = await client.post("/graphql", json=QUERY, headers={"authorization": f"Bearer {token}"})
    assert_refused(response, 403, Code.FORBIDDEN)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ users(first: -1) { totalCount } }", Code.BAD_USER_INPUT),
        ("{ users(first: 101) { totalCount } }", Code.LIMIT_EXCEEDED),
        ("{ users(first: 1, last: 1) { totalCount } }", Code.BAD_USER_INPUT),
        ('{ users(after: "S3CR3T") { totalCount } }', Code.BAD_USER_INPUT),
        ("{ nodes(ids: [" + '"x" ' * 101 + "]) { id } }", Code.LIMIT_EXCEEDED),
        ('{ users(where: { email: { eq: "S3CR3T" } }) { totalCount } }', Code.FORBIDDEN),
        ('query ($first: Int = "S3CR3T") { users(first: $first) { totalCount } }', Code.VALIDATION_FAILED),
    ],
)
async def test_e01_d06_bad_input_is_refused_in_the_one_shape(client: httpx.AsyncClient, query: str, code: Code) -> None:
    response = await client.post("/graphql", json={"query": query})
    assert_refused(response, 200, code)
    assert "S3CR3T" not in response.text


async def test_r05_without_the_database_requests_are_refused_and_with_it_answered_again(
    new_database: Callable[[], Addresses], server: Addresses, secret: bytes, now: datetime, tmp_path: Path
) -> None:
    addresses = new_database()
    database = str(conninfo_to_dict(addresses.api)["dbname"])
    name = sql.Identifier(database)
    async with running(addresses, secret, now, tmp_path) as client:
        assert (await client.post("/graphql", json=QUERY)).json() == ANSWER
        with psycopg.connect(server.owner, autocommit=True) as operator:
            operator.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
            end_connections(server, database)
            response = await client.post("/graphql", json=QUERY)
            assert_refused(response, 503, Code.UNAVAILABLE)
            assert response.headers["retry-after"].isdecimal()
            assert_refused(await client.get("/health/ready"), 503, Code.UNAVAILABLE)
            assert (await client.get("/health/live")).status_code == 200
            operator.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))
        statuses = [(await client.post("/graphql", json=QUERY)).status_code for _ in range(ATTEMPTS)]
        assert statuses[-1] == 200
        assert set(statuses) <= {200, 503}


def end_connections(server: Addresses, database: str) -> None:
    """What a restart does to the connections of the API; their own role may do it too."""
    with psycopg.connect(server.api, autocommit=True) as connection:
        ended = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database]
        ).fetchall()
    assert ended
