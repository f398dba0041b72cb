"""The frames of one socket: uvicorn's protocol over the library `websockets`, stricter and silent.

In: bytes from a socket, after a handshake that has been checked. Out: ASGI messages for the application, frames for the
client. What is added: nothing of a frame or a path is logged, nothing of it is repeated in a reason; a client gets to
read why it was refused although it is still sending; a message may have so many fragments only; pings of a client that
does not read are not answered, and such a client is let go; the gate may close an idle socket; and when the server
stops, the application hears of it and finishes first.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode as WireCode
from websockets.frames import Frame
from websockets.server import ServerProtocol

from app.edge.gate import Gate, State
from app.edge.reading import ReadingWatch
from app.edge.refusals import HttpRefusal, describe_fault
from app.edge.sockets.closing import CloseCode
from app.edge.sockets.endpoint import PRESENCE
from app.edge.sockets.handshake import RawHeaders, offered_protocols, smallest_head
from app.edge.sockets.session import ENDING, Presence
from app.edge.sockets.terms import LARGEST_MESSAGE, MOST_FRAGMENTS

if TYPE_CHECKING:
    from websockets.http11 import Request

log = logging.getLogger("twingraph.edge")

READ_PATIENCE = 30.0
# How long a client may go on sending what nobody reads any more, so that it gets to read why.
LINGER = 2.0


class SilentProtocol(ServerProtocol):
    """The library's protocol without words: they would hold bytes of the client."""

    def fail(self, code: WireCode | int, reason: str = "") -> None:  # noqa: ARG002
        super().fail(code)


class SocketConnection(WebSocketsSansIOProtocol):
    """Protocol class for uvicorn, in the place of the one that read the handshake."""

    read_patience = READ_PATIENCE

    def __init__(self, gate: Gate, peer: str | None, **given: Any) -> None:
        super().__init__(**given)
        # uvicorn logs the path, and the library each frame: both hold what the client sent.
        self.logger = logging.Logger("silent", logging.CRITICAL + 1)  # noqa: LOG001 - nobody configures it
        self.conn = SilentProtocol(max_size=LARGEST_MESSAGE, logger=self.logger)
        self._gate = gate
        self._peer = peer
        self._presence = Presence()
        self._headers: RawHeaders = ()
        self._is_lingering = False

    def take_over(self, transport: asyncio.Transport, target: bytes, headers: RawHeaders) -> None:
        """Go on with a connection whose handshake has been checked."""
        self._headers = headers
        self._watch = ReadingWatch(transport, self.read_patience)
        self.connection_made(transport)
        self._gate.enter(self, self._peer)
        transport.set_protocol(self)
        super().data_received(smallest_head(target, headers))

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        # The application begins in the next round of the event loop.
        self.scope["headers"] = list(self._headers)
        self.scope["subprotocols"] = offered_protocols(self._headers)
        self.scope[PRESENCE] = self._presence  # type: ignore[literal-required]

    def connection_lost(self, exc: Exception | None) -> None:
        self._gate.leave(self, self._peer)
        self._watch.stop()
        super().connection_lost(exc)

    def state(self) -> State:
        """What the gate asks."""
        if self.close_sent or self.transport.is_closing() or not self._presence.has_begun:
            return State.IDLE
        return State.ANSWERED if self._presence.operations else State.ARRIVING

    def turn_away(self, refusal: HttpRefusal) -> None:  # noqa: ARG002 - a close code says it
        """Make place for another connection."""
        if self.handshake_complete and not self.close_sent:
            self.conn.fail(CloseCode.TRY_AGAIN_LATER)
            self.handle_parser_exception()
        self.transport.close()

    def shutdown(self) -> None:
        if self.close_sent:
            super().shutdown()
        else:
            self.queue.put_nowait({"type": ENDING})  # type: ignore[arg-type,misc]

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch.start()

    def resume_writing(self) -> None:
        self._watch.stop()
        super().resume_writing()

    def data_received(self, data: bytes) -> None:
        if self._is_lingering:
            return
        if not self.handshake_complete:
            # RFC 6455, section 4.1: a client waits for the answer.
            self.transport.abort()
            return
        try:
            super().data_received(data)
        except Exception as fault:
            log.error("fault of a socket: %s", describe_fault(fault))
            self.transport.abort()

    def handle_text(self, event: Frame) -> None:
        if not self._is_lingering:
            super().handle_text(event)

    def handle_bytes(self, event: Frame) -> None:
        if not self._is_lingering:
            super().handle_bytes(event)

    def handle_cont(self, event: Frame) -> None:
        if self._is_lingering:
            return
        if len(self.frames) >= MOST_FRAGMENTS:
            self.conn.fail(WireCode.MESSAGE_TOO_BIG)
            self.handle_parser_exception()
            return
        super().handle_cont(event)

    def handle_ping(self) -> None:
        answer = b"".join(self.conn.data_to_send())
        if self.writable.is_set():
            self.transport.write(answer)

    def send_keepalive_ping(self) -> None:
        if self.writable.is_set():
            super().send_keepalive_ping()
        else:
            # It would wait behind an answer that is being read slowly; whether it is read at all is watched.
            self.schedule_ping()

    def handle_parser_exception(self) -> None:
        """Say why, once, and let the client read it: with bytes unread, closing at once would reset the connection."""
        sent = self.conn.close_sent
        code = WireCode.ABNORMAL_CLOSURE if sent is None else sent.code
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code})
        self.stop_keepalive()
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = self._is_lingering = True
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        if self.transport.can_write_eof():
            self.transport.write_eof()
        # With this timer, the end of the application does not close the connection.
        self.close_timer = self.loop.call_later(LINGER, self.transport.close)
