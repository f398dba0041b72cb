"""Who asks on a socket, and what is answered: the same steps as over HTTP, without HTTP.

In: the headers of a handshake, what its first message says, operations. Out: a `Caller`, and the bytes of the graph; or
a refusal. Nothing is remembered between two operations but the caller, who is confirmed in the database each time.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import Headers

from app.authz.caller import Caller
from app.edge.endpoint import Graph
from app.edge.gate import block_of
from app.edge.metrics import Tracing
from app.edge.parameters import GraphQLRequest
from app.edge.sockets.messages import Beginning
from app.edge.turnstile import Turnstile
from app.errors import Refusal
from app.identity.authenticator import Authenticator
from app.resolvers.stages import begin, note


@dataclass(frozen=True, slots=True)
class SocketDesk:
    """What all sockets have in common."""

    graph: Graph
    authenticator: Authenticator
    turnstile: Turnstile
    traces: Tracing | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One socket, from an address."""

    desk: SocketDesk
    headers: Headers
    peer: str | None
    client: str | None = None

    async def identify(self, beginning: Beginning) -> Caller:
        """Who asks. A browser can send no headers with its handshake, so the first message may stand for them."""
        return await self.desk.authenticator.authenticate(
            (*self.headers.getlist("authorization"), *beginning.authorization),
            (*self.headers.getlist("x-purpose"), *beginning.purpose),
        )

    async def answer(self, asked: GraphQLRequest, caller: Caller) -> bytes:
        """The answer to one operation, in a task of its own."""
        traces = self.desk.traces
        if traces is None:
            return await self._answer(asked, caller)
        stages = begin()
        note("role", caller.role.value)
        try:
            return await self._answer(asked, caller)
        except Refusal as refusal:
            note("refusal", refusal.code.value)
            raise
        finally:
            stages.mark("answer")
            traces.ended(stages, "websocket", self.headers.getlist("traceparent"))

    async def _answer(self, asked: GraphQLRequest, caller: Caller) -> bytes:
        """It is paid for as a request is."""
        turnstile = self.desk.turnstile
        tab = turnstile.tab_of(self.headers, self.peer)
        try:
            if self.client is not None:
                turnstile.limiter.charge_client(tab, self.client)
            tab.check()
            turnstile.limiter.charge_person(tab, caller)
            source = turnstile.trust.text_for(asked, caller, self.headers.get("sec-fetch-site"))
            return await self.desk.graph.answer(
                source, asked.operation_name, asked.variables, asked.extensions, caller, tab.spend
            )
        except Exception:
            await tab.settle()
            raise

    @property
    def address(self) -> str:
        """What stands for the viewer where nobody is named."""
        try:
            return "" if self.peer is None else block_of(self.peer)
        except ValueError:
            return ""
