"""Writes JSON documents about records inside the statement, as they are declared (`app.schema.mapping.Document`).

In: a declaration, and the column behind each name of it. Out: JSON text that is never NULL.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from app.resolvers.read import json_text
from app.resolvers.read.json_text import Text
from app.schema.mapping import Cell, Document

Column = Callable[[str], Text]


def a_document(document: Document, column: Column) -> Text:
    """The JSON object of a document."""
    return json_text.an_object((name, _member(member, column)) for name, member in document.members)


def _member(member: str | Cell | Document | tuple[Document, ...], column: Column) -> str | Text:
    match member:
        case Cell(name, kind):
            return json_text.a_value(column(name), kind)
        case Document():
            return a_document(member, column)
        case tuple():
            return _a_list(member, column)
    return f'"{member}"'


def _a_list(documents: tuple[Document, ...], column: Column) -> Text:
    """The documents that are there; the first one always is."""
    first, *others = documents
    pieces: list[str | Text] = ["[", a_document(first, column)]
    for document in others:
        written = json_text.joined([",", a_document(document, column)])
        if document.when is not None:
            there = column(document.when).is_not(None)
            written = sa.case((there, written), else_=sa.literal_column("''", sa.Text))
        pieces.append(written)
    return json_text.joined([*pieces, "]"])
