"""What a record is made of: fields, and how a record becomes a row for COPY.

In: the fields of a kind (`app.transfer.kinds`) and records as JSON gave them. Out: the columns that a kind fills, and
the bytes of rows. Everything that does not depend on the record is worked out once for each kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.database.ids import id_maker
from app.database.vocabulary import AreaKind
from app.transfer import rules
from app.transfer.copy_format import row_start, sized, term_vector
from app.transfer.terms import Cell, cells_of
from app.transfer.values import KEPT, Writer

AREA_KINDS = {kind.lower(): kind for kind in AreaKind}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record, and the columns that its value becomes, in their order."""

    name: str
    columns: tuple[str, ...]
    write: Writer
    required: bool = False
    repeated: bool = False
    """Whether few values stand in many records, so that it pays to keep what was made of them."""
    shape: Literal["plain", "list", "object"] = "plain"


class Kind:
    """What a record of one kind is made of, and how it becomes a row."""

    def __init__(
        self,
        name: str,
        table: str,
        fields: tuple[Field, ...],
        *,
        secret: bytes,
        check: rules.Rule = rules.check_nothing,
    ) -> None:
        self.name = name
        self.table = table
        self.check = check
        self.make_id = id_maker(secret, name)
        self.required = tuple(field.name for field in fields if field.required)
        self.objects = tuple(field.name for field in fields if field.shape == "object")
        self.lists = tuple(field.name for field in fields if field.shape == "list")
        cells = {field.name: cells_of(table, field.columns) for field in fields}
        # Fields that are searched come first, so that their lexemes are at hand for the last column.
        self.fields = tuple(sorted(fields, key=lambda field: not cells[field.name]))
        self.names = frozenset({"kind", "key", *(field.name for field in fields)})
        # One table holds the three kinds of area.
        self._kind_of_area = sized(AREA_KINDS[name].encode()) if name in AREA_KINDS else b""
        searched = [field for field in self.fields if cells[field.name]]
        self._searched = tuple((field.name, _searching(field, list(cells[field.name].values()))) for field in searched)
        self._plain = tuple((field.name, field.write) for field in self.fields if not cells[field.name])
        self._cells_by_letter = _places_by_letter([list(cells[field.name]) for field in searched])
        self.columns = self._columns()
        self._width = len(self.columns)

    def _columns(self) -> tuple[str, ...]:
        """The columns of a row, in the order in which `row` writes them."""
        kind = ("kind",) if self._kind_of_area else ()
        terms = ("terms",) if self._searched else ()
        return ("line", "id", "key", *kind, *(column for field in self.fields for column in field.columns), *terms)

    def row(self, line: int, key: str, record: Mapping[str, object]) -> bytes:
        """A row for COPY; `Wrong` or `TypeError` when some value cannot be written."""
        get = record.get
        plain = [write(get(name)) for name, write in self._plain]
        start = row_start(self._width, line) + self.make_id(key) + sized(key.encode()) + self._kind_of_area
        if not self._searched:
            return start + b"".join(plain)
        searched = [write(get(name)) for name, write in self._searched]
        terms = term_vector([searched[field][cell] for field, cell in self._cells_by_letter])
        return b"".join([start, *[field[0] for field in searched], *plain, terms])


def _searching(field: Field, cells: list[Cell]) -> Callable[[object], tuple[bytes, ...]]:
    """The columns of a field, and its lexemes letter by letter."""

    def write(value: object) -> tuple[bytes, ...]:
        return (field.write(value), *[cell(value) for cell in cells])

    return lru_cache(KEPT)(write) if field.repeated else write


def _places_by_letter(letters_of_fields: list[list[str]]) -> tuple[tuple[int, int], ...]:
    """Where the lexemes of each letter are among what the searched fields became, letters ascending."""
    places = {
        letter: (field, cell)
        for field, letters in enumerate(letters_of_fields)
        for cell, letter in enumerate(letters, start=1)
    }
    return tuple(places[letter] for letter in sorted(places))
