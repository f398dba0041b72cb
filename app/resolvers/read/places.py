"""Rows in a statement: one of them, and a list of them before it is filtered and cut into pages.

Types only: what they hold came through `app.resolvers.read.access`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app.authz.rows import Named, Row

Condition = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a type in a statement, with the rows that are joined to it."""

    kind: str
    row: Row

    def related(self, field: str) -> Place | None:
        """The joined row behind a link, if it is joined."""
        row = self.row.related.get(field)
        return None if row is None else Place(row.kind, row)


@dataclass(frozen=True, slots=True)
class Rows:
    """The standing rows of a list, before it is filtered and cut into pages."""

    place: Place
    source: sa.FromClause
    conditions: tuple[Condition, ...]
    aliases: Mapping[str, Named]  # "" for the place's own table, the link's name for a joined one

    def ordered(self, link: str | None) -> Place:
        """The row whose cells the list is ordered by: an entry by its user's."""
        return self.place if link is None else self.place.related(link) or self.place
