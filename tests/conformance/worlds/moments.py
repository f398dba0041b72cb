"""Instants and days around `now` and around the calendar years of the retention clock.

In: now. Out: lists to choose from, written as in import files, some of them with another zone than UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

# Ordinary days, and the days on which "one calendar year" and "three calendar years" are hard (G-58).
NOWS = [
    datetime(2025, 6, 15, 12, tzinfo=UTC),
    datetime(2025, 2, 28, 6, 0, 0, 500_000, tzinfo=UTC),
    datetime(2024, 2, 29, 12, tzinfo=UTC),
    datetime(2027, 2, 28, 0, tzinfo=UTC),
    datetime(2025, 3, 1, 0, 0, 0, 1, tzinfo=UTC),
    datetime(2024, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
]

TICK = timedelta(microseconds=1)
SOMEWHERE_ELSE = timezone(timedelta(hours=5, minutes=30))


def written(moment: datetime, *, elsewhere: bool = False) -> str:
    """An instant as a record has it."""
    return moment.astimezone(SOMEWHERE_ELSE if elsewhere else UTC).isoformat().replace("+00:00", "Z")


def years_ago(now: datetime, years: int) -> list[datetime]:
    """The days of that year that may meet `now` after so many calendar years."""
    year = now.year - years
    found = [now.replace(year=year, day=28) if (now.month, now.day) == (2, 29) else now.replace(year=year)]
    if year % 4 == 0:
        found += [now.replace(year=year, month=2, day=29), datetime(year, 2, 29, tzinfo=UTC)]
    return found


def last_logins(now: datetime) -> list[str]:
    """Logins well inside each state, exactly at each boundary, a microsecond on either side, and in the future.

    Most are recent: a world in which everybody is gone shows nothing.
    """
    inside = [now - timedelta(days=days) for days in (*range(30, 60), 300, 500, 1500)]
    future = [now, now + TICK, now + timedelta(days=3)]
    edges = [edge + step for years in (1, 3) for edge in years_ago(now, years) for step in (-TICK, timedelta(), TICK)]
    return [written(moment, elsewhere=place % 3 == 2) for place, moment in enumerate([*inside, *future, *edges])]


def around(now: datetime) -> list[str]:
    """Before, at and after now, for consents, publications and assignments."""
    steps = [timedelta(days=-400), timedelta(days=-2), -TICK, timedelta(), TICK, timedelta(days=2)]
    return [written(now + step, elsewhere=place % 2 == 1) for place, step in enumerate(steps)]


def days(now: datetime) -> list[str]:
    """Yesterday, today, tomorrow, and days far away."""
    today = now.astimezone(UTC).date()
    return [(today + timedelta(days=step)).isoformat() for step in (-1, 0, 1, -300, 300)]


def leap_days() -> list[str]:
    return [date(2024, 2, 29).isoformat(), date(2020, 2, 29).isoformat()]
