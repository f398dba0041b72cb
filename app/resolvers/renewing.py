"""The graph under the policy in force: when another policy is put in force, the next request is answered by that one.

In: a graph, and how its policy is read anew. Out: the same answers, never one by a policy that is no longer in force.
Each statement reads the generation; where it is another one, the answer is thrown away, the folder is read again, and a
new graph, with caches of its own, asks again. A folder that is bad, or that holds another policy than the database
names, answers nothing: UNAVAILABLE.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from uuid import UUID

from app.authz.caller import Caller
from app.authz.policy import Policy
from app.errors import AnotherPolicy, Forbidden, Misconfigured, NeverReadable, Unavailable
from app.resolvers.cost import Spend
from app.resolvers.operation import Graph

T = TypeVar("T")
log = logging.getLogger("twingraph.policy")

# So often another policy may be put in force while one request waits.
_ROUNDS = 3
# Seconds until a folder that was bad is read again: not at every request.
_PAUSE = 1.0


class RenewingGraph:
    """Answers as its graph does, and renews that graph."""

    def __init__(self, graph: Graph, load: Callable[[], Policy]) -> None:
        self._graph = graph
        self._load = load
        self._turn = asyncio.Lock()
        self._failed: tuple[int | None, float] | None = None

    @property
    def policy(self) -> Policy:
        """The policy that the last answer followed."""
        return self._graph.policy

    async def follow(self) -> None:
        """Answer by the policy in force from now on; refused as requests are while this process cannot.

        It cannot either while reads by staff are refused because their records cannot be written.
        """
        graph = self._graph
        if not await graph.is_in_force():
            await self._renew(graph)
        await self._graph.require_records()

    async def answer(
        self,
        source: str,
        operation_name: str | None,
        variables: dict[str, Any] | None,
        extensions: dict[str, Any] | None,
        caller: Caller,
        spend: Spend | None = None,
    ) -> bytes:
        """The response to an operation, by the policy in force."""
        return await self._in_force(
            lambda graph: graph.answer(source, operation_name, variables, extensions, caller, spend)
        )

    async def keep_upload(self, body: bytes, caller: Caller) -> UUID:
        """Keep a picture until its person chooses it, by the policy in force."""
        return await self._in_force(lambda graph: graph.keep_upload(body, caller))

    async def _in_force(self, act: Callable[[Graph], Awaitable[T]]) -> T:
        for _ in range(_ROUNDS):
            graph = self._graph
            try:
                return await act(graph)
            except AnotherPolicy:
                await self._renew(graph)
            except (Forbidden, NeverReadable):
                # The rules refused it, maybe before any statement was sent: were they those in force?
                if await graph.is_in_force():
                    raise
                await self._renew(graph)
        raise _unavailable()

    async def _renew(self, graph: Graph) -> None:
        """Put a graph in the place of one that is no longer in force; of many requests, one does."""
        async with self._turn:
            if self._graph is not graph:
                return
            named = await graph.in_force()
            generation = None if named is None else named.generation
            now = asyncio.get_running_loop().time()
            if self._failed is not None and self._failed[0] == generation and now < self._failed[1] + _PAUSE:
                raise _unavailable()
            try:
                policy = await asyncio.to_thread(self._load)
                if named is not None and policy.fingerprint != named.fingerprint:
                    raise Misconfigured(
                        f"generation {generation} is another policy than this folder holds ({policy.version})",
                        hint=f"Bring the files of the policy `{named.version}` here, or run `twingraph policy reload`.",
                    )
                self._graph = await asyncio.to_thread(graph.under, policy, generation)
            except Misconfigured as fault:
                self._failed = (generation, now)
                log.error("no request is answered: %s (%s)", fault.message, fault.hint)
                raise _unavailable() from None
            self._failed = None
            log.info("answering by generation %s of the policy, `%s`", generation, policy.version)


def _unavailable() -> Unavailable:
    return Unavailable("The service is not available now.", hint="Try again in some seconds.")
