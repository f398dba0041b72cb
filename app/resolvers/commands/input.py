"""Checks of values that several commands take, one place for each sort of value."""

from __future__ import annotations

import unicodedata
from uuid import UUID

from app.errors import BadInput
from app.resolvers.read.filters import known_id

# As long as it was, so that the length is that of the text.
_LINES = str.maketrans("\n\r\t\u2028\u2029", "     ")
# Ends of lines among them.
_CONTROLS = frozenset({"Cc", "Zl", "Zp"})
# Controls, formats, spaces and marks show nothing by themselves; neither do these, which count as letters or symbols.
_NOTHING = frozenset({"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"})
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# They show a text in another order than it has. The joiners U+200C and U+200D and the marks U+200E, U+200F and U+061C,
# which languages need, turn nothing but what stands beside them.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def identifier(given: str) -> UUID:
    """An id. What is no id at all belongs to nothing, like an unknown one (G-26): the nil UUID is nobody's."""
    known = known_id(given)
    return UUID(int=0) if known is None else UUID(known)


def refused_prose(text: str, field: str, *, longest: int) -> list[BadInput]:
    """What is wrong with a text of several lines: as of one line, but lines may end and be indented."""
    return refused_text(text.translate(_LINES), field, longest=longest)


def refused_text(text: str, field: str, *, longest: int) -> list[BadInput]:
    """What is wrong with a text of one line: not empty, not too long, visible as it is, in NFC, without controls."""
    if not any(map(_is_visible, text)) or len(text) > longest:
        return [BadInput(f"Expected a text of 1 to {longest} characters.", field=field)]
    if any(unicodedata.category(sign) in _CONTROLS for sign in text):
        return [BadInput("Expected a text of one line.", hint="Leave control characters out.", field=field)]
    if not _TURNS.isdisjoint(text):
        hint = "Leave U+202A to U+202E and U+2066 to U+2069 out."
        return [BadInput("Expected a text that is shown in its own order.", hint=hint, field=field)]
    if not unicodedata.is_normalized("NFC", text):
        return [BadInput("Expected a text in NFC.", hint="Normalise it.", field=field)]
    return []


def _is_visible(sign: str) -> bool:
    return sign not in _BLANKS and unicodedata.category(sign) not in _NOTHING
