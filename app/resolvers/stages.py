"""How long each stage of a request took: told in development, measured nowhere else.

In: `begin` at the edge, `mark` at the end of each stage, wherever that is. Out: seconds by stage. A request that nobody
measures pays one look at a context variable for each mark.
"""

from __future__ import annotations

from contextvars import ContextVar
from time import perf_counter


class Stages:
    """The stages of one request, in the order in which they ended first."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = perf_counter()

    def mark(self, name: str) -> None:
        now = perf_counter()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
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
