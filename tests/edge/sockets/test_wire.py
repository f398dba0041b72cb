"""Frames that no client of good will sends, and clients that do not read."""

from __future__ import annotations

import logging
import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

import pytest

from app.edge.connection import Connection
from app.edge.gate import Gate
from app.edge.sockets.terms import LARGEST_MESSAGE, SocketTerms
from app.edge.sockets.wire import SocketConnection
from tests.edge.serving import DEADLINE
from tests.edge.sockets.conftest import HELD, HeldGraph, Servers, until
from tests.edge.sockets.talking import INIT, talking
from tests.edge.sockets.test_handshake import KEY, OFFER, PROTOCOL, VERSION, handshake

TEXT, BINARY, CLOSE, PING = 0x1, 0x2, 0x8, 0x9
CONTINUATION = 0x0
BEGINNING = b'{"type":"connection_init"}'


class HastySocket(SocketConnection):
    read_patience = 0.2


class HastyConnection(Connection):
    socket_protocol = HastySocket


def frame(opcode: int, payload: bytes = b"", *, last: bool = True, masked: bool = True, declared: int = -1) -> bytes:
    """A frame as a client sends it."""
    size = len(payload) if declared < 0 else declared
    head = bytes([(0x80 if last else 0) | opcode])
    mask = 0x80 if masked else 0
    if size < 126:
        head += bytes([mask | size])
    elif size < 65_536:
        head += bytes([mask | 126]) + struct.pack("!H", size)
    else:
        head += bytes([mask | 127]) + struct.pack("!Q", size)
    return head + (b"\0\0\0\0" if masked else b"") + payload


@contextmanager
def raw(port: int) -> Iterator[socket.socket]:
    """A connection after its handshake."""
    with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE) as connection:
        connection.sendall(handshake(*OFFER, KEY, VERSION, PROTOCOL))
        received = b""
        while b"\r\n\r\n" not in received:
            received += connection.recv(1)
        assert received.startswith(b"HTTP/1.1 101 ")
        yield connection


def rest(connection: socket.socket) -> bytes:
    """Everything that still comes."""
    received = b""
    while chunk := connection.recv(65_536):
        received += chunk
    return received


def close_code(received: bytes) -> int:
    """The code of the close frame with which all ends; frames of the server are not masked."""
    at = received.rindex(b"\x88")
    return int(struct.unpack("!H", received[at + 2 : at + 4])[0])


FRAMES: dict[str, tuple[list[bytes], int]] = {
    "a frame without a mask": ([frame(TEXT, BEGINNING, masked=False)], 1002),
    "an opcode that there is not": ([frame(0x3, b"a")], 1002),
    "a reserved bit": ([bytes([0xC1, 0x80, 0, 0, 0, 0])], 1002),
    "a ping in fragments": ([frame(PING, b"a", last=False)], 1002),
    "a ping that is too long": ([frame(PING, b"a" * 126)], 1002),
    "the rest of nothing": ([frame(CONTINUATION, b"a")], 1002),
    "a message inside a message": ([frame(TEXT, b"a", last=False), frame(TEXT, b"a")], 1002),
    "text that is not UTF-8": ([frame(TEXT, b"\xff\xfe")], 1007),
    "half a character in the last fragment": ([frame(TEXT, b"{", last=False), frame(CONTINUATION, b"\xc3")], 1007),
    "N09 a frame of 20 MB": ([frame(TEXT, b"a" * 20_000_000)], 1009),
    "N09 a length that is declared only": ([frame(TEXT, declared=2**62)], 1009),
    "N09 fragments that are too large together": (
        [frame(TEXT, b"a" * LARGEST_MESSAGE, last=False), frame(CONTINUATION, b"a")],
        1009,
    ),
    "N09 fragments without an end": ([frame(TEXT, b"", last=False), frame(CONTINUATION, last=False) * 2_000], 1009),
    "a close code that there is not": ([frame(CLOSE, struct.pack("!H", 999))], 1002),
    "a close of one byte": ([frame(CLOSE, b"a")], 1002),
}


@pytest.mark.parametrize(("frames", "code"), FRAMES.values(), ids=FRAMES.keys())
def test_a_frame_that_breaks_the_rules_closes_with_a_code(steady_port: int, frames: list[bytes], code: int) -> None:
    with raw(steady_port) as connection:
        for each in frames:
            connection.sendall(each)
        assert close_code(rest(connection)) == code


def test_a_message_in_fragments_with_a_ping_between_is_one_message(steady_port: int) -> None:
    with raw(steady_port) as connection:
        connection.sendall(frame(TEXT, BEGINNING[:5], last=False) + frame(PING, b"x"))
        connection.sendall(frame(CONTINUATION, BEGINNING[5:]) + frame(CLOSE, struct.pack("!H", 1000)))
        assert rest(connection) in (
            b'\x8a\x01x\x81\x19{"type":"connection_ack"}\x88\x02\x03\xe8',
            b"\x8a\x01x\x88\x02\x03\xe8",
        )


def test_a_client_that_vanishes_leaves_nothing_behind(serve: Servers, graph: HeldGraph) -> None:
    gate = Gate()
    port = serve(gate=gate)
    with raw(port) as connection:
        connection.sendall(frame(TEXT, BEGINNING))
    with talking(port) as talk:
        talk.begin().ask(HELD)
        until(lambda: graph.held == 1)
        talk.connection.socket.shutdown(socket.SHUT_RDWR)
    graph.release.set()
    until(lambda: len(gate) == 0)


def flood(connection: socket.socket, frames: bytes) -> None:
    """Send the same again and again, reading nothing, until the server has had enough."""
    for _ in range(100_000):
        connection.sendall(frames)


def test_pings_of_a_client_that_does_not_read_fill_no_memory(serve: Servers) -> None:
    gate = Gate()
    with raw(serve(protocol=HastyConnection, gate=gate)) as connection:
        with pytest.raises(ConnectionError):
            flood(connection, frame(PING, b"p" * 125) * 500)
        until(lambda: len(gate) == 0)


def test_a_client_that_does_not_read_its_answers_is_let_go(serve: Servers) -> None:
    gate = Gate()
    question = b'{"id":"1","type":"subscribe","payload":{"query":"{ __typename }"}}'
    with raw(serve(partial(SocketTerms, operations=0), HastyConnection, gate)) as connection:
        connection.sendall(frame(TEXT, BEGINNING))
        with pytest.raises(ConnectionError):
            flood(connection, frame(TEXT, question) * 500)
        until(lambda: len(gate) == 0)


def test_idle_sockets_of_one_address_keep_nobody_out(serve: Servers, graph: HeldGraph) -> None:
    gate = Gate(3)
    port = serve(gate=gate)
    with ExitStack() as stack:
        busy, idle, silent = [stack.enter_context(talking(port)) for _ in range(3)]
        busy.begin().ask(HELD)
        until(lambda: graph.held == 1)
        idle.begin()
        with talking(port) as fourth:
            assert silent.closed() == 1013, "it had not begun"
            fourth.begin()
            with talking(port) as fifth:
                assert idle.closed() == 1013
                fifth.begin()
        graph.release.set()
        assert busy.receive()["type"] == "next"


@pytest.mark.parametrize("level", [logging.DEBUG, 5])
def test_r02_nothing_of_a_socket_is_logged(serve: Servers, level: int, caplog: pytest.LogCaptureFixture) -> None:
    port = serve()
    with caplog.at_level(level), caplog.at_level(level, logger="uvicorn.error"):
        for name in list(logging.root.manager.loggerDict):
            if name.startswith(("websockets", "uvicorn", "twingraph")):
                logging.getLogger(name).setLevel(level)
        with talking(port, additional_headers={"S3CR3T": "S3CR3T"}) as talk:
            talk.send({**INIT, "payload": {"S3CR3T": "S3CR3T"}})
            assert talk.receive()["type"] == "connection_ack"
            talk.answer("{ S3CR3T }", "S3CR3T")
            talk.send("S3CR3T")
            assert talk.closed() == 4400
        with raw(port) as connection:
            connection.sendall(frame(TEXT, b"\xff S3CR3T"))
            rest(connection)
    written = [record for record in caplog.records if not record.name.startswith("websockets.client")]
    assert not [record for record in written if "S3CR3T" in record.getMessage()]
    assert "Traceback" not in caplog.text


def test_a_stop_closes_sockets_that_have_not_begun(serve: Servers) -> None:
    port = serve()
    with talking(port) as talk:
        serve.begin_to_stop()
        assert talk.closed() == 1001
