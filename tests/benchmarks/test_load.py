"""The load of a soak counts every answer, however many viewers ask at once: twice too little is no load."""

from __future__ import annotations

import asyncio
import random

import pytest

from benchmarks.soak import load
from benchmarks.soak.verdict import Record


class Answering:
    """A connection that answers after a while."""

    answered = 0

    def __init__(self, port: int, source: str) -> None: ...

    async def exchange(self, _: bytes) -> int:
        loop = asyncio.get_running_loop()
        turn = loop.create_future()
        loop.call_soon(turn.set_result, None)
        await turn  # the others have theirs
        Answering.answered += 1
        return 200

    def close(self) -> None: ...


def test_the_capacity_counts_the_answers_of_all_viewers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "Line", Answering)
    capacity = asyncio.run(load.Load(0, [None], Record(), random.Random(1)).saturate(0.2, 16))
    assert round(capacity * 0.2) == Answering.answered > 16
