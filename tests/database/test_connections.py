"""Sessions are set up alike, the API's cannot write, and the pool outlives the server."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from app.database.addresses import Addresses
from app.database.connections import ApiPool, api_pool, owner_connection
from app.database.embedded.server import embedded_database
from tests.database.embedded.facts import postmaster, wait_until_gone

COMMON = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "iso_8601",
    "extra_float_digits": "1",
    "default_text_search_config": "pg_catalog.simple",
    "search_path": "public",
    "client_encoding": "UTF8",
    "client_min_messages": "warning",
    "jit": "off",
}
API = COMMON | {
    "plan_cache_mode": "auto",
    "default_transaction_read_only": "on",
    "statement_timeout": "1500ms",
    "idle_in_transaction_session_timeout": "10s",
    "application_name": "twingraph api",
}
OWNER = COMMON | {
    "default_transaction_read_only": "off",
    "statement_timeout": "0",
    "lock_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "application_name": "twingraph owner",
}
WRITING = API | {
    "default_transaction_read_only": "off",
    "lock_timeout": "3s",
    "application_name": "twingraph api",
}


def run_with_pool(
    addresses: Addresses, work: Callable[[ApiPool], Awaitable[None]], *, size: int = 1, statement_timeout: float = 60
) -> None:
    async def opened() -> None:
        async with api_pool(addresses, size=size, statement_timeout=statement_timeout) as pool:
            await work(pool)

    asyncio.run(opened())


async def ask(pool: ApiPool, query: LiteralString) -> object:
    async with pool.connection() as connection:
        row = await (await connection.execute(query)).fetchone()
        assert row is not None
        return row[0]


def show(name: str) -> sql.Composed:
    return sql.SQL("SHOW {}").format(sql.Identifier(name))


def test_every_session_of_the_api_is_set_up(addresses: Addresses) -> None:
    async def work(pool: ApiPool) -> None:
        async with pool.connection() as connection:
            found = {name: await (await connection.execute(show(name))).fetchone() for name in API}
            assert found == {name: (value,) for name, value in API.items()}
            assert connection.autocommit
            assert connection.prepare_threshold == 5
            assert connection.prepared_max == 8

    run_with_pool(addresses, work, statement_timeout=1.5)


def test_where_the_api_writes_only_its_rights_and_its_patience_differ(addresses: Addresses) -> None:
    async def written() -> None:
        async with (
            api_pool(addresses, size=1, statement_timeout=1.5, writes=True) as pool,
            pool.connection() as connection,
        ):
            found = {name: await (await connection.execute(show(name))).fetchone() for name in WRITING}
            assert found == {name: (value,) for name, value in WRITING.items()}
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                await connection.execute("DELETE FROM consents")

    asyncio.run(written())


def test_every_session_of_the_owner_is_set_up(owner: psycopg.Connection) -> None:
    assert {name: owner.execute(show(name)).fetchone() for name in OWNER} == {
        name: (value,) for name, value in OWNER.items()
    }


def test_options_of_the_operator_stay_where_they_do_not_collide(addresses: Addresses) -> None:
    address = make_conninfo(addresses.owner, options="-c work_mem=5MB -c timezone=Europe/Riga", application_name="mine")
    with owner_connection(Addresses(owner=address, api=address)) as connection:
        found = [connection.execute(show(name)).fetchone() for name in ("work_mem", "timezone", "application_name")]
    assert found == [("5MB",), ("UTC",), ("mine",)]


def test_the_pool_cannot_write_even_as_the_owner(addresses: Addresses) -> None:
    async def work(pool: ApiPool) -> None:
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            await ask(pool, "DELETE FROM consents RETURNING id")

    run_with_pool(Addresses(owner=addresses.owner, api=addresses.owner), work)


def test_a_statement_that_takes_too_long_is_given_up_and_the_connection_stays(addresses: Addresses) -> None:
    async def work(pool: ApiPool) -> None:
        process = await ask(pool, "SELECT pg_backend_pid()")
        with pytest.raises(psycopg.errors.QueryCanceled):
            await ask(pool, "SELECT pg_sleep(600)")
        assert await ask(pool, "SELECT pg_backend_pid()") == process

    run_with_pool(addresses, work, statement_timeout=0.05)


def test_the_connection_that_was_used_last_is_used_first(addresses: Addresses) -> None:
    """What is asked one after another is prepared once, and not in each connection."""

    async def work(pool: ApiPool) -> None:
        await pool.wait()
        assert len({await ask(pool, "SELECT pg_backend_pid()") for _ in range(9)}) == 1
        async with pool.connection() as held:
            busy = held.info.backend_pid
            others = {await ask(pool, "SELECT pg_backend_pid()") for _ in range(9)}
            assert len(others) == 1
            assert busy not in others
        assert await ask(pool, "SELECT pg_backend_pid()") == busy

    run_with_pool(addresses, work, size=3)


def test_connections_that_the_server_closed_are_never_handed_out(addresses: Addresses) -> None:
    async def work(pool: ApiPool) -> None:
        await pool.wait()
        with psycopg.connect(addresses.owner, autocommit=True) as connection:
            ended = connection.execute(
                "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 60000)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name = 'closed under the pool'"
            ).fetchone()
        assert ended == (3,)
        for _ in range(6):
            assert await ask(pool, "SELECT 1") == 1

    named = make_conninfo(addresses.owner, application_name="closed under the pool")
    run_with_pool(Addresses(owner=named, api=named), work, size=3)


def test_the_pool_outlives_a_restart_of_the_server(tmp_path: Path) -> None:
    async def work(pool: ApiPool) -> None:
        await pool.wait()
        server = postmaster(tmp_path)
        sleeping = asyncio.create_task(ask(pool, "SELECT pg_sleep(600)"))
        while await ask(pool, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") != 1:
            pass
        os.kill(server, signal.SIGINT)
        with pytest.raises(psycopg.OperationalError):
            await sleeping
        await asyncio.to_thread(wait_until_gone, tmp_path)
        with pytest.raises(psycopg.OperationalError):
            await ask(pool, "SELECT 1")
        with embedded_database(tmp_path):
            assert await ask(pool, "SELECT 1") == 1

    with embedded_database(tmp_path) as addresses:
        run_with_pool(addresses, work, size=2)
