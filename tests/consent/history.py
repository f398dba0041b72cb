"""A history of one person's consent, and what in it no order of events explains.

In: the writes of a person (give, withdraw), one after the other, and reads of anybody, each with the instants at which
it was sent and answered. Out: the reads that saw what no register would have shown: older than a write that had been
answered before they were sent, or older than what an earlier read had seen (linearizability of a register with one
writer).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Write:
    """A consent that was given or withdrawn, between two instants."""

    sent: float
    answered: float
    given: bool


@dataclass(frozen=True, slots=True)
class Read:
    """Whether somebody saw the person, at some instant between two."""

    sent: float
    answered: float
    seen: bool


def impossible(writes: Sequence[Write], reads: Sequence[Read]) -> Iterator[Read]:
    """The reads that no order explains, in the order in which they were sent. Before the first write nobody is seen.

    Each read is placed after as few writes as it can be: that leaves the most room to those that follow.
    """
    assert all(one.answered <= other.sent for one, other in pairwise(writes)), "one after the other"
    states = [False, *(write.given for write in writes)]
    sent, answered = [write.sent for write in writes], [write.answered for write in writes]
    under_way: list[tuple[float, int]] = []
    known = 0
    for read in sorted(reads, key=lambda one: one.sent):
        while under_way and under_way[0][0] < read.sent:
            known = max(known, heappop(under_way)[1])
        first = max(known, bisect_left(answered, read.sent))
        last = bisect_right(sent, read.answered)
        place = next((number for number in range(first, last + 1) if states[number] is read.seen), None)
        if place is None:
            yield read
        else:
            heappush(under_way, (read.answered, place))
