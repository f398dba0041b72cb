"""Commands over sockets are what they are over HTTP: the same bytes, the same order, the same refusals, done once.

Two servers over two databases with the same world: what one is asked over HTTP, the other is asked over a socket.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from app.application import POLICY
from app.database.addresses import Addresses
from app.database.connections import api_pool
from app.edge.connection import Connection
from app.edge.refusals import refusal_of
from app.edge.routes import edge_application
from app.edge.sockets.terms import SocketTerms
from app.errors import Code
from app.identity.authenticator import DevelopmentAuthenticator
from app.identity.tokens import issue
from app.resolvers.commands.running import CommandMeans
from app.resolvers.operation import Graph
from app.schema.build import build_schema
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import ANONYMOUS, Asker
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.world import SECRET, public_id
from tests.edge.serving import running
from tests.edge.sockets.talking import talking

ANNA = Asker("ETWINNER", None, "anna")
NSO = Asker("NSO", "VALIDATION", "nso-ee")
GRAPHQL = "application/graphql-response+json"
UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"

WITHDRAW = "withdrawConsent(input: {purpose: COMMISSION_NEWS}) { user { consents { purpose withdrawnAt } } }"


def give(said: str, notice: str = "esep-nb") -> str:
    """A consent, with a text to be repeated."""
    given = f'clientMutationId: "{said}", purpose: COMMISSION_NEWS, noticeVersion: "{notice}", language: "et"'
    return f"giveConsent(input: {{{given}}}) {{ clientMutationId user {{ consents {{ purpose withdrawnAt }} }} }}"


def decide(name: str, person: str, reason: str | None = None) -> str:
    """A decision about the registration of somebody."""
    more = "" if reason is None else f'reason: "{reason}",'
    return f'{name}(input: {{{more} user: "{person}"}}) {{ clientMutationId user {{ id status }} }}'


def mutation(*fields: str) -> str:
    return "mutation { " + " ".join(f"{key}: {field}" for key, field in zip("abcd", fields, strict=False)) + " }"


PENDING, OFF, COLLEAGUE = (public_id("user", key) for key in ("pending", "off", "anna"))
# Who asks for what, one after the other.
SERIES = (
    (ANNA, mutation(WITHDRAW, give("first"), WITHDRAW)),
    (ANNA, mutation(WITHDRAW, give("no such notice", "S3CR3T"), WITHDRAW, "__typename")),
    (NSO, mutation(decide("validateRegistration", PENDING), decide("validateRegistration", PENDING))),
    (NSO, mutation(decide("validateRegistration", OFF))),
    (NSO, mutation(decide("validateRegistration", UNKNOWN))),
    (NSO, mutation(decide("withdrawValidation", COLLEAGUE, ""))),
    (NSO, mutation(give("for an office"))),
    (ANNA, mutation(decide("refuseRegistration", PENDING, "a reason"))),
    (ANNA, mutation("S3CR3T")),
    (ANNA, mutation("unpublishMe")),
    (ANONYMOUS, mutation("unpublishMe(input: {}) { clientMutationId }")),
    (Asker("NSO", "VALIDATION", "anna"), mutation(decide("validateRegistration", PENDING))),
)
CARRIED_OUT = ["giveConsent", "withdrawConsent", "validateRegistration"]


@dataclass(frozen=True)
class Side:
    """One server over one database."""

    port: int
    real: RealGraph

    def token(self, asker: Asker) -> str:
        return f"Bearer {issue(SECRET, asker.caller(), self.real.now)}"

    def over_http(self, asker: Asker, document: str, variables: dict[str, Any] | None = None) -> str:
        headers = {"accept": GRAPHQL} | ({} if asker == ANONYMOUS else {"authorization": self.token(asker)})
        body = {"query": document, "variables": variables}
        return httpx.post(f"http://127.0.0.1:{self.port}/graphql", json=body, headers=headers, timeout=30).text

    def over_socket(self, asker: Asker, document: str, variables: dict[str, Any] | None = None) -> str:
        """The frame that answers, on a socket of its own."""
        with talking(self.port) as talk:
            talk.begin(**({} if asker == ANONYMOUS else {"Authorization": self.token(asker)}))
            talk.ask(document, variables=variables)
            return talk.text()

    def audited(self) -> list[tuple[Any, ...]]:
        rows = self.real.owner.execute(
            "SELECT person::text, role, purpose, command, changes FROM audit_log ORDER BY id"
        )
        return rows.fetchall()


Servers = tuple[Side, Side]


@pytest.fixture(scope="module")
def served(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    with ExitStack() as stack:
        one, other = (stack.enter_context(_side(new_database(), tmp_path_factory.mktemp("side"))) for _ in "ab")
        yield one, other


@pytest.fixture
def sides(served: Servers) -> Servers:
    """The same world in both."""
    for side in served:
        side.real.load(corpus())
    return served


@contextmanager
def _side(addresses: Addresses, folder: Path) -> Iterator[Side]:
    real = RealGraph(addresses, folder)
    real.load(corpus())
    pool, writing = (api_pool(addresses, size=4, statement_timeout=30, writes=writes) for writes in (False, True))
    means = CommandMeans(writing, POLICY / "model.conf", refusal_of)
    graph = Graph(build_schema(), real.policy, pool, secret=SECRET, frozen_now=real.now, means=means)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with pool, writing:
            yield

    application = edge_application(
        graph,
        DevelopmentAuthenticator(SECRET, lambda: real.now),
        pool,
        lifespan=lifespan,
        sockets=SocketTerms(clock=lambda: real.now),
    )
    for port in running(application, Connection):
        yield Side(port, real)
    real.close()


def test_commands_over_a_socket_are_answered_the_bytes_of_http_and_do_the_same(sides: Servers) -> None:
    one, other = sides
    for asker, document in SERIES:
        over_http, frame = one.over_http(asker, document), other.over_socket(asker, document)
        if over_http.startswith('{"data"'):
            assert frame == f'{{"id":"1","type":"next","payload":{over_http}}}'
        else:
            errors = over_http.removeprefix('{"errors":').removesuffix("}")
            assert frame == f'{{"id":"1","type":"error","payload":{errors}}}'
    assert one.audited() == other.audited()
    assert [command for *_, command, _ in one.audited()] == CARRIED_OUT


def test_a_command_that_is_sent_again_over_the_other_is_done_once(sides: Servers) -> None:
    side, _ = sides
    sent = """mutation ($input: GiveConsentInput!) {
      giveConsent(input: $input) { user { consents { purpose givenAt withdrawnAt } } }
    }"""
    given = {
        "purpose": "COMMISSION_NEWS",
        "noticeVersion": "esep-nb",
        "language": "et",
        "idempotencyKey": "one and the same",
    }
    over_http = side.over_http(ANNA, sent, {"input": given})
    assert json.loads(side.over_http(ANNA, mutation(WITHDRAW)))["data"]["a"] is not None
    frame = json.loads(side.over_socket(ANNA, sent, {"input": given}))
    assert frame["type"] == "next"
    ends = [
        [
            one["withdrawnAt"]
            for one in answer["data"]["giveConsent"]["user"]["consents"]
            if one["purpose"] == "COMMISSION_NEWS"
        ]
        for answer in (json.loads(over_http), frame["payload"])
    ]
    assert ends[0] == [None]
    assert ends[1] != [None], "nothing was given once more; what is shown is what is true now"
    refused = json.loads(side.over_socket(ANNA, sent, {"input": given | {"language": "en"}}))
    assert refused["payload"]["errors"][0]["extensions"]["code"] == Code.CONFLICT
    assert [command for *_, command, _ in side.audited()] == ["giveConsent", "withdrawConsent"]


def test_twenty_at_once_on_one_socket_are_done_once(sides: Servers) -> None:
    side, _ = sides
    with talking(side.port) as talk:
        talk.begin(Authorization=side.token(ANNA))
        for number in range(20):
            talk.ask(mutation(give("many")), str(number))
        messages = [talk.receive() for _ in range(40)]
    answers = [message for message in messages if message["type"] == "next"]
    assert sorted(int(message["id"]) for message in answers) == list(range(20))
    assert len({json.dumps(message["payload"]) for message in answers}) == 1
    assert [command for *_, command, _ in side.audited()] == ["giveConsent"]


def test_a_socket_ends_with_the_operation_after_the_command_that_ends_its_right(sides: Servers) -> None:
    side, _ = sides
    with talking(side.port) as talk:
        talk.begin(Authorization=side.token(ANNA))
        said = talk.answer("mutation { signOutEverywhere(input: {}) { clientMutationId } }")
        assert said == {
            "id": "1",
            "type": "next",
            "payload": {"data": {"signOutEverywhere": {"clientMutationId": None}}},
        }
        refused = talk.answer(mutation(give("too late")), "2")
        assert [error["extensions"]["code"] for error in refused["payload"]] == [Code.UNAUTHENTICATED]
        assert talk.closed() == 4403
    assert [command for *_, command, _ in side.audited()] == ["signOutEverywhere"]
