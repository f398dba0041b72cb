"""The viewer of a statement: the one place where a caller's claim becomes a viewer, from the database, at each request.

In: a `Caller` (what the token says). Out: a common table expression with at most one row: whether the caller may act
in this role and purpose now, and the facts that rules ask about (country, region, own school, projects, areas). It is
part of the statement that answers, so a revoked assignment or a changed state counts at once and cannot race with the
read.

An assignment may lean on an organisation (LEG-07, SEC-04, XFER-01). A national organisation whose grant agreement does
not run, and a national body outside the EU and EEA whose safeguards do not, gives its staff no country: they read what
the public reads, and their own. A processor without a clause on data protection gives them no access. Without an
organisation the assignment stands for all of that (G-05).

No row: no such account, or all its tokens were revoked after this one was issued (401). A row that is not `allowed`:
the role or the purpose is not this person's (403).
Sources: G-13, G-14, G-15, G-35, G-40, G-41.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from app.authz.blocks import blocked_pairs
from app.authz.caller import Caller
from app.authz.rows import alias
from app.authz.translate import Question
from app.database.statements import compile_statement, constant, parameter
from app.database.vocabulary import EU_EEA, PROCESSORS, STAFF_ROLES, AccountStatus, Role
from app.errors import Forbidden, Unauthenticated

# Roles whose country and region come from the assignment (G-41).
MANDATED_ROLES = frozenset({Role.NSO, Role.SCHOOL_AUTHORITY})
# Who has registered as an eTwinner, validated or not yet (ACC-03).
REGISTERED_STATES = frozenset({AccountStatus.PENDING, AccountStatus.VALIDATED})
_OWN_SCHOOL_ROLES = frozenset({Role.ETWINNER, Role.GENERAL_USER})

USER_PARAMETER = "viewer_user"
ISSUER_PARAMETER = "viewer_issuer"
SUBJECT_PARAMETER = "viewer_subject"
ISSUED_PARAMETER = "viewer_issued"
PURPOSE_PARAMETER = "viewer_purpose"


class ViewerRelation:
    """The viewer in one statement that is being written. Only the facts that it asks for are read."""

    def __init__(self, facts: Mapping[str, sa.ColumnElement[Any]], rows: Callable[..., sa.Select[Any]]) -> None:
        self._facts, self._rows = facts, rows
        self._asked = {"allowed"}
        self._named = sa.table("viewer", *(sa.column(name, fact.type) for name, fact in facts.items()))

    def attribute(self, name: str) -> sa.ColumnElement[Any]:
        """One fact as SQL, for a statement that has the relation beside it."""
        self._asked.add(name)
        return sa.select(self._named.c[name]).correlate(None).scalar_subquery()

    def relation(self, *others: str) -> sa.CTE:
        """The table expression, once everything else is written: `allowed`, what was asked for, and other facts."""
        asked = self._asked.union(others)
        columns = (fact.label(name) for name, fact in self._facts.items() if name in asked)
        return self._rows(*columns).cte("viewer").prefix_with("MATERIALIZED", dialect="postgresql")


def no_attribute(_: str) -> sa.ColumnElement[Any]:
    """What is known of the anonymous viewer: nothing. A comparison with it is unknown.

    Cast, because SQLAlchemy writes a comparison with a bare NULL as IS NULL, which may be true.
    """
    return sa.cast(sa.null(), sa.Text())


def viewer_relation(role: Role, now: sa.ColumnElement[Any]) -> ViewerRelation:
    """The viewer in a role, for the caller whose parameters `viewer_values` binds."""
    question = Question(no_attribute, now, {})
    user = alias("users", "account")
    assignment = _live_assignment(role, user, now) if role in STAFF_ROLES else None
    facts = {
        "user": user.c.id,
        "school": user.c.school_id,
        "second_school": user.c.second_school_id,
        "country": _country(role, user, assignment),
        "region": _region(role, assignment),
        "projects": _projects(question, user),
        "areas": _areas(question, user),
        "allowed": _allowed(question, role, user, assignment),
        "registered": question.status_in(user, REGISTERED_STATES),
        "blocked": blocked_pairs(user.c.id, user),
        **({} if assignment is None else {"organisation": _organisation(assignment)}),
    }

    def rows(*columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
        return (
            sa.select(*columns)
            .select_from(user if assignment is None else user.outerjoin(assignment, sa.true()))
            .where(user.c.id == sa.func.coalesce(parameter(USER_PARAMETER, sa.Uuid()), _identified()))
            .where(_still_signed_in(user))
            .where(sa.not_(question.status_in(user, frozenset({AccountStatus.ANONYMISED}))))
        )

    return ViewerRelation(facts, rows)


def _identified() -> sa.ColumnElement[Any]:
    """The account of a person whom an issuer names; asked only where the token names no user id."""
    identity = alias("identities", "identity")
    return (
        sa.select(identity.c.user_id)
        .where(identity.c.issuer == parameter(ISSUER_PARAMETER, sa.Text()))
        .where(identity.c.subject == parameter(SUBJECT_PARAMETER, sa.Text()))
        .scalar_subquery()
    )


def _still_signed_in(user: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether the token is younger than every sign-out everywhere; one without a time of issue is younger than none."""
    issued = parameter(ISSUED_PARAMETER, sa.DateTime(timezone=True))
    sign_out = alias("sign_outs", "sign_out")
    older = sa.or_(issued.is_(None), sign_out.c.at >= issued)
    return sa.not_(sa.exists().where(sign_out.c.user_id == user.c.id, older).correlate(user))


def _live_assignment(role: Role, user: sa.FromClause, now: sa.ColumnElement[Any]) -> sa.FromClause:
    """The assignment that is live now; should there be two, the newer one decides, never both (G-40)."""
    assignment, organisation = alias("assignments", "assignment"), alias("organisations", "organisation")
    country: sa.ColumnElement[Any] = assignment.c.country
    source: sa.FromClause = assignment
    processes: list[sa.ColumnElement[Any]] = []
    if role in MANDATED_ROLES | PROCESSORS:
        source = assignment.outerjoin(organisation, organisation.c.id == assignment.c.organisation_id)
        if role in PROCESSORS:
            without = organisation.c.id.is_(None)
            processes.append(sa.or_(without, organisation.c.dpa_signed).label("processes"))
        else:
            country = sa.case((_is_bound(role, organisation, now), country)).label("country")
    return (
        sa.select(
            assignment.c.id,
            country,
            assignment.c.region,
            assignment.c.purposes,
            assignment.c.organisation_id,
            *processes,
        )
        .select_from(source)
        .where(assignment.c.user_id == user.c.id)
        .where(assignment.c.role == constant(role.value))
        .where(assignment.c.valid_from <= now)
        .where(sa.or_(assignment.c.valid_to.is_(None), now < assignment.c.valid_to))
        .order_by(assignment.c.valid_from.desc(), assignment.c.id)
        .limit(sa.literal_column("1"))
        .lateral("live_assignment")
    )


def _organisation(assignment: sa.FromClause) -> sa.ColumnElement[Any]:
    """The name of the organisation that the assignment leans on, for the record of a read."""
    organisation = alias("organisations", "employer")
    return sa.select(organisation.c.name).where(organisation.c.id == assignment.c.organisation_id).scalar_subquery()


def _is_bound(role: Role, organisation: sa.FromClause, now: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Whether agreement and safeguards run where a national role needs them; true without an organisation."""
    inside = organisation.c.country.in_([constant(country) for country in sorted(EU_EEA)])
    safe = sa.or_(inside, _runs(organisation.c.safeguards_from, organisation.c.safeguards_to, now))
    agreed = _runs(organisation.c.agreement_from, organisation.c.agreement_to, now)
    return sa.or_(organisation.c.id.is_(None), sa.and_(agreed, safe) if role is Role.NSO else safe)


def _runs(
    begin: sa.ColumnElement[Any], end: sa.ColumnElement[Any], now: sa.ColumnElement[Any]
) -> sa.ColumnElement[bool]:
    return sa.and_(begin <= now, sa.or_(end.is_(None), now < end))


def _allowed(
    question: Question, role: Role, user: sa.FromClause, assignment: sa.FromClause | None
) -> sa.ColumnElement[bool]:
    if assignment is None:
        validated = question.status_in(user, frozenset({AccountStatus.VALIDATED}))
        return sa.true() if role is Role.GENERAL_USER else sa.func.coalesce(validated, sa.false())
    within = frozenset({AccountStatus.VALIDATED, AccountStatus.GENERAL})
    purpose = parameter(PURPOSE_PARAMETER, sa.Text())
    narrowed = sa.or_(assignment.c.purposes.is_(None), purpose == sa.any_(assignment.c.purposes))
    lawful = [assignment.c.processes] if role in PROCESSORS else []
    return sa.func.coalesce(
        sa.and_(assignment.c.id.is_not(None), question.status_in(user, within), narrowed, *lawful), sa.false()
    )


def _country(role: Role, user: sa.FromClause, assignment: sa.FromClause | None) -> sa.ColumnElement[Any]:
    if role in MANDATED_ROLES and assignment is not None:
        return assignment.c.country
    return user.c.school_country if role in _OWN_SCHOOL_ROLES else sa.cast(sa.null(), sa.Text)


def _region(role: Role, assignment: sa.FromClause | None) -> sa.ColumnElement[Any]:
    if role is Role.SCHOOL_AUTHORITY and assignment is not None:
        return assignment.c.region
    return sa.cast(sa.null(), sa.Text)


def _projects(question: Question, user: sa.FromClause) -> sa.ColumnElement[Any]:
    """Own projects: as a partner, or as a member of the TwinSpace (G-35)."""
    partner, member, area = alias("partners"), alias("members"), alias("areas")
    as_partner = sa.select(partner.c.project_id).where(partner.c.user_id == user.c.id, question.live(partner))
    as_member = (
        sa.select(area.c.project_id)
        .join_from(member, area, area.c.id == member.c.area_id)
        .where(member.c.user_id == user.c.id, question.live(member), area.c.project_id.is_not(None))
    )
    return _array(as_partner.correlate(user).union_all(as_member.correlate(user)))


def _areas(question: Question, user: sa.FromClause) -> sa.ColumnElement[Any]:
    """The areas in which the person is a member now."""
    member = alias("members")
    return _array(
        sa.select(member.c.area_id).where(member.c.user_id == user.c.id, question.live(member)).correlate(user)
    )


def _array(members: sa.Select[Any] | sa.CompoundSelect[Any]) -> sa.ColumnElement[Any]:
    return sa.func.array(members.scalar_subquery(), type_=ARRAY(sa.Uuid))


def admit(connection: psycopg.Connection[Any], caller: Caller, now: datetime) -> None:
    """Refuse a caller who has no account (401) or may not act in the role or for the purpose (403, G-14)."""
    if caller.role is Role.ANONYMOUS:
        return
    relation = viewer_relation(caller.role, parameter("now", sa.DateTime(timezone=True))).relation()
    statement = compile_statement(sa.select(relation.c.allowed))
    values = {**viewer_values(caller), "now": now.isoformat()}
    with psycopg.RawCursor(connection) as cursor:
        row = cursor.execute(statement.text, statement.arguments(values)).fetchone()
    require_admission(None if row is None else row[0])


def viewer_values(caller: Caller) -> Mapping[str, object]:
    """The parameters of `viewer_relation`."""
    return {
        USER_PARAMETER: str(caller.user_id) if caller.user_id else None,
        ISSUER_PARAMETER: None if caller.subject is None else caller.subject.issuer,
        SUBJECT_PARAMETER: None if caller.subject is None else caller.subject.name,
        ISSUED_PARAMETER: None if caller.issued is None else datetime.fromtimestamp(caller.issued, UTC).isoformat(),
        PURPOSE_PARAMETER: caller.purpose.value if caller.purpose else None,
    }


def require_admission(allowed: bool | None) -> None:  # noqa: FBT001 - a value of a row, not a switch
    """`allowed` of the viewer's row, None when there is none."""
    if allowed is None:
        raise Unauthenticated(
            "no account stands behind this token",
            hint="sign in again; after a first sign-in, accept the general notice (`acceptNotice`)",
        )
    if not allowed:
        raise Forbidden(
            "this person may not act in this role for this purpose now",
            hint="ask for a token with a role and a purpose that are assigned",
        )
