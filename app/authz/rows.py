"""Rows in a statement: which kind of object a FROM item holds, what is joined to it, and where an id leads.

A row's `source` is a table alias, or what stands for one under the same column names. `related` holds rows that are
joined already, under the attribute that leads to them, so that a condition on `object.user` asks the joined row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.database import models


class Source(Protocol):
    """A FROM item whose `c` gives the columns of a table by name."""

    @property
    def c(self) -> Any:
        """The columns: `source.c.id`, `source.c["id"]`, `"id" in source.c`."""


class NamedColumns:
    """The columns of a table under a name of the statement, as text.

    Text takes no part in SQLAlchemy's search for FROM items: what a SELECT reads from is what it says it reads from. A
    column object of an outer row would silently add that row's table to an inner FROM, joined with everything.
    """

    def __init__(self, table: str, name: str) -> None:
        self._table = TABLES[table]
        self._name = name

    def __getitem__(self, column: str) -> sa.ColumnElement[Any]:
        return sa.literal_column(f"{self._name}.{self._label(column)}", self._table.c[column].type)

    def __getattr__(self, column: str) -> sa.ColumnElement[Any]:
        return self[column]

    def __contains__(self, column: str) -> bool:
        return column in self._table.c

    def _label(self, column: str) -> str:
        return column


@dataclass(frozen=True, slots=True)
class Named:
    """A table in a FROM, under a name of its own, and its columns."""

    item: sa.FromClause
    c: NamedColumns


def named(table: str, name: str) -> Named:
    """A table under a name."""
    return Named(TABLES[table].alias(name), NamedColumns(table, name))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a kind of object."""

    kind: str
    source: Source
    related: Mapping[str, Row] = field(default_factory=dict)


TABLES: Mapping[str, sa.Table] = {
    table.name: table
    for table in (
        SQLModel.metadata.tables[str(model.__tablename__)]
        for model in (
            models.User,
            models.School,
            models.SchoolAlias,
            models.SchoolValidation,
            models.Project,
            models.Partner,
            models.Area,
            models.Member,
            models.Block,
            models.Contact,
            models.ContactRequest,
            models.Invitation,
            models.Consent,
            models.Favourite,
            models.SavedSearch,
            models.Representation,
            models.Assignment,
            models.Article,
            models.Comment,
            models.Organisation,
            models.Identity,
            models.SignOut,
            models.Survey,
            models.SurveyAnswer,
            models.SurveyParticipation,
            models.SurveyQuestion,
            models.SurveyResponse,
            models.SurveyResult,
            models.SurveyTitle,
        )
    )
}


def alias(table: str, name: str | None = None) -> sa.FromClause:
    """A fresh alias of a table; without a name, SQLAlchemy numbers it deterministically."""
    return TABLES[table].alias(name)


def current_id(kind: str, identifier: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The id that an id leads to: a school that was merged into another is the other (docs/decisions/0083)."""
    if kind != "School":
        return identifier
    former = alias("school_aliases")
    current = sa.select(former.c.surviving_id).where(former.c.absorbed_id == identifier).scalar_subquery()
    return sa.func.coalesce(current, identifier, type_=sa.Uuid)


def current_ids(kind: str, identifiers: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """A list of ids with those that they lead to. An id that leads to another is that of no row."""
    if kind != "School":
        return identifiers
    former = alias("school_aliases")
    current = sa.select(former.c.surviving_id).where(former.c.absorbed_id == sa.any_(identifiers)).scalar_subquery()
    return identifiers.op("||")(sa.func.array(current))
