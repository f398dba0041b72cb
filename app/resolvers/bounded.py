"""A bounded cache of what a key determines: the least recently used goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class BoundedCache(Generic[K, V]):
    """Values by key: at most so many, of at most so much weight together. Holds structure, never rows."""

    def __init__(self, most: int, *, heaviest: int, weigh: Callable[[V], int]) -> None:
        self._most = most
        self._heaviest = heaviest
        self._weigh = weigh
        self._weight = 0
        self._values: OrderedDict[K, V] = OrderedDict()

    def known(self, key: K) -> V | None:
        """The value of a key, if it is there."""
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made when it is not there."""
        known = self.known(key)
        if known is not None:
            return known
        value = make()
        self._values[key] = value
        self._weight += self._weigh(value)
        while len(self._values) > self._most or self._weight > self._heaviest:
            self._weight -= self._weigh(self._values.popitem(last=False)[1])
        return value

    def __len__(self) -> int:
        return len(self._values)
