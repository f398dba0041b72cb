"""Names for the parts of one statement, numbered in the order in which they are written: the same for the same plan."""

from __future__ import annotations

from itertools import count


class Names:
    """Gives out names that no other part of the statement has."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def next(self, stem: str) -> str:
        """The next name. SQLAlchemy numbers its own aliases by table, so a stem is never the name of a table."""
        return f"{stem}_{next(self._numbers)}"
