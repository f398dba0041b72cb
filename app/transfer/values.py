"""How one value of the import file is checked and written for COPY.

In: a value as JSON gave it. Out: the bytes of its columns (`app.transfer.copy_format`), or `Wrong` with what is
expected. Types are strict: a number is no text, 1 is no truth, and nothing is guessed. Every public function makes a
`Writer`. Null is written as null; whether it may be null is the record's business.

A user is seventeen values, so writers are flat, and where few values stand in many records the writer is the cache
itself. Such a one raises `TypeError` for a value that cannot be hashed, which is wrong anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime
from functools import lru_cache

from app.transfer.copy_format import FALSE, NULL, TRUE, day, instant, sized, small_number

Writer = Callable[[object], bytes]

OLDEST = 150
KEPT = 8_192
"""How many distinct values of one field a cache holds."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
    r"(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])"
)


class Wrong(Exception):
    """A value that cannot be imported: what is expected, and in which part of the value."""

    def __init__(self, expected: str, part: str = "") -> None:
        super().__init__(expected)
        self.expected = expected
        self.part = part


def one_of(words: Iterable[str]) -> Writer:
    return _Words({word: sized(word.encode()) for word in words}).__getitem__


class _Words(dict[object, bytes]):
    """A vocabulary: each word as it is written."""

    def __init__(self, written: dict[str, bytes]) -> None:
        super().__init__({str(word): field for word, field in written.items()})
        self._expected = "must be one of " + ", ".join(map(str, self))
        self[None] = NULL

    def __missing__(self, value: object) -> bytes:
        raise Wrong(self._expected)


def truth(*, default: bool | None) -> Writer:
    nothing = NULL if default is None else TRUE if default else FALSE

    def write(value: object) -> bytes:
        if value is False:
            return FALSE
        if value is True:
            return TRUE
        if value is None:
            return nothing
        raise Wrong("must be true or false")

    return write


def ages() -> Writer:
    """A range of ages, both ends included: two columns."""
    written = {age: small_number(age) for age in range(OLDEST + 1)}

    def write(value: object) -> bytes:
        if value is None:
            return NULL + NULL
        members = check_members(value, ("from", "to"), required=True)
        youngest, oldest = _age(members, "from"), _age(members, "to")
        if youngest > oldest:
            raise Wrong("must not be less than `from`", ".to")
        return written[youngest] + written[oldest]

    return write


def _age(members: dict[str, object], name: str) -> int:
    number = members[name]
    # `True` is an `int` to Python, and to nobody else.
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= OLDEST:
        raise Wrong(f"must be a whole number from 0 to {OLDEST}", f".{name}")
    return number


def calendar_date() -> Writer:
    @lru_cache(KEPT)
    def write(value: object) -> bytes:
        if value is None:
            return NULL
        if not isinstance(value, str) or not _DATE.fullmatch(value):
            raise Wrong("must be a calendar date, as in 2024-02-29")
        try:
            return day(date.fromisoformat(value))
        except ValueError:
            raise Wrong("is no day of the calendar") from None

    return write


def point_in_time() -> Writer:
    """An instant, in whatever zone it was written, within the years 1 to 9999 of UTC."""
    read, is_well_formed = datetime.fromisoformat, _INSTANT.fullmatch

    def write(value: object) -> bytes:
        if value is None:
            return NULL
        if not isinstance(value, str) or not is_well_formed(value):
            raise Wrong("must be a date and time with a zone and at most microseconds, as in 2024-02-29T12:00:00Z")
        try:
            moment = read(value if value.isupper() else value.upper())
            # Near either end of the calendar, UTC may lie beyond it.
            return instant(moment if 1 < moment.year < 9999 else moment.astimezone(UTC))
        except (ValueError, OverflowError):
            raise Wrong("is no instant between the years 1 and 9999") from None

    return write


def check_members(value: object, names: Collection[str], *, required: bool = False) -> dict[str, object]:
    """An object with no other members than these."""
    if not isinstance(value, dict):
        raise Wrong("must be an object")
    for name in value:
        if name not in names:
            raise Wrong("is no field of this record", f".{name}")
    for name in names if required else ():
        if value.get(name) is None:
            raise Wrong("is required", f".{name}")
    return value
