"""How long each stage of a request took: told in development, and to a collector of traces; measured nowhere else.

In: `begin` at the edge, `mark` at the end of each stage and `note` of what may be known of the request, wherever that
is. Out: seconds by stage, when each began and ended, the facts. A request that nobody measures pays one look at a
context variable for each mark. A fact is a word of ours or a digest: never a value, a name or an id.
"""

from __future__ import annotations

from contextvars import ContextVar
from time import perf_counter


class Stages:
    """The stages of one request, in the order in which they ended first."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.spans: list[tuple[str, float, float]] = []
        self.facts: dict[str, str] = {}
        self.begun = self._last = perf_counter()

    def mark(self, name: str) -> None:
        now = perf_counter()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self.spans.append((name, self._last, now))
        self._last = now

    def header(self) -> str:
        """As the header `Server-Timing` has it, in milliseconds."""
        return ", ".join(f"{name};dur={seconds * 1000:.2f}" for name, seconds in self.seconds.items())


_STAGES: ContextVar[Stages | None] = ContextVar("stages", default=None)


def begin() -> Stages:
    """Measure the request of this task."""
    stages = Stages()
    _STAGES.set(stages)
    return stages


def mark(name: str) -> None:
    """A stage has ended."""
    stages = _STAGES.get()
    if stages is not None:
        stages.mark(name)


def note(name: str, fact: str) -> None:
    """Something is known of the request."""
    stages = _STAGES.get()
    if stages is not None:
        stages.facts[name] = fact
