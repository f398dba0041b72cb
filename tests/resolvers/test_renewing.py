"""A policy that is put in force counts for every request that starts afterwards; nothing answers by the old one."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from app.application import POLICY
from app.authz.caller import ANONYMOUS, Caller
from app.authz.generation import put_in_force
from app.authz.policy import Policy, load_policy
from app.database.addresses import Addresses
from app.database.connections import ApiPool, api_pool, owner_connection
from app.errors import Misconfigured, NeverReadable, Unavailable
from app.resolvers.operation import Graph
from app.resolvers.renewing import RenewingGraph
from app.schema.build import build_schema

pytestmark = pytest.mark.anyio

PUBLIC = "read,User,ambassador country firstName id lastName school,is_public(object)"
# What the rules of `EMAIL_IS_PUBLIC` allow everybody to ask, and those of the repository nobody without an account.
ABOUT_EMAIL = '{ users(where: {email: {eq: "a@example.org"}}) { totalCount } }'
NOT_ABOUT_EMAIL = "{ users { totalCount } }"
EMAIL_IS_PUBLIC = PUBLIC.replace("country firstName", "country email firstName")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(POLICY, tmp_path / "policy"))


@pytest.fixture
def database(empty_world: Addresses) -> Iterator[Addresses]:
    """A database that names no policy, before and after."""
    yield empty_world
    with owner_connection(empty_world) as connection:
        connection.execute("DELETE FROM policy_generation")


@pytest.fixture
async def pool(database: Addresses) -> AsyncIterator[ApiPool]:
    async with api_pool(database, size=2, statement_timeout=10) as pool:
        yield pool


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "rules.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def in_force(database: Addresses, folder: Path, version: str = "esep-nb") -> int:
    with owner_connection(database) as connection:
        return put_in_force(connection, load_policy(folder, version))


class Process:
    """What one process of the API is: a graph, and a folder that it reads the policy from."""

    def __init__(self, pool: ApiPool, folder: Path, version: str = "esep-nb") -> None:
        self.loaded = 0
        self._folder, self._version = folder, version
        graph = Graph(build_schema(), load_policy(folder, version), pool, secret=b"a secret of the tests")
        self.graph = RenewingGraph(graph, self.load)

    def load(self) -> Policy:
        self.loaded += 1
        return load_policy(self._folder, self._version)

    async def ask(self, document: str, caller: Caller = ANONYMOUS) -> Any:
        return orjson.loads(await self.graph.answer(document, None, None, None, caller))["data"]

    async def is_by_the_new_policy(self) -> bool:
        try:
            await self.ask(ABOUT_EMAIL)
        except NeverReadable:
            return False
        return True


async def test_without_a_policy_in_force_a_process_answers_by_its_own(pool: ApiPool, folder: Path) -> None:
    process = Process(pool, folder)
    assert await process.ask(NOT_ABOUT_EMAIL) == {"users": {"totalCount": 0}}
    assert not await process.is_by_the_new_policy()
    assert process.loaded == 0


async def test_a_policy_that_is_wider_counts_at_once(pool: ApiPool, database: Addresses, folder: Path) -> None:
    """The old policy refuses before any statement is sent, and asks whether it may."""
    process = Process(pool, folder)
    assert not await process.is_by_the_new_policy()
    change(folder, PUBLIC, EMAIL_IS_PUBLIC)
    assert not await process.is_by_the_new_policy()
    assert in_force(database, folder) == 1
    assert await process.is_by_the_new_policy()
    assert process.loaded == 1


async def test_a_policy_that_is_stricter_counts_at_once(pool: ApiPool, database: Addresses, folder: Path) -> None:
    change(folder, PUBLIC, EMAIL_IS_PUBLIC)
    process = Process(pool, folder)
    assert await process.is_by_the_new_policy()
    change(folder, EMAIL_IS_PUBLIC, PUBLIC)
    assert await process.is_by_the_new_policy()
    in_force(database, folder)
    assert not await process.is_by_the_new_policy()
    change(folder, PUBLIC, EMAIL_IS_PUBLIC)
    assert in_force(database, folder) == 2
    assert await process.is_by_the_new_policy()


async def test_every_process_notices(pool: ApiPool, database: Addresses, folder: Path) -> None:
    processes = [Process(pool, folder), Process(pool, folder)]
    for process in processes:
        assert not await process.is_by_the_new_policy()
    change(folder, PUBLIC, EMAIL_IS_PUBLIC)
    in_force(database, folder)
    assert [await process.is_by_the_new_policy() for process in processes] == [True, True]


async def test_a_process_whose_folder_holds_another_policy_answers_nothing(
    pool: ApiPool, database: Addresses, folder: Path, tmp_path: Path
) -> None:
    left_behind = Path(shutil.copytree(folder, tmp_path / "elsewhere"))
    process = Process(pool, left_behind)
    change(folder, PUBLIC, EMAIL_IS_PUBLIC)
    in_force(database, folder)
    for document in (NOT_ABOUT_EMAIL, ABOUT_EMAIL, "{ viewer { role } }"):
        with pytest.raises(Unavailable):
            await process.ask(document)


async def test_a_process_of_another_version_answers_nothing(pool: ApiPool, database: Addresses, folder: Path) -> None:
    process = Process(pool, folder, "etwinning-sv")
    assert await process.ask("{ viewer { policyVersion } }") == {"viewer": {"policyVersion": "etwinning-sv"}}
    in_force(database, folder, "esep-nb")
    with pytest.raises(Unavailable):
        await process.ask("{ viewer { policyVersion } }")


async def test_a_process_whose_folder_is_bad_answers_nothing_until_it_is_good(
    pool: ApiPool, database: Addresses, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.resolvers.renewing._PAUSE", 0.0)
    process = Process(pool, folder)
    in_force(database, folder)
    assert await process.ask(NOT_ABOUT_EMAIL)
    in_force(database, folder)
    change(folder, PUBLIC, PUBLIC.replace("is_public", "is_puplic"))
    with pytest.raises(Misconfigured):
        process.load()
    with pytest.raises(Unavailable):
        await process.ask(NOT_ABOUT_EMAIL)
    change(folder, PUBLIC.replace("is_public", "is_puplic"), PUBLIC)
    assert await process.ask(NOT_ABOUT_EMAIL)


async def test_a_bad_folder_is_not_read_at_every_request(pool: ApiPool, database: Addresses, folder: Path) -> None:
    process = Process(pool, folder)
    in_force(database, folder)
    (folder / "rules.csv").unlink()
    for _ in range(3):
        with pytest.raises(Unavailable):
            await process.ask(NOT_ABOUT_EMAIL)
    assert process.loaded == 1


async def test_of_many_requests_at_once_one_reads_the_policy_anew(
    pool: ApiPool, database: Addresses, folder: Path
) -> None:
    process = Process(pool, folder)
    in_force(database, folder)
    answers = await asyncio.gather(*(process.ask(NOT_ABOUT_EMAIL) for _ in range(8)))
    assert answers == [{"users": {"totalCount": 0}}] * 8
    assert process.loaded == 1


async def test_what_needs_no_policy_is_answered_without_one(pool: ApiPool, database: Addresses, folder: Path) -> None:
    """Introspection is the same under every policy."""
    process = Process(pool, folder)
    in_force(database, folder)
    assert await process.ask("{ __typename }") == {"__typename": "Query"}
    assert process.loaded == 0
