"""Points: who may spend how many, and what is left of them.

In: who asks, how many points, the time. Out: a level. The points of a holder come back steadily, all of them in one
window, so there is no moment at which everybody begins anew (a token bucket, kept as one number by the generic cell
rate algorithm: how long it takes until the holder has all points again).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Policy = Literal["address", "person", "client"]
# Sums of floating-point numbers; nobody gets a point by it.
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many points in a window of so many seconds, for one holder."""

    policy: Policy
    holder: str
    points: int
    window: int

    def seconds_for(self, points: int) -> float:
        """How long it takes until so many points are back."""
        return points * self.window / self.points

    def after(self, full_in: float, points: int) -> float | None:
        """The seconds until all points are there, once some more are spent; None when there are not so many."""
        later = full_in + self.seconds_for(points)
        return later if later <= self.window + _TOLERANCE else None


@dataclass(frozen=True, slots=True)
class Level:
    """What is left of an allowance: the seconds until all of its points are there."""

    allowance: Allowance
    full_in: float = 0.0

    @property
    def left(self) -> int:
        """Points that can be spent now."""
        spent = self.full_in * self.allowance.points / self.allowance.window
        return max(0, math.floor(self.allowance.points - spent + _TOLERANCE))

    def wait_for(self, points: int) -> float:
        """Seconds until so many points are there; 0 when they are."""
        missing = self.full_in + self.allowance.seconds_for(points) - self.allowance.window
        return missing if missing > _TOLERANCE else 0.0


@dataclass(frozen=True, slots=True)
class Taking:
    """Whether points were taken, of every allowance or of none, and what is left of each."""

    granted: bool
    levels: tuple[Level, ...]
