"""What is a message and what is none: rows N07 to N09 of the list."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.edge.sockets.terms import LARGEST_MESSAGE
from app.errors import Code
from tests.edge.sockets.talking import ACK, INIT, Message, talking

QUERY = "{ __typename }"


def subscribe(**payload: Any) -> Message:
    return {"id": "1", "type": "subscribe", "payload": payload}


BAD: dict[str, Message | str | bytes] = {
    "N07 brackets": "[" * 100_000,
    "N07 brackets in a message": '{"type":"ping","payload":{"a":' + "[" * 50_000 + "]" * 50_000 + "}}",
    "N07 an integer of 5,000 digits": '{"type":"ping","payload":{"a":' + "9" * 5_000 + "}}",
    "N08 a binary frame": json.dumps(INIT).encode(),
    "N08 not JSON": "S3CR3T",
    "N08 empty": "",
    "N08 NaN": '{"type":"ping","payload":{"a":NaN}}',
    "N08 a member twice": '{"type":"ping","type":"connection_init"}',
    "N08 half a surrogate pair": '{"type":"ping","payload":{"a":"\\ud800"}}',
    "N08 a list": [],  # type: ignore[dict-item]
    "N08 a number": "1",
    "N08 no type": {},
    "N08 an unknown type": {"type": "S3CR3T"},
    "N08 a type of the old protocol": {"type": "start", "id": "1", "payload": {"query": QUERY}},
    "N08 a type of the server": ACK,
    "N08 a type that is a list": {"type": ["ping"]},
    "N08 a payload of a beginning that is a text": {**INIT, "payload": "S3CR3T"},
    "N08 a token that is a number": {**INIT, "payload": {"Authorization": 1}},
    "N08 headers that are a text": {**INIT, "payload": {"headers": "S3CR3T"}},
    "N08 a payload of a ping that is a list": {"type": "ping", "payload": []},
    "N08 no id": {"type": "subscribe", "payload": {"query": QUERY}},
    "N08 an empty id": {**subscribe(query=QUERY), "id": ""},
    "N08 a long id": {**subscribe(query=QUERY), "id": "i" * 201},
    "N08 an id that is a number": {**subscribe(query=QUERY), "id": 1},
    "N08 no payload": {"id": "1", "type": "subscribe"},
    "N08 no query": subscribe(),
    "N08 a query that is a number": subscribe(query=1),
    "N08 variables that are a list": subscribe(query=QUERY, variables=[1]),
    "N08 extensions that are a text": subscribe(query=QUERY, extensions="S3CR3T"),
    "N08 an end without an id": {"type": "complete"},
}


@pytest.mark.parametrize("message", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("begun", [False, True], ids=["before the beginning", "after it"])
def test_what_is_no_message_closes(steady_port: int, message: Message, begun: bool) -> None:  # noqa: FBT001 - a table
    with talking(steady_port) as talk:
        if begun:
            talk.begin()
        talk.send(message)
        assert talk.closed() == 4400


def test_n09_a_message_that_is_too_large_closes(port: int) -> None:
    with talking(port) as talk:
        talk.begin().send("a" * (LARGEST_MESSAGE + 1))
        assert talk.closed() == 1009


def test_n09_a_message_of_the_same_size_as_over_http_is_read(port: int) -> None:
    with talking(port) as talk:
        talk.begin()
        empty = json.dumps(subscribe(query=""))
        talk.send(empty.replace('""', '"' + "#" * (LARGEST_MESSAGE - len(empty)) + '"'))
        assert talk.receive()["payload"][0]["extensions"]["code"] == Code.LIMIT_EXCEEDED
