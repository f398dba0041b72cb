"""A client of `graphql-transport-ws`: the messages as objects, over the library `websockets`.

In: the port of a server. Out: `Talk`, which sends messages and gives back what arrives, to the close code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.edge.serving import DEADLINE

PROTOCOL = "graphql-transport-ws"
INIT = {"type": "connection_init"}
ACK = {"type": "connection_ack"}
Message = dict[str, Any]


class Talk:
    """One socket."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def send(self, *messages: Message | str | bytes) -> None:
        for message in messages:
            self.connection.send(message if isinstance(message, str | bytes) else json.dumps(message))

    def text(self) -> str:
        """The next frame, which is a text."""
        received = self.connection.recv(timeout=DEADLINE)
        assert isinstance(received, str)
        return received

    def receive(self) -> Message:
        """The next message."""
        message: Message = json.loads(self.text())
        return message

    def begin(self, **payload: Any) -> Talk:
        """Be accepted."""
        self.send({**INIT, "payload": payload} if payload else INIT)
        assert self.receive() == ACK
        return self

    def ask(self, query: str, identity: str = "1", **others: Any) -> None:
        self.send({"id": identity, "type": "subscribe", "payload": {"query": query, **others}})

    def answer(self, query: str, identity: str = "1", **others: Any) -> Message:
        """The message that answers a query; behind an answer comes its end."""
        self.ask(query, identity, **others)
        message = self.receive()
        assert message["id"] == identity
        if message["type"] == "next":
            assert self.receive() == {"id": identity, "type": "complete"}
        return message

    def closed(self) -> int:
        """The code with which the server closes, and that it says nothing else before; its reason is of ours."""
        with pytest.raises(ConnectionClosed) as ended:
            self.connection.recv(timeout=DEADLINE)
        close = ended.value.rcvd
        assert close is not None, "closed without a code"
        assert len(close.reason) < 50
        return close.code


@contextmanager
def talking(port: int, *protocols: str, query: str = "", **given: Any) -> Iterator[Talk]:
    """A socket that the server has accepted."""
    subprotocols = [Subprotocol(name) for name in protocols or (PROTOCOL,)]
    address = f"ws://127.0.0.1:{port}/graphql?{query}"
    with connect(address, subprotocols=subprotocols, open_timeout=DEADLINE, proxy=None, **given) as connection:
        yield Talk(connection)
