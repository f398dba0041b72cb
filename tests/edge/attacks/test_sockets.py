"""Sockets over a world: the same bytes as over HTTP for everybody, and an end when a right ends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from starlette.applications import Starlette

from app.database.connections import api_pool
from app.edge.connection import Connection
from app.edge.routes import edge_application
from app.edge.sockets.terms import SocketTerms
from app.errors import Code
from app.identity.authenticator import DevelopmentAuthenticator
from app.resolvers.operation import Graph
from app.schema.build import build_schema
from tests.conformance.reference.askers import Asker, one_per_role
from tests.conformance.reference.facts import Facts
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.world import SECRET
from tests.edge.attacks.site import ANNA, NSO, Site
from tests.edge.serving import running
from tests.edge.sockets.talking import INIT, talking

DOCUMENTS = {
    "people": "{ users(first: 100) { totalCount nodes { id firstName email school { officialName email } } } }",
    "projects": "{ projects(first: 100) { totalCount nodes { id title } } }",
    "oneself": "{ viewer { role purpose user { lastName email subjects } } }",
    "nothing": '{ nodes(ids: ["S3CR3T"]) { id } }',
    "a name that there is not": "{ S3CR3T }",
    "a filter that nobody reads": '{ users(where: {email: {eq: "S3CR3T"}}) { nodes { id } } }',
    "a subscription": "subscription { users { nodes { id } } }",
}


@pytest.fixture(scope="module")
def port(site: Site) -> Iterator[int]:
    """The world of the site behind a server."""
    real = site.real
    pool = api_pool(real._addresses, size=2, statement_timeout=30, writes=True)
    graph = Graph(build_schema(), real.policy, pool, secret=SECRET, frozen_now=real.now)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with pool:
            yield

    application = edge_application(
        graph,
        DevelopmentAuthenticator(SECRET, lambda: real.now),
        pool,
        lifespan=lifespan,
        sockets=SocketTerms(clock=lambda: real.now),
    )
    yield from running(application, Connection)


def test_everybody_is_answered_the_same_bytes_as_over_http(site: Site, port: int) -> None:
    answered = set[str]()
    for asker in one_per_role(Facts(corpus())):
        with talking(port) as talk:
            token = site.token(asker)
            talk.begin(**({"Authorization": token["authorization"]} if token else {}))
            for number, (name, document) in enumerate(DOCUMENTS.items()):
                over_http = site.ask(document, asker=asker).text
                talk.ask(document, str(number))
                frame = talk.text()
                if '"type":"next"' in frame[:40]:
                    assert frame == f'{{"id":"{number}","type":"next","payload":{over_http}}}'
                    assert talk.receive()["type"] == "complete"
                    answered.add(name)
                else:
                    errors = over_http.removeprefix('{"errors":').removesuffix("}")
                    assert frame == f'{{"id":"{number}","type":"error","payload":{errors}}}'
    assert answered >= {"people", "projects", "oneself", "nothing"}


def test_n12_a_role_that_is_taken_away_ends_the_socket_with_the_next_operation(site: Site, port: int) -> None:
    users = "{ users(first: 3) { nodes { id } } }"
    owner = site.real.owner
    with talking(port) as talk, talking(port) as other:
        talk.begin(Authorization=site.token(NSO)["authorization"])
        other.begin(Authorization=site.token(ANNA)["authorization"])
        assert talk.answer(users)["type"] == "next"
        before = owner.execute("SELECT id, valid_to FROM assignments").fetchall()
        try:
            owner.execute("UPDATE assignments SET valid_to = %s", [site.real.now])
            refused = talk.answer(users, "2")
            assert refused["payload"][0]["extensions"]["code"] in {Code.FORBIDDEN, Code.UNAUTHENTICATED}
            assert talk.closed() == 4403
            assert other.answer(users)["type"] == "next", "a role that nobody took away"
        finally:
            for identity, revoked in before:
                owner.execute("UPDATE assignments SET valid_to = %s WHERE id = %s", [revoked, identity])


def test_n12_a_closed_account_begins_and_is_answered_nothing(site: Site, port: int) -> None:
    gone = Asker("ETWINNER", None, "nobody of this name")
    with talking(port) as talk:
        talk.send({**INIT, "payload": {"Authorization": site.token(gone)["authorization"]}})
        assert talk.receive()["type"] == "connection_ack"
        assert talk.answer("{ users { nodes { id } } }")["payload"][0]["extensions"]["code"] == Code.UNAUTHENTICATED
        assert talk.closed() == 4403
