"""Points in both stores: taken of all or of none, given back steadily, counted once when many ask at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import psycopg
import pytest

from app.database.addresses import Addresses
from app.database.connections import ApiPool, api_pool, owner_connection
from app.edge.rate.allowance import Allowance, Level
from app.edge.rate.postgresql import SharedStore
from app.edge.rate.store import Ledger, MemoryStore, Store

pytestmark = pytest.mark.anyio

Store_ = MemoryStore | SharedStore


def address(holder: str, points: int = 600) -> Allowance:
    return Allowance("address", holder, points, window=60)


def person(holder: str, points: int = 600) -> Allowance:
    return Allowance("person", holder, points, window=60)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def pool(addresses: Addresses) -> AsyncIterator[ApiPool]:
    async with api_pool(addresses, size=4, statement_timeout=5, writes=True) as pool:
        yield pool
    with owner_connection(addresses) as connection:
        connection.execute("DELETE FROM spent_points")


@pytest.fixture(params=["memory", "database"])
def store(request: pytest.FixtureRequest, secret: bytes) -> Store:
    if request.param == "memory":
        return MemoryStore()
    return SharedStore(request.getfixturevalue("pool"), secret)


async def left(store: Store, allowance: Allowance) -> int:
    """What is left, asked of the store itself: nothing is taken."""
    return (await store.take([allowance], 0)).levels[0].left


async def test_points_are_spent_until_there_are_none(store: Store) -> None:
    one = address("one")
    assert await left(store, one) == 600
    assert (await store.take([one], 500)).granted
    taking = await store.take([one], 200)
    assert not taking.granted
    assert 100 <= taking.levels[0].left <= 110
    assert 8 < taking.levels[0].wait_for(200) <= 10
    assert (await store.take([one], 100)).granted


async def test_holders_are_apart_and_so_are_policies(store: Store) -> None:
    assert (await store.take([address("one")], 600)).granted
    assert await left(store, address("two")) == 600
    assert await left(store, person("one")) == 600
    assert await left(store, address("one")) < 10


@pytest.mark.parametrize("first", [address("rich"), address("poor")])
async def test_where_one_has_too_little_nobody_pays(store: Store, first: Allowance) -> None:
    await store.take([address("poor")], 590)
    both = [first, person("rich" if first.holder == "poor" else "poor")]
    await store.take([person("poor")], 590)
    taking = await store.take(both, 100)
    assert not taking.granted
    rich = next(each for each in both if each.holder == "rich")
    assert await left(store, rich) == 600
    assert [level.allowance for level in taking.levels] == both
    assert [level.left >= 590 for level in taking.levels] == [each is rich for each in both]


async def test_by_force_as_many_are_taken_as_there_are(store: Store) -> None:
    poor, rich = address("poor"), person("rich")
    await store.take([poor], 590)
    taking = await store.take([poor, rich], 50, forced=True)
    assert taking.granted
    assert await left(store, poor) < 10
    assert 550 <= await left(store, rich) <= 560
    assert not (await store.take([poor], 100)).granted


async def test_p07_of_ten_at_once_where_points_for_one_are_left_one_passes(store: Store) -> None:
    one, other = address("one", points=1_000_000), person("one", points=1_000_000)
    assert (await store.take([one], 500_000)).granted
    takings = await asyncio.gather(*(store.take([one, other], 400_000) for _ in range(10)))
    assert [taking.granted for taking in takings].count(True) == 1
    # Nine were given back what they had taken of the first.
    assert 100_000 <= await left(store, one) < 200_000
    assert 600_000 <= await left(store, other) < 700_000


async def test_what_was_said_last_is_known_without_asking(store: Store) -> None:
    one = address("one")
    assert store.look([one]) == (Level(one),)
    taking = await store.take([one], 600)
    assert 55 < store.look([one])[0].full_in <= taking.levels[0].full_in <= 60


async def test_points_come_back_steadily_and_are_never_more_than_all() -> None:
    clock, one = Clock(), address("one")
    store = MemoryStore(Ledger(clock))
    await store.take([one], 600)
    told = []
    for _ in range(4):
        clock.now += 20
        told.append(store.look([one])[0].left)
    assert told == [200, 400, 600, 600]


@pytest.mark.parametrize("points", [7, 600, 999_983])
async def test_every_point_can_be_spent_and_none_twice(points: int) -> None:
    clock, one = Clock(), address("one", points)
    store = MemoryStore(Ledger(clock))
    for spent in range(7):
        assert store.look([one])[0].left == points - spent * (points // 7)
        assert (await store.take([one], points // 7)).granted
    assert (await store.take([one], points % 7)).granted
    assert not (await store.take([one], 1)).granted
    assert store.look([one])[0].left == 0


async def test_many_addresses_fill_no_memory_and_push_out_no_person() -> None:
    ledger = Ledger(Clock(), most=100)
    store = MemoryStore(ledger)
    await store.take([person("anna")], 600)
    for number in range(1_000):
        await store.take([address(str(number))], 600)
    assert len(ledger) == 101
    assert await left(store, person("anna")) == 0
    assert (await left(store, address("0")), await left(store, address("999"))) == (600, 0)


async def test_processes_that_share_a_database_count_together(pool: ApiPool, secret: bytes) -> None:
    ours, theirs = SharedStore(pool, secret), SharedStore(pool, secret)
    assert (await ours.take([address("one")], 500)).granted
    assert not (await theirs.take([address("one")], 200)).granted
    assert theirs.look([address("one")])[0].left < 200


async def test_no_address_and_no_person_is_stored_and_rows_go_when_all_points_are_back(
    pool: ApiPool, secret: bytes, addresses: Addresses
) -> None:
    clock = Clock()
    store = SharedStore(pool, secret, clock)
    await store.take([address("192.0.2.1"), person("anna")], 10)
    with owner_connection(addresses) as connection:
        assert rows(connection) == 2
        # With another secret, the same holders have other names: who they are cannot be worked out.
        await SharedStore(pool, b"another secret").take([address("192.0.2.1"), person("anna")], 10)
        assert rows(connection) == 4
        connection.execute("UPDATE spent_points SET full_at = full_at - interval '1 minute'")
        connection.commit()
        clock.now += 61
        await store.take([address("192.0.2.2")], 10)
        assert rows(connection) == 1


def rows(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute("SELECT count(*) FROM spent_points").fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize(
    "statement", ["DELETE FROM spent_points", "INSERT INTO spent_points VALUES (gen_random_uuid(), now())"]
)
async def test_the_api_may_take_points_and_do_nothing_else_with_them(pool: ApiPool, statement: str) -> None:
    async with pool.connection() as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await connection.execute(statement)


async def test_without_a_database_nothing_is_granted(secret: bytes, new_database: Callable[[], Addresses]) -> None:
    closed = api_pool(new_database(), size=1, statement_timeout=5, writes=True)
    store = SharedStore(closed, secret)
    with pytest.raises(psycopg.OperationalError):
        await store.take([address("one")], 1)
