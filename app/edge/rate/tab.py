"""What one request spends: looked at before anything of it is read, settled once.

In: who asks (address or client, then the person), and the price as soon as it is known. Out: nothing, or
`RateLimited`; the levels that the headers of the answer tell. A request costs 50 points and one for each object that
it asks for, as `app.resolvers.cost` estimates it, so what is told depends on document, variables and role alone, and
on no row. A request that is refused costs 50, whoever sent it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from app.edge.rate.allowance import Allowance, Level, Policy
from app.edge.rate.store import Store
from app.edge_settings import REQUEST_POINTS
from app.errors import Code, Refusal

_WHO: dict[Policy, str] = {"address": "this address", "person": "this account", "client": "this client"}


class RateLimited(Refusal):
    """Someone has asked for more than there is in a time; `seconds` later it can be asked for again."""

    code = Code.RATE_LIMITED
    status = 429

    def __init__(self, message: str, policy: Policy, seconds: int) -> None:
        super().__init__(message, hint=f"Try again in {seconds} s.")
        self.policy = policy
        self.seconds = seconds


class Tab:
    """The points of one request. Without allowances it is free."""

    def __init__(self, store: Store | None = None, allowances: Sequence[Allowance] = ()) -> None:
        self._store = store
        self.allowances = tuple(allowances)
        self._has_spent = False
        self.levels: tuple[Level, ...] = ()
        self._refusal: RateLimited | None = None

    def check(self) -> None:
        """Refuse a request for which there are no points at all, before any work is done for it."""
        if self._store is None:
            return
        self.levels = self._store.look(self.allowances)
        emptiest = max(self.levels, key=lambda level: level.wait_for(REQUEST_POINTS))
        if emptiest.wait_for(REQUEST_POINTS):
            self._has_spent = True
            raise self._refuse(emptiest, REQUEST_POINTS)

    async def spend(self, objects: int) -> None:
        """Take the points of an operation whose price is known, all or none; once, however often it is asked."""
        if self._store is None or self._has_spent:
            return
        points = REQUEST_POINTS + objects
        taking = await self._store.take(self.allowances, points)
        self.levels = taking.levels
        if taking.granted:
            self._has_spent = True
            return
        await self.settle()
        raise self._refuse(max(self.levels, key=lambda level: level.wait_for(points)), points)

    async def settle(self) -> None:
        """What a request costs that asked for nothing that has a price."""
        if self._store is not None and not self._has_spent:
            self._has_spent = True
            self.levels = (await self._store.take(self.allowances, REQUEST_POINTS, forced=True)).levels

    def _refuse(self, level: Level, points: int) -> RateLimited:
        policy, seconds = level.allowance.policy, math.ceil(level.wait_for(points))
        message = f"This takes {points:,} points, and {_WHO[policy]} has {level.left:,} left now."
        self._refusal = RateLimited(message, policy, seconds)
        return self._refusal

    def headers(self) -> dict[str, str]:
        """What an answer tells (draft-ietf-httpapi-ratelimit-headers-10): each policy, and what is left of it."""
        if not self.levels:
            return {}
        policies = (
            f'"{level.allowance.policy}";q={level.allowance.points};qu="points";w={level.allowance.window}'
            for level in self.levels
        )
        told = (f'"{level.allowance.policy}";r={level.left};t={self._seconds(level)}' for level in self.levels)
        return {"RateLimit-Policy": ", ".join(policies), "RateLimit": ", ".join(told)}

    def _seconds(self, level: Level) -> int:
        """Until all points are there; where the answer says when to try again, that is the one moment to tell."""
        if self._refusal is not None and self._refusal.policy == level.allowance.policy:
            return self._refusal.seconds
        return math.ceil(level.full_in)
