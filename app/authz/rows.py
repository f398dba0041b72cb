"""Rows in a statement: which kind of object a FROM item holds, and what is joined to it.

A row's `source` is a table alias or a subquery with the table's column names. `related` holds rows that are joined
already, under the attribute that leads to them, so that a condition on `object.user` asks the joined row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from app.database import models


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a kind of object."""

    kind: str
    source: sa.FromClause
    related: Mapping[str, Row] = field(default_factory=dict)


TABLES: Mapping[str, sa.Table] = {
    table.name: table
    for table in (
        model.__table__  # type: ignore[attr-defined]
        for model in (
            models.User,
            models.School,
            models.Project,
            models.Partner,
            models.Area,
            models.Member,
            models.Contact,
            models.Consent,
            models.Assignment,
        )
    )
}


def alias(table: str, name: str | None = None) -> sa.FromClause:
    """A fresh alias of a table; without a name, SQLAlchemy numbers it deterministically."""
    return TABLES[table].alias(name)
