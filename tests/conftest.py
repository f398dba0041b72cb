"""The real database for every test: one server per test run, one migrated database per worker.

In: the binaries of the embedded PostgreSQL. Out: the fixtures below. A database is copied from a migrated template,
so that a new one costs a file copy and not the migrations.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from app.database.addresses import Addresses
from app.database.connections import owner_connection
from app.database.engine import running_database
from app.database.migrate import migrate
from app.settings import PREFIX, Settings

TEMPLATE = "migrated"
ROOT = pytest.StashKey[Path]()

# `make test` takes `ci`: the same examples every time. Look for new ones with --hypothesis-profile=moderate or deep.
hypothesis.settings.register_profile(
    "moderate",
    max_examples=50,
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
MODERATE = hypothesis.settings.get_profile("moderate")
hypothesis.settings.register_profile("ci", MODERATE, derandomize=True, database=None)
hypothesis.settings.register_profile("deep", MODERATE, max_examples=2000)
hypothesis.settings.load_profile("moderate")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="rewrite the golden files instead of comparing")
    parser.addoption("--consent-reads", type=int, default=0, help="look for a late consent with so many reads at least")


def pytest_configure(config: pytest.Config) -> None:
    """One folder for the server of this run, short because sockets have short names; workers are told of it."""
    given: dict[str, Any] = getattr(config, "workerinput", {})
    config.stash[ROOT] = Path(given["root"] if given else tempfile.mkdtemp(prefix="twingraph-test-"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["root"] = str(node.config.stash[ROOT])


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(config.stash[ROOT], ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def no_settings_from_outside() -> Iterator[None]:
    """What the developer has set for the program does not reach the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in [name for name in os.environ if name.startswith(PREFIX)]:
            patch.delenv(variable)
        yield


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Tests marked `anyio` run on the loop of the standard library."""
    return "asyncio"


@pytest.fixture(scope="session")
def rewrite_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--rewrite-golden"))


@pytest.fixture(scope="session")
def now() -> datetime:
    """The time of the tests that need one."""
    return datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def secret() -> bytes:
    """The secret of the tests that need one."""
    return b"a secret of the tests, long enough for any key"


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[Addresses]:
    """The server of this run, shared with the other workers; its database stays empty."""
    with running_database(Settings(data_dir=request.config.stash[ROOT])) as addresses:
        yield addresses


@pytest.fixture(scope="session")
def new_database(server: Addresses, request: pytest.FixtureRequest) -> Callable[[], Addresses]:
    """Make another database with every table and no row; it goes away with the server."""
    lock = request.config.stash[ROOT] / "template.lock"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    numbers = count()

    def create() -> Addresses:
        name = f"{worker}_{next(numbers)}"
        with _alone(lock), psycopg.connect(server.owner, autocommit=True) as connection:
            if connection.execute("SELECT FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone() is None:
                _copy_database(connection, "template0", "unfinished")
                migrate(_in_database(server, "unfinished"))
                connection.execute(sql.SQL("ALTER DATABASE unfinished RENAME TO {}").format(sql.Identifier(TEMPLATE)))
            _copy_database(connection, TEMPLATE, name)
        return _in_database(server, name)

    return create


@pytest.fixture(scope="session")
def addresses(new_database: Callable[[], Addresses]) -> Addresses:
    """The database of this worker. What a test commits, the next one finds: see `empty_world`."""
    return new_database()


@pytest.fixture
def owner(addresses: Addresses) -> Iterator[psycopg.Connection[Any]]:
    """A connection of the owner, in a transaction that is rolled back after the test."""
    with owner_connection(addresses) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def empty_world(addresses: Addresses) -> Addresses:
    """The database of this worker without a row, for tests that commit."""
    with owner_connection(addresses) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        ).fetchall()
        names = sql.SQL(", ").join(sql.Identifier(name) for (name,) in tables)
        connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
    return addresses


def _copy_database(connection: psycopg.Connection[Any], source: str, name: str) -> None:
    """A name that is taken belongs to a run that was stopped in the middle."""
    new, old = sql.Identifier(name), sql.Identifier(source)
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(new))
    connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(new, old))
    connection.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(new))


def _in_database(server: Addresses, name: str) -> Addresses:
    return Addresses(owner=make_conninfo(server.owner, dbname=name), api=make_conninfo(server.api, dbname=name))


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One worker at a time: a database that is being copied must have no other visitor."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
