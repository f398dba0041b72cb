"""What arrives on the socket, byte by byte: rows A11 to A20 and F11 of the list, over the server as it is run."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from starlette.applications import Starlette

from app.database.addresses import Addresses
from app.database.connections import api_pool
from app.edge.connection import LARGEST_HEAD, Connection
from app.edge.routes import edge_application
from app.edge.server import serve
from app.edge.shield import Perimeter
from app.errors import Misconfigured
from app.identity.authenticator import DevelopmentAuthenticator
from app.schema.build import build_schema
from tests.edge.rowless import RowlessGraph
from tests.edge.serving import DEADLINE, exchange, running

QUERY = b'{"query":"{ __typename }"}'
ANSWER = b'{"data":{"role":"ANONYMOUS","purpose":null}}'


class HastyConnection(Connection):
    """Gives up on heads soon enough for a test."""

    head_patience = 0.2


@pytest.fixture(scope="module")
def new_application(addresses: Addresses, secret: bytes, now: datetime) -> Callable[[float], Starlette]:
    """Make an application that waits so many seconds for a body."""
    graph = RowlessGraph(build_schema()._schema)
    authenticator = DevelopmentAuthenticator(secret, lambda: now)

    def create(patience: float) -> Starlette:
        pool = api_pool(addresses, size=1, statement_timeout=5)
        return edge_application(graph, authenticator, pool, perimeter=Perimeter(patience=patience))

    return create


@pytest.fixture(scope="module")
def port(new_application: Callable[[float], Starlette]) -> Iterator[int]:
    yield from running(new_application(DEADLINE), Connection)


@pytest.fixture(scope="module")
def hasty_port(new_application: Callable[[float], Starlette]) -> Iterator[int]:
    yield from running(new_application(0.2), HastyConnection)


def post(
    *headers: bytes, line: bytes = b"POST /graphql HTTP/1.1", host: bytes | None = b"Host: a", body: bytes = QUERY
) -> bytes:
    """A request after whose answer the server closes the connection."""
    length = b"Content-Length: %d" % len(body)
    given = [line, *([] if host is None else [host]), b"Content-Type: application/json", length, *headers]
    return b"\r\n".join([*given, b"", body])


def last(request: bytes) -> bytes:
    return request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)


def assert_refused(answer: bytes, *statuses: int) -> None:
    """One answer, in the one shape of errors."""
    head, _, body = answer.partition(b"\r\n\r\n")
    assert int(head.split(b" ")[1]) in statuses, answer
    assert answer.count(b"content-length: ") == 1
    assert b"x-content-type-options: nosniff" in head
    assert b"cache-control: no-store" in head
    (error,) = json.loads(body)["errors"]
    assert set(error) == {"message", "extensions"}


def test_a_request_is_answered(port: int) -> None:
    answer = exchange(port, last(post()))
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answer.endswith(ANSWER)
    assert b"\r\nserver:" not in answer


def test_a_request_in_single_bytes_is_answered(port: int) -> None:
    request = last(post())
    assert exchange(port, *(request[at : at + 1] for at in range(len(request)))).endswith(ANSWER)


def test_requests_on_one_connection_are_answered_in_order(port: int) -> None:
    answers = exchange(port, post() + post(body=b"1") + last(post()))
    assert [part[:3] for part in answers.split(b"HTTP/1.1 ")[1:]] == [b"200", b"400", b"200"]


CHUNKED = b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
REFUSED: dict[str, tuple[bytes, tuple[int, ...]]] = {
    "A15 no Host": (last(post(host=None)), (400,)),
    "A15 two Hosts": (last(post(b"Host: b")), (400,)),
    "A15 the same Host twice": (last(post(b"Host: a")), (400,)),
    "A16 Host with a path": (last(post(host=b"Host: evil@internal/../x")), (400,)),
    "A16 another host in the target": (post(line=b"POST http://evil/graphql HTTP/1.1"), (400,)),
    "A16 no host in the target": (post(line=b"POST http:///graphql HTTP/1.1"), (400,)),
    "A19 bare line feed": (post(b"X-A: b\nX-C: d"), (400,)),
    "A19 only line feeds": (post().replace(b"\r\n", b"\n"), (400,)),
    "A19 folded header": (post(b"X-A: b\r\n c"), (400,)),
    "A19 carriage return in a value": (post(b"X-A: b\rc"), (400,)),
    "A19 NUL in a value": (post(b"X-A: b\0c"), (400,)),
    "A19 space before the colon": (post(b"X-A : b"), (400,)),
    "A20 HTTP/9.9": (post(line=b"POST /graphql HTTP/9.9"), (400, 505)),
    "A20 HTTP/2.0": (post(line=b"POST /graphql HTTP/2.0"), (400, 505)),
    "A20 HTTP/0.9": (b"GET /graphql\r\n\r\n", (400, 505)),
    "A20 preface of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", (400, 505)),
    "TLS on the plain port": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(50), (400,)),
    "two lengths": (post(b"Content-Length: 3"), (400,)),
    "length and chunks": (post(b"Transfer-Encoding: chunked"), (400,)),
    "unknown transfer coding": (CHUNKED.replace(b"chunked", b"gzip") + b"\r\n", (400,)),
    "bad chunk": (CHUNKED + b"\r\nxyz\r\n", (400,)),
    "negative length": (post().replace(b"Length: 26", b"Length: -26"), (400,)),
    "huge length": (post().replace(b"Length: 26", b"Length: 1" + b"0" * 30), (400,)),
    "CONNECT": (b"CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n", (405,)),
    "F11 token of 60 KB": (post(b"Authorization: Bearer " + b"a" * 60_000), (431,)),
    "F11 token of 1 MB": (post(b"Authorization: Bearer " + b"a" * 1_000_000), (431,)),
    "F11 token of 9 KB": (last(post(b"Authorization: Bearer " + b"a" * 9_000)), (401,)),
    "long target": (b"GET /graphql?query=%s HTTP/1.1\r\nHost: a\r\n\r\n" % (b"a" * LARGEST_HEAD), (431,)),
    "200 headers": (post(*[b"X: y"] * 200), (431,)),
    "A08 5 MB": (last(post(body=b" " * 5_000_000)), (413,)),
    "A08 5 MB in chunks": (
        last(CHUNKED) + b"\r\n" + b"".join([b"10000\r\n%s\r\n" % (b" " * 65_536)] * 80) + b"0\r\n\r\n",
        (413,),
    ),
}


@pytest.mark.parametrize(("request_bytes", "statuses"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_request_is_answered_and_its_connection_closed(
    port: int, request_bytes: bytes, statuses: tuple[int, ...]
) -> None:
    assert_refused(exchange(port, request_bytes), *statuses)


def test_a16_a_target_with_the_same_host_is_taken(port: int) -> None:
    assert exchange(port, last(post(line=b"POST http://A/graphql HTTP/1.1"))).endswith(ANSWER)


@pytest.mark.parametrize("protocol", [b"h2c", b"websocket"])
@pytest.mark.parametrize("size", [10_000, 7])
def test_an_offer_to_upgrade_is_passed_over(port: int, protocol: bytes, size: int) -> None:
    request = last(post(b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: " + protocol, b"HTTP2-Settings: AA"))
    answer = exchange(port, *(request[at : at + size] for at in range(0, len(request), size)))
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answer.endswith(ANSWER)


def test_a_bad_request_behind_a_good_one_does_not_spoil_its_answer(port: int) -> None:
    answers = exchange(port, post() + b"GARBAGE\r\n\r\n")
    head, _, rest = answers.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert rest.startswith(ANSWER)


@pytest.mark.parametrize(
    "beginning",
    [b"P", b"POST /graphql HTTP/1.1\r\n", b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 5"],
    ids=len,
)
def test_a11_a_head_without_an_end_is_given_up(hasty_port: int, beginning: bytes) -> None:
    assert_refused(exchange(hasty_port, beginning), 408)


def test_a11_a_body_without_an_end_is_given_up(hasty_port: int) -> None:
    assert_refused(exchange(hasty_port, post(body=b" " * 500)[:-100]), 408)


def test_a11_a_client_that_says_nothing_is_let_go(hasty_port: int) -> None:
    assert exchange(hasty_port) == b""


def test_a11_a_refused_body_does_not_go_on_for_ever(hasty_port: int) -> None:
    announced = post(body=b"").replace(b"Length: 0", b"Length: 10000000")
    with socket.create_connection(("127.0.0.1", hasty_port), timeout=DEADLINE) as connection:
        connection.sendall(announced + b" ")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 413 ")
        with pytest.raises(ConnectionError):
            send_until_closed(lambda: connection.sendall(b" "))


def send_until_closed(send: Callable[[], None]) -> None:
    """Bounded: the server closes after a fraction of a second."""
    waiting = threading.Event()
    for _ in range(2_000):
        send()
        waiting.wait(0.01)


def test_a_port_that_is_taken_stops_the_start(new_application: Callable[[float], Starlette], port: int) -> None:
    with pytest.raises(Misconfigured, match=f"cannot listen on 127.0.0.1 port {port}"):
        serve(new_application(1), "127.0.0.1", port, lambda _: None, most_connections=1)


def test_a_host_that_is_none_stops_the_start(new_application: Callable[[float], Starlette]) -> None:
    with pytest.raises(Misconfigured, match="cannot listen"):
        serve(new_application(1), "no host at all", 0, lambda _: None, most_connections=1)
