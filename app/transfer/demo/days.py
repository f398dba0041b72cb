"""Dates of the demo data, counted back from the present day so that the data never ages.

In: the present moment, of which only the calendar day in UTC counts. Out: dates and timestamps as import text.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

FARTHEST_BACK = 4000
FARTHEST_AHEAD = 800
_MINUTES = 24 * 60


class Days:
    """The calendar around one day. `ago` counts days back; below zero it counts ahead.

    What has happened is at least one day ago: then it has happened at every moment of the present day.
    """

    def __init__(self, now: datetime) -> None:
        self.today = now.astimezone(UTC).date()
        first = self.today + timedelta(days=FARTHEST_AHEAD)
        self._dates = [(first - timedelta(days=n)).isoformat() for n in range(FARTHEST_AHEAD + FARTHEST_BACK + 1)]
        self._clock = [f"T{minute // 60:02}:{minute % 60:02}:00Z" for minute in range(_MINUTES)]

    def on(self, ago: int) -> str:
        """The date of that day."""
        return self._dates[ago + FARTHEST_AHEAD]

    def at(self, ago: int, minute: int) -> str:
        """A minute of that day, UTC."""
        return self._dates[ago + FARTHEST_AHEAD] + self._clock[minute]

    def years_back(self, years: int, later: int) -> int:
        """How many days ago the same day of an earlier year was, and then so many days later."""
        year = self.today.year - years
        leap_day = (self.today.month, self.today.day) == (2, 29)
        past = date(year, 2, 28) if leap_day else self.today.replace(year=year)
        return (self.today - past).days - later
