"""Servers with sockets over a graph without rows, which answers when a test lets it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from threading import Event, Thread
from typing import Any
from uuid import UUID

import pytest
from graphql import GraphQLSchema

from app.authz.caller import Caller
from app.database.addresses import Addresses
from app.database.connections import ApiPool, api_pool
from app.database.vocabulary import Role
from app.edge.connection import Connection
from app.edge.gate import Gate
from app.edge.routes import edge_application
from app.edge.shield import Perimeter
from app.edge.sockets.terms import SocketTerms
from app.identity.authenticator import DevelopmentAuthenticator
from app.identity.tokens import issue
from app.resolvers.cost import Spend
from tests.edge.rowless import RowlessGraph
from tests.edge.serving import DEADLINE, running

SITE = "https://www.example.org"
TEACHER = Caller(Role.ETWINNER, None, UUID("7fd6152e-19a5-4b66-94f7-9293322b34db"))
OFFICER = Caller(Role.NSO, None, TEACHER.user_id)
HELD = "query Held { __typename }"


class HeldGraph(RowlessGraph):
    """Keeps operations that are called `Held` until it is told to let them go."""

    def __init__(self, schema: GraphQLSchema) -> None:
        super().__init__(schema)
        self.release = Event()
        self.held = 0

    async def answer(
        self,
        source: str,
        operation_name: str | None,
        variables: dict[str, Any] | None,
        extensions: dict[str, Any] | None,
        caller: Caller,
        spend: Spend | None = None,
    ) -> bytes:
        if source == HELD:
            self.held += 1
            await asyncio.to_thread(self.release.wait, DEADLINE)
        return await super().answer(source, operation_name, variables, extensions, caller, spend)


@pytest.fixture
def graph(schema: GraphQLSchema) -> Iterator[HeldGraph]:
    held = HeldGraph(schema)
    yield held
    held.release.set()


class Servers:
    """Starts servers with limits or a perimeter of their own, or with another protocol class; gives their ports."""

    def __init__(self, graph: HeldGraph, pool: ApiPool, secret: bytes, now: datetime) -> None:
        self._graph, self._pool, self._secret, self._now = graph, pool, secret, now
        self._stack = ExitStack()
        self._stopping: Thread | None = None

    def __call__(
        self,
        terms: Callable[..., SocketTerms] = SocketTerms,
        protocol: type[Connection] = Connection,
        gate: Gate | None = None,
        **given: Any,
    ) -> int:
        application = edge_application(
            self._graph,
            DevelopmentAuthenticator(self._secret, lambda: self._now),
            self._pool,
            sockets=terms(clock=lambda: self._now),
            **given,
        )
        return self._stack.enter_context(contextmanager(running)(application, protocol, gate))

    def begin_to_stop(self) -> None:
        """Ask all of them to stop, as a signal does."""
        self._stopping = Thread(target=self._stack.close)
        self._stopping.start()

    def close(self) -> None:
        self._graph.release.set()
        self._stack.close()
        if self._stopping is not None:
            self._stopping.join()


@pytest.fixture
def serve(graph: HeldGraph, pool: ApiPool, secret: bytes, now: datetime) -> Iterator[Servers]:
    servers = Servers(graph, pool, secret, now)
    yield servers
    servers.close()


@pytest.fixture
def port(serve: Servers) -> int:
    return serve()


@pytest.fixture(scope="module")
def steady_port(schema: GraphQLSchema, addresses: Addresses, secret: bytes, now: datetime) -> Iterator[int]:
    """A server for many tests, whose graph nobody changes."""
    servers = Servers(HeldGraph(schema), api_pool(addresses, size=1, statement_timeout=5), secret, now)
    yield servers(perimeter=Perimeter(origins=frozenset({SITE})))
    servers.close()


@pytest.fixture
def bearer(secret: bytes, now: datetime) -> Callable[..., str]:
    """What stands in `Authorization`."""

    def make(caller: Caller = TEACHER, **given: Any) -> str:
        return f"Bearer {issue(secret, caller, now, **given)}"

    return make


def until(holds: Callable[[], bool]) -> None:
    """Wait for what another thread brings about."""
    pause = Event()
    for _ in range(int(DEADLINE / 0.005)):
        if holds():
            return
        pause.wait(0.005)
    raise AssertionError("it did not come to that")
