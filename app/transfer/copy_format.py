"""The binary format of COPY (PostgreSQL manual, COPY, "Binary Format"), as far as an import needs it.

In: Python values of a known type. Out: the bytes of a field, its length included. Binary is a third cheaper for the
server than text, and nothing needs escaping: a value cannot end a field, whatever is in it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence, Set
from datetime import UTC, date, datetime

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
NULL = b"\xff\xff\xff\xff"
TRUE = b"\0\0\0\1\1"
FALSE = b"\0\0\0\1\0"

_TEXT = 25  # the number of the type `text` in every PostgreSQL
_LIST = struct.Struct(">iiiii")
_EMPTY_LIST = struct.pack(">iiii", 12, 0, 0, _TEXT)
_FIRST_INSTANT = datetime(2000, 1, 1, tzinfo=UTC)
_FIRST_DAY = date(2000, 1, 1).toordinal()
_MICROSECONDS_OF_DAY = 86_400_000_000

_length = struct.Struct(">i").pack
_two_lengths = struct.Struct(">ii").pack
_number = struct.Struct(">ih").pack
_day = struct.Struct(">ii").pack
_microseconds = struct.Struct(">iq").pack
_row = struct.Struct(">hiii").pack
# A lexeme of a tsvector ends in NUL, and the number of its positions follows: none.
_LEXEME_END = "\0\0\0"


def sized(raw: bytes) -> bytes:
    """Any bytes as a field: a text in UTF-8, a UUID."""
    return _length(len(raw)) + raw


def sized_twice(raw: bytes, other: bytes) -> bytes:
    """Two fields of equal length."""
    length = _length(len(raw))
    return length + raw + length + other


def row_start(fields: int, line: int) -> bytes:
    """How a row with so many fields begins: their number, the line as the first one, the length of the id."""
    return _row(fields, 4, line, 16)


def small_number(value: int) -> bytes:
    return _number(2, value)


def day(value: date) -> bytes:
    return _day(4, value.toordinal() - _FIRST_DAY)


def instant(value: datetime) -> bytes:
    since = value - _FIRST_INSTANT
    return _microseconds(8, since.days * _MICROSECONDS_OF_DAY + since.seconds * 1_000_000 + since.microseconds)


def text_list(values: Sequence[str]) -> bytes:
    if not values:
        return _EMPTY_LIST
    items = b"".join([sized(value.encode()) for value in values])
    # One dimension, no null, its length, and the number of the first item.
    return _length(len(items) + 20) + _LIST.pack(1, 0, _TEXT, len(values), 1) + items


def lexemes(letter: str, words: Set[str]) -> bytes:
    """Lexemes that begin with the letter, in order, as `term_vector` joins them."""
    return (letter + (_LEXEME_END + letter).join(sorted(words)) + _LEXEME_END).encode() if words else b""


def term_vector(cells: Iterable[bytes]) -> bytes:
    """A tsvector of the lexemes of several cells, whose letters ascend.

    INVARIANT: no lexeme comes twice, since the server sorts a vector that it reads but does not thin it out.
    """
    content = b"".join(cells)
    return _two_lengths(len(content) + 4, content.count(b"\0\0\0")) + content
