"""Connections to the database: pools for the API, one of which can only read, and one connection for the owner.

In: `Addresses`. Out: psycopg connections whose session is set up alike on every server: UTC, no JIT, a limit for each
statement. The pool notices a connection that the server has closed before it hands it out, so that a restart of the
database costs the requests that were under way and no others.
"""

from __future__ import annotations

import select
import time
from collections import deque
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import AsyncConnectionPool

from app.database.addresses import Addresses

# Of every session. The stored form of an instant is read by the microsecond in UTC (G-58).
_SESSION = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "iso_8601",
    "extra_float_digits": "1",
    "default_text_search_config": "pg_catalog.simple",
    "search_path": "public",
    "client_min_messages": "warning",
    "jit": "off",
}
# Of the API. PostgreSQL keeps a plan where that is no worse than a plan for the very values of a request.
_READING = {
    "plan_cache_mode": "auto",
    "default_transaction_read_only": "on",
    "idle_in_transaction_session_timeout": "10s",
}
# Of the API where it writes. Nobody waits for a lock longer than for an answer.
_RECORDING = {"default_transaction_read_only": "off", "lock_timeout": "3s"}
# A statement is prepared in a connection that has run it so often: the pages of a site are, a document that somebody
# tries out is not. A prepared statement takes about a megabyte of each connection, so only the latest few are kept.
_PREPARE_AFTER = 5
_MOST_PREPARED = 8
# Of the owner. An import takes as long as it takes, whatever the role is limited to elsewhere.
_WRITING = {
    "default_transaction_read_only": "off",
    "statement_timeout": "0",
    "lock_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}
# A server that vanished without a word is noticed after seconds, not after the two hours of the default.
_NETWORK = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
# How long a request waits for a connection before it is told that the database is not available.
_WAIT = 3.0
# Each attempt waits longer than the last. Giving up soon and trying anew at the next request keeps the waits short.
_RECONNECT = 5.0

Row = tuple[Any, ...]


class _LatestFirst(deque[psycopg.AsyncConnection[Row]]):
    """The connections that lie idle: the one that came back last is taken first."""

    def popleft(self) -> psycopg.AsyncConnection[Row]:
        return self.pop()


class ApiPool(AsyncConnectionPool[psycopg.AsyncConnection[Row]]):
    """Connections of the API, none of which is handed out that the server has closed.

    The one that was used last is used first. Taken in turns, as the pool would do by itself, each of them would have to
    run a statement so often as one alone until it is prepared, and none would find anything in the caches of the
    processor.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._pool = _LatestFirst()

    async def getconn(self, timeout: float | None = None) -> psycopg.AsyncConnection[Row]:  # noqa: ASYNC109  the pool's
        """A connection that is open, as far as can be told without asking the server.

        The pool's own check would wait a second for each connection that it finds closed, and after a restart of the
        server it finds them all.
        """
        deadline = time.monotonic() + (self.timeout if timeout is None else timeout)
        while True:
            connection = await super().getconn(max(0.0, deadline - time.monotonic()))
            if not _was_closed_by_server(connection):
                return connection
            await connection.close()
            await self.putconn(connection)


def api_pool(addresses: Addresses, *, size: int, statement_timeout: float, writes: bool = False) -> ApiPool:
    """A pool of the API, not yet open: `async with pool` opens and closes it. The time-out is in seconds.

    With `writes` for commands and for reads that leave a record: what may be written there, the rights of the API's
    role say. Every other read goes through connections that cannot write at all.
    """
    milliseconds = max(1, round(statement_timeout * 1000))
    session = _SESSION | _READING | {"statement_timeout": str(milliseconds)} | (_RECORDING if writes else {})
    return ApiPool(
        _with_session(addresses.api, session, application_name="twingraph api"),
        kwargs={"autocommit": True, "prepare_threshold": _PREPARE_AFTER},
        configure=_keep_few_statements,
        min_size=size,
        max_size=size,
        open=False,
        timeout=_WAIT,
        reconnect_timeout=_RECONNECT,
        name="api writes" if writes else "api",
    )


async def _keep_few_statements(connection: psycopg.AsyncConnection[Row]) -> None:
    connection.prepared_max = _MOST_PREPARED


def owner_connection(addresses: Addresses) -> psycopg.Connection[Row]:
    """A connection of the owner of the tables, for migrations, imports and commands; no limit of time."""
    address = _with_session(addresses.owner, _SESSION | _WRITING, application_name="twingraph owner")
    return psycopg.connect(address)


def _was_closed_by_server(connection: psycopg.AsyncConnection[Row]) -> bool:
    """Read what has arrived while the connection lay idle: a notice does no harm, a farewell ends in an error."""
    poll = select.poll()
    poll.register(connection.pgconn.socket, select.POLLIN)
    try:
        while poll.poll(0):
            connection.pgconn.consume_input()
    except psycopg.OperationalError:
        return True
    return False


def _with_session(address: str, session: dict[str, str], *, application_name: str) -> str:
    """The address with the settings of the session; what the operator wrote there stands where it does not collide."""
    parts: dict[str, Any] = conninfo_to_dict(address)
    ours = " ".join(f"-c {name}={_escape(value)}" for name, value in session.items())
    options = " ".join(part for part in (str(parts.get("options") or ""), ours) if part)
    defaults = _NETWORK | {"application_name": application_name}
    return make_conninfo(**{**defaults, **parts, "client_encoding": "UTF8", "options": options})


def _escape(value: str) -> str:
    """In `options`, a backslash keeps a space from ending the value."""
    return value.replace("\\", "\\\\").replace(" ", "\\ ")
