"""Blocks as the statement of a viewer asks about them: whom a person is hidden from, and whom they have blocked.

In: a person as SQL. Out: the set of those on the other side of a block, whoever made it (`viewer.blocked` in a rule),
and the person's own list, which names those who are visible and nobody else.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from app.authz.rows import Row, alias
from app.authz.translate import Question


def blocked_pairs(person: sa.ColumnElement[Any], user: sa.FromClause) -> sa.ColumnElement[Any]:
    """Whom a person has blocked and who has blocked them, as a set of ids; `user` is the row that the person is of."""
    made, suffered = alias("blocks", "block_made"), alias("blocks", "block_suffered")
    others = sa.select(made.c.blocked_id).where(made.c.user_id == person).correlate(user)
    others_too = sa.select(suffered.c.user_id).where(suffered.c.blocked_id == person).correlate(user)
    return sa.func.array(others.union_all(others_too).scalar_subquery(), type_=ARRAY(sa.Uuid))


def own_blocks(person: sa.ColumnElement[Any], question: Question) -> sa.Select[Any]:
    """Whom a person has blocked; the names of those who are visible, as they would be to a peer."""
    block, user = alias("blocks", "block"), alias("users", "blocked")
    visible = question.named("is_visible", Row("User", user))

    def shown(column: str) -> sa.ColumnElement[Any]:
        return sa.case((visible, user.c[column])).label(column)

    listed = sa.select(
        user.c.id.label("id"), shown("first_name"), shown("last_name"), block.c.blocked_at.label("blocked_at")
    )
    listed = listed.select_from(block.join(user, user.c.id == block.c.blocked_id))
    return listed.where(block.c.user_id == sa.cast(person, sa.Uuid))
