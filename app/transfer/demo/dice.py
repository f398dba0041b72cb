"""Repeatable chance: the same seed text draws the same values on every machine and in every run."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """A stream of draws from one seed text. Thin, because millions of draws go through it."""

    def __init__(self, seed: str) -> None:
        source = Random(seed)
        self.roll = source.random
        self.shuffle = source.shuffle

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items, each as likely as the others."""
        return items[int(self.roll() * len(items))]

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included; low when the range is empty."""
        return low + int(self.roll() * (high - low + 1)) if high > low else low

    def early(self, low: int, high: int) -> int:
        """A whole number from low to high, the low ones more likely."""
        draw = self.roll()
        return low + int(draw * draw * (high - low + 1)) if high > low else low

    def chance(self, probability: float) -> bool:
        """True as often as the probability says."""
        return self.roll() < probability
