"""What a soak has shown.

In: every answer with its kind, status and seconds, and the memory of the process over time. Out: lines of a report, and
what is wrong: an answer of another 5xx than 503, a good request without an answer, a slow `{ __typename }`, memory that
grows, a database that did not come back.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median

MEBIBYTE = 1024 * 1024
UNANSWERED = 0
SLOWEST_PROBE = 1.0
MOST_MEMORY = 1_024 * MEBIBYTE
# What caches and buffers may still gain after the first fifth of the time.
GROWTH, SLACK = 1.25, 32 * MEBIBYTE


@dataclass
class Record:
    """What was seen. `rss` is bytes in order of time; `tail` are statuses of good requests long after the restart."""

    statuses: dict[str, Counter[int]] = field(default_factory=dict)
    probes: list[float] = field(default_factory=list)
    rss: list[int] = field(default_factory=list)
    tail: Counter[int] = field(default_factory=Counter)
    exit_code: int = 0

    def saw(self, kind: str, status: int) -> None:
        self.statuses.setdefault(kind, Counter())[status] += 1


def percentile(values: list[float], share: float) -> float:
    """The value that so large a share does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def faults(record: Record, good: frozenset[str]) -> list[str]:
    """What must not be; empty when all is well."""
    found = [
        f"{kind}: {count} answers with status {status}"
        for kind, counts in sorted(record.statuses.items())
        for status, count in sorted(counts.items())
        if status >= 500 and status != 503
    ]
    found += [
        f"{kind}: {record.statuses[kind][UNANSWERED]} requests without an answer"
        for kind in sorted(good & record.statuses.keys())
        if record.statuses[kind][UNANSWERED]
    ]
    if not record.probes:
        found.append("nobody asked for `{ __typename }`")
    elif percentile(record.probes, 0.99) >= SLOWEST_PROBE:
        found.append(f"p99 of `{{ __typename }}` is {percentile(record.probes, 0.99):.2f} s")
    if not record.tail[200]:
        found.append("after the restart of the database nothing was answered")
    if record.exit_code:
        found.append(f"the process ended with {record.exit_code}")
    return found + _faults_of_memory(record.rss)


def _faults_of_memory(rss: list[int]) -> list[str]:
    if len(rss) < 10:
        return ["the memory was not looked at"]
    fifth = len(rss) // 5
    early, late = median(rss[fifth : 2 * fifth]), median(rss[-fifth:])
    found = []
    if max(rss) > MOST_MEMORY:
        found.append(f"the process had {max(rss) // MEBIBYTE} MiB")
    if late > early * GROWTH + SLACK:
        found.append(f"the memory grew from {early / MEBIBYTE:.0f} to {late / MEBIBYTE:.0f} MiB")
    return found


def lines(record: Record) -> list[str]:
    """The report."""
    told = [f"{'kind':28} answers by status"]
    for kind, counts in sorted(record.statuses.items()):
        said = ", ".join(f"{status or 'none'}: {count:,}" for status, count in sorted(counts.items()))
        told.append(f"{kind:28} {said}")
    if record.probes:
        shares = ((0.5, "p50"), (0.99, "p99"), (0.999, "p99.9"))
        waits = ", ".join(f"{name} {percentile(record.probes, share) * 1000:.0f} ms" for share, name in shares)
        told.append(f"{'{ __typename }':28} {waits}, longest {max(record.probes) * 1000:.0f} ms")
    if record.rss:
        fifth = max(1, len(record.rss) // 5)
        told.append(
            f"{'memory':28} {median(record.rss[:fifth]) / MEBIBYTE:.0f} MiB at first, "
            f"{median(record.rss[-fifth:]) / MEBIBYTE:.0f} MiB at last, {max(record.rss) / MEBIBYTE:.0f} MiB at most"
        )
    return told
