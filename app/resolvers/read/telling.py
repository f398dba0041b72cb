"""What an explanation may tell of a row: what follows from what the viewer reads anyway, and nothing else.

In: a part of a rule's condition, and a row that stands for the viewer. Out: the SQL of whether the part is told. It is
when it asks for

- facts of the viewer, or anything of the viewer's own row of `User`;
- attributes of the row whose field is readable on this very row: a consent where `User.consents` is;
- what the public sees, such as whether a project has a public partner;
- what every standing row meets, or none: then the row itself shows it.

All else is withheld: the flags that no field shows (`restricted`, `hide_contacts`), who supplied the data of a head,
and what predicates find of people whom the viewer may not see. See docs/security.md.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from app.authz.explain import attributes_of, leaves
from app.authz.expression import Attribute, Call, Compare, Expression, Not, negation
from app.authz.partial import Where, arm_implies
from app.authz.policy import Grants
from app.authz.translate import Condition, all_of
from app.resolvers.read.access import OWN_ROW, Access, Place

# What an attribute tells is told where this field of the same row is readable.
_SHOWN_BY: Mapping[tuple[str, str], str] = {
    ("User", "status"): "status",
    ("User", "ambassador"): "ambassador",
    ("User", "country"): "country",
    ("User", "school"): "school",
    ("User", "second_country"): "secondSchool",
    ("User", "second_status"): "secondSchoolStatus",
    ("School", "country"): "country",
    ("School", "region"): "region",
    ("Project", "status"): "status",
    ("Project", "published"): "published",
    ("Event", "country"): "country",
}
_CONSENTS: Mapping[str, tuple[str, ...]] = {"consented": ("consents",), "picture_consented": ("consents", "ambassador")}
# What the public sees is told to everybody.
_PUBLIC = frozenset({"has_public_user", "has_public_partner_through", "has_public_partner"})


class Telling:
    """What of a row may be told to the viewer for whom it stands."""

    def __init__(self, access: Access, place: Place) -> None:
        self._access = access
        self._question = access.question
        self._place = place
        self._standing = _standing(access.grants, place.kind)

    @property
    def is_own(self) -> Condition:
        """Whether the row is the viewer's own: the person, the school, a project."""
        identifier = self._access.identifier(self._place)
        match self._place.kind:
            case "User":
                own: Condition = identifier == self._question.viewer("user")
                return own
            case "School":
                affiliated: Condition = identifier == self._question.viewer("school")
                return affiliated
            case "Project":
                return identifier == sa.any_(sa.cast(self._question.viewer("projects"), ARRAY(sa.Uuid)))
        return sa.false()

    def is_told(self, part: Expression) -> Condition:
        """Whether a part follows from what the viewer reads of the row anyway."""
        if self._follows(part):
            return sa.true()
        fields: set[str] = set()
        told = True
        for leaf in leaves(part):
            shown = _shown_by(self._place.kind, leaf)
            told = told and shown is not None
            fields.update(shown or ())
        readable = all_of([self._access.readable(self._place, field) for field in sorted(fields)])
        own = self.is_own if self._place.kind == "User" else sa.false()
        return sa.or_(own, readable) if told else own

    def _follows(self, part: Expression) -> bool:
        """Whether every row that stands, one's own apart, meets the part, or none does."""
        arms = self._standing
        return bool(arms) and any(
            all(arm_implies(arm, frozenset({claim})) for arm in arms) for claim in (part, negation(part))
        )


def _standing(grants: Grants, kind: str) -> tuple[frozenset[Expression], ...]:
    """The reasons for which rows of a kind stand, that of the own row left out: of it everything is told."""
    grant = grants.without(kind, OWN_ROW).row(kind) if kind == "User" else grants.row(kind)
    return grant.arms if isinstance(grant, Where) else ()


def _shown_by(kind: str, leaf: Expression) -> tuple[str, ...] | None:
    """The fields of the row that show what a leaf asks; None when no field does."""
    asked = leaf.operand if isinstance(leaf, Not) else leaf
    if isinstance(asked, Call):
        return () if asked.predicate in _PUBLIC else _CONSENTS.get(asked.predicate)
    if isinstance(leaf, Compare) and _supplied_by_viewer(leaf):
        return ()
    fields: list[str] = []
    for attribute in attributes_of(leaf):
        shown = _field_of(kind, attribute)
        # Not published is unknown where no day was ever set, and the view says no: the negation would tell.
        if shown is None or (shown == ("published",) and isinstance(leaf, Not)):
            return None
        fields.extend(shown)
    return tuple(fields)


def _field_of(kind: str, attribute: Attribute) -> tuple[str, ...] | None:
    match attribute.path:
        case ("viewer", _) | ("object", "id" | "kind"):
            return ()
        case ("object", name) if (kind, name) in _SHOWN_BY:
            return (_SHOWN_BY[kind, name],)
    return None


def _supplied_by_viewer(leaf: Compare) -> bool:
    """Whether the viewer supplied the data is a fact of the viewer; who else did is not."""
    return leaf == Compare("==", Attribute(("object", "head_supplied_by")), Attribute(("viewer", "user")))
