"""Times side by side: contenders take turns in one run, so that whatever else the machine does meets them alike.

In: contenders, each an ASGI application and a request. Out: their times, and ratios of one to another. A ratio is the
median of the ratios of single rounds: a slow moment of the machine falls into one round and spoils that one only.
"""

from __future__ import annotations

import asyncio
import gc
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from starlette.types import ASGIApp

from benchmarks.asking import HttpRequest, ask

WARM_UP = 20
TURN = 5


@dataclass(frozen=True)
class Contender:
    """Who answers what. A slow one is asked once in each of the first `rounds` rounds only."""

    name: str
    application: ASGIApp
    request: HttpRequest
    rounds: int | None = None


@dataclass(frozen=True)
class Times:
    """Seconds of each request, by round."""

    rounds: tuple[tuple[float, ...], ...]

    @property
    def all(self) -> list[float]:
        return [seconds for turn in self.rounds for seconds in turn]

    @property
    def median(self) -> float:
        return median(self.all)

    @property
    def ninth_decile(self) -> float:
        return quantiles(self.all, n=10)[8] if len(self.all) > 1 else self.median

    def ratio_to(self, other: Times) -> float:
        """How many times as long as the other, round by round."""
        pairs = zip(self.rounds, other.rounds, strict=False)
        return median(median(mine) / median(theirs) for mine, theirs in pairs)


async def measure(
    contenders: Sequence[Contender], *, rounds: int, warm_up: int = WARM_UP, seed: int = 1
) -> dict[str, Times]:
    """The times of each contender by name."""
    dice = random.Random(seed)
    for contender in contenders:
        for _ in range(warm_up if contender.rounds is None else 1):
            await _ask(contender)
    taken: dict[str, list[tuple[float, ...]]] = {contender.name: [] for contender in contenders}
    gc.collect()
    gc.freeze()
    for number in range(rounds):
        for contender in dice.sample(contenders, len(contenders)):
            if contender.rounds is None:
                taken[contender.name].append(tuple([await _ask(contender) for _ in range(TURN)]))
            elif number < contender.rounds:
                taken[contender.name].append((await _ask(contender),))
    gc.unfreeze()
    return {name: Times(tuple(turns)) for name, turns in taken.items()}


async def measure_together(
    contenders: Sequence[Contender], *, people: int, rounds: int, seed: int = 1
) -> dict[str, Times]:
    """The time that each contender spends on a request while so many people ask it at once: one figure a round."""
    dice = random.Random(seed)
    taken: dict[str, list[tuple[float, ...]]] = {contender.name: [] for contender in contenders}
    for number in range(rounds + 1):
        for contender in dice.sample(contenders, len(contenders)):
            begun = time.perf_counter()
            await asyncio.gather(*(_turn(contender) for _ in range(people)))
            if number:  # the first round warms up
                taken[contender.name].append(((time.perf_counter() - begun) / (people * TURN),))
    return {name: Times(tuple(turns)) for name, turns in taken.items()}


async def _turn(contender: Contender) -> None:
    for _ in range(TURN):
        await _ask(contender)


async def _ask(contender: Contender) -> float:
    begun = time.perf_counter()
    status, _ = await ask(contender.application, contender.request)
    seconds = time.perf_counter() - begun
    if status != 200:
        raise RuntimeError(f"{contender.name} answers {status}")
    return seconds
