"""`viewer.registration`: how it stands with the own registration, and the last decision with its reason (A-50).

In: which fields are asked, the id of the viewer as SQL. Out: the SQL that writes the answer. There is no argument: the
row is the viewer's own in every role, and so is the decision. Who decided is not told.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from app.database.decisions import last_decision
from app.resolvers.read import json_text
from app.resolvers.read.access import Access
from app.resolvers.read.json_text import Text
from app.resolvers.read.names import Names
from app.resolvers.read.plan import RegistrationPlan, TypeName
from app.schema.mapping import Kind


def written_registration(plan: RegistrationPlan, own: Text, access: Access, names: Names) -> Text:
    """The JSON of the own registration."""
    name = names.next("decision")
    rows = access.identified("User", own)
    values: Mapping[str, Text] = {
        "state": json_text.a_value(access.value(rows.place, "status"), Kind.WORD),
        "decision": json_text.a_value(sa.literal_column(f"{name}.decision", sa.Text), Kind.WORD),
        "decidedAt": json_text.a_value(sa.literal_column(f"{name}.decided_at"), Kind.INSTANT),
        "reason": json_text.a_value(sa.literal_column(f"{name}.reason", sa.Text), Kind.TEXT),
    }
    written = json_text.an_object(
        (key, f'"{part.name}"' if isinstance(part, TypeName) else values[str(part)]) for key, part in plan.shape.parts
    )
    source = rows.source.outerjoin(last_decision(own, name), sa.true())
    one = sa.select(written).select_from(source).where(*rows.conditions).scalar_subquery()
    return sa.func.coalesce(one, json_text.NULL, type_=sa.Text)
