"""The messages of `graphql-transport-ws`: read from a frame, written as text.

In: the text of a frame. Out: one of the message types, or `Closing` with 4400: JSON is read as strictly as over HTTP,
and what the protocol does not name is no message. The payload of a `ping` is not repeated in its `pong`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from app.edge.parameters import GraphQLRequest, read_parameters
from app.edge.refusals import HttpRefusal
from app.edge.sockets.closing import CloseCode, Closing
from app.identity.strict_json import NotStrictJson, read_json

PROTOCOL = "graphql-transport-ws"
LONGEST_ID = 200

ACKNOWLEDGED = '{"type":"connection_ack"}'
PONG = '{"type":"pong"}'


@dataclass(frozen=True, slots=True)
class Beginning:
    """`connection_init`: who wants to ask, in the payload or in the headers of the handshake."""

    authorization: tuple[str, ...]
    purpose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """`subscribe`: an operation, and the id under which it is answered."""

    id: str
    asked: GraphQLRequest


@dataclass(frozen=True, slots=True)
class Unwanted:
    """`complete`: the client waits for this id no longer."""

    id: str


@dataclass(frozen=True, slots=True)
class Ping:
    """The client wants to know whether somebody is there."""


@dataclass(frozen=True, slots=True)
class Pong:
    """The client is there."""


Message = Beginning | Question | Unwanted | Ping | Pong


def read_message(text: str) -> Message:
    """The message in a frame."""
    try:
        members = read_json(text.encode())
    except (NotStrictJson, UnicodeEncodeError):
        raise Closing(CloseCode.BAD_MESSAGE) from None
    kind = members.get("type") if isinstance(members, dict) else None
    read = _READERS.get(kind) if isinstance(kind, str) else None
    if read is None:
        raise Closing(CloseCode.BAD_MESSAGE)
    return read(members)


def next_message(identity: str, answer: bytes) -> str:
    """The answer as the database wrote it: nobody reads it on its way."""
    return (b'{"id":' + orjson.dumps(identity) + b',"type":"next","payload":' + answer + b"}").decode()


def complete_message(identity: str) -> str:
    return orjson.dumps({"id": identity, "type": "complete"}).decode()


def error_message(identity: str, errors: list[dict[str, object]]) -> str:
    return orjson.dumps({"id": identity, "type": "error", "payload": errors}).decode()


def _beginning(members: dict[str, Any]) -> Beginning:
    """Clients send what would be headers as members of the payload, or in its member `headers`."""
    payload = _payload(members)
    headers = payload.get("headers")
    if not isinstance(headers, dict | None):
        raise Closing(CloseCode.BAD_MESSAGE)
    places = (payload, headers or {})
    return Beginning(_values(places, "authorization"), _values(places, "x-purpose"))


def _values(places: tuple[Mapping[str, Any], ...], name: str) -> tuple[str, ...]:
    """Every value that is given for a header, however its name is written; null is none."""
    values = [value for place in places for key, value in place.items() if key.lower() == name and value is not None]
    if not all(isinstance(value, str) for value in values):
        raise Closing(CloseCode.BAD_MESSAGE)
    return tuple(values)


def _question(members: dict[str, Any]) -> Question:
    payload = members.get("payload")
    if not isinstance(payload, dict):
        raise Closing(CloseCode.BAD_MESSAGE)
    try:
        return Question(_id(members), read_parameters(payload))
    except HttpRefusal:
        raise Closing(CloseCode.BAD_MESSAGE) from None


def _unwanted(members: dict[str, Any]) -> Unwanted:
    return Unwanted(_id(members))


def _ping(members: dict[str, Any]) -> Ping:
    _payload(members)
    return Ping()


def _pong(members: dict[str, Any]) -> Pong:
    _payload(members)
    return Pong()


def _payload(members: dict[str, Any]) -> dict[str, Any]:
    payload = members.get("payload")
    if not isinstance(payload, dict | None):
        raise Closing(CloseCode.BAD_MESSAGE)
    return payload or {}


def _id(members: dict[str, Any]) -> str:
    identity = members.get("id")
    if not isinstance(identity, str) or not 0 < len(identity) <= LONGEST_ID:
        raise Closing(CloseCode.BAD_MESSAGE)
    return identity


_READERS: dict[str, Callable[[dict[str, Any]], Message]] = {
    "complete": _unwanted,
    "connection_init": _beginning,
    "ping": _ping,
    "pong": _pong,
    "subscribe": _question,
}
