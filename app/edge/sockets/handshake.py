"""The head of a request that asks for a WebSocket (RFC 6455, section 4.2.1).

In: target and headers, as the parser of HTTP read them. Out: a refusal in the one shape, or the smallest head with
which the library makes its answer: its own refusals would repeat what the client sent.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from http import HTTPStatus

from app.edge.refusals import HttpRefusal

VERSION = b"13"
RawHeaders = Sequence[tuple[bytes, bytes]]


def asks_for_socket(method: bytes, headers: RawHeaders) -> bool:
    """Whether this is a handshake, and not an offer that may be ignored. The parser has read `Connection` already."""
    return method == b"GET" and any(name == b"upgrade" and value.lower() == b"websocket" for name, value in headers)


def refusal_of_handshake(target: bytes, version: str, headers: RawHeaders, rest: bytes) -> HttpRefusal | None:
    """What is wrong with it; `rest` is what the client sent without waiting for the answer."""
    if version != "1.1" or not target.startswith(b"/") or not target.isascii() or rest:
        return _bad_handshake()
    if _values(headers, b"sec-websocket-version") != [VERSION]:
        return HttpRefusal(
            HTTPStatus.UPGRADE_REQUIRED,
            "This version of WebSocket is not supported here.",
            headers={"Sec-WebSocket-Version": VERSION.decode(), "Upgrade": "websocket"},
        )
    return None if _is_key(_values(headers, b"sec-websocket-key")) else _bad_handshake()


def smallest_head(target: bytes, headers: RawHeaders) -> bytes:
    """A handshake that the library accepts. The headers themselves go to the application as they are."""
    (key,) = _values(headers, b"sec-websocket-key")
    lines = (
        b"GET " + target + b" HTTP/1.1",
        b"Host: a",
        b"Upgrade: websocket",
        b"Connection: Upgrade",
        b"Sec-WebSocket-Version: " + VERSION,
        b"Sec-WebSocket-Key: " + key,
    )
    return b"\r\n".join([*lines, b"", b""])


def offered_protocols(headers: RawHeaders) -> list[str]:
    """The protocols of `Sec-WebSocket-Protocol`, in the order of the client."""
    offered = b",".join(_values(headers, b"sec-websocket-protocol")).decode("latin-1")
    return [name.strip() for name in offered.split(",") if name.strip()]


def _values(headers: RawHeaders, name: bytes) -> list[bytes]:
    return [value.strip() for each, value in headers if each == name]


def _is_key(keys: list[bytes]) -> bool:
    try:
        return len(keys) == 1 and len(base64.b64decode(keys[0], validate=True)) == 16
    except binascii.Error:
        return False


def _bad_handshake() -> HttpRefusal:
    return HttpRefusal(HTTPStatus.BAD_REQUEST, "The WebSocket handshake cannot be read.")
