"""JSON as text, written by PostgreSQL inside the statement.

Objects are concatenated: compact, with keys in the order of the response, any number of them and of any length
(`json_build_object` takes fifty, `row_to_json` cuts keys at 63 bytes, `jsonb` reorders them).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by

from app.schema.mapping import Kind

Text = sa.ColumnElement[Any]

_PUNCTUATION = re.compile(r'[A-Za-z0-9_{}\[\]":, ./-]*')
_MOST_ARGUMENTS = 90  # a function of PostgreSQL takes 100

NULL = sa.literal_column("'null'", sa.Text)


def raw(text: str) -> Text:
    """A piece of JSON made of names of the schema, response keys and punctuation."""
    if not _PUNCTUATION.fullmatch(text):
        raise ValueError("a piece of JSON holds a sign that needs quoting")
    return sa.literal_column(f"'{text}'", sa.Text)


def joined(pieces: Iterable[str | Text]) -> Text:
    """The pieces one after the other; none of them may be NULL."""
    merged: list[str | Text] = []
    for piece in pieces:
        if merged and isinstance(piece, str) and isinstance(merged[-1], str):
            merged[-1] += piece
        else:
            merged.append(piece)
    texts = [raw(piece) if isinstance(piece, str) else piece for piece in merged]
    while len(texts) > _MOST_ARGUMENTS:
        texts = [_concat(texts[start : start + _MOST_ARGUMENTS]) for start in range(0, len(texts), _MOST_ARGUMENTS)]
    return _concat(texts)


def _concat(texts: list[Text]) -> Text:
    return texts[0] if len(texts) == 1 else sa.func.concat(*texts, type_=sa.Text)


def an_object(fields: Iterable[tuple[str, str | Text]]) -> Text:
    """A JSON object; each value is JSON text already."""
    pieces: list[str | Text] = []
    for number, (key, value) in enumerate(fields):
        pieces += [f'{"," if number else "{"}"{key}":', value]
    return joined([*pieces, "}"] if pieces else ["{}"])


def a_list(items: Text, *, order: Sequence[Text], where: Text | None = None) -> Text:
    """A JSON array of the rows of a group, in an order."""
    comma: Text = aggregate_order_by(sa.literal_column("','"), *order)
    collected = sa.func.string_agg(items, comma, type_=sa.Text)
    kept = collected if where is None else collected.filter(where)
    return joined(["[", sa.func.coalesce(kept, sa.literal_column("''")), "]"])


def a_value(value: Text, kind: Kind) -> Text:
    """A value of a column as JSON text, `null` when it is NULL."""
    return sa.func.coalesce(_text_of(value, kind), NULL, type_=sa.Text)


def _text_of(value: Text, kind: Kind) -> Text:
    match kind:
        case Kind.IDENTIFIER | Kind.DATE:
            # ISO in every session: the date style is fixed when a connection is made.
            return quoted(sa.cast(value, sa.Text))
        case Kind.BOOLEAN | Kind.NUMBER:
            return sa.cast(value, sa.Text)
        case Kind.INSTANT:
            return instant(value)
        case _:
            return sa.cast(sa.func.to_json(value), sa.Text)


def instant(value: Text) -> Text:
    """An instant in UTC with its microseconds, without a fraction when that is zero (RFC 3339)."""
    form: Text = sa.literal_column("""'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'""")
    written = sa.func.to_char(sa.func.timezone(sa.literal_column("'UTC'"), value), form)
    trimmed = sa.func.replace(written, sa.literal_column("'.000000Z'"), sa.literal_column("'Z'"))
    return quoted(trimmed)


def quoted(text: Text) -> Text:
    """A text that needs no escape, in quotes; NULL stays NULL."""
    quote = sa.literal_column("'\"'", sa.Text)
    return quote.op("||")(text).op("||")(quote)
