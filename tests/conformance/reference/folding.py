"""Text as readings G-10, G-27, G-28 and G-46 define it, written from them and not from the application."""

from __future__ import annotations

import unicodedata

_LETTERS = {"ø": "o", "ł": "l", "æ": "ae", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ı": "i"}


def normal(text: str) -> str:
    """Values are NFC (G-28)."""
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """NFKD without marks, casefold, then the letters of the north and of Poland (G-10)."""
    letters = (letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return "".join(_LETTERS.get(letter, letter) for letter in "".join(letters).casefold())


def words(text: str) -> list[str]:
    """The folded words of a text or of a search (G-27)."""
    return folded(text).split()


def same_address(one: str | None, other: str | None) -> bool:
    """Whether two e-mail addresses are equal but for case (G-08, G-46); an absent one equals none."""
    return one is not None and other is not None and normal(one).casefold() == normal(other).casefold()
