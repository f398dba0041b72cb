"""Points over HTTP: what is told, what is refused, and who pays; rows I05, L06 and P07 of the list of attacks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import httpx
import psycopg
import pytest

from app.authz.caller import Caller
from app.database.connections import ApiPool
from app.database.vocabulary import Role
from app.edge.clients import Clients, hash_of
from app.edge.metrics import Metrics, Watch
from app.edge.rate.limiter import Quotas, RateLimiter
from app.edge.rate.store import Ledger, MemoryStore
from app.edge.routes import edge_application
from app.edge.shield import Perimeter
from app.edge.turnstile import Turnstile
from app.errors import Code
from app.identity.authenticator import DevelopmentAuthenticator
from app.identity.tokens import issue
from tests.edge.rate.test_store import Clock
from tests.edge.rowless import RowlessGraph
from tests.edge.shape import assert_refused

pytestmark = pytest.mark.anyio

QUERY = {"query": "{ __typename }"}
QUOTAS = Quotas(address=1_000, person=500, client=5_000)
ANNA, BERTA = (Caller(Role.ETWINNER, None, UUID(f"7fd6152e-19a5-4b66-94f7-9293322b34d{digit}")) for digit in ("a", "b"))
WEBSITE = {"x-client-authorization": httpx.BasicAuth("website", "hush")._auth_header}

Asking = Callable[..., httpx.AsyncClient]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def metrics(pool: ApiPool) -> Metrics:
    return Metrics(pool)


@pytest.fixture
def asking(graph: RowlessGraph, pool: ApiPool, secret: bytes, now: datetime, clock: Clock, metrics: Metrics) -> Asking:
    """A client at an address, of an application that all of them share."""
    turnstile = Turnstile(
        limiter=RateLimiter(QUOTAS, MemoryStore(Ledger(clock))), clients=Clients({"website": [hash_of("hush")]})
    )
    authenticator = DevelopmentAuthenticator(secret, lambda: now)
    application = edge_application(
        graph, authenticator, pool, turnstile=turnstile, watch=Watch(metrics), perimeter=Perimeter()
    )

    def client(caller: Caller | None = None, *, at: str = "192.0.2.1", **headers: str) -> httpx.AsyncClient:
        if caller is not None:
            headers["authorization"] = f"Bearer {issue(secret, caller, now)}"
        transport = httpx.ASGITransport(application, client=(at, 4711))
        return httpx.AsyncClient(transport=transport, base_url="http://twingraph.test", headers=headers)

    return client


async def test_each_answer_tells_the_policies_and_what_is_left(asking: Asking, graph: RowlessGraph) -> None:
    graph.objects = 40
    async with asking() as client:
        response = await client.post("/graphql", json=QUERY)
    assert response.headers["ratelimit-policy"] == '"address";q=1000;qu="points";w=60'
    assert response.headers["ratelimit"] == '"address";r=910;t=6'
    assert "retry-after" not in response.headers
    async with asking(ANNA) as client:
        response = await client.post("/graphql", json=QUERY)
    assert response.headers["ratelimit-policy"].endswith(', "person";q=500;qu="points";w=60')
    assert response.headers["ratelimit"] == '"address";r=820;t=11, "person";r=410;t=11'


async def test_without_points_nothing_is_read_and_the_answer_says_when_to_come_back(
    asking: Asking, graph: RowlessGraph, clock: Clock
) -> None:
    graph.objects = 950
    async with asking() as client:
        assert (await client.post("/graphql", json=QUERY)).status_code == 200
        # A body that cannot be read, a token that is none: neither is looked at.
        headers = {"authorization": "Bearer nonsense"}
        response = await client.post("/graphql", content=b"{", headers=headers)
        (error,) = assert_refused(response, 429, Code.RATE_LIMITED)
        assert response.headers["retry-after"] == "3"
        assert response.headers["ratelimit"] == '"address";r=0;t=3'
        assert error["message"] == "This takes 50 points, and this address has 0 left now."
        assert len(graph.asked) == 1
        clock.now += 3
        graph.objects = 0
        assert (await client.post("/graphql", json=QUERY)).status_code == 200
        assert_refused(await client.post("/graphql", json=QUERY), 429, Code.RATE_LIMITED)


async def test_an_operation_is_paid_before_it_is_executed_in_full_or_not_at_all(
    asking: Asking, graph: RowlessGraph, clock: Clock
) -> None:
    async with asking() as client:
        graph.objects = 450
        await client.post("/graphql", json=QUERY)
        graph.objects = 451
        graph.fault = AssertionError("it was executed")
        response = await client.post("/graphql", json=QUERY)
        (error,) = assert_refused(response, 429, Code.RATE_LIMITED)
        # The request itself is paid for, so that trying costs something too.
        assert error["message"] == "This takes 501 points, and this address has 450 left now."
        assert response.headers["ratelimit"] == f'"address";r=450;t={response.headers["retry-after"]}'
        clock.now += int(response.headers["retry-after"])
        graph.fault = None
        assert (await client.post("/graphql", json=QUERY)).status_code == 200


REFUSED = {
    "L06 a batch": ({"content": b"[" + b'{"query":"{ __typename }"},' * 9 + b"1]"}, 400),
    "no JSON": ({"content": b"{"}, 400),
    "another media type": ({"content": b"{}", "headers": {"content-type": "text/plain"}}, 415),
    "a document that does not fit": ({"json": {"query": "{ people }"}}, 200),
    "a bad token": ({"json": QUERY, "headers": {"authorization": "Bearer a.b.c"}}, 401),
    "a bad secret of a client": ({"json": QUERY, "headers": {"x-client-authorization": "Basic eDp5"}}, 401),
    "nothing to accept": ({"json": QUERY, "headers": {"accept": "text/xml"}}, 406),
}


@pytest.mark.parametrize(("request_", "status"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_refused_request_costs_a_little_and_in_the_end_everything(
    asking: Asking, request_: dict[str, object], status: int
) -> None:
    given = {"headers": {"content-type": "application/json"}} | request_
    async with asking() as client:
        for spent in range(50, 1_001, 50):
            response = await client.request("POST", "/graphql", **given)  # type: ignore[arg-type]
            assert response.status_code == status
            assert response.headers["ratelimit"].startswith(f'"address";r={1_000 - spent};')
        assert_refused(await client.request("POST", "/graphql", **given), 429, Code.RATE_LIMITED)  # type: ignore[arg-type]


async def test_i05_points_are_objects_whatever_the_number_of_requests_and_tokens(
    asking: Asking, graph: RowlessGraph
) -> None:
    graph.objects = 200
    answered = 0
    for caller in (ANNA, BERTA):
        async with asking(caller) as client:
            for _ in range(3):
                answered += (await client.post("/graphql", json=QUERY)).status_code == 200
    # Each of them has points for two of these, their one address for four.
    assert answered == 4
    async with asking() as client:
        assert_refused(await client.post("/graphql", json=QUERY), 429, Code.RATE_LIMITED)


async def test_a_person_pays_from_every_address_and_nobody_else_does(asking: Asking, graph: RowlessGraph) -> None:
    graph.objects = 450
    async with asking(ANNA) as client:
        assert (await client.post("/graphql", json=QUERY)).status_code == 200
    async with asking(ANNA, at="198.51.100.7") as client:
        response = await client.post("/graphql", json=QUERY)
        (error,) = assert_refused(response, 429, Code.RATE_LIMITED)
        assert "this account has 0 left" in error["message"]
    async with asking(BERTA, at="198.51.100.7") as client:
        assert (await client.post("/graphql", json=QUERY)).status_code == 200


async def test_addresses_of_one_64_pay_together(asking: Asking, graph: RowlessGraph) -> None:
    graph.objects = 950
    async with asking(at="2001:db8::1") as client:
        await client.post("/graphql", json=QUERY)
    async with asking(at="2001:db8::2") as client:
        assert_refused(await client.post("/graphql", json=QUERY), 429, Code.RATE_LIMITED)
    async with asking(at="2001:db8:0:1::1") as client:
        assert (await client.post("/graphql", json=QUERY)).status_code == 200


async def test_a_client_pays_for_itself_and_so_asks_for_more_than_an_address(
    asking: Asking, graph: RowlessGraph
) -> None:
    graph.objects = 950
    async with asking(**WEBSITE) as website, asking() as other:
        answers = [await website.post("/graphql", json=QUERY) for _ in range(5)]
        assert [response.status_code for response in answers] == [200] * 5
        assert answers[-1].headers["ratelimit"] == '"client";r=0;t=60'
        (error,) = assert_refused(await website.post("/graphql", json=QUERY), 429, Code.RATE_LIMITED)
        assert "this client has 0 left" in error["message"]
        assert (await other.post("/graphql", json=QUERY)).status_code == 200


async def test_a_person_behind_a_client_pays_as_everywhere(asking: Asking, graph: RowlessGraph) -> None:
    graph.objects = 450
    async with asking(ANNA, **WEBSITE) as website:
        response = await website.post("/graphql", json=QUERY)
        assert response.headers["ratelimit"] == '"client";r=4500;t=6, "person";r=0;t=60'
        assert_refused(await website.post("/graphql", json=QUERY), 429, Code.RATE_LIMITED)


async def test_p07_of_ten_requests_at_once_where_points_for_one_are_left_one_is_answered(
    asking: Asking, graph: RowlessGraph
) -> None:
    graph.objects = 450
    async with asking() as client:
        await client.post("/graphql", json=QUERY)
        responses = await asyncio.gather(*(client.post("/graphql", json=QUERY) for _ in range(10)))
    assert sorted(response.status_code for response in responses) == [200] + [429] * 9


async def test_a_fault_after_the_price_costs_the_price_and_no_more(asking: Asking, graph: RowlessGraph) -> None:
    graph.objects, graph.fault = 40, psycopg.OperationalError("gone")
    async with asking() as client:
        response = await client.post("/graphql", json=QUERY)
        assert_refused(response, 503, Code.UNAVAILABLE)
        assert response.headers["retry-after"] == "5"
        assert response.headers["ratelimit"] == '"address";r=910;t=6'


async def test_refusals_are_counted_by_who_had_no_points_and_requests_by_client(
    asking: Asking, graph: RowlessGraph, metrics: Metrics
) -> None:
    graph.objects = 950
    async with asking() as client, asking(**WEBSITE) as website:
        await client.post("/graphql", json=QUERY)
        await client.post("/graphql", json=QUERY)
        await website.post("/graphql", json=QUERY)

    def number(name: str, **labels: str) -> float | None:
        return metrics.registry.get_sample_value(name, labels)

    assert number("twingraph_rate_limited_total", policy="address") == 1
    assert number("twingraph_refusals_total", code=Code.RATE_LIMITED) == 1
    assert number("twingraph_client_requests_total", client="website") == 1


async def test_without_a_limit_nothing_is_told_and_nothing_counted(client: httpx.AsyncClient) -> None:
    answers = [await client.post("/graphql", json=QUERY) for _ in range(30)]
    assert [response.status_code for response in answers] == [200] * 30
    assert not [name for name in answers[-1].headers if name.startswith("ratelimit")]


async def test_nothing_of_a_caller_is_in_a_refusal_or_a_log(
    asking: Asking, graph: RowlessGraph, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    graph.objects = 5_000
    canary, address = "S3CR3T", "198.51.100.7"
    headers = {"x-forwarded-for": address, "user-agent": canary}
    async with asking(ANNA, at=address, **headers) as client, asking(at=address, **headers) as other:
        said = [
            await client.post("/graphql", json=QUERY),
            await client.post("/graphql", json={"query": f'{{ node(id: "{canary}") {{ id }} }}'}),
            await other.post("/graphql", json={"documentId": f"sha256:{'5' * 64}", "variables": {canary: canary}}),
            await other.post("/graphql", json=QUERY, headers={"x-client-authorization": f"Basic {canary}"}),
        ]
    assert [response.status_code for response in said] == [429, 429, 200, 401]
    told = "".join(response.text + str(response.headers) for response in said) + caplog.text
    assert not [value for value in (canary, address, str(ANNA.user_id), "5" * 64) if value in told]
