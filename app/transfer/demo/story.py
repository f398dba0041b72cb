"""The hand-made core of the demo data: the same people, schools and projects at every scale.

In: the files `data/story/*.toml`, whose dates are numbers of days ago. Out: records in the import format.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from app.transfer.demo.days import Days

Record = dict[str, object]

FILES = ("schools", "teachers", "states", "staff", "consents", "projects", "partners", "areas")

# The TwinSpace of the story that many members fill (see `app.transfer.demo.areas`).
CROWDED_TWINSPACE = "song-day-space"
CROWDED_TWINSPACE_OPENED = 250

_DATES = frozenset({"registeredOn", "closedOn", "joinedOn", "leftOn"})
_INSTANTS = frozenset(
    {
        "registeredAt",
        "lastLoginAt",
        "givenAt",
        "withdrawnAt",
        "validFrom",
        "validTo",
        "publishedAt",
        "startsAt",
        "endsAt",
        "createdAt",
    }
)
# An event begins and ends at a sensible hour; anything else happens at a minute of its own.
_HOURS = {"startsAt": 14 * 60, "endsAt": 16 * 60}
_MORNING = 6 * 60
_WORKING_DAY = 12 * 60


def story(days: Days) -> Iterator[Record]:
    """All records of the story."""
    folder = files(__package__) / "data" / "story"
    position = 0
    for name in FILES:
        document = tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
        for kind, rows in document.items():
            for row in rows:
                position += 1
                yield _record(kind, row, days, _MORNING + 7 * position % _WORKING_DAY)


def _record(kind: str, row: dict[str, Any], days: Days, minute: int) -> Record:
    record: Record = {"kind": kind, "key": row["key"]}
    for field, value in row.items():
        if field in _DATES:
            record[field] = days.on(value)
        elif field in _INSTANTS:
            record[field] = _instant(days, value, _HOURS.get(field, minute))
        else:
            record[field] = value
    return record


def _instant(days: Days, value: int | dict[str, int], minute: int) -> str:
    if isinstance(value, int):
        return days.at(value, minute)
    # A whole number of calendar years is reached at midnight, so that it is reached all day long.
    return days.at(days.years_back(value["years"], value["later"]), 0)
