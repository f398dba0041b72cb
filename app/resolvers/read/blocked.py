"""`viewer.blocked`: whom the viewer has blocked, by when. There is no argument: the list is the viewer's own.

In: which fields are asked, the id of the viewer as SQL, the acting role. Out: the SQL that writes the answer. It is the
one place where a person is shown to who has blocked them, so it shows no more than a name, and that to peers alone: in
every other role the viewer may not know it.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from app.authz.blocks import own_blocks
from app.authz.translate import Question
from app.database.vocabulary import Role
from app.resolvers.read import json_text
from app.resolvers.read.json_text import Text
from app.resolvers.read.names import Names
from app.resolvers.read.plan import BlockedPlan, TypeName
from app.schema.mapping import Kind


def written_blocks(plan: BlockedPlan, own: Text, role: Role, question: Question, names: Names) -> Text:
    """The JSON of the list."""
    rows = names.next("blocked")

    def column(name: str) -> Text:
        return sa.literal_column(f"{rows}.{name}")

    def name(column_name: str) -> Text:
        shown = json_text.a_value(column(column_name), Kind.TEXT)
        return shown if role is Role.ETWINNER else json_text.NULL

    values: Mapping[str, Text] = {
        "id": json_text.a_value(column("id"), Kind.IDENTIFIER),
        "firstName": name("first_name"),
        "lastName": name("last_name"),
        "blockedAt": json_text.a_value(column("blocked_at"), Kind.INSTANT),
    }
    written = json_text.an_object(
        (key, f'"{part.name}"' if isinstance(part, TypeName) else values[str(part)]) for key, part in plan.shape.parts
    )
    listed = json_text.a_list(written, order=[column("blocked_at"), column("id")])
    return sa.select(listed).select_from(own_blocks(own, question).subquery(rows)).scalar_subquery()
