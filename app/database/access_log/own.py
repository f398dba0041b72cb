"""The records about one person, as that person may see them: by role, purpose, organisation and instant (A-66).

In: the id of the person, as SQL. Out: a CTE. It has neither the member of staff nor the other people of a record.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, array

from app.database.models import Access

NAME = "own_accesses"


def own_accesses(person: sa.ColumnElement[Any]) -> sa.CTE:
    """The records in which a person is a subject; of nobody, none."""
    columns = _TABLE.c
    identifier: array[Any] = array([sa.cast(person, sa.Uuid)], type_=sa.Uuid())
    about = columns.subjects.op("@>", is_comparison=True)(sa.cast(identifier, ARRAY(sa.Uuid)))
    shown = sa.select(columns.id, columns.at, columns.role, columns.purpose, columns.organisation)
    return shown.where(about).cte(NAME).prefix_with("MATERIALIZED", dialect="postgresql")


_TABLE: sa.Table = Access.__table__  # type: ignore[attr-defined]
