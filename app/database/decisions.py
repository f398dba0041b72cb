"""The last decision about a registration, as the person concerned may see it (A-50): without who decided.

In: the id of the person, as SQL. Out: a relation of at most one row.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.database.models import Validation


def last_decision(person: sa.ColumnElement[Any], name: str) -> sa.FromClause:
    """`decision`, `decided_at` and `reason` under a name of the statement."""
    columns = _TABLE.c
    last = sa.select(columns.decision, columns.decided_at, columns.reason).where(
        columns.user_id == sa.cast(person, sa.Uuid)
    )
    order = (columns.decided_at.desc(), columns.id.desc())
    return last.order_by(*order).limit(sa.literal_column("1")).subquery(name)


_TABLE: sa.Table = Validation.__table__  # type: ignore[attr-defined]
