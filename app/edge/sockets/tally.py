"""How much of something each viewer has at once: sockets, operations.

In: who takes one, and how many they may have. Out: whether there was one to take. A viewer is a person over all of
their sockets; the public is told apart by address.
"""

from __future__ import annotations

from collections import Counter


class Tally:
    """What is taken now, by viewer; nothing is kept of those who have given everything back."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def take(self, viewer: str, most: int) -> bool:
        """Take one more, unless that would be too many."""
        if self._taken[viewer] >= most:
            return False
        self._taken[viewer] += 1
        return True

    def give_back(self, viewer: str) -> None:
        self._taken[viewer] -= 1
        if not self._taken[viewer]:
            del self._taken[viewer]

    def __len__(self) -> int:
        return self._taken.total()
