"""Sockets pay as requests do: for the handshake, for each operation, and as the client that opened them."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from app.edge.clients import Clients, hash_of
from app.edge.rate.limiter import Quotas, RateLimiter
from app.edge.rate.store import Ledger, MemoryStore
from app.edge.turnstile import Turnstile
from app.errors import Code
from tests.edge.sockets.conftest import HeldGraph, Servers
from tests.edge.sockets.talking import Talk, talking

QUERY = "{ __typename }"
WEBSITE = {"X-Client-Authorization": httpx.BasicAuth("website", "hush")._auth_header}
WRONG = {"X-Client-Authorization": httpx.BasicAuth("website", "guess")._auth_header}


@pytest.fixture
def port(serve: Servers) -> int:
    """Where nothing comes back: an address has points for two operations of this graph, a person for one."""
    quotas = Quotas(address=50 + 2 * 100, person=100, client=1_000)
    limiter = RateLimiter(quotas, MemoryStore(Ledger(lambda: 0.0)))
    return serve(turnstile=Turnstile(limiter=limiter, clients=Clients({"website": [hash_of("hush")]})))


def codes(talk: Talk, number: int) -> list[str]:
    """What so many operations come to, one after the other."""
    answers = [talk.answer(QUERY) for _ in range(number)]
    return ["" if each["type"] == "next" else each["payload"][0]["extensions"]["code"] for each in answers]


def test_operations_are_answered_as_long_as_they_are_paid_for(graph: HeldGraph, port: int) -> None:
    graph.objects = 50
    with talking(port) as talk:
        talk.begin()
        assert codes(talk, 4) == ["", "", Code.RATE_LIMITED, Code.RATE_LIMITED]
    assert len(graph.asked) == 2
    with pytest.raises(InvalidStatus) as refused, talking(port):
        pass
    assert refused.value.response.status_code == 429
    assert int(refused.value.response.headers["Retry-After"]) > 0


def test_a_person_pays_on_every_socket(graph: HeldGraph, port: int, bearer: Callable[..., str]) -> None:
    graph.objects = 50
    with talking(port) as talk:
        talk.begin(Authorization=bearer())
        assert codes(talk, 2) == ["", Code.RATE_LIMITED]


def test_a_client_pays_in_place_of_its_address(graph: HeldGraph, port: int) -> None:
    graph.objects = 50
    with talking(port, additional_headers=WEBSITE) as talk:
        talk.begin()
        assert codes(talk, 10) == [""] * 9 + [Code.RATE_LIMITED]
    with talking(port) as other:
        other.begin()
        assert codes(other, 1) == [""]


def test_a_wrong_secret_opens_no_socket_and_is_paid_for_by_its_address(port: int) -> None:
    statuses = []
    for _ in range(6):
        with pytest.raises(InvalidStatus) as refused, talking(port, additional_headers=WRONG):
            pass
        statuses.append(refused.value.response.status_code)
    assert statuses == [401] * 5 + [429]
