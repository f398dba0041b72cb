"""Whether an answer is the reference answer: the same keys in the same order, the same values, cursors that agree.

In: two JSON values. Out: the first difference as a sentence, or None. Cursors are opaque, so they are only paired up:
what the reference gives one cursor for, the API must give one cursor for.
"""

from __future__ import annotations

from typing import Any

from tests.conformance.semantics.lists import Cursor


class Comparison:
    """Comparisons of the answers that one asker gets in one world."""

    def __init__(self) -> None:
        self.cursors: dict[str, str] = {}  # of the reference → of the API

    def difference(self, expected: Any, found: Any, path: str = "data") -> str | None:
        if isinstance(expected, Cursor):
            return self._of_cursors(expected, found, path)
        if isinstance(expected, dict) and isinstance(found, dict):
            return self._of_objects(expected, found, path)
        if isinstance(expected, list) and isinstance(found, list):
            return self._of_lists(expected, found, path)
        if type(expected) is type(found) and expected == found:
            return None
        return f"{path}: expected {expected!r}, found {found!r}"

    def _of_cursors(self, expected: Cursor, found: Any, path: str) -> str | None:
        if not isinstance(found, str):
            return f"{path}: expected a cursor, found {found!r}"
        if self.cursors.setdefault(expected, found) != found:
            return f"{path}: another cursor for the same place of the same list"
        return None

    def _of_objects(self, expected: dict[str, Any], found: dict[str, Any], path: str) -> str | None:
        if list(expected) != list(found):
            return f"{path}: expected keys {list(expected)}, found {list(found)}"
        parts = (self.difference(value, found[key], f"{path}.{key}") for key, value in expected.items())
        return next((part for part in parts if part is not None), None)

    def _of_lists(self, expected: list[Any], found: list[Any], path: str) -> str | None:
        if len(expected) != len(found):
            return f"{path}: expected {len(expected)} items, found {len(found)}: {expected!r} and {found!r}"
        pairs = enumerate(zip(expected, found, strict=True))
        parts = (self.difference(one, other, f"{path}.{place}") for place, (one, other) in pairs)
        return next((part for part in parts if part is not None), None)
