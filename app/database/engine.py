"""A running database for the length of a block, whichever the operator chose.

In: settings. Out: `Addresses`. With an address in the settings the server is somebody else's and is only looked at;
without one it is the embedded server below the data directory, which development alone may use.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import psycopg

from app.database.addresses import Addresses, read_address
from app.database.embedded.server import embedded_database
from app.errors import Misconfigured
from app.settings import Settings

__all__ = ["Addresses", "running_database"]

_OLDEST = 16
# What libpq says, and what may be said of it: its own words can hold parts of a mistyped address.
_REASONS = {
    "password authentication failed": "it refuses the password",
    "no password supplied": "it wants a password",
    "does not exist": "it knows no such role or database",
    "Connection refused": "nothing listens there",
    "timeout expired": "it does not answer",
    "could not translate host name": "its host is unknown",
    "failed to resolve host": "its host is unknown",
    "No such file or directory": "there is no such socket",
    "too many clients": "it has no connection left",
    "starting up": "it is still starting",
}


@contextlib.contextmanager
def running_database(settings: Settings) -> Iterator[Addresses]:
    """The addresses of a database that answers; an embedded one stops with the last process that uses it."""
    if settings.database_url is None:
        if settings.owner_database_url is not None:
            raise Misconfigured(
                "`TWINGRAPH_OWNER_DATABASE_URL` is set without `TWINGRAPH_DATABASE_URL`", hint="Set both or neither."
            )
        if settings.environment == "production":
            raise Misconfigured(
                "production has no embedded database", hint="Name a database with TWINGRAPH_DATABASE_URL."
            )
        with embedded_database(settings.data_dir) as addresses:
            yield addresses
        return
    api = read_address(settings.database_url, setting="TWINGRAPH_DATABASE_URL")
    _require_version(api, setting="TWINGRAPH_DATABASE_URL")
    owner = api
    if settings.owner_database_url is not None:
        owner = read_address(settings.owner_database_url, setting="TWINGRAPH_OWNER_DATABASE_URL")
        _require_version(owner, setting="TWINGRAPH_OWNER_DATABASE_URL")
    yield Addresses(owner=owner, api=api)


def _require_version(address: str, *, setting: str) -> None:
    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.OperationalError as error:
        said = str(error)
        reason = next((ours for theirs, ours in _REASONS.items() if theirs in said), "it cannot be reached")
        raise Misconfigured(
            f"the database that `{setting}` names cannot be used: {reason}",
            hint="Check host, port, database, role and password.",
        ) from None
    if version < _OLDEST:
        raise Misconfigured(
            f"the database that `{setting}` names is PostgreSQL {version}", hint=f"Use PostgreSQL {_OLDEST} or newer."
        )
