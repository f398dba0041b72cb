"""First sign-ins and sign-outs as the role of the API writes them: one account each, claimed by equality alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from app.database.addresses import Addresses
from app.database.commands.accounts import Account, NoAccount, Notice, Person, accept_notice, account_of, sign_out
from app.database.connections import ApiPool, api_pool, owner_connection
from tests.database import rows

pytestmark = pytest.mark.anyio

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
ISSUER = "https://login.example"
ANNA = Person(ISSUER, "s1", "Anna.Müller@example.org")


@asynccontextmanager
async def writing(addresses: Addresses, size: int = 1) -> AsyncIterator[ApiPool]:
    async with api_pool(addresses, size=size, statement_timeout=30, writes=True) as pool:
        yield pool


async def first_sign_in(pool: ApiPool, person: Person) -> UUID | NoAccount:
    async with pool.connection() as connection, connection.transaction():
        found = await account_of(connection, person, NOW)
        return found.user if isinstance(found, Account) else found


def found(addresses: Addresses, query: bytes) -> list[Any]:
    with owner_connection(addresses) as connection:
        return connection.execute(query).fetchall()


def imported(addresses: Addresses, **values: object) -> UUID:
    usual = {"email": "anna.müller@example.org", "email_key": "anna.müller@example.org", "registered_at": NOW}
    with owner_connection(addresses) as connection:
        return rows.user(connection, **{**usual, **values})


async def test_somebody_new_gets_a_general_account_and_keeps_it(empty_world: Addresses) -> None:
    async with writing(empty_world) as pool:
        account = await first_sign_in(pool, ANNA)
        assert await first_sign_in(pool, ANNA) == account
        assert await first_sign_in(pool, Person(ISSUER, "s1", None)) == account
        assert await first_sign_in(pool, Person(ISSUER, "s2", "other@example.org")) != account
    users = found(empty_world, b"SELECT id, status, email, email_key, email_folded, registered_at FROM users")
    of_anna = (account, "GENERAL", "Anna.Müller@example.org", "anna.müller@example.org", "anna.muller@example.org", NOW)
    assert len(users) == 2
    assert of_anna in users
    identities = found(empty_world, b"SELECT issuer, subject, claimed_at FROM identities ORDER BY subject")
    assert identities == [(ISSUER, "s1", None), (ISSUER, "s2", None)]


async def test_p07_fifty_first_sign_ins_at_once_make_one_account(empty_world: Addresses) -> None:
    async with writing(empty_world, size=10) as pool:
        made = await asyncio.gather(*(first_sign_in(pool, ANNA) for _ in range(50)))
    assert len(set(made)) == 1
    assert found(empty_world, b"SELECT id FROM users") == [(made[0],)]
    assert found(empty_world, b"SELECT user_id FROM identities") == [(made[0],)]


async def test_an_imported_account_is_claimed_by_its_address(empty_world: Addresses) -> None:
    """REG-07: whatever the case, and whatever the state."""
    account = imported(empty_world, status="VALIDATED", first_name="Anna")
    async with writing(empty_world) as pool:
        assert await first_sign_in(pool, ANNA) == account
    assert found(empty_world, b"SELECT status, first_name FROM users") == [("VALIDATED", "Anna")]
    assert found(empty_world, b"SELECT user_id, claimed_at FROM identities") == [(account, NOW)]


@pytest.mark.parametrize("email", ["anna.muller@example.org", "anna.müller+x@example.org", "annamüller@example.org"])
async def test_an_address_that_is_nearly_the_same_claims_nothing(empty_world: Addresses, email: str) -> None:
    account = imported(empty_world)
    async with writing(empty_world) as pool:
        made = await first_sign_in(pool, Person(ISSUER, "s1", email))
    assert isinstance(made, UUID)
    assert made != account


async def test_i02_without_a_verified_address_known_and_unknown_are_alike(empty_world: Addresses) -> None:
    async with writing(empty_world) as pool:
        unknown = await first_sign_in(pool, Person(ISSUER, "s1", None))
        imported(empty_world)
        known = await first_sign_in(pool, Person(ISSUER, "s1", None))
    assert unknown is known is NoAccount.NO_ADDRESS
    assert found(empty_world, b"SELECT FROM identities") == []


@pytest.mark.parametrize(
    "values",
    [
        {"last_login_at": NOW - timedelta(days=3 * 366)},
        {"registered_at": NOW - timedelta(days=3 * 366)},
    ],
    ids=["silent for three years", "registered three years ago"],
)
async def test_an_account_that_is_over_is_not_claimed(empty_world: Addresses, values: dict[str, Any]) -> None:
    imported(empty_world, **values)
    async with writing(empty_world) as pool:
        assert await first_sign_in(pool, ANNA) is NoAccount.ADDRESS_TAKEN
    assert found(empty_world, b"SELECT FROM identities") == []


async def test_of_many_who_claim_one_account_one_gets_it(empty_world: Addresses) -> None:
    account = imported(empty_world)
    people = [Person(ISSUER, f"s{number}", ANNA.email) for number in range(20)]
    async with writing(empty_world, size=10) as pool:
        outcomes = await asyncio.gather(*(first_sign_in(pool, person) for person in people))
    assert sorted(map(str, outcomes)) == sorted([str(account), *[str(NoAccount.ADDRESS_TAKEN)] * 19])
    assert len(found(empty_world, b"SELECT FROM identities")) == 1


async def test_of_many_who_come_with_one_new_address_one_gets_an_account(empty_world: Addresses) -> None:
    people = [Person(ISSUER, f"s{number}", ANNA.email) for number in range(20)]
    async with writing(empty_world, size=10) as pool:
        outcomes = await asyncio.gather(*(first_sign_in(pool, person) for person in people))
    assert [outcome for outcome in outcomes if isinstance(outcome, UUID)] == [
        user for (user,) in found(empty_world, b"SELECT id FROM users")
    ]
    assert outcomes.count(NoAccount.ADDRESS_TAKEN) == 19


async def test_a_notice_is_accepted_once_in_each_version(empty_world: Addresses) -> None:
    account = imported(empty_world)

    async def accept(pool: ApiPool, version: str, day: int) -> bool:
        async with pool.connection() as connection:
            at = NOW + timedelta(days=day)
            return await accept_notice(connection, account, Notice.GENERAL, version, "et", at)

    async with writing(empty_world, size=5) as pool:
        assert sorted(await asyncio.gather(*(accept(pool, "2024-1", 0) for _ in range(20)))) == [False] * 19 + [True]
        assert not await accept(pool, "2024-1", 1)
        assert await accept(pool, "2025-1", 2)
    kept = found(empty_world, b"SELECT notice, version, language, accepted_at FROM notice_acceptances ORDER BY version")
    assert kept == [("GENERAL", "2024-1", "et", NOW), ("GENERAL", "2025-1", "et", NOW + timedelta(days=2))]


async def test_a_sign_out_may_come_twice(empty_world: Addresses) -> None:
    account = imported(empty_world)
    async with writing(empty_world) as pool, pool.connection() as connection:
        for _ in range(2):
            await sign_out(connection, account, NOW)
    assert found(empty_world, b"SELECT user_id, at FROM sign_outs") == [(account, NOW)]


@pytest.mark.parametrize("table", ["identities", "notice_acceptances", "sign_outs"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET user_id = user_id", "DELETE FROM {}", "TRUNCATE {}"])
async def test_the_api_changes_and_takes_back_nothing_of_this(addresses: Addresses, table: str, verb: str) -> None:
    async with writing(addresses) as pool, pool.connection() as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await connection.execute(verb.format(table).encode())


@pytest.mark.parametrize("column", ["restricted", "school_id", "ambassador", "last_login_at", "first_name"])
async def test_the_api_makes_no_account_with_more_than_an_address(addresses: Addresses, column: str) -> None:
    insert = sql.SQL("INSERT INTO users (id, key, status, {}) VALUES (gen_random_uuid(), 'k', 'GENERAL', NULL)")
    async with writing(addresses) as pool, pool.connection() as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await connection.execute(insert.format(sql.Identifier(column)))
