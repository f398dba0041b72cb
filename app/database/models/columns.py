"""The kinds of column that the tables are made of, so that a kind is decided once.

Folded keys are compared by code point whatever the locale of the server, so they carry COLLATE "C".
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    Date,
    FetchedValue,
    ForeignKey,
    Integer,
    LargeBinary,
    SmallInteger,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP, TSTZMULTIRANGE, TSVECTOR

__all__ = [
    "BigInteger",
    "boolean",
    "channel",
    "clock",
    "content",
    "count",
    "date",
    "filled_identifier",
    "filled_instant",
    "filled_number",
    "folded",
    "identifier",
    "identifiers",
    "instant",
    "key",
    "key_number",
    "live_periods",
    "number",
    "only_row",
    "plain_reference",
    "reference",
    "required_identifier",
    "required_number",
    "state",
    "terms",
    "texts",
    "version",
    "words",
]


def identifier() -> Column[Any]:
    """The primary key: a keyed hash of kind and key, never a sequence (contract G-52)."""
    return Column(Uuid, primary_key=True)


def identifiers() -> Column[Any]:
    """A list of identifiers, of whatever tables."""
    return Column(ARRAY(Uuid), nullable=False)


def content() -> Column[Any]:
    """The bytes of a file."""
    return Column(LargeBinary, nullable=False)


def key() -> Column[Any]:
    """The record's own name in the import file, unique per kind."""
    return Column(Text(collation="C"), nullable=False, unique=True)


def words(*, required: bool = False) -> Column[Any]:
    """A text as it was given, in NFC."""
    return Column(Text, nullable=not required)


def folded(*, required: bool = False, unique: bool = False) -> Column[Any]:
    """A folded key, compared by code point."""
    return Column(Text(collation="C"), nullable=not required, unique=unique)


def channel() -> Column[Any]:
    """How something came in: by an import, unless it says otherwise."""
    return Column(Text(collation="C"), nullable=False, server_default=text("'IMPORT'"))


def state() -> Column[Any]:
    """What has been decided about something: that it is valid, unless it says otherwise."""
    return Column(Text(collation="C"), nullable=False, server_default=text("'VALIDATED'"))


def texts(*, required: bool = False) -> Column[Any]:
    """A list of texts."""
    return Column(ARRAY(Text), nullable=not required)


def number() -> Column[Any]:
    """A small number."""
    return Column(SmallInteger, nullable=True)


def count() -> Column[Any]:
    """A number that only grows."""
    return Column(BigInteger, nullable=False)


def required_number() -> Column[Any]:
    """A small number that is always there."""
    return Column(SmallInteger, nullable=False)


def key_number() -> Column[Any]:
    """The primary key of rows that stand in a line, given by who writes them."""
    return Column(BigInteger, primary_key=True, autoincrement=False)


def filled_number() -> Column[Any]:
    """A number that the database gives; no writer may."""
    return Column(BigInteger, primary_key=True, server_default=FetchedValue())


def filled_instant() -> Column[Any]:
    """When a row was written, as the database has it; no writer may give it."""
    return Column(TIMESTAMP(timezone=True), primary_key=True, server_default=FetchedValue())


def filled_identifier() -> Column[Any]:
    """A random id that the database gives."""
    return Column(Uuid, nullable=False, server_default=FetchedValue())


def required_identifier() -> Column[Any]:
    """An identifier of a row that may be gone by now."""
    return Column(Uuid, nullable=False)


def only_row() -> Column[Any]:
    """The primary key of a table that has one row at most; a check demands that it is true."""
    return Column(Boolean, primary_key=True, server_default=text("true"))


def boolean(*, default: bool | None = False) -> Column[Any]:
    """Yes or no; with `default=None`, unknown is allowed."""
    if default is None:
        return Column(Boolean, nullable=True)
    return Column(Boolean, nullable=False, server_default=text("true" if default else "false"))


def date(*, required: bool = False) -> Column[Any]:
    """A calendar date, in UTC."""
    return Column(Date, nullable=not required)


def instant(*, required: bool = False) -> Column[Any]:
    """A point in time with microseconds; sessions run in UTC (G-58)."""
    return Column(TIMESTAMP(timezone=True), nullable=not required)


def reference(target: str, *, required: bool = True, index: bool = False) -> Column[Any]:
    """A foreign key, checked at commit, so that an import may write its tables in any order."""
    return Column(Uuid, ForeignKey(target, deferrable=True, initially="DEFERRED"), nullable=not required, index=index)


def plain_reference() -> Column[Any]:
    """An identifier whose foreign key is declared on the table, with other columns."""
    return Column(Uuid, nullable=True)


def clock(years: int) -> Column[Any]:
    """The instant at which an account has been silent for so many calendar years (RET-01, RET-02, A-16, A-18).

    Stored, because `last + 1 year` is not monotonic around 29 February: no bound on `last` could replace it.
    """
    return Column(
        TIMESTAMP(timezone=True),
        Computed(
            "((coalesce(last_login_at, registered_at) AT TIME ZONE 'UTC')"
            f" + interval '{years} year') AT TIME ZONE 'UTC'",
            persisted=True,
        ),
        nullable=True,
    )


def live_periods() -> Column[Any]:
    """When a consent was live. Derived from the consent records by a trigger, never written by hand."""
    return Column(TSTZMULTIRANGE, nullable=False, server_default=text("'{}'"))


def terms() -> Column[Any]:
    """Lexemes for search, `contains` and list members; see `app.database.text`."""
    return Column(TSVECTOR, nullable=False, server_default=text("''"))


def version() -> Column[Any]:
    """How often a row was changed, counted by a trigger of the database; no writer gives it."""
    return Column(Integer, nullable=False, server_default=text("1"))
