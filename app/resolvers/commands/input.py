"""Checks of values that several commands take, one place for each sort of value."""

from __future__ import annotations

import unicodedata
from uuid import UUID

from app.errors import BadInput
from app.resolvers.read.filters import known_id

# As long as it was, so that the length is that of the text.
_LINES = str.maketrans("\n\r\t", "   ")


def identifier(given: str) -> UUID:
    """An id. What is no id at all belongs to nothing, like an unknown one (G-26): the nil UUID is nobody's."""
    known = known_id(given)
    return UUID(int=0) if known is None else UUID(known)


def refused_prose(text: str, field: str, *, longest: int) -> list[BadInput]:
    """What is wrong with a text of several lines: as of one line, but lines may end and be indented."""
    return refused_text(text.translate(_LINES), field, longest=longest)


def refused_text(text: str, field: str, *, longest: int) -> list[BadInput]:
    """What is wrong with a text of one line: not empty, not too long, in NFC, without control characters."""
    if not text.strip() or len(text) > longest:
        return [BadInput(f"Expected a text of 1 to {longest} characters.", field=field)]
    if any(unicodedata.category(sign) == "Cc" for sign in text):
        return [BadInput("Expected a text of one line.", hint="Leave control characters out.", field=field)]
    if not unicodedata.is_normalized("NFC", text):
        return [BadInput("Expected a text in NFC.", hint="Normalise it.", field=field)]
    return []
