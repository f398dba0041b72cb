"""Folded texts at the pace of an import.

In: a text. Out: what `app.database.text.fold` makes of it. That function is asked letter by letter, once for each
letter that there is: folding a text is folding its letters, since marks are dropped and no letter waits for another.
A test compares whole texts.
"""

from __future__ import annotations

from functools import lru_cache

from app.database.text import fold

_MOST_LETTERS = 20_000


class _Letters(dict[int, str]):
    """Folded letters by code point, for `str.translate`."""

    def __missing__(self, code_point: int) -> str:
        if len(self) >= _MOST_LETTERS:
            self.clear()
        folded_letter = self[code_point] = fold(chr(code_point))
        return folded_letter


_LETTERS = _Letters()


def folded(text: str) -> str:
    """The folded key of a text."""
    return text.lower() if text.isascii() else _fold_letters(text)


# A text is folded once for its key and soon again for its trigrams.
@lru_cache(64)
def _fold_letters(text: str) -> str:
    return text.translate(_LETTERS)
