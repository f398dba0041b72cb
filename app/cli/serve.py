"""The verb `serve`: the API, until a signal asks it to stop.

In: the settings, and where to listen. Out: one line on standard output, the address, as soon as requests are answered.
SIGINT and SIGTERM end it in order: requests are finished, the embedded database is released, exit code 0.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Annotated

import typer

from app.application import POLICY, create_application
from app.authz.fingerprint import fingerprint_of
from app.authz.generation import require_in_force
from app.cli.data import fill_when_empty
from app.cli.start import begin, open_database
from app.edge.server import serve as serve_application


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on, instead of `TWINGRAPH_HOST`.")] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Port to listen on, instead of `TWINGRAPH_PORT`; 0 takes a free one."),
    ] = None,
    *,
    demo: Annotated[bool, typer.Option("--demo", help="First fill an empty database with demo data.")] = False,
) -> None:
    """Run the API; print its address when it is ready."""
    settings = begin()
    with ending_in_order(), open_database(settings) as addresses:
        require_in_force(addresses, fingerprint_of(POLICY, settings.policy_version))
        if demo:
            fill_when_empty(settings, addresses)
        serve_application(
            create_application(settings, addresses),
            settings.host if host is None else host,
            settings.port if port is None else port,
            typer.echo,
            most_connections=settings.connections_per_address,
        )


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Turn the first SIGINT or SIGTERM into the end of this block, whatever it is doing, with exit code 0.

    The server catches the signals while it serves, finishes, and then raises them again: by default that would end
    the process before the database is released.
    """

    def stop(_: int, __: FrameType | None) -> None:
        for number in previous:
            signal.signal(number, signal.SIG_IGN)
        raise SystemExit(0)

    previous = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
