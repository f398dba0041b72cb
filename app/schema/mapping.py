"""Where a field of the public schema gets its value: declared with the field, read once at start-up.

A declaration names tables and columns; it grants nothing. A column is unreachable until a field names it here,
and invisible until a rule of the policy grants that field. Folded keys and search terms are found by the names of
the columns (`title` → `title_folded`, `app.database.lexicon`).

In: a `strawberry.field` with one of these as metadata. Out: data for `app.resolvers.read.catalog`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, TypeVar

import strawberry

from app.schema.arguments import Arguments, with_arguments

MAPPING = "twingraph.mapping"
T = TypeVar("T")


class Kind(Enum):
    """How a value is stored, compared and written as JSON."""

    IDENTIFIER = auto()
    TEXT = auto()  # compared exactly, and by its folded key
    WORD = auto()  # an enum, country or language: compared exactly
    TEXTS = auto()  # a list of texts
    BOOLEAN = auto()
    NUMBER = auto()
    DATE = auto()
    INSTANT = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of the row itself."""

    column: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that an expression of the read path computes from the row and the clock, by name."""

    expression: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Composite:
    """An object made of columns of this row: it stands or falls as one cell, null when all its parts are null."""

    parts: tuple[tuple[str, str, Kind], ...]  # (field of the object, column, kind)


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON document about one record, member by member: a fixed text, a column, a document, or a list of documents.

    `when` names a column: where that is null, the document is left out of its list.
    """

    members: tuple[tuple[str, str | Cell | Document | tuple[Document, ...]], ...]
    when: str | None = None

    def written(self) -> Iterator[str]:
        """The columns that the document is made of."""
        if self.when is not None:
            yield self.when
        for _, member in self.members:
            if isinstance(member, Cell):
                yield member.column
            for document in (member,) if isinstance(member, Document) else member if isinstance(member, tuple) else ():
                yield from document.written()


@dataclass(frozen=True, slots=True)
class Records:
    """A list of small objects from a table of their own: it stands or falls as one cell, empty list included.

    `own` names a column: a record of a person in which it is set is on the list for that person alone.
    """

    table: str
    there: str  # column of that table that holds this row's id
    order: tuple[str, ...]
    parts: tuple[tuple[str, str, Kind], ...]
    documents: tuple[tuple[str, Document], ...] = ()
    own: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """At most one object of another type, null when that object is hidden."""

    target: str
    here: str = "id"  # column of this row ...
    there: str = "id"  # ... that equals this column of the target


@dataclass(frozen=True, slots=True)
class LinkedCell:
    """A cell of a linked object shown as one's own: null when that object or that cell of it is hidden."""

    link: str  # a field of this type that is a Link
    field: str  # a field of the link's target that is a Cell


@dataclass(frozen=True, slots=True)
class Collection:
    """A connection to objects of another type.

    Direct: the target's column `there` holds this row's id. Through a table: its column `near` holds this row's
    id and its column `far` the target's; with `live`, only its rows that are not over. Backwards: some of the target's
    `links`, fields that are Links, leads here and is readable; so the list shows nothing that the link would not.
    """

    target: str
    there: str = "id"
    through: str | None = None
    near: str = ""
    far: str = ""
    live: bool = False
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedCell:
    """A filter over the entries of a connection: some visible entry whose cell meets it (G-31)."""

    connection: str
    field: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows behind a type: a table, narrowed by a constant, and whether rows end (`left_on`).

    `stands_with` names the Link without which a row does not stand: an entry falls with its user (G-19). A list of
    entries is in the order of that object, unless one object may have several: those are ordered by themselves.
    `concerns` are Links to objects that rules about a row ask, and that need not stand themselves; `user` among them is
    the person whom a row is about.
    """

    table: str
    kind: str | None = None
    live: bool = False
    stands_with: str | None = None
    orders_itself: bool = False
    concerns: tuple[str, ...] = ()

    @property
    def joined(self) -> tuple[str, ...]:
        """The Links whose objects are joined to a row."""
        return self.concerns if self.stands_with is None else (self.stands_with, *self.concerns)

    @property
    def person(self) -> str | None:
        """The Link to the person whom a row is about; None where it is a person, or about none."""
        return "user" if "user" in self.joined else None


Declaration = Cell | Computed | Composite | Records | Link | LinkedCell | Collection | RelatedCell


def mapped(declaration: Declaration, description: str, *, arguments: Arguments = ()) -> Any:
    """A field of the schema, its description, where its value comes from, and what arguments it takes.

    It has no resolver: the read path answers it.
    """
    return with_arguments(strawberry.field(description=description, metadata={MAPPING: declaration}), arguments)


def rows(declaration: Rows) -> Callable[[type[T]], type[T]]:
    """Declare the rows behind a type; goes above `@strawberry.type`."""

    def declare(cls: type[T]) -> type[T]:
        cls.__rows__ = declaration  # type: ignore[attr-defined]
        return cls

    return declare
