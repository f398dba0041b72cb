"""How one value of the import file is checked and written for COPY.

In: a value as JSON gave it, a list as a tuple. Out: the bytes of its columns (`app.transfer.copy_format`), or `Wrong`
with what is expected. Types are strict: a number is no text, 1 is no truth, nothing is trimmed, cut or guessed. Texts
become NFC; NUL and lone surrogates, which PostgreSQL cannot hold, are refused. Every function here makes a `Writer`.
Null is written as null; whether it may be null is the record's business.

Writers are called seventeen times for each user, so they are flat, and where few values stand in many records the
writer is the cache itself. Such a one raises `TypeError` for a value that cannot be hashed, which is wrong anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime
from functools import lru_cache

from app.database.text import email_key, fold, nfc
from app.transfer.copy_format import FALSE, NULL, TRUE, day, instant, sized, small_number, text_list

Writer = Callable[[object], bytes]

KEY_LENGTH = 200
LINE_LENGTH = 500
TEXT_LENGTH = 20_000
LINK_LENGTH = 2_000
ADDRESS_LENGTH = 320
CODE_LENGTH = 64
LIST_LENGTH = 200
OLDEST = 150
KEPT = 8_192
"""How many distinct values of one field a cache holds."""

# An entry of a B-tree holds 2,704 bytes, of which other columns need some.
_FOLDED_BYTES = 2_000

_COUNTRY = re.compile(r"[A-Z]{2}")
# RFC 5646, section 2.1: language, script, region, variants, extensions, private use.
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
_EMAIL = re.compile(r"[^\s@\x00-\x1f\x7f]{1,64}@[^\s@\x00-\x1f\x7f]{1,255}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
    r"(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Wrong(Exception):
    """A value that cannot be imported: what is expected, and in which part of the value."""

    def __init__(self, expected: str, part: str = "") -> None:
        super().__init__(expected)
        self.expected = expected
        self.part = part


def check_text(value: object, longest: int) -> str:
    """The text in NFC."""
    if not isinstance(value, str):
        raise Wrong("must be a text")
    if len(value) > longest:
        raise Wrong(f"must have at most {longest} characters")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Wrong("must not contain half of a surrogate pair") from None
        value = nfc(value)
    if "\0" in value:
        raise Wrong("must not contain the character NUL")
    return value


def check_key(value: object) -> str:
    """A record's own name, or a reference to one."""
    key = check_text(value, KEY_LENGTH)
    if not key:
        raise Wrong("must not be empty")
    if _CONTROL.search(key):
        raise Wrong("must not contain control characters")
    return key


def text(longest: int = LINE_LENGTH) -> Writer:
    def write(value: object) -> bytes:
        return NULL if value is None else sized(check_text(value, longest).encode())

    return write


def folded_text(*, repeated: bool = False) -> Writer:
    """A text and its folded key. `repeated`: few values, each in many records."""

    def write(value: object) -> bytes:
        if value is None:
            return NULL + NULL
        kept = check_text(value, LINE_LENGTH)
        return sized(kept.encode()) + sized(_check_folded(kept))

    return lru_cache(KEPT)(write) if repeated else write


def long_folded_text() -> Writer:
    """A text and its folded form, which no B-tree holds."""

    def write(value: object) -> bytes:
        if value is None:
            return NULL + NULL
        kept = check_text(value, TEXT_LENGTH)
        return sized(kept.encode()) + sized(fold(kept).encode())

    return write


def email_address() -> Writer:
    """The address, the key under which two addresses are the same, and the folded key."""

    def write(value: object) -> bytes:
        if value is None:
            return NULL + NULL + NULL
        kept = _check_email(value)
        return sized(kept.encode()) + sized(email_key(kept).encode()) + sized(_check_folded(kept))

    return write


def email_and_key() -> Writer:
    """An address that nobody searches by, and the key under which two addresses are the same."""

    def write(value: object) -> bytes:
        if value is None:
            return NULL + NULL
        kept = _check_email(value)
        return sized(kept.encode()) + sized(email_key(kept).encode())

    return write


def country() -> Writer:
    return _one_shape(_COUNTRY, "must be two capital letters, as in ISO 3166-1 alpha-2")


def language() -> Writer:
    return _one_shape(_LANGUAGE, "must be a language tag, as in BCP 47")


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


def texts() -> Writer:
    return _list_of(lambda value: check_text(value, LINE_LENGTH))


def languages() -> Writer:
    return _list_of(lambda value: _check_shape(value, _LANGUAGE, "must be a language tag, as in BCP 47"))


def some_of(words: Iterable[str]) -> Writer:
    """A list of words of a vocabulary."""
    known = {str(word) for word in words}

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise Wrong("must be one of " + ", ".join(sorted(known)))
        return value

    return _list_of(check)


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

    def write(value: object) -> bytes:
        if value is None:
            return NULL
        if not isinstance(value, str) or not _INSTANT.fullmatch(value):
            raise Wrong("must be a date and time with a zone and at most microseconds, as in 2024-02-29T12:00:00Z")
        try:
            read = datetime.fromisoformat(value.upper())
            # Near either end of the calendar, UTC may lie beyond it.
            return instant(read if 1 < read.year < 9999 else read.astimezone(UTC))
        except (ValueError, OverflowError):
            raise Wrong("is no instant between the years 1 and 9999") from None

    return write


def reference(make_id: Callable[[str], bytes]) -> Writer:
    """The id of the record that a key names. References to one record often follow each other."""

    @lru_cache(KEPT)
    def write(value: object) -> bytes:
        return NULL if value is None else sized(make_id(check_key(value)))

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


def _check_email(value: object) -> str:
    kept = check_text(value, ADDRESS_LENGTH)
    if not _EMAIL.fullmatch(kept):
        raise Wrong("must be an e-mail address")
    return kept


def _check_folded(value: str) -> bytes:
    folded = fold(value).encode()
    if len(folded) > _FOLDED_BYTES:
        raise Wrong(f"must have at most {_FOLDED_BYTES} bytes when compatibility characters are written out")
    return folded


def _one_shape(shape: re.Pattern[str], expected: str) -> Writer:
    @lru_cache(KEPT)
    def write(value: object) -> bytes:
        return NULL if value is None else sized(_check_shape(value, shape, expected).encode())

    return write


def _check_shape(value: object, shape: re.Pattern[str], expected: str) -> str:
    if not isinstance(value, str) or len(value) > CODE_LENGTH or not shape.fullmatch(value):
        raise Wrong(expected)
    return value


def _list_of(check: Callable[[object], str]) -> Writer:
    @lru_cache(KEPT)
    def write(value: object) -> bytes:
        if value is None:
            return NULL
        if not isinstance(value, tuple):
            raise Wrong("must be a list of texts")
        if len(value) > LIST_LENGTH:
            raise Wrong(f"must have at most {LIST_LENGTH} items")
        kept = []
        for position, item in enumerate(value):
            try:
                kept.append(check(item))
            except Wrong as wrong:
                raise Wrong(wrong.expected, f"[{position}]") from None
        return text_list(kept)

    return write
