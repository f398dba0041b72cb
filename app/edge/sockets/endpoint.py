"""The door for sockets at `/graphql`: which handshakes are accepted, and what a session works with.

In: the ASGI scope of a handshake that the shield has let through. Out: a session until its end, or a refusal over HTTP
in the one shape: an origin that is not listed, another protocol than `graphql-transport-ws`. A browser asks nobody
before it opens a socket to another origin, so the origin is looked at here.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from app.edge.metrics import Watch
from app.edge.refusals import HttpRefusal
from app.edge.sockets.desk import SocketDesk, Visit
from app.edge.sockets.messages import PROTOCOL
from app.edge.sockets.session import Presence, Session, Surroundings
from app.edge.sockets.terms import SocketTerms
from app.errors import Code

# Where the wire and the session find what they share.
PRESENCE = "twingraph.presence"


class SocketEndpoint:
    """ASGI application for sockets; made once."""

    def __init__(self, desk: SocketDesk, origins: frozenset[str], terms: SocketTerms, watch: Watch) -> None:
        self._desk = desk
        self._origins = origins
        self._metrics = watch.metrics
        self._around = Surroundings(terms)
        if watch.metrics is not None:
            self._around = Surroundings(terms, refused=watch.metrics.refused)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        self._check(scope, headers)
        client = scope.get("client")
        visit = await self._visit(headers, None if client is None else client[0])
        # Its first event says that there is a handshake.
        await receive()
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL})
        session = Session(receive, send, visit, self._around, scope.get(PRESENCE) or Presence())
        if self._metrics is None:
            await session.run()
            return
        with self._metrics.sockets.track_inprogress():
            code = await session.run()
        self._metrics.socket_ended(code)

    async def _visit(self, headers: Headers, peer: str | None) -> Visit:
        """Who pays; a handshake costs what a request does that asks for nothing."""
        tab = self._desk.turnstile.tab_of(headers, peer)
        try:
            return Visit(self._desk, headers, peer, self._desk.turnstile.client_of(headers, tab))
        finally:
            await tab.settle()

    def _check(self, scope: Scope, headers: Headers) -> None:
        origins = headers.getlist("origin")
        if origins and not (len(origins) == 1 and self._knows(origins[0], headers["host"])):
            raise HttpRefusal(
                HTTPStatus.FORBIDDEN, "Web pages of this origin may not open a socket here.", code=Code.FORBIDDEN
            )
        if PROTOCOL not in scope["subprotocols"]:
            raise HttpRefusal(
                HTTPStatus.BAD_REQUEST,
                "This protocol is not spoken over WebSocket here.",
                hint=f"Offer `{PROTOCOL}` in the header `Sec-WebSocket-Protocol`.",
            )

    def _knows(self, origin: str, host: str) -> bool:
        """A listed origin, or the own one."""
        if origin in self._origins:
            return True
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return parts.scheme in {"http", "https"} and parts.netloc == host.lower()
