"""Which handshakes open a socket: rows N13, K05 and K06 of the list, and what RFC 6455 asks for."""

from __future__ import annotations

import json
import socket
from ipaddress import ip_network

import pytest
from websockets.exceptions import InvalidStatus

from app.edge.shield import Perimeter
from tests.edge.serving import DEADLINE, exchange
from tests.edge.shape import FIXED_HEADERS
from tests.edge.sockets.conftest import SITE, Servers
from tests.edge.sockets.talking import talking

KEY = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
VERSION = b"Sec-WebSocket-Version: 13"
PROTOCOL = b"Sec-WebSocket-Protocol: graphql-transport-ws"
OFFER = (b"Upgrade: websocket", b"Connection: Upgrade")


def handshake(*lines: bytes, line: bytes = b"GET /graphql HTTP/1.1", host: bytes = b"Host: a") -> bytes:
    return b"\r\n".join([line, host, *lines, b"", b""])


def refusal(answer: bytes, status: int) -> str:
    """One refusal in the one shape, with the fixed headers; gives its code back."""
    head, _, body = answer.partition(b"\r\n\r\n")
    assert int(head.split(b" ")[1]) == status, answer
    assert b"x-content-type-options: nosniff" in head.lower()
    assert b"S3CR3T" not in answer
    (error,) = json.loads(body)["errors"]
    return str(error["extensions"]["code"])


def test_a_handshake_opens_a_socket_with_the_fixed_headers(steady_port: int) -> None:
    with talking(steady_port) as talk:
        assert talk.connection.response is not None
        headers = talk.connection.response.headers
        assert {
            name: headers.get_all(name)[-1] for name in FIXED_HEADERS if name != "vary"
        }.items() <= FIXED_HEADERS.items()
        assert FIXED_HEADERS["vary"] in headers.get_all("vary")
        assert "Sec-WebSocket-Extensions" not in headers, "nothing is compressed"
        assert "Server" not in headers


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_a_handshake_may_come_in_pieces(steady_port: int, size: int) -> None:
    # A frame that closes stands for the first message: it needs no answer of the graph.
    request = handshake(*OFFER, KEY, VERSION, PROTOCOL)
    pieces = [request[at : at + size] for at in range(0, len(request), size)]
    answer = exchange_then(steady_port, pieces, b"\x88\x82\0\0\0\0\x03\xe8")
    assert answer.startswith(b"HTTP/1.1 101 ")
    assert b"s3pplmbitxaq9kygzzhzrbk+xoo=" in answer.lower()
    assert answer.endswith(b"\x88\x02\x03\xe8")


def exchange_then(port: int, head: list[bytes], frame: bytes) -> bytes:
    """Send a frame when the answer to the handshake is there."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE) as connection:
        for part in head:
            connection.sendall(part)
        while b"\r\n\r\n" not in received:
            received += connection.recv(65_536)
        connection.sendall(frame)
        while chunk := connection.recv(65_536):
            received += chunk
    return received


@pytest.mark.parametrize("protocols", [("graphql-ws",), ("S3CR3T", "graphql-ws"), ("GRAPHQL-TRANSPORT-WS",)])
def test_n13_another_protocol_is_refused(steady_port: int, protocols: tuple[str, ...]) -> None:
    with pytest.raises(InvalidStatus) as refused, talking(steady_port, *protocols):
        pass
    response = refused.value.response
    assert response.status_code == 400
    assert b"S3CR3T" not in (response.body or b"")


def test_n13_no_protocol_is_refused_and_one_of_several_is_spoken(steady_port: int) -> None:
    assert refusal(exchange(steady_port, handshake(*OFFER, KEY, VERSION)), 400) == "BAD_USER_INPUT"
    with talking(steady_port, "graphql-ws", "graphql-transport-ws") as talk:
        assert talk.connection.subprotocol == "graphql-transport-ws"


WRONG: dict[str, tuple[bytes, int]] = {
    "no key": (handshake(*OFFER, VERSION, PROTOCOL), 400),
    "two keys": (handshake(*OFFER, KEY, KEY, VERSION, PROTOCOL), 400),
    "a key that is none": (handshake(*OFFER, b"Sec-WebSocket-Key: S3CR3T", VERSION, PROTOCOL), 400),
    "no version": (handshake(*OFFER, KEY, PROTOCOL), 426),
    "an old version": (handshake(*OFFER, KEY, b"Sec-WebSocket-Version: 8", PROTOCOL), 426),
    "HTTP/1.0": (handshake(*OFFER, KEY, VERSION, PROTOCOL, line=b"GET /graphql HTTP/1.0"), 400),
    "A15 no host": (b"GET /graphql HTTP/1.1\r\n" + b"\r\n".join([*OFFER, KEY, VERSION, PROTOCOL, b"", b""]), 400),
    "A16 a host with a path": (handshake(*OFFER, KEY, VERSION, PROTOCOL, host=b"Host: S3CR3T/x"), 400),
    "A16 another host in the target": (
        handshake(*OFFER, KEY, VERSION, PROTOCOL, line=b"GET http://S3CR3T/graphql HTTP/1.1"),
        400,
    ),
    "the whole address as target": (
        handshake(*OFFER, KEY, VERSION, PROTOCOL, line=b"GET http://a/graphql HTTP/1.1"),
        400,
    ),
    "another path": (handshake(*OFFER, KEY, VERSION, PROTOCOL, line=b"GET /S3CR3T HTTP/1.1"), 404),
    "health": (handshake(*OFFER, KEY, VERSION, PROTOCOL, line=b"GET /health/live HTTP/1.1"), 404),
    "a frame before the answer": (handshake(*OFFER, KEY, VERSION, PROTOCOL) + b"\x89\x80\0\0\0\0", 400),
    "a body": (handshake(*OFFER, KEY, VERSION, PROTOCOL, b"Content-Length: 6") + b"S3CR3T", 400),
    "K05 another origin": (handshake(*OFFER, KEY, VERSION, PROTOCOL, b"Origin: https://S3CR3T.example"), 403),
    "K05 no origin": (handshake(*OFFER, KEY, VERSION, PROTOCOL, b"Origin: null"), 403),
    "K05 an origin that is none": (handshake(*OFFER, KEY, VERSION, PROTOCOL, b"Origin: http://[S3CR3T"), 403),
    "K05 two origins": (
        handshake(*OFFER, KEY, VERSION, PROTOCOL, b"Origin: " + SITE.encode(), b"Origin: " + SITE.encode()),
        403,
    ),
    "A17 a large head": (handshake(*OFFER, KEY, VERSION, PROTOCOL, b"X-A: " + b"a" * 33_000), 431),
}


@pytest.mark.parametrize(("request_", "status"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_handshake_is_refused_in_the_one_shape(steady_port: int, request_: bytes, status: int) -> None:
    refusal(exchange(steady_port, request_), status)


def test_what_is_no_handshake_is_answered_over_http(steady_port: int) -> None:
    body = b'{"query":"{ __typename }"}'
    length = b"Content-Length: %d\r\n\r\n" % len(body)
    lines = (*OFFER, KEY, VERSION, PROTOCOL, b"Content-Type: application/json")
    head = handshake(*lines, line=b"POST /graphql HTTP/1.1").removesuffix(b"\r\n") + length
    answer = exchange(steady_port, head.replace(b"Connection: Upgrade", b"Connection: close, Upgrade") + body)
    assert answer.startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize("origin", [SITE, "http://127.0.0.1:{port}"])
def test_k05_a_listed_origin_and_the_own_one_may_open_a_socket(steady_port: int, origin: str) -> None:
    with talking(steady_port, origin=origin.format(port=steady_port)) as talk:
        talk.begin()


def test_plain_sockets_are_refused_where_tls_is_demanded(serve: Servers) -> None:
    port = serve(perimeter=Perimeter(demands_tls=True, proxies=(ip_network("127.0.0.1"),)))
    assert refusal(exchange(port, handshake(*OFFER, KEY, VERSION, PROTOCOL)), 403) == "FORBIDDEN"
    with talking(port, additional_headers={"X-Forwarded-Proto": "https"}) as talk:
        talk.begin()
        assert talk.connection.response is not None
        assert talk.connection.response.headers["Strict-Transport-Security"].startswith("max-age=")
