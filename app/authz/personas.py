"""Looking at oneself as somebody else would: the public, a peer, one's own national support organisation.

In: the policy, and how a statement names facts of its viewer. Out: for each audience the role and purpose that stand
for it, its facts as SQL, and grants that show what both the viewer and the audience may see. An audience is nobody in
particular: it has no account, no school, no project and no area in common with the viewer. What it may see of *others*
is limited to what the viewer may see, and a predicate about others counts only people whom the viewer may see: else a
look through other eyes would tell of a hidden person. Sources: RIGHT-01, ACC-01, PUB-01, ACC-09.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from app.authz.expression import FALSE, TRUE, Expression, SeenBy, conjunction, describe, disjunction
from app.authz.partial import Always, Grant, Never, Where, given, grant_of
from app.authz.placing import placed
from app.authz.policy import Grants, Policy
from app.authz.rows import Row, alias
from app.authz.translate import Condition, Question
from app.authz.viewer import no_attribute
from app.database.statements import constant
from app.database.vocabulary import Audience, Persona, Purpose, Role
from app.errors import NeverReadable

Attributes = Callable[[str], sa.ColumnElement[Any]]

# Where an id stands for somebody else, whoever that is: no record has it, ids are keyed hashes.
_NOBODY = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Who stands for an audience: its roles, all alike, the purpose of the reading, and whether of the own country."""

    roles: tuple[Role, ...]
    purpose: Purpose | None = None
    of_own_country: bool = False


STANDPOINTS: Mapping[Audience, Standpoint] = {
    Audience.PUBLIC: Standpoint((Role.ANONYMOUS,)),
    Audience.PEERS: Standpoint((Role.ETWINNER,)),
    Audience.OWN_NSO: Standpoint((Role.NSO,), Purpose.VALIDATION, of_own_country=True),
    Audience.OWN_NSO_NEWSLETTER: Standpoint((Role.NSO,), Purpose.NATIONAL_NEWSLETTER, of_own_country=True),
    Audience.OWN_NSO_SURVEY: Standpoint((Role.NSO,), Purpose.SURVEY, of_own_country=True),
    Audience.OWN_AUTHORITY: Standpoint((Role.SCHOOL_AUTHORITY,), Purpose.MONITORING, of_own_country=True),
    Audience.EU_STAFF: Standpoint((Role.EACEA, Role.COMMISSION, Role.CSS, Role.PROVIDER), Purpose.OPERATION),
    Audience.RIGHTS_STAFF: Standpoint((Role.EACEA, Role.CSS), Purpose.RIGHTS_REQUEST),
}
AUDIENCE_OF: Mapping[Persona, Audience] = {
    Persona.PUBLIC: Audience.PUBLIC,
    Persona.PEER: Audience.PEERS,
    Persona.OWN_NSO: Audience.OWN_NSO,
}
# Whoever reads as staff sees more than a member: what a persona leaves of that would tell of hidden people.
ROLES_WITH_PERSONAS = frozenset({Role.ANONYMOUS, Role.GENERAL_USER, Role.ETWINNER})


def require_member(role: Role) -> None:
    """Refuse a staff role, by the role alone."""
    if role not in ROLES_WITH_PERSONAS:
        raise NeverReadable(
            "Only members look at themselves through the eyes of others.",
            hint="ask in the role ETWINNER or GENERAL_USER",
            field="Viewer.as",
        )


def audiences(policy: Policy) -> Iterator[tuple[Audience, tuple[Role, ...]]]:
    """The audiences that exist under the policy, with those of their roles that do."""
    for audience, standpoint in STANDPOINTS.items():
        roles = tuple(role for role in standpoint.roles if standpoint.purpose in policy.purposes(role))
        if roles:
            yield audience, roles


def grants_of(policy: Policy, audience: Audience) -> Grants:
    """What an audience may see."""
    standpoint = STANDPOINTS[audience]
    return policy.grants(standpoint.roles[0], standpoint.purpose)


def facts_of(audience: Audience, own: Attributes) -> Attributes:
    """The facts of an audience, by the facts of the viewer whose country may be asked for."""
    standpoint = STANDPOINTS[audience]
    if standpoint.roles == (Role.ANONYMOUS,):
        return no_attribute
    nobody: sa.ColumnElement[Any] = sa.cast(constant(_NOBODY), sa.Uuid)
    none: sa.ColumnElement[Any] = sa.literal_column("ARRAY[]::uuid[]", ARRAY(sa.Uuid))
    facts = {"user": nobody, "school": nobody, "second_school": nobody}
    facts |= {"projects": none, "areas": none, "blocked": none}
    if standpoint.roles == (Role.ETWINNER,):
        facts["registered"] = sa.true()

    if standpoint.of_own_country:
        facts["country"] = _own_country(own)
    return lambda name: facts.get(name, no_attribute(name))


def _own_country(own: Attributes) -> sa.ColumnElement[Any]:
    """The country of the viewer's own school, whatever country the viewer reads for."""
    user = alias("users")
    # Of the public nothing is known, and that nothing has the type of a text.
    identifier = sa.cast(own("user"), sa.Uuid)
    return sa.select(user.c.school_country).where(user.c.id == identifier).correlate(None).scalar_subquery()


def question_as(audience: Audience, question: Question, grants: Grants) -> Question:
    """What an audience asks: its own facts, and of others only those who stand for the viewer with these grants."""

    def stands(term: str, row: Row) -> Condition:
        standing = grants.row(row.kind)
        met = grant_of([placed(question.terms[term], ("object",))], (), {})
        # What everybody sees needs no second look: who meets the term stands anyway.
        return sa.true() if isinstance(given(met, standing), Always) else question.granted(standing, {"object": row})

    return replace(question, viewer=facts_of(audience, question.viewer), within=stands, personas={})


def shown_to_both(own: Grants, others: Grants, persona: Persona) -> Grants:
    """What the viewer and a persona may both see."""
    names = own.cells.keys() | others.cells.keys()
    return Grants(
        {kind: _both(grant, others.row(kind), persona) for kind, grant in own.rows.items()},
        {name: _both(own.cell(*name), others.cell(*name), persona) for name in sorted(names)},
    )


def _both(own: Grant, others: Grant, persona: Persona) -> Grant:
    if isinstance(own, Never) or isinstance(others, Never):
        return Never()
    if isinstance(others, Always):
        return own
    seen = frozenset({SeenBy(persona.value, condition_of(others))})
    return Where((seen if isinstance(own, Always) else seen | {condition_of(own)},))


def condition_of(grant: Grant) -> Expression:
    """A grant as one condition, the same in every process."""
    match grant:
        case Always():
            return TRUE
        case Never():
            return FALSE
        case Where(arms):
            return disjunction(tuple(conjunction(tuple(sorted(arm, key=describe))) for arm in arms))
