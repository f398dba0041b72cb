"""Clients that send several requests at once and do not stay for the answers."""

from __future__ import annotations

import json
import logging
import socket
import struct
from collections.abc import Iterator
from datetime import datetime

import pytest
from graphql import GraphQLSchema

from app.database.connections import ApiPool
from app.edge.gate import Gate
from tests.edge.serving import DEADLINE
from tests.edge.sockets.conftest import HELD, HeldGraph, Servers, until

BODY = json.dumps({"query": HELD}).encode()
HEAD = b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
REQUEST = HEAD % len(BODY)


@pytest.fixture
def graph(schema: GraphQLSchema) -> HeldGraph:
    return HeldGraph(schema)


@pytest.fixture
def serve(graph: HeldGraph, pool: ApiPool, secret: bytes, now: datetime) -> Iterator[Servers]:
    servers = Servers(graph, pool, secret, now)
    yield servers
    servers.close()


def test_nobody_is_answered_who_has_gone_and_that_is_no_fault(
    serve: Servers, graph: HeldGraph, caplog: pytest.LogCaptureFixture
) -> None:
    gate = Gate()
    port = serve(gate=gate)
    with caplog.at_level(logging.INFO):
        with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE) as connection:
            connection.sendall((REQUEST + BODY) * 20)
            until(lambda: graph.held == 1)
            # What is unread when it closes resets the connection.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        until(lambda: len(gate) == 0)
        graph.release.set()
        until(lambda: len(graph.asked) == 1)
        serve.close()
    assert len(graph.asked) == 1, "the others are not begun"
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
