"""The one endpoint of the graph, `/graphql`: GraphQL over HTTP, one request at a time.

In: a POST with a JSON body, or a GET of a query that no web page can send unasked. Out: the bytes of the graph's
answer, or errors in the one shape. Ours instead of Strawberry's view: that one answers 500 to odd JSON, runs the first
of two operations and never negotiates media types.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Protocol

from graphql import OperationType
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from app.authz.caller import Caller
from app.edge.answers import graph_answer, refusal_answer
from app.edge.body import PATIENCE, read_body
from app.edge.media import JSON, check_content, negotiate, prefers_html
from app.edge.metrics import Watch
from app.edge.parameters import GraphQLRequest, read_json_request, read_url_request
from app.edge.rate.tab import RateLimited, Tab
from app.edge.refusals import HttpRefusal, refusal_of
from app.edge.turnstile import Turnstile
from app.errors import Code, Refusal
from app.identity.authenticator import Authenticator
from app.resolvers.cost import Spend
from app.resolvers.document.prepare import operation_type
from app.resolvers.stages import begin, mark, note

# A header that a page of another origin cannot send without a preflight, which is never answered.
PREFLIGHT_HEADERS = ("graphql-require-preflight", "apollo-require-preflight")
# What is read in a moment; the bodies of nearly all clients are.
SHORT_BODY = 10_000


class Graph(Protocol):
    """What answers a request (`app.resolvers.operation`)."""

    async def answer(
        self,
        source: str,
        operation_name: str | None,
        variables: dict[str, Any] | None,
        extensions: dict[str, Any] | None,
        caller: Caller,
        spend: Spend | None = None,
    ) -> bytes: ...


class GraphQLEndpoint:
    """Answers requests at one path; made once, holds nothing of a request."""

    def __init__(
        self,
        graph: Graph,
        authenticator: Authenticator,
        *,
        page: Callable[[], Response] | None = None,
        patience: float = PATIENCE,
        watch: Watch | None = None,
        turnstile: Turnstile | None = None,
    ) -> None:
        self._graph = graph
        self._turnstile = turnstile or Turnstile()
        self._authenticator = authenticator
        self._page = page
        self._patience = patience
        self._watch = watch or Watch()
        self._turn = asyncio.Lock()

    async def answer(self, request: Request) -> Response:
        """The answer; in development with how long its stages took."""
        if not self._watch.measures:
            return await self._answer(request)
        stages = begin()
        response = await self._answer(request)
        stages.mark("answer")
        if self._watch.tells_timing:
            response.headers["Server-Timing"] = stages.header()
        if self._watch.traces is not None:
            note("status", str(response.status_code))
            self._watch.traces.ended(stages, "http", request.headers.getlist("traceparent"))
        return response

    async def _answer(self, request: Request) -> Response:
        """The flow of a request, one line a stage; every fault of it becomes a refusal."""
        if self._page is not None and request.method == "GET" and prefers_html(request.headers.getlist("accept")):
            return self._page()
        peer = None if request.client is None else request.client.host
        media, tab = JSON, self._turnstile.tab_of(request.headers, peer)
        try:
            self._meet(request, tab)
            _check_method(request)
            media = negotiate(request.headers.getlist("accept"))
            caller = await self._caller(request)
            self._turnstile.limiter.charge_person(tab, caller)
            note("role", caller.role.value)
            mark("identity")
            asked = await self._asked(request)
            source = self._turnstile.trust.text_for(asked, caller, request.headers.get("sec-fetch-site"))
            _check_reading(request, source, asked.operation_name)
            mark("body")
            body = await self._graph.answer(
                source, asked.operation_name, asked.variables, asked.extensions, caller, tab.spend
            )
        except ClientDisconnect:
            # Nobody is there to read an answer.
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        except Exception as fault:
            response = refusal_answer(await self._refusal_of(fault, tab), media)
        else:
            response = graph_answer(body, media)
        response.headers.update(tab.headers())
        return response

    def _meet(self, request: Request, tab: Tab) -> None:
        """Nothing is read of a request that nobody can pay for."""
        client = self._turnstile.client_of(request.headers, tab)
        if client is not None and self._watch.metrics is not None:
            self._watch.metrics.asked_by(client)

    async def _refusal_of(self, fault: Exception, tab: Tab) -> Refusal:
        """What is told of a fault, counted and paid for."""
        try:
            await tab.settle()
        except Exception as unpaid:
            fault = unpaid
        refusal = refusal_of(fault)
        note("refusal", refusal.code.value)
        if self._watch.metrics is not None:
            self._watch.metrics.refused(refusal.code)
            if isinstance(refusal, RateLimited):
                self._watch.metrics.limited(refusal.policy)
        return refusal

    async def _caller(self, request: Request) -> Caller:
        headers = request.headers
        return await self._authenticator.authenticate(headers.getlist("authorization"), headers.getlist("x-purpose"))

    async def _asked(self, request: Request) -> GraphQLRequest:
        if request.method == "POST":
            check_content(request.headers.getlist("content-type"), request.headers.getlist("content-encoding"))
            return await self._read_in_turn(await read_body(request, patience=self._patience))
        return read_url_request(request.scope["query_string"])

    async def _read_in_turn(self, body: bytes) -> GraphQLRequest:
        """Large bodies one in each round of the event loop: several at once would hold up everybody else."""
        if len(body) <= SHORT_BODY:
            return read_json_request(body)
        async with self._turn:
            # Whoever is ready now, goes first.
            await asyncio.sleep(0)
            return read_json_request(body)


def _check_method(request: Request) -> None:
    """POST, or a GET that is neither a person with a browser nor a web page that asks in its name."""
    if request.method == "POST":
        return
    if prefers_html(request.headers.getlist("accept")):
        raise HttpRefusal(HTTPStatus.NOT_FOUND, "There is no page here.", code=Code.NOT_FOUND)
    if not any(request.headers.get(name) for name in PREFLIGHT_HEADERS):
        raise _method_not_allowed(
            "A GET request needs a header that web pages of other origins cannot send.",
            hint="Use POST, or send the header `GraphQL-Require-Preflight: 1`.",
        )


def _check_reading(request: Request, source: str, operation_name: str | None) -> None:
    """A GET is safe (RFC 9110, section 9.2.1)."""
    if request.method == "GET" and operation_type(source, operation_name) is not OperationType.QUERY:
        raise _method_not_allowed("A GET request only reads.", hint="Send this operation with POST.")


def _method_not_allowed(message: str, *, hint: str) -> HttpRefusal:
    return HttpRefusal(HTTPStatus.METHOD_NOT_ALLOWED, message, hint=hint, headers={"Allow": "POST"})
