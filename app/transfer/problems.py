"""What an import has to say: how much it found, or what is wrong with the file.

In: problems, each with its line and field. Out: `ImportReport`, or `ImportRefused` with the first problems in the
order of the file and the number of all. A message says what to do and never repeats a value: values are personal data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.errors import Misconfigured

SHOWN = 1000
"""So many problems are named; the others are counted."""

WHOLE_RECORD = "record"
"""Where a problem concerns the whole line, this stands for the field."""


class Problem(NamedTuple):
    """One thing that is wrong: in which line of the file, with which field, and why."""

    line: int
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many records of each kind were in the file; `merged` of them are of schools that are part of others now."""

    counts: dict[str, int]
    merged: int = 0


class ImportRefused(Misconfigured):
    """The file is wrong, and nothing of it was imported. `errors` are the first ones, `total` counts all."""

    def __init__(self, errors: Sequence[Problem], total: int) -> None:
        first = errors[0]
        super().__init__(
            f"the file has {total} errors, the first one in line {first.line}, {first.field}: {first.message}",
            hint="Nothing was imported. Correct the lines and import the file again.",
        )
        self.errors = tuple(errors)
        self.total = total
