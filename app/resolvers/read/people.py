"""What is written of a person in one cell of something else.

In: the columns of a row of users, from `app.resolvers.read.access`. Out: an expression, unmasked.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.resolvers.read.json_text import Text


def name_of_person(columns: Any) -> Text:
    """First and last name; NULL without either."""
    space, nothing = sa.literal_column("' '", sa.Text), sa.literal_column("''", sa.Text)
    return sa.func.nullif(sa.func.concat_ws(space, columns.first_name, columns.last_name), nothing, type_=sa.Text)
