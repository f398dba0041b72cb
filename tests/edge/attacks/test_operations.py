"""What happens around a request: a lock, a time-out, one connection for many viewers, many requests at once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event

import httpx
import pytest
from psycopg import sql

from app.database.addresses import Addresses
from app.database.connections import ApiPool, api_pool
from app.edge.routes import edge_application
from app.errors import Code
from app.identity.authenticator import DevelopmentAuthenticator
from app.resolvers.operation import Graph
from app.schema.build import build_schema
from tests.cli.running import PATIENCE, given, serving
from tests.conformance.reference.askers import ANONYMOUS, Asker
from tests.conformance.worlds.world import SECRET
from tests.edge.attacks.site import ANNA, GRAPHQL, NSO, Site, assert_harmless
from tests.edge.shape import assert_refused

PEOPLE = "{ users(first: 100) { nodes { firstName email } } }"
DEAR = "{ schools(first: 40) { nodes { users(first: 100) { nodes { id firstName } } } } }"
CROWD = 100


@pytest.fixture(scope="module")
def hasty(site: Site) -> Iterator[httpx.AsyncClient]:
    """The same world through one connection, whose statements are given up soon."""
    addresses = site.real._addresses
    pool = api_pool(Addresses(addresses.api, addresses.owner), size=1, statement_timeout=0.3, writes=True)
    site.real.run(lambda: opened(pool))
    graph = Graph(build_schema(), site.real.policy, pool, secret=SECRET, frozen_now=site.real.now)
    application = edge_application(graph, DevelopmentAuthenticator(SECRET, lambda: site.real.now), pool)
    yield httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://twingraph.test", timeout=60)
    site.real.run(pool.close)


async def opened(pool: ApiPool) -> None:
    await pool.open(wait=True)


@contextmanager
def locked(site: Site) -> Iterator[None]:
    """While somebody changes the table of people."""
    site.real.owner.execute("BEGIN")
    try:
        site.real.owner.execute(sql.SQL("LOCK TABLE users IN ACCESS EXCLUSIVE MODE"))
        yield
    finally:
        site.real.owner.execute("ROLLBACK")


async def ask(client: httpx.AsyncClient, site: Site, query: str, asker: Asker = ANONYMOUS) -> httpx.Response:
    headers = {"accept": GRAPHQL, **site.token(asker)}
    return await client.post("/graphql", json={"query": query}, headers=headers)


def test_o12_a_statement_that_waits_too_long_is_given_up_and_the_next_one_is_answered(
    site: Site, hasty: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    before = site.real.run(lambda: ask(hasty, site, PEOPLE))
    assert before.status_code == 200
    with locked(site):
        response = site.real.run(lambda: ask(hasty, site, PEOPLE))
        assert_harmless(response, caplog.text)
        assert_refused(response, 400, Code.LIMIT_EXCEEDED)
    assert site.real.run(lambda: ask(hasty, site, PEOPLE)).content == before.content


def test_o13_viewers_of_one_connection_inherit_nothing(site: Site, hasty: httpx.AsyncClient) -> None:
    askers = [ANONYMOUS, NSO, ANNA, Asker("EACEA", "OPERATION", "eacea")]
    own = [site.ask(PEOPLE, asker=asker).content for asker in askers]
    assert len(set(own)) == len(askers)
    for _ in range(2):
        for number, asker in enumerate(askers):
            assert site.real.run(partial(ask, hasty, site, PEOPLE, asker)).content == own[number]
            with locked(site):
                assert_refused(site.real.run(lambda: ask(hasty, site, PEOPLE, NSO)), 400, Code.LIMIT_EXCEEDED)
            assert site.real.run(lambda: ask(hasty, site, PEOPLE)).content == own[0]


def test_q01_a_withdrawal_counts_for_the_next_request_on_every_connection(site: Site, hasty: httpx.AsyncClient) -> None:
    def public() -> set[frozenset[str]]:
        answers = [site.ask(PEOPLE), site.real.run(lambda: ask(hasty, site, PEOPLE))]
        return {frozenset(node["firstName"] for node in each.json()["data"]["users"]["nodes"]) for each in answers}

    (before,) = public()
    assert "Gábor" in before
    update = "UPDATE consents SET withdrawn_at = %s FROM users WHERE users.id = user_id AND first_name = 'Gábor'"
    site.real.owner.execute(update, [site.real.now])
    try:
        assert public() == {before - {"Gábor"}}
    finally:
        site.real.owner.execute(update, [site.real.now + timedelta(microseconds=1)])
    assert public() == {before}


def test_r07_a_crowd_of_dear_requests_keeps_nobody_else_waiting(site: Site, hasty: httpx.AsyncClient) -> None:
    async def crowd() -> tuple[list[httpx.Response], list[httpx.Response], int]:
        asked = [asyncio.ensure_future(ask(hasty, site, DEAR, NSO)) for _ in range(CROWD)]
        small = [await ask(hasty, site, "{ __typename }") for _ in range(5)]
        pending = sum(not each.done() for each in asked)
        return small, list(await asyncio.gather(*asked)), pending

    with locked(site):
        small, dear, pending = site.real.run(crowd)
    assert [response.json() for response in small] == [{"data": {"__typename": "Query"}}] * 5
    assert pending > CROWD / 2, "they were answered while the crowd waited"
    assert {response.status_code for response in dear} <= {400, 503}
    for response in dear:
        (error,) = json.loads(response.content)["errors"]
        assert error["extensions"]["code"] in {Code.LIMIT_EXCEEDED, Code.UNAVAILABLE}
    assert site.real.run(lambda: ask(hasty, site, DEAR, NSO)).status_code == 200


def test_a_request_under_way_is_finished_when_the_server_is_asked_to_stop(site: Site, tmp_path: Path) -> None:
    addresses = site.real._addresses
    settings = {"TWINGRAPH_DATA_DIR": str(tmp_path), "TWINGRAPH_SECRET": SECRET.decode(), **given(addresses)}
    settings["TWINGRAPH_STATEMENT_TIMEOUT"] = "60"
    with serving(errors=None, **settings) as (process, line), ThreadPoolExecutor(1) as worker:
        with locked(site):
            answer = worker.submit(httpx.post, line.strip(), json={"query": PEOPLE}, timeout=PATIENCE)
            until_somebody_waits(site)
            process.terminate()
        assert answer.result(PATIENCE).status_code == 200
        assert process.wait(PATIENCE) == 0


def until_somebody_waits(site: Site) -> None:
    """Bounded: the request is on its way."""
    pause = Event()
    for _ in range(2_000):
        if site.real.owner.execute("SELECT true FROM pg_locks WHERE NOT granted").fetchone():
            return
        pause.wait(0.01)
    raise AssertionError("nobody waits")
