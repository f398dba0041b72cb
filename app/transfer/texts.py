"""How texts of the import file are checked and written for COPY: names, addresses, codes, and lists of them.

In: a value as JSON gave it, a list as a tuple. Out: a `Writer` (see `app.transfer.values`). Nothing is trimmed or cut.
Texts become NFC; NUL and lone surrogates, which PostgreSQL cannot hold, are refused. Folded keys stand beside the
texts that are ordered or searched by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from app.database.text import email_key, nfc
from app.transfer.copy_format import NULL, sized, sized_twice, text_list
from app.transfer.folding import folded
from app.transfer.values import KEPT, Writer, Wrong

KEY_LENGTH = 200
LINE_LENGTH = 500
TEXT_LENGTH = 20_000
LINK_LENGTH = 2_000
ADDRESS_LENGTH = 320
CODE_LENGTH = 64
LIST_LENGTH = 200

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
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


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
    if isinstance(value, str) and value.isascii() and value.isprintable() and 0 < len(value) <= KEY_LENGTH:
        return value
    key = check_text(value, KEY_LENGTH)
    if not key:
        raise Wrong("must not be empty")
    if _CONTROL.search(key):
        raise Wrong("must not contain control characters")
    return key


def reference(make_id: Callable[[str], bytes]) -> Writer:
    """The id of the record that a key names. References to one record often follow each other."""

    @lru_cache(KEPT)
    def write(value: object) -> bytes:
        return NULL if value is None else sized(make_id(check_key(value)))

    return write


def text(longest: int = LINE_LENGTH) -> Writer:
    def write(value: object) -> bytes:
        return NULL if value is None else sized(check_text(value, longest).encode())

    return write


def folded_text() -> Writer:
    """A text and its folded key."""

    def write(value: object) -> bytes:
        if value is None:
            return NULL + NULL
        if isinstance(value, str) and value.isascii() and len(value) <= LINE_LENGTH and "\0" not in value:
            plain = value.encode()
            return sized_twice(plain, plain.lower())
        kept = check_text(value, LINE_LENGTH)
        return sized(kept.encode()) + sized(_check_folded(kept))

    return write


def long_folded_text() -> Writer:
    """A text and its folded form, which no B-tree holds."""

    def write(value: object) -> bytes:
        if value is None:
            return NULL + NULL
        kept = check_text(value, TEXT_LENGTH)
        return sized(kept.encode()) + sized(folded(kept).encode())

    return write


def email_address() -> Writer:
    """The address, the key under which two addresses are the same, and the folded key."""

    def write(value: object) -> bytes:
        if value is None:
            return NULL + NULL + NULL
        kept = _check_email(value)
        if kept.isascii():
            plain = kept.encode()
            lower = plain.lower()
            return sized_twice(plain, lower) + sized(lower)
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


def _check_email(value: object) -> str:
    kept = check_text(value, ADDRESS_LENGTH)
    if not _EMAIL.fullmatch(kept):
        raise Wrong("must be an e-mail address")
    return kept


def _check_folded(value: str) -> bytes:
    key = folded(value).encode()
    if len(key) > _FOLDED_BYTES:
        raise Wrong(f"must have at most {_FOLDED_BYTES} bytes when compatibility characters are written out")
    return key


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
