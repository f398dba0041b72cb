"""The `terms` of a row, written for COPY: the lexemes of `app.database.lexicon`, made cell by cell.

In: the lexicon of a table and the field that fills each column. Out: for each letter, a function from the value of a
field to its lexemes. Cells that repeat from record to record are made once. The result is the vector that
`Lexicon.terms` describes; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from app.database.lexicon import LEXICONS
from app.database.text import LONGEST_WORD, fold, nfc, search_words, trigrams
from app.transfer.copy_format import lexemes
from app.transfer.values import KEPT

Cell = Callable[[Any], bytes]


def cells_of(table: str, field_of: Mapping[str, str], repeated: frozenset[str]) -> tuple[tuple[str, Cell], ...]:
    """The cells of a table by ascending letter, each with the field that it is made of.

    `field_of` names the field that fills a column; the values of a `repeated` field stand in many records.
    """
    lexicon = LEXICONS[table]
    letters: list[tuple[str, str, Callable[[Any], Iterable[str]]]] = [
        *((letter, field_of[column], _words) for column, letter in lexicon.words.items()),
        *((letter, field_of[column], _grams) for column, letter in lexicon.grams.items()),
        *((letter, field_of[column], _members) for column, letter in lexicon.members.items()),
    ]
    letters.sort(key=lambda entry: entry[0])
    return tuple((name, _cell(letter, words_of, kept=name in repeated)) for letter, name, words_of in letters)


def _words(value: str | tuple[str, ...]) -> Iterable[str]:
    return search_words(value if isinstance(value, str) else " ".join(value))


def _grams(value: str) -> Iterable[str]:
    return trigrams(fold(value))


def _members(values: tuple[str, ...]) -> Iterable[str]:
    return [nfc(value)[:LONGEST_WORD] for value in values]


def _cell(letter: str, words_of: Callable[[Any], Iterable[str]], *, kept: bool) -> Cell:
    def cell(value: Any) -> bytes:
        return lexemes(letter, words_of(value)) if value else b""

    return lru_cache(KEPT)(cell) if kept else cell
