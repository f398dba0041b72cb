"""Folded text and search terms: what is stored beside a text so that it can be compared, ordered and searched.

In: a text of a record, in NFC. Out: its folded key (order, `startsWith`, `contains`), and the lexemes of a row's
`terms` column, one inverted index for search words, trigrams and list members alike. A lexeme begins with the
letter of its cell, so a look-up can be limited to the cells that a viewer may read.

One function serves the rows when they are written, the values of a request and the reference in the tests:
PostgreSQL needs neither unaccent nor pg_trgm nor ICU, and all three agree by construction.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ı": "i"})

# A lexeme of PostgreSQL holds at most 2,046 bytes; 500 code points and a letter always fit.
LONGEST_WORD = 500
GRAM = 3


def nfc(text: str) -> str:
    """The one stored form of a text (G-28)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The folded key of a text: no marks, no case, Nordic and Polish letters as base letters (G-10)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.casefold().translate(_LETTERS)


def email_key(address: str) -> str:
    """The form in which two e-mail addresses are the same address: case-folded (G-46, G-08)."""
    return nfc(address).casefold()


def search_words(text: str) -> list[str]:
    """The words of a text or of a search: folded, split at white space (G-27)."""
    return [word[:LONGEST_WORD] for word in fold(text).split()]


def trigrams(folded: str) -> set[str]:
    """Every run of three code points of a folded text."""
    return {folded[start : start + GRAM] for start in range(len(folded) - GRAM + 1)}


def quote_lexeme(lexeme: str) -> str:
    """A lexeme in the input syntax of tsvector and tsquery (PostgreSQL manual, section 8.11)."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def terms(
    *,
    words: Iterable[tuple[str, str | None]] = (),
    grams: Iterable[tuple[str, str | None]] = (),
    members: Iterable[tuple[str, Iterable[str] | None]] = (),
) -> str:
    """The `terms` of a row as tsvector input text.

    Each argument pairs the letter of a cell with its value: `words` for search, `grams` (already folded texts)
    for `contains`, `members` for `has` and `hasAny` on lists. A letter is used for one cell and one purpose only.
    """
    lexemes: set[str] = set()
    for letter, text in words:
        if text:
            lexemes.update(letter + word for word in search_words(text))
    for letter, folded in grams:
        if folded:
            lexemes.update(letter + gram for gram in trigrams(folded))
    for letter, values in members:
        if values:
            lexemes.update(letter + value[:LONGEST_WORD] for value in values)
    return " ".join(map(quote_lexeme, lexemes))
