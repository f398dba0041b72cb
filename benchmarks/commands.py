"""What a command costs on one process: how long one takes, and how many are done in a second for many people at once.

In: a running database, whose commits reach the disk (`fsync`). Out: a table. Consents are given and withdrawn in turns,
so that every command changes something and the database stays as it was but for its history. Beside it stands the least
that any command needs: one row and one commit over a connection of the same driver.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from statistics import median, quantiles
from uuid import UUID

import orjson

from app.authz.caller import Caller
from app.database.addresses import Addresses
from app.database.connections import ApiPool, api_pool
from app.database.vocabulary import Role
from app.settings import Settings
from benchmarks.applications import Subject, graph
from benchmarks.asking import ask, graphql_request
from benchmarks.report import print_table

GIVE = """mutation ($version: String!) {
  giveConsent(input: { purpose: SURVEY, noticeVersion: $version, language: "en" }) { user { id } } }"""
WITHDRAW = "mutation { withdrawConsent(input: { purpose: SURVEY }) { user { id } } }"
_ROW = "INSERT INTO audit_log (at, role, command, objects) VALUES (now(), 'OWNER', 'benchmark', '{}')"
# A person has so many consents at most, and earlier runs have left some: those with the fewest.
_MEMBERS = """SELECT id FROM users WHERE status = 'VALIDATED' AND NOT restricted AND inactive_at > now()
ORDER BY (SELECT count(*) FROM consents WHERE user_id = users.id), id LIMIT %s"""
PEOPLE = 8
WARM_UP = 10

Turn = Callable[[], Awaitable[None]]


async def measure_commands(settings: Settings, addresses: Addresses, *, rounds: int) -> None:
    """One person after another, and eight at once."""
    rows = []
    pool = api_pool(addresses, size=settings.writing_pool_size, statement_timeout=5, writes=True)
    async with pool, graph(settings, addresses) as subject:
        people = [Caller(Role.ETWINNER, None, person) for person in await _members(pool)]
        for name, turns in (
            ("one row and one commit", [_rows(pool)] * (PEOPLE + 1)),
            ("a consent given, then withdrawn", [_consents(subject, settings.policy_version, one) for one in people]),
        ):
            alone, together = await _alone(turns[0], rounds), await _together(turns[1:], rounds)
            taken = f"{median(alone) * 1000:.1f} / {quantiles(alone, n=10)[8] * 1000:.1f}"
            rows.append([name, taken, f"{1 / median(alone):.0f}", f"{together:.0f}"])
    print_table(
        "Commands on one process: median / ninth decile in ms of a whole request; commands a second",
        ["command", "ms", "a second, one person", f"a second, {PEOPLE} people at once"],
        rows,
    )


async def _members(pool: ApiPool) -> list[UUID]:
    """People of the demo data who act as eTwinners."""
    async with pool.connection() as connection:
        return [person for (person,) in await (await connection.execute(_MEMBERS, [PEOPLE + 1])).fetchall()]


def _rows(pool: ApiPool) -> Turn:
    async def turn() -> None:
        for _ in range(2):
            async with pool.connection() as connection, connection.transaction():
                await connection.execute(_ROW)

    return turn


def _consents(subject: Subject, version: str, caller: Caller) -> Turn:
    requests = [
        graphql_request(document, variables, subject.token(caller))
        for document, variables in ((GIVE, {"version": version}), (WITHDRAW, {}))
    ]

    async def turn() -> None:
        for request in requests:
            status, body = await ask(subject.application, request)
            if status != 200 or "errors" in orjson.loads(body):
                raise RuntimeError(f"a command was answered {status}: {body[:200]!r}")

    return turn


async def _alone(turn: Turn, rounds: int) -> list[float]:
    """Seconds of a command, of two in each turn."""
    taken = []
    for number in range(WARM_UP + rounds):
        begun = time.perf_counter()
        await turn()
        if number >= WARM_UP:
            taken.append((time.perf_counter() - begun) / 2)
    return taken


async def _together(turns: Sequence[Turn], rounds: int) -> float:
    """Commands in a second, when everybody sends one after another."""

    async def all_of(turn: Turn) -> None:
        for _ in range(rounds):
            await turn()

    begun = time.perf_counter()
    await asyncio.gather(*(all_of(turn) for turn in turns))
    return 2 * rounds * len(turns) / (time.perf_counter() - begun)
