"""A soak is passed by what is good and failed by each thing that must not be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from benchmarks.soak.verdict import MEBIBYTE, MOST_MEMORY, Record, faults, lines, percentile

GOOD = frozenset({"pages"})


def record() -> Record:
    return Record(
        statuses={"pages": Counter({200: 900, 503: 40}), "garbage": Counter({400: 90, 0: 10})},
        probes=[0.01] * 990 + [0.5] * 9 + [3.0],
        rss=[200 * MEBIBYTE] * 100,
        tail=Counter({200: 5}),
    )


def test_what_is_good_passes_and_is_told() -> None:
    assert faults(record(), GOOD) == []
    told = "\n".join(lines(record()))
    assert "200: 900, 503: 40" in told
    assert "none: 10, 400: 90" in told
    assert "p50 10 ms" in told
    assert "200 MiB at most" in told


CHANGES: dict[str, Callable[[Record], object]] = {
    "status 500": lambda it: it.saw("garbage", 500),
    "status 502": lambda it: it.saw("pages", 502),
    "without an answer": lambda it: it.saw("pages", 0),
    "p99": lambda it: it.probes.extend([1.0] * 20),
    "nobody asked": lambda it: it.probes.clear(),
    "restart": lambda it: it.tail.clear(),
    "had": lambda it: it.rss.append(MOST_MEMORY + MEBIBYTE),
    "grew": lambda it: it.rss.extend([300 * MEBIBYTE] * 100),
    "not looked at": lambda it: it.rss.clear(),
    "ended with": lambda it: setattr(it, "exit_code", -9),
}


@pytest.mark.parametrize("word", CHANGES)
def test_each_thing_that_must_not_be_fails(word: str) -> None:
    bad = record()
    CHANGES[word](bad)
    (fault,) = faults(bad, GOOD)
    assert word in fault


def test_percentiles_are_of_what_was_seen() -> None:
    assert [percentile([3.0, 1.0, 2.0], share) for share in (0.0, 0.5, 0.99)] == [1.0, 2.0, 3.0]
