"""Lists that are links read backwards: the people of a school are those whose `school`, or second school, it is.

In: a row, and the links of it that may lead to an object, each with where it is readable. Out: where some of them leads
there and is readable. A list that did not ask for that would tell of a row what its hidden link hides: an organisation
that sees a person by the second school alone would find the person among those of the first (A-52, NAT-14).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.authz.partial import Always, Grant, Never
from app.authz.rows import Row
from app.authz.translate import Condition, Question, any_of


def leading_to(
    question: Question, row: Row, here: sa.ColumnElement[Any], links: Sequence[tuple[str, Grant]]
) -> Condition:
    """Where some link of a row leads to an id: `links` are columns of the row, and where each is readable."""
    ways: list[Condition] = []
    for column, grant in links:
        leads: Condition = row.source.c[column] == here
        if isinstance(grant, Always):
            ways.append(leads)
        elif not isinstance(grant, Never):
            ways.append(sa.and_(leads, question.granted(grant, {"object": row})))
    return any_of(ways)
