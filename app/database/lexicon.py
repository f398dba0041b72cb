"""Which cells of a row are in its `terms`, and under which letter.

The one list that the import writes by and the read path looks up by. Small letters: words for search (G-27).
Capitals: trigrams of a folded column for `contains`, and members of a list for `has` and `hasAny`.
A letter stands for one cell and one use within its table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.database.text import terms


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The letters of one table, by column name."""

    words: dict[str, str] = field(default_factory=dict)
    grams: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)

    def terms(self, row: Mapping[str, object]) -> str:
        """The `terms` of a row, given its columns by name (folded columns included)."""
        return terms(
            words=[(letter, _text(row.get(column))) for column, letter in self.words.items()],
            grams=[(letter, _text(row.get(column))) for column, letter in self.grams.items()],
            members=[(letter, _list(row.get(column))) for column, letter in self.members.items()],
        )


LEXICONS: dict[str, Lexicon] = {
    "users": Lexicon(
        words={"first_name": "f", "last_name": "l", "description": "d", "subjects": "s"},
        grams={"first_name_folded": "F", "last_name_folded": "L", "email_folded": "E", "username_folded": "U"},
        members={"subjects": "S", "languages": "G"},
    ),
    "schools": Lexicon(
        words={"official_name": "n", "city": "c", "region": "r"},
        grams={"official_name_folded": "N", "city_folded": "C", "region_folded": "R", "email_folded": "E"},
    ),
    "projects": Lexicon(
        words={"title": "t", "description": "d"}, grams={"title_folded": "T"}, members={"languages": "G"}
    ),
    "areas": Lexicon(words={"title": "t", "description": "d"}, grams={"title_folded": "T", "description_folded": "D"}),
}


def _text(value: object) -> str | None:
    """A text column as it is; a list of texts as one text, its items apart."""
    if isinstance(value, list):
        return " ".join(value)
    return value if isinstance(value, str) else None


def _list(value: object) -> list[str] | None:
    return value if isinstance(value, list) else None
