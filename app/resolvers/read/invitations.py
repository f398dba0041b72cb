"""`viewer.invitations` and `viewer.sentInvitations`: who is invited to which project, newest first (RIGHT-01, A-22).

In: which fields are asked, and how objects are written. Out: the SQL that writes the list. People and projects are
written as everywhere else, null where the viewer does not see them: a draft shows itself only to those who take part.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from app.authz.invited import received_invitations, sent_invitations
from app.database.vocabulary import Role
from app.resolvers.read import json_text
from app.resolvers.read.access import Access, Column
from app.resolvers.read.json_text import Text
from app.resolvers.read.names import Names
from app.resolvers.read.objects import ObjectWriter
from app.resolvers.read.plan import CellPlan, FieldPlan, LinkPlan, TypeName
from app.schema.mapping import Kind

SENT = "sentInvitations"
# Staff who act for their office see people for its purposes: what a person is invited to is not among them, and would
# tell of a project whose partner they do not see as one.
LISTED_FOR: Mapping[str, frozenset[Role]] = {
    "invitations": frozenset({Role.ETWINNER, Role.GENERAL_USER}),
    SENT: frozenset({Role.ETWINNER}),
}
# The type of the object behind a link, by the name of its field.
LINKED: Mapping[str, str] = {"project": "Project", "user": "User", "invitedBy": "User"}
_COLUMNS: Mapping[str, str] = {"project": "project_id", "user": "user_id", "invitedBy": "inviter_id"}
_CELLS: Mapping[str, tuple[str, Kind]] = {
    "projectId": ("project_id", Kind.IDENTIFIER),
    "title": ("title", Kind.TEXT),
    "role": ("role", Kind.WORD),
    "invitedAt": ("invited_at", Kind.INSTANT),
}


def written_invitations(plan: LinkPlan, access: Access, objects: ObjectWriter, names: Names) -> Text:
    """The JSON of the list; `plan` names it, and what is asked of each invitation."""
    name = names.next("invitations")

    def standing(person: Column) -> tuple[sa.FromClause, tuple[sa.ColumnElement[bool], ...]]:
        rows = access.identified("User", person)
        return rows.source, rows.conditions

    listed = sent_invitations if plan.field == SENT else received_invitations
    relation = listed(access.question, name, standing)

    def written(part: FieldPlan) -> str | Text:
        match part:
            case TypeName(kind):
                return f'"{kind}"'
            case LinkPlan(field, node):
                rows = access.identified(node.kind, _column(name, _COLUMNS[field]))
                return sa.func.coalesce(objects.one(rows, node), json_text.NULL, type_=sa.Text)
            case CellPlan(cell):
                column, stored = _CELLS[cell]
                return json_text.a_value(_column(name, column), stored)
            case _:
                raise LookupError(type(part).__name__)

    item = json_text.an_object((key, written(part)) for key, part in plan.node.fields)
    newest = [_column(name, "invited_at").desc(), _column(name, "id").desc()]
    return sa.select(json_text.a_list(item, order=newest)).select_from(relation).scalar_subquery()


def _column(name: str, column: str) -> Column:
    kind = sa.Uuid() if column.endswith("id") else sa.Text() if column != "invited_at" else None
    return sa.literal_column(f"{name}.{column}", kind)
