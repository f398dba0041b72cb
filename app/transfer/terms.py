"""The `terms` of a row, written for COPY: the lexemes of `app.database.lexicon`, made field by field.

In: the lexicon of a table and the columns that a field fills. Out: for each letter, a function from the value of the
field to its lexemes. Together they are the vector that `Lexicon.terms` describes; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import Any

from app.database.lexicon import LEXICONS
from app.database.text import LONGEST_WORD, nfc
from app.transfer.copy_format import lexemes
from app.transfer.folding import folded

Cell = Callable[[Any], bytes]


def cells_of(table: str, columns: Sequence[str]) -> dict[str, Cell]:
    """The cells that a field with these columns has in the `terms` of its table, by their letters."""
    if table not in LEXICONS:
        return {}
    lexicon = LEXICONS[table]
    uses = ((lexicon.words, _words), (lexicon.grams, _grams), (lexicon.members, _members))
    return {
        letters[column]: _cell(letters[column], words_of)
        for letters, words_of in uses
        for column in columns
        if column in letters
    }


def _words(value: str | tuple[str, ...]) -> Set[str]:
    text = value if isinstance(value, str) else " ".join(value)
    return {word[:LONGEST_WORD] for word in folded(text).split()}


def _grams(value: str) -> Set[str]:
    """The trigrams of the folded text, as `app.database.text.trigrams` has them, in half the time."""
    text = folded(value)
    return set(map("".join, zip(text, text[1:], text[2:], strict=False)))


def _members(values: tuple[str, ...]) -> Set[str]:
    return {nfc(value)[:LONGEST_WORD] for value in values}


def _cell(letter: str, words_of: Callable[[Any], Set[str]]) -> Cell:
    def cell(value: Any) -> bytes:
        return lexemes(letter, words_of(value)) if value else b""

    return cell
