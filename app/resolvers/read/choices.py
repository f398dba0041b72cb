"""`registrationSchools`: the schools that whoever registers may choose, by words of their names and cities (REG-03).

In: a country and a search, who asks. Out: a part of the plan, and the SQL that writes its answer. Which schools may be
chosen is the action `choose` of the policy; of each the id, the official name and the city are released, and nothing
else, so that nobody has to describe a school that is there. It is for people who have accepted the general notice: for
others the answer is null, whatever they search.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from app.authz.caller import Caller
from app.authz.partial import Always, Grant, Never
from app.authz.policy import Grants, Policy
from app.authz.translate import Question
from app.database.notices import accepted_by
from app.errors import BadInput, NeverReadable
from app.resolvers.read import json_text
from app.resolvers.read.access import Access
from app.resolvers.read.catalog import Catalog
from app.resolvers.read.filters import FilterReader
from app.resolvers.read.json_text import Text
from app.resolvers.read.names import Names
from app.resolvers.read.plan import ChoicesPlan, Shape, TypeName
from app.resolvers.read.truth import Filters, bound
from app.resolvers.read.values import Values
from app.schema.mapping import Kind

KIND, ACTION = "School", "choose"
RELEASED: Mapping[str, Kind] = {"id": Kind.IDENTIFIER, "officialName": Kind.TEXT, "city": Kind.TEXT}
MOST = 20
_SEARCHED = frozenset({"officialName", "city"})


def plan_choices(
    catalog: Catalog, policy: Policy, caller: Caller, values: Values, arguments: Mapping[str, Any], shape: Shape
) -> ChoicesPlan:
    """The plan of the list; refused for a role that chooses no school, and without a word to search for."""
    if isinstance(policy.acting(caller.role, caller.purpose, KIND, ACTION), Never):
        raise NeverReadable(
            "The acting role chooses no school.",
            hint="Ask in the role GENERAL_USER.",
            field="Query.registrationSchools",
        )
    words = FilterReader(catalog, values, lambda *_: True).search(KIND, arguments["search"], _released)
    if not words:
        hint = "Send the beginning of a word of the name or the city."
        raise BadInput("Expected a word to search for.", hint=hint, field="search")
    return ChoicesPlan(values.add(arguments["country"]), words, shape)


def written_choices(plan: ChoicesPlan, catalog: Catalog, granted: Grant, question: Question, names: Names) -> Text:
    """The JSON of the list: schools by name, and null for who has not accepted the notice."""
    accepted = accepted_by(question.viewer("user"))
    cells: dict[tuple[str, str], Grant] = {(KIND, name): Always() for name in RELEASED}
    access = Access(catalog, Grants({KIND: granted}, cells), question, names)
    rows = access.listed(KIND)
    name = access.order_value(rows.place, "officialName")[0]
    found = (
        sa.select(
            name.label("place"),
            access.identifier(rows.place).label("id"),
            *(access.value(rows.place, field).label(field) for field in sorted(_SEARCHED)),
        )
        .select_from(rows.source)
        .where(accepted, access.value(rows.place, "country") == bound(plan.country, sa.Text()), *rows.conditions)
        .where(*Filters(catalog, access).search(rows.place, plan.words))
        .order_by(sa.literal_column("place"), sa.literal_column("id"))
        .limit(sa.literal_column(str(MOST), sa.BigInteger))
        .subquery("choices")
    )
    columns = found.c
    written = json_text.an_object(
        (
            key,
            f'"{part.name}"'
            if isinstance(part, TypeName)
            else json_text.a_value(columns[str(part)], RELEASED[str(part)]),
        )
        for key, part in plan.shape.parts
    )
    listed = sa.select(json_text.a_list(written, order=[columns.place, columns.id])).select_from(found)
    return sa.case((accepted, listed.scalar_subquery()), else_=json_text.NULL)


def _released(name: str) -> Grant:
    return Always() if name in _SEARCHED else Never()
