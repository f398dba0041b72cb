"""Whether the person who wrote something may still be heard: both bodies of a predicate, for `app.authz.predicates`.

What somebody wrote is hidden while their account is inactive, restricted or deactivated, and for good once it is
anonymised (RET-02, RET-08, A-20). One question about the person answers all of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from app.authz.rows import Row, alias

if TYPE_CHECKING:
    from app.authz.evaluate import Judge
    from app.authz.translate import Question


def has_current_author(judge: Judge, comment: Any) -> bool:
    """Of a loaded comment."""
    return judge.named("is_current", comment.writer)


def has_current_author_sql(question: Question, row: Row) -> sa.ColumnElement[bool]:
    """Of a row."""
    user = alias("users")
    return question.some(user.c.id == row.source.c.author_id, question.named("is_current", Row("User", user)))
