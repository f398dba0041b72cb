"""Serving the application on a port, until a signal asks to stop.

In: an ASGI application, an address, a function that is told the URL as soon as requests are answered. Out: nothing;
SIGINT and SIGTERM let running requests finish, then return to the caller, who ends what it began (uvicorn raises the
signal again). uvloop and httptools: decision 0004 says why.
"""

from __future__ import annotations

import resource
import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from app.edge.connection import Connection
from app.edge.gate import Gate
from app.edge.routes import PATH
from app.edge.sockets.terms import LARGEST_MESSAGE
from app.errors import Misconfigured

KEEP_ALIVE = 10
GRACE = 15
PING_INTERVAL = 20.0
PING_TIMEOUT = 20.0
MOST_DESCRIPTORS = 65_536


def serve(
    application: ASGIApp, host: str, port: int, on_ready: Callable[[str], None], *, most_connections: int
) -> None:
    """Answer requests, over so many connections of one address at most; port 0 takes a free one."""
    allow_descriptors()
    config = server_config(application, gate=Gate(most_connections))
    with _bound(host, port) as listener:
        server = AnnouncingServer(config, lambda: on_ready(_url(listener)))
        try:
            server.run(sockets=[listener])
        except SystemExit:
            # The application could not start; its reason has been logged.
            if not server.started:
                raise Misconfigured("the API could not start", hint="The log says why.") from None
            raise


def allow_descriptors(wanted: int = MOST_DESCRIPTORS) -> None:
    """As many open files as the system lets this process have: a connection is one, and the usual number is small."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


class AnnouncingServer(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._on_ready()


def server_config(application: ASGIApp, protocol: type[Connection] = Connection, *, gate: Gate) -> uvicorn.Config:
    """What every server of this program has in common."""
    return uvicorn.Config(
        application,
        http=protocol.behind(gate),
        loop="uvloop",
        # `Connection` hands sockets over by itself.
        ws="none",
        ws_max_size=LARGEST_MESSAGE,
        # The length of what is compressed tells of its content; and what is not unpacked cannot be a bomb.
        ws_per_message_deflate=False,
        ws_ping_interval=PING_INTERVAL,
        ws_ping_timeout=PING_TIMEOUT,
        lifespan="on",
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
        # A query string may hold values of a caller.
        access_log=False,
        log_config=None,
        server_header=False,
        # The address of the peer is the one of its connection; a header could say any.
        proxy_headers=False,
    )


def _bound(host: str, port: int) -> socket.socket:
    """A socket that holds the address but does not listen yet: nobody waits for a server that fails to start."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[
            0
        ]
        listener = socket.socket(family, kind)
    except OSError:
        raise _cannot_listen(host, port) from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError:
        listener.close()
        raise _cannot_listen(host, port) from None
    return listener


def _cannot_listen(host: str, port: int) -> Misconfigured:
    return Misconfigured(f"cannot listen on {host} port {port}", hint="Choose a free port with `--port`.")


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{PATH}"
