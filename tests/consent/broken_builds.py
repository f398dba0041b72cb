"""A server whose consents are late on purpose, in one of four ways that are easy to build: what a search must find.

In: the arguments and variables of the program. Out: the program itself, but an operation that is named like one of
`BUILDS` is answered by that build. Nothing of this is part of the program.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import psycopg
import sqlalchemy as sa

import app.application
from app.authz.caller import Caller
from app.authz.viewer import ISSUED_PARAMETER
from app.cli import main
from app.database.statements import CompiledStatement, parameter
from app.database.vocabulary import Role
from app.resolvers.cost import Spend
from app.resolvers.operation import NOW, Graph
from app.resolvers.read.plan import ReadPlan
from app.resolvers.read.statement import Reader, StatementWriter

KEPT = 2.0
READS_OF_A_SNAPSHOT = 25

Fetched = tuple[Any, ...] | None


class DecisionCache(Graph):
    """What was decided for a role and a question is decided for two seconds."""

    async def _fetch(self, statement: CompiledStatement, values: Mapping[str, object]) -> Fetched:
        kept: dict[str, tuple[float, Fetched]] = self.__dict__.setdefault("kept", {})
        asked = {name: value for name, value in values.items() if not name.startswith("viewer_")}
        key = f"{statement.text} {sorted(asked.items())}"
        if key not in kept or kept[key][0] < time.monotonic() - KEPT:
            kept[key] = (time.monotonic(), await super()._fetch(statement, values))
        return kept[key][1]


class LateSnapshot(Graph):
    """Reads in a transaction that stays open for some requests."""

    async def _fetch(self, statement: CompiledStatement, values: Mapping[str, object]) -> Fetched:
        async with self.__dict__.setdefault("turn", asyncio.Lock()):
            try:
                return await self._fetch_in_old(statement, values)
            except psycopg.OperationalError:  # it was idle for too long
                self.__dict__["left"] = 0
                return await self._fetch_in_old(statement, values)

    async def _fetch_in_old(self, statement: CompiledStatement, values: Mapping[str, object]) -> Fetched:
        state = self.__dict__
        if state.get("left", 0) == 0:
            if (old := state.pop("open", None)) is not None:
                await old.close()
            state["open"] = await psycopg.AsyncConnection.connect(str(self._pool.conninfo))
            await state["open"].set_isolation_level(psycopg.IsolationLevel.REPEATABLE_READ)
            state["left"] = READS_OF_A_SNAPSHOT
        state["left"] -= 1
        async with psycopg.AsyncRawCursor(state["open"]) as cursor:
            await cursor.execute(statement.text, statement.arguments(values), binary=True)
            row: Fetched = await cursor.fetchone()
        return row


class OutlivingLoader(Graph):
    """A loader of the process: forgets when this process writes, and knows nothing of the others."""

    async def answer(
        self,
        source: str,
        operation_name: str | None,
        variables: dict[str, Any] | None,
        extensions: dict[str, Any] | None,
        caller: Caller,
        spend: Spend | None = None,
    ) -> bytes:
        answer = await super().answer(source, operation_name, variables, extensions, caller, spend)
        if source.startswith("mutation"):
            self.__dict__["loaded"] = {}
        return answer

    async def read(self, plan: ReadPlan, values: Mapping[str, object], caller: Caller) -> dict[str, bytes]:
        loaded: dict[object, dict[str, bytes]] = self.__dict__.setdefault("loaded", {})
        key = (plan, str(sorted(values.items())), caller.role)
        if key not in loaded:
            loaded[key] = await super().read(plan, values, caller)
        return loaded[key]


class ConsentInToken(Graph):
    """Who has consented is what was so when the token of the reader was issued."""

    def _write(self, plan: ReadPlan, reader: Reader) -> CompiledStatement:
        if reader.role is Role.ANONYMOUS:
            return super()._write(plan, reader)
        now = parameter(NOW, sa.TIMESTAMP(timezone=True))
        return StatementWriter(self.catalog, self.explainer, reader, now).write(plan)

    async def _fetch(self, statement: CompiledStatement, values: Mapping[str, object]) -> Fetched:
        issued = values.get(ISSUED_PARAMETER) or datetime.now(UTC).isoformat()
        return await super()._fetch(statement, {**values, NOW: issued})


BUILDS: Mapping[str, type[Graph]] = {
    "DecisionCache": DecisionCache,
    "LateSnapshot": LateSnapshot,
    "OutlivingLoader": OutlivingLoader,
    "ConsentInToken": ConsentInToken,
}


class EveryBuild(Graph):
    """Hands each operation to the build that it is named for."""

    def __init__(self, *parts: Any, **more: Any) -> None:
        super().__init__(*parts, **more)
        self._builds = {name: build(*parts, **more) for name, build in BUILDS.items()}

    async def answer(
        self,
        source: str,
        operation_name: str | None,
        variables: dict[str, Any] | None,
        extensions: dict[str, Any] | None,
        caller: Caller,
        spend: Spend | None = None,
    ) -> bytes:
        build = self._builds[operation_name or ""]
        return await build.answer(source, operation_name, variables, extensions, caller, spend)


if __name__ == "__main__":
    vars(app.application)["Graph"] = EveryBuild
    main()
