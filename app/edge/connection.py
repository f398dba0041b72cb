"""One client connection, stricter than the server's own: heads of requests are bounded in size and in time.

In: bytes from a socket. Out: requests for the application, or the one error shape and a closed connection. The parser
behind httptools refuses bare line feeds, folded headers and bodies of two lengths by itself; h11, the alternative,
takes the first two. What is added here: 431 for a head that is too large, 408 for one that does not come to its end,
505 for another protocol, 400 for a target that names another host than `Host`, and an answer over HTTP/1.1 to clients
that offer an upgrade (Java's own client always does), where the server alone would lose the body. Only a GET that asks
for a WebSocket gets one. A gate bounds the connections of one address, and a client that does not read is let go.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import cast
from urllib.parse import urlsplit

import httptools
import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from app.edge.gate import Gate, State
from app.edge.reading import ReadingWatch
from app.edge.refusals import HttpRefusal
from app.edge.sockets.handshake import asks_for_socket, refusal_of_handshake
from app.edge.sockets.wire import SocketConnection
from app.errors import Code

HEAD_PATIENCE = 10.0
LARGEST_HEAD = 32 * 1024
MOST_HEADERS = 100
# How long a client may go on sending what nobody reads any more, so that it gets to read the answer.
LINGER = 2.0
# How long an answer that is larger than the buffers may lie there without a byte of it being read.
READ_PATIENCE = 30.0


class Connection(HttpToolsProtocol):
    """Protocol class for uvicorn. `gate` is shared by the connections of one server; see `behind`."""

    head_patience = HEAD_PATIENCE
    read_patience = READ_PATIENCE
    socket_protocol = SocketConnection
    gate: Gate

    @classmethod
    def behind(cls, gate: Gate) -> type[Connection]:
        """This class with a gate of its own."""
        return type(cls.__name__, (cls,), {"gate": gate})

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        self._peer: str | None = peer[0] if isinstance(peer, tuple) else None
        self._watch = ReadingWatch(transport, self.read_patience)
        self._head: bytearray | None = bytearray()  # of the request that is arriving, None while its body arrives
        self._head_size = 0
        self._offers_upgrade = False
        self._refusal: HttpRefusal | None = None
        self._is_lingering = False
        self._timer: asyncio.TimerHandle | None = None
        self._start_timer()
        self.gate.enter(self, self._peer)

    def connection_lost(self, exc: Exception | None) -> None:
        self.gate.leave(self, self._peer)
        self._stop_timer()
        self.resume_writing()
        super().connection_lost(exc)

    def state(self) -> State:
        """What the gate asks."""
        if self._is_lingering or self.transport.is_closing():
            return State.IDLE
        if self._is_answering():
            return State.ARRIVING if self._head is None and not self.cycle.response_started else State.ANSWERED
        return State.ARRIVING if self._head else State.IDLE

    def turn_away(self, refusal: HttpRefusal) -> None:
        """Make place: a request that is arriving gets its answer, an idle connection is closed as after its time."""
        if self.state() is State.IDLE and self.cycle is not None:
            self.transport.close()
        elif not self._is_lingering:
            self._refuse(refusal)
            if self._head:
                # All that has arrived was read, so to close at once costs nobody an answer, and frees the place.
                self.transport.close()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch.start()

    def resume_writing(self) -> None:
        self._watch.stop()
        super().resume_writing()

    def data_received(self, data: bytes) -> None:
        if self._is_lingering or self.transport.is_closing():
            return
        self._unset_keepalive_if_required()
        if self._timer is None and not self._is_answering():
            self._start_timer()
        if self._head is not None:
            self._head += data
        self._feed(data)
        if self._head is not None and len(self._head) > LARGEST_HEAD and not self._is_lingering:
            self._refuse(_too_large())

    def _feed(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError:
            if not self._offers_upgrade:
                self._refuse(self._refusal or _bad_request("The HTTP request cannot be read."))
            elif asks_for_socket(self.parser.get_method(), self.headers):
                self._become_socket()
            else:
                self._go_on_without_upgrade()
        except httptools.HttpParserUpgrade:
            # CONNECT, or the head after which `_go_on_without_upgrade` found nothing to take away.
            self._refuse(_bad_request("The HTTP request cannot be read."))

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_size = 0

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._head_size += len(name) + len(value)

    def on_headers_complete(self) -> None:
        if self.parser.should_upgrade() and self.parser.get_method() != b"CONNECT":
            # Raised here, an exception ends the parser; `_feed` knows why.
            self._offers_upgrade = True
            raise UpgradeOfferedError
        self._refusal = self._refusal_of_head()
        if self._refusal is not None:
            raise self._refusal
        self._head = None
        self._stop_timer()
        super().on_headers_complete()
        self.cycle.transport = cast("asyncio.Transport", _LastWord(self))

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._head = bytearray()

    def _refusal_of_head(self) -> HttpRefusal | None:
        if self._head_size + len(self.url) > LARGEST_HEAD or len(self.headers) > MOST_HEADERS:
            return _too_large()
        if self.parser.get_http_version() not in {"1.0", "1.1"}:
            return HttpRefusal(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, "Only HTTP/1.1 is supported here.")
        if self.parser.get_method() == b"CONNECT":
            return HttpRefusal(HTTPStatus.METHOD_NOT_ALLOWED, "This method is not supported here.")
        # A target with a host of its own, as proxies send it, must name the same one as `Host`.
        if not self.url.startswith(b"/") and self.url != b"*":
            hosts = [value.lower() for name, value in self.headers if name == b"host"]
            if [urlsplit(self.url).netloc.lower()] != hosts:
                return _bad_request("The request names two different hosts.")
        return None

    def _go_on_without_upgrade(self) -> None:
        """Read the same request again without the offer: a server may ignore it (RFC 9110, section 7.8)."""
        self._offers_upgrade = False
        arrived = bytes(self._head or b"")
        head, end, rest = arrived.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"upgrade:")]
        if self._is_answering() or len(lines) == head.count(b"\r\n") + 1:
            # Pipelined behind another request, so that its beginning is not known, or nothing was taken away.
            self._refuse(_bad_request("The HTTP request cannot be read."))
            return
        self.parser = httptools.HttpRequestParser(self)
        self._head = bytearray(b"\r\n".join(lines) + end)
        self._feed(bytes(self._head) + rest)

    def _become_socket(self) -> None:
        """Hand the connection over to the protocol of sockets, unless something is wrong with its head."""
        _, _, rest = bytes(self._head or b"").partition(b"\r\n\r\n")
        refusal = self._refusal_of_head() or refusal_of_handshake(
            self.url, self.parser.get_http_version(), self.headers, rest
        )
        if refusal is not None or self._is_answering():
            self._refuse(refusal or _bad_request("A WebSocket begins on a connection of its own."))
            return
        self._stop_timer()
        self._unset_keepalive_if_required()
        self._watch.stop()
        self._head = None
        self.connections.discard(self)
        self.gate.leave(self, self._peer)
        successor = self.socket_protocol(
            self.gate, self._peer, config=self.config, server_state=self.server_state, app_state=self.app_state
        )
        successor.take_over(self.transport, self.url, self.headers)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - the words are the server's
        """What the server itself would refuse."""
        self._refuse(_bad_request("The HTTP request cannot be read."))

    def _refuse(self, refusal: HttpRefusal) -> None:
        """The one answer to a head that cannot be taken; then nothing more is read from this connection."""
        self._stop_timer()
        if self._is_answering():
            if self.pipeline or self._head is not None or self.cycle.response_started:
                # An earlier request is being answered: bytes of ours would stand inside its answer.
                self._is_lingering = True
                self.cycle.keep_alive = False
                return
            # The body of this very request is broken: nobody waits for its rest.
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.write(_plain_answer(refusal))
        self._linger()

    def finish(self) -> None:
        """Close after an answer; the rest of a body that nobody wanted is taken in first."""
        if self._head is None and not self.transport.is_closing():
            self._linger()
        else:
            self.transport.close()

    def _linger(self) -> None:
        """Closing at once, with bytes unread, would reset the connection before the answer is read."""
        self._is_lingering = True
        self._stop_timer()
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._timer = self.loop.call_later(LINGER, self.transport.close)

    def _is_answering(self) -> bool:
        cycle = cast("RequestResponseCycle | None", self.cycle)
        return cycle is not None and not cycle.response_complete

    def _start_timer(self) -> None:
        self._timer = self.loop.call_later(self.head_patience, self._give_up)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._timer = None
        if self._head and not self._is_answering():
            self._refuse(HttpRefusal(HTTPStatus.REQUEST_TIMEOUT, "The request did not arrive in time."))
        elif not self.transport.is_closing():
            # Nothing was asked, or the rest of a body that was refused goes on and on: no answer is due.
            self.transport.close()


class _LastWord:
    """The transport as one answer sees it: it writes, and when it closes, the connection lingers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.is_closing = connection.transport.is_closing

    def write(self, data: bytes) -> None:
        # Of several requests that were sent at once, the server tells only the last one that nobody is there any more.
        if not self.is_closing():
            self._connection.transport.write(data)

    def close(self) -> None:
        self._connection.finish()


class UpgradeOfferedError(Exception):
    """The client would rather speak another protocol."""


def _bad_request(message: str) -> HttpRefusal:
    return HttpRefusal(HTTPStatus.BAD_REQUEST, message)


def _too_large() -> HttpRefusal:
    return HttpRefusal(
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The head of the request is too large.", code=Code.LIMIT_EXCEEDED
    )


def _plain_answer(refusal: HttpRefusal) -> bytes:
    """The bytes of an answer that no application wrote."""
    status = HTTPStatus(refusal.status or HTTPStatus.BAD_REQUEST)
    body = orjson.dumps({"errors": [refusal.as_error()]})
    lines = (
        f"HTTP/1.1 {status.value} {status.phrase}",
        "content-type: application/json; charset=utf-8",
        f"content-length: {len(body)}",
        "x-content-type-options: nosniff",
        "cache-control: no-store",
        *(f"{name.lower()}: {value}" for name, value in refusal.headers.items()),
        "connection: close",
    )
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body
