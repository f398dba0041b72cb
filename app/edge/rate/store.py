"""Where it is kept what has been spent: one interface, and the store in memory.

In: allowances and points. Out: what is left. Points are taken of all allowances of a request or of none, at once: of
ten requests at the same moment where points for one are left, one passes. A store in memory counts for one process. It
keeps so many holders and no more, each policy for itself: however many addresses somebody has, the least recently seen
are forgotten, and no person is.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Protocol

from app.edge.rate.allowance import Allowance, Level, Policy, Taking

MOST_HOLDERS = 50_000


class Store(Protocol):
    """What has been spent."""

    def look(self, allowances: Sequence[Allowance]) -> tuple[Level, ...]:
        """What is left, as far as this process knows; costs nothing."""

    async def take(self, allowances: Sequence[Allowance], points: int, *, forced: bool = False) -> Taking:
        """Spend points of every allowance, or of none; by force, as many as there are."""


class Ledger:
    """When each holder has all points again, on the clock of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST_HOLDERS) -> None:
        self._clock = clock
        self._most = most
        self._full_at: dict[Policy, OrderedDict[str, float]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._full_at.values()))

    def read(self, allowances: Sequence[Allowance]) -> tuple[Level, ...]:
        """The level of each allowance; nobody who is not known has spent anything."""
        now = self._clock()
        return tuple(Level(each, max(0.0, self._holders(each).get(each.holder, now) - now)) for each in allowances)

    def write(self, levels: Sequence[Level]) -> None:
        """Keep levels as they are now."""
        now = self._clock()
        for level in levels:
            holders = self._holders(level.allowance)
            holders[level.allowance.holder] = now + level.full_in
            holders.move_to_end(level.allowance.holder)
            if len(holders) > self._most:
                holders.popitem(last=False)

    def _holders(self, allowance: Allowance) -> OrderedDict[str, float]:
        return self._full_at.setdefault(allowance.policy, OrderedDict())


class MemoryStore:
    """The store of one process."""

    def __init__(self, ledger: Ledger | None = None) -> None:
        self._ledger = Ledger() if ledger is None else ledger

    def look(self, allowances: Sequence[Allowance]) -> tuple[Level, ...]:
        return self._ledger.read(allowances)

    async def take(self, allowances: Sequence[Allowance], points: int, *, forced: bool = False) -> Taking:
        # Nothing is waited for between reading and writing, so no other request comes between.
        levels = self._ledger.read(allowances)
        after = [level.allowance.after(level.full_in, points) for level in levels]
        if None in after and not forced:
            return Taking(granted=False, levels=levels)
        spent = tuple(
            Level(each, float(each.window) if seconds is None else seconds)
            for each, seconds in zip(allowances, after, strict=True)
        )
        self._ledger.write(spent)
        return Taking(granted=True, levels=spent)
