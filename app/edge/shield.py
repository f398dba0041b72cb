"""The outermost layer: fixed headers on every answer, one `Host`, the right way in, and no exception past it.

In: an ASGI application and a `Perimeter`: which origins may ask, and whether TLS is demanded. Out: the same with
`nosniff`, `no-store` and their like on all that it sends, a neutral 500 where it raised, and 403 for what came over
plain HTTP where that is not allowed. Web pages of other origins are answered when their origin is listed, and no other
way: there are no cookies, so no credentials travel.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from time import perf_counter

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.edge.answers import refusal_answer
from app.edge.body import PATIENCE
from app.edge.media import JSON
from app.edge.metrics import Metrics
from app.edge.refusals import HttpRefusal, refusal_of
from app.edge.visitor import Proxies, is_trusted
from app.errors import Code

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Vary": "Accept, Authorization, X-Purpose",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'"
# As ASGI carries them: every answer passes here.
_RAW = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in _HEADERS.items()]
_NAMES = frozenset(name for name, _ in _RAW)
# What an answer may have of its own: a page its content policy, a picture who may show it.
_DEFAULTS = [
    (b"content-security-policy", _CONTENT_POLICY.encode("latin-1")),
    (b"cross-origin-resource-policy", b"same-origin"),
]
# Two years: for so long a browser that was here once uses TLS by itself.
_STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=63072000")
_VARY_BY_ORIGIN = (b"vary", b"Origin")
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Purpose, GraphQL-Require-Preflight, "
    "Apollo-Require-Preflight",
    "Access-Control-Max-Age": "600",
}
_EXPOSED = (b"access-control-expose-headers", b"RateLimit, RateLimit-Policy, Retry-After, Server-Timing")
# A name, an IPv4 or a bracketed IPv6 address, and perhaps a port (RFC 9112, section 3.2).
_HOST = re.compile(r"(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_HEALTH = "/health/"
_STARTS = frozenset({"http.response.start", "websocket.http.response.start", "websocket.accept"})


@dataclass(frozen=True, slots=True)
class Perimeter:
    """Who may come in, and how: origins of web pages, whether TLS is demanded, and whose word counts for it."""

    origins: frozenset[str] = frozenset()
    demands_tls: bool = False
    proxies: Proxies = ()
    patience: float = PATIENCE  # seconds that a body may take to arrive

    def check_transport(self, scope: Scope, headers: Headers) -> None:
        """TLS to here, or to a proxy that is trusted and says so. Health is asked for from inside, over anything."""
        if not self.demands_tls or scope["scheme"] in {"https", "wss"} or scope["path"].startswith(_HEALTH):
            return
        if headers.getlist("x-forwarded-proto") != ["https"] or not self._trusts(scope.get("client")):
            raise HttpRefusal(
                HTTPStatus.FORBIDDEN,
                "This service answers over HTTPS only.",
                code=Code.FORBIDDEN,
                hint="Use `https`; what this request carried may have been read on its way.",
            )

    def _trusts(self, client: tuple[str, int] | None) -> bool:
        return client is not None and is_trusted(client[0], self.proxies)

    def origin_of(self, headers: Headers) -> str | None:
        """The origin of the page that asks, where it is allowed to."""
        given = headers.getlist("origin") if self.origins else []
        return given[0] if len(given) == 1 and given[0] in self.origins else None

    def added_headers(self, origin: str | None) -> list[tuple[bytes, bytes]]:
        """What an answer carries beside the fixed headers."""
        added = [_STRICT_TRANSPORT] if self.demands_tls else []
        if self.origins:
            added.append(_VARY_BY_ORIGIN)
        if origin is not None:
            added += [(b"access-control-allow-origin", origin.encode("latin-1")), _EXPOSED]
        return added


class Shield:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, perimeter: Perimeter, metrics: Metrics | None = None) -> None:
        self._app = app
        self._perimeter = perimeter
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._answer(scope, receive, send)
        elif scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._metrics is None:
            await self._answer(scope, receive, send)
        else:
            await self._measured(self._metrics, scope, receive, send)

    async def _measured(self, metrics: Metrics, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer, counted."""
        begun, status = perf_counter(), 0

        async def send_noted(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        with metrics.under_way.track_inprogress():
            await self._answer(scope, receive, send_noted)
        metrics.ended(scope["path"], status, perf_counter() - begun)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        origin = self._perimeter.origin_of(headers)
        added = self._perimeter.added_headers(origin)
        started = False

        async def send_shielded(message: Message) -> None:
            nonlocal started
            if message["type"] in _STARTS:
                started = True
                message["headers"] = [*_shielded(message.get("headers", ())), *added]
            elif message["type"] == "websocket.close" and not started:
                # What the router says to a handshake at another address.
                raise HttpRefusal(HTTPStatus.NOT_FOUND, "There is nothing at this address.", code=Code.NOT_FOUND)
            await send(message)

        try:
            check_host(headers.getlist("host"))
            self._perimeter.check_transport(scope, headers)
            if origin is not None and scope.get("method") == "OPTIONS" and "access-control-request-method" in headers:
                await Response(status_code=HTTPStatus.NO_CONTENT, headers=_PREFLIGHT)(scope, receive, send_shielded)
            else:
                await self._app(scope, receive, send_shielded)
        except Exception as fault:
            answer = refusal_answer(refusal_of(fault), JSON)
            if not started:
                await answer(scope, receive, send_shielded)


def _shielded(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer with the fixed ones in their place, and the defaults where it has none of its own."""
    kept = [header for header in headers if header[0].lower() not in _NAMES]
    brought = {name.lower() for name, _ in kept}
    return [*kept, *(default for default in _DEFAULTS if default[0] not in brought), *_RAW]


def check_host(hosts: list[str]) -> None:
    """Exactly one, and one that can be a host: two layers may choose differently between two."""
    if len(hosts) != 1 or _HOST.fullmatch(hosts[0]) is None:
        raise HttpRefusal(HTTPStatus.BAD_REQUEST, "The request needs one valid `Host`.")
