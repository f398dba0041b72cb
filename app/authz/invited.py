"""Invitations to projects as they stand on the viewer's own lists: those to the viewer, and those to projects they run.

In: a question (who asks), a name in the statement, and how a person that the viewer sees is joined. Out: relations, the
newest first and of a fixed length. An invitation is its person's own to know (RIGHT-01), and that of who runs the
project. It stands where the viewer sees both people on it: one of somebody hidden would tell that there is somebody,
and its title is their text. Who is hidden takes no place on the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from app.authz.rows import NamedColumns, Row, named
from app.authz.translate import Condition, Question

NEWEST = 50
_COLUMNS = ("id", "project_id", "title", "role", "user_id", "inviter_id", "invited_at")

# A person by id, and the conditions under which the viewer sees them.
Standing = Callable[[sa.ColumnElement[Any]], tuple[sa.FromClause, Sequence[Condition]]]


def received_invitations(question: Question, name: str, standing: Standing) -> sa.FromClause:
    """The invitations to the viewer, of people whom the viewer sees."""
    invitation = named("invitations", f"{name}_every")
    own: Condition = invitation.c.user_id == sa.cast(question.viewer("user"), sa.Uuid)
    inviter, sees = standing(invitation.c.inviter_id)
    return _newest(invitation.c, invitation.item.join(inviter, sa.true()), [own, *sees], name)


def sent_invitations(question: Question, name: str, standing: Standing) -> sa.FromClause:
    """The invitations to projects that the viewer runs, where the viewer sees who is invited and by whom."""
    invitation, project = named("invitations", f"{name}_every"), named("projects", f"{name}_project")
    own = sa.cast(question.viewer("projects"), ARRAY(sa.Uuid))
    person, sees = standing(invitation.c.user_id)
    inviter, sees_too = standing(invitation.c.inviter_id)
    source = invitation.item.join(project.item, project.c.id == invitation.c.project_id)
    source = source.join(person, sa.true()).join(inviter, sa.true())
    runs = question.named("is_run_by_viewer", Row("Project", project))
    return _newest(invitation.c, source, [project.c.id == sa.any_(own), runs, *sees, *sees_too], name)


def _newest(
    invitation: NamedColumns, source: sa.FromClause, conditions: Sequence[Condition], name: str
) -> sa.FromClause:
    columns = [invitation[column].label(column) for column in _COLUMNS]
    order = (invitation.invited_at.desc(), invitation.id.desc())
    newest = sa.select(*columns).select_from(source).where(*conditions).order_by(*order)
    return newest.limit(sa.literal_column(str(NEWEST), sa.BigInteger)).subquery(name)
