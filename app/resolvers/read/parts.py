"""Lists in parts that have no row in common, so that each part has the index that serves it.

In: the grants of a caller, and a type. Out: the parts of its rows, each with what the caller may read there.

The viewer's own row stands for a reason of its own, and an `or` with that reason keeps PostgreSQL from reading an index
in its order. So does a second school in the viewer's country, for the organisation for which that is a reason: few
people have one, and the others are read as if there were none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.authz.expression import Attribute, Compare, Expression
from app.authz.partial import Where
from app.authz.policy import Grants

OWN_ROW = Compare("==", Attribute(("object", "id")), Attribute(("viewer", "user")))
SECOND_SCHOOL = Compare("==", Attribute(("object", "second_country")), Attribute(("viewer", "country")))


@dataclass(frozen=True, slots=True)
class Part:
    """The rows for which each of these conditions holds, or does not; all of them where there is none."""

    conditions: Mapping[Expression, bool] = field(default_factory=dict)


EVERY = Part()


def parts_of(grants: Grants, kind: str) -> list[tuple[Grants, Part]]:
    """The rows of a type in parts: one, or others and the own row, or these and people with a second school."""
    grant = grants.row(kind)
    arms = grant.arms if kind == "User" and isinstance(grant, Where) else ()
    if not any(OWN_ROW in arm for arm in arms):
        return [(grants, EVERY)]
    others, own = grants.without(kind, OWN_ROW), (grants, Part({OWN_ROW: True}))
    if not any(SECOND_SCHOOL in arm for arm in arms):
        return [(others, Part({OWN_ROW: False})), own]
    first = others.without(kind, SECOND_SCHOOL).relative(kind)
    second = (others, Part({OWN_ROW: False, SECOND_SCHOOL: True}))
    return [(first, Part({OWN_ROW: False, SECOND_SCHOOL: False})), second, own]
