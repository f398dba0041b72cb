"""A server of the program in a thread of its own, and a client that sees every byte.

In: an application and the protocol class. Out: its port while it runs; all that it sends on a connection.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Literal

from starlette.types import ASGIApp

from app.edge.connection import Connection
from app.edge.gate import Gate
from app.edge.server import AnnouncingServer, server_config

# Longer than any answer takes; only a server that hangs makes a test wait for it.
DEADLINE = 20.0


def running(
    application: ASGIApp, protocol: type[Connection], gate: Gate | None = None, *, lifespan: Literal["on", "off"] = "on"
) -> Iterator[int]:
    """The port of a server in a thread of its own."""
    ready = threading.Event()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        config = server_config(application, protocol, gate=Gate() if gate is None else gate)
        config.lifespan = lifespan
        server = AnnouncingServer(config, ready.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        assert ready.wait(DEADLINE)
        yield port
        server.should_exit = True
        thread.join(DEADLINE)
        assert not thread.is_alive()


def exchange(port: int, *parts: bytes) -> bytes:
    """Everything that the server sends until it closes the connection."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE) as connection:
        for part in parts:
            connection.sendall(part)
        while chunk := connection.recv(65_536):
            received += chunk
    return received
