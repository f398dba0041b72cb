"""How many connections one address may hold (row A24), and clients that do not read."""

from __future__ import annotations

import asyncio
import resource
import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.edge.connection import Connection
from app.edge.gate import Gate, State, block_of
from app.edge.reading import ReadingWatch
from app.edge.refusals import HttpRefusal
from app.edge.server import allow_descriptors
from tests.edge.serving import DEADLINE, exchange, running

LARGE = b"a" * 10_000_000
REQUEST = b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n"
LAST = b"GET %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"


class Wanderer:
    """A connection in a state of the test's choice."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.refusal: HttpRefusal | None = None

    def state(self) -> State:
        return self._state

    def turn_away(self, refusal: HttpRefusal) -> None:
        self.refusal = refusal


def test_the_oldest_idle_connection_gives_way_then_one_that_arrives() -> None:
    gate = Gate(3)
    present = [Wanderer(state) for state in (State.ARRIVING, State.IDLE, State.IDLE)]
    for each in present:
        gate.enter(each, "192.0.2.1")
    busy = [Wanderer(State.ANSWERED) for _ in range(4)]
    for number, each in enumerate(busy):
        gate.enter(each, "192.0.2.1")
        turned_away = [present.index(one) for one in present if one.refusal is not None]
        assert turned_away == [[1], [1, 2], [0, 1, 2], [0, 1, 2]][number]
    assert [each.refusal is not None for each in busy] == [False, False, False, True]
    assert len(gate) == 3


def test_addresses_do_not_take_each_other_s_places() -> None:
    gate = Gate(1)
    peers = ["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:1::1", None, None]
    visitors = [Wanderer(State.ANSWERED) for _ in peers]
    for visitor, peer in zip(visitors, peers, strict=True):
        gate.enter(visitor, peer)
    assert not [visitor for visitor in visitors if visitor.refusal]
    for visitor, peer in zip(visitors, peers, strict=True):
        gate.leave(visitor, peer)
    assert len(gate) == 0
    gate.leave(visitors[0], "192.0.2.1")
    gate.enter(visitors[0], "192.0.2.1")
    assert len(gate) == 1


@pytest.mark.parametrize(
    ("peer", "block"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:1", "2001:db8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_ipv6_counts_by_network(peer: str, block: str) -> None:
    assert block_of(peer) == block


class Answers:
    """An application that answers at once, when it is let go, or with a great deal."""

    def __init__(self) -> None:
        self.waiting = threading.Semaphore(0)
        self.let_go = threading.Event()

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        body = LARGE if scope["path"] == "/large" else b"answered"
        if scope["path"] == "/wait":
            self.waiting.release()
            await asyncio.to_thread(self.let_go.wait, DEADLINE)
        start: Message = {"type": "http.response.start", "status": 200, "headers": [_length(body)]}
        await send(start)
        await send({"type": "http.response.body", "body": body})


def _length(body: bytes) -> tuple[bytes, bytes]:
    return (b"content-length", str(len(body)).encode())


@pytest.fixture
def answers() -> Answers:
    return Answers()


class Impatient(Connection):
    """Lets go of clients that do not read, soon enough for a test."""

    read_patience = 0.2


@pytest.fixture
def gate() -> Gate:
    return Gate(5)


@pytest.fixture
def port(answers: Answers, gate: Gate) -> Iterator[int]:
    yield from running(answers, Impatient, gate, lifespan="off")


def connect(port: int, sent: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=DEADLINE)
    connection.sendall(sent)
    return connection


def until(condition: Callable[[], bool]) -> None:
    """Bounded: the server acts within milliseconds."""
    pause = threading.Event()
    for _ in range(2_000):
        if condition():
            return
        pause.wait(0.01)
    raise AssertionError("it did not happen")


def is_answered(connection: socket.socket) -> bool:
    """Whether an answer comes; its head and its body may arrive one after the other."""
    received = b""
    while not received.endswith(b"answered") and (chunk := connection.recv(65_536)):
        received += chunk
    return received.endswith(b"answered")


def test_a24_idle_connections_keep_nobody_out(port: int, gate: Gate) -> None:
    idle = []
    for _ in range(50):
        connection = connect(port, REQUEST % b"/")
        assert is_answered(connection)
        idle.append(connection)
    assert exchange(port, LAST % b"/health/live").endswith(b"answered")
    assert len(gate) <= 5
    for connection in idle[:40]:
        assert connection.recv(65_536) == b"", "the oldest were closed"
    for connection in idle:
        connection.close()


def test_a24_connections_that_say_nothing_or_not_enough_keep_nobody_out(port: int) -> None:
    idle = [connect(port, b"") for _ in range(20)] + [connect(port, b"GET / HT") for _ in range(20)]
    idle += [connect(port, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na") for _ in range(20)]
    assert exchange(port, LAST % b"/health/live").endswith(b"answered")
    head = idle[25].recv(65_536)
    assert head.startswith(b"HTTP/1.1 429 "), "what had begun to arrive is answered before it is closed"
    assert b"\r\nretry-after: " in head
    for connection in idle:
        connection.close()


def test_a24_where_all_are_being_answered_one_more_is_refused(port: int, answers: Answers) -> None:
    busy = [connect(port, LAST % b"/wait") for _ in range(5)]
    for _ in busy:
        assert answers.waiting.acquire(timeout=DEADLINE)
    assert exchange(port, LAST % b"/").startswith(b"HTTP/1.1 429 ")
    answers.let_go.set()
    for connection in busy:
        assert is_answered(connection), "nobody's answer was given up"
        connection.close()
    assert exchange(port, LAST % b"/").endswith(b"answered")


def test_a11_a_client_that_does_not_read_is_let_go(port: int, gate: Gate) -> None:
    with connect(port, REQUEST % b"/large"):
        until(lambda: len(gate) == 1)
        until(lambda: len(gate) == 0)


class Transport:
    """So many bytes of an answer lie unread."""

    def __init__(self, *sizes: int) -> None:
        self.sizes = list(sizes)
        self.aborted = asyncio.Event()

    def get_write_buffer_size(self) -> int:
        return self.sizes.pop(0)

    def abort(self) -> None:
        self.aborted.set()


def test_a11_a_client_that_reads_a_little_is_served() -> None:
    transport = Transport(900, 600, 600, 300, 300, 300)

    async def watch() -> None:
        ReadingWatch(transport, 0.0).start()  # type: ignore[arg-type]
        await asyncio.wait_for(transport.aborted.wait(), DEADLINE)

    asyncio.run(watch())
    assert transport.sizes == [], "each look that finds less than the one before waits again"


def test_the_server_may_open_as_many_files_as_the_system_allows() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(512, before[0]), before[1]))
        allow_descriptors(600)
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(600, before[1])
        allow_descriptors(550)
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(600, before[1]), "never fewer"
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
