"""What a row already shows of the object that it leads to: a guard that need not be asked a second time.

A predicate such as *some public user is affiliated with the school* is met by a witness. Who reaches a school through a
user that stands, and for whom only public users stand, has the witness in hand. In: the grants of a role and purpose
and the link that is followed. Out: the calls that are true of every object behind it. Only what the arms of the grants
themselves imply is used, so a role for which a user may stand for another reason gains nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.authz.expression import Attribute, Call, Expression
from app.authz.partial import Always, Grant, Where, absorbed, given, grant_of
from app.authz.policy import Grants


@dataclass(frozen=True, slots=True)
class Witness:
    """The rows that meet a predicate: a row of `kind` that leads to the object by `column`, and the terms that hold.

    `standing` names the term for each kind of row that stands wherever this link is followed.
    """

    kind: str
    column: str
    standing: Mapping[str, str]


# A partner entry stands with its user, and only in the list of a project that stands; `live` is part of both.
WITNESSES: Mapping[str, Witness] = {
    "has_public_user": Witness("User", "school_id", {"User": "is_public"}),
    "has_public_partner_through": Witness("Partner", "school_id", {"User": "is_public", "Project": "is_published"}),
}


def implied_by_link(grants: Grants, terms: Mapping[str, Expression], kind: str, column: str) -> frozenset[Expression]:
    """The calls that are true of whatever a standing row of a kind leads to by a column."""
    return frozenset(
        Call(predicate, (Attribute(("object",)),))
        for predicate, witness in WITNESSES.items()
        if (witness.kind, witness.column) == (kind, column)
        and all(_implies(grants.row(standing), terms[term]) for standing, term in witness.standing.items())
    )


def assuming(grant: Grant, facts: frozenset[Expression]) -> Grant:
    """The grant on rows of which these facts are known to be true."""
    if not isinstance(grant, Where) or not facts:
        return grant
    arms = absorbed([arm - facts for arm in grant.arms])
    return Always() if frozenset() in arms else Where(tuple(arms))


def _implies(row: Grant, term: Expression) -> bool:
    return isinstance(row, Where) and isinstance(given(row, grant_of([_about_object(term)], [], {})), Always)


def _about_object(part: Any) -> Any:
    """A condition about `subject` as one about `object`."""
    if isinstance(part, Attribute):
        return Attribute(("object", *part.path[1:])) if part.path[0] == "subject" else part
    if isinstance(part, tuple):
        return tuple(map(_about_object, part))
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        return dataclasses.replace(
            part, **{field.name: _about_object(getattr(part, field.name)) for field in dataclasses.fields(part)}
        )
    return part
