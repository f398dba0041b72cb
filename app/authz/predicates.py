"""The registered predicates: questions that a comparison of attributes cannot ask.

Each has two bodies that say the same, side by side: `holds` on loaded objects (`app.authz.facts`) and `sql` on rows.
The oracle tests compare them on hostile worlds. A predicate is two-valued: never unknown.

`holds` gets a `Judge` and `sql` a `Question`: both know the clock and the viewer, and both can ask a named term
(`policy/terms.csv`) of another object, so that "public" means one thing everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from app.authz.authorship import has_current_author, has_current_author_sql
from app.authz.rows import Row, alias
from app.database.statements import constant
from app.database.vocabulary import AccountStatus, AffiliationStatus, ConsentPurpose, PartnerRole

if TYPE_CHECKING:
    from app.authz.evaluate import Judge
    from app.authz.translate import Question

Condition = sa.ColumnElement[bool]

# The column that holds when a consent was live, for the purposes that rules ask about.
PERIODS: Mapping[str, str] = {
    ConsentPurpose.PUBLIC_PROFILE: "public_profile",
    ConsentPurpose.PUBLIC_PICTURE: "public_picture",
    ConsentPurpose.NEWSLETTER_NATIONAL: "newsletter_national",
    ConsentPurpose.SURVEY: "survey",
}


# The notices under which the picture of everybody who consents is public; the consents given under another one make
# that of an ambassador public. The column `public_picture_esep` holds the former (see `app.authz.consents`).
WIDE_PICTURE_NOTICES = frozenset({"esep-nb"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate: the kind of object it asks about, the constants it takes, and both bodies.

    `phrases` say of that object, after its noun, that it holds and that it does not; `{}` stands for the constant.
    `asks` are the terms that it asks of other rows, each so that it can only hold of more rows when a term does.
    """

    about: str
    meaning: str
    phrases: tuple[str, str]
    holds: Callable[..., bool]
    sql: Callable[..., Condition]
    constants: tuple[frozenset[str], ...] = ()
    asks: tuple[str, ...] = ()


def _covers(question: Question, row: Row, column: str) -> Condition:
    covers: Condition = row.source.c[column].op("@>", is_comparison=True)(question.now)
    return covers


def _consented(judge: Judge, user: Any, purpose: str) -> bool:
    # A consent to one survey is none to be invited to others.
    given = (one for one in user.consents if one.purpose == purpose and one.survey_id is None)
    return any(consent.is_live(judge.now) for consent in given)


def _consented_sql(question: Question, row: Row, purpose: str) -> Condition:
    return _covers(question, row, PERIODS[purpose])


def _picture_consented(judge: Judge, user: Any) -> bool:
    return any(
        consent.is_live(judge.now) and (user.ambassador or consent.notice_version in WIDE_PICTURE_NOTICES)
        for consent in user.consents
        if consent.purpose == ConsentPurpose.PUBLIC_PICTURE
    )


def _picture_consented_sql(question: Question, row: Row) -> Condition:
    return sa.or_(
        _covers(question, row, "public_picture_esep"),
        sa.and_(row.source.c.ambassador, _covers(question, row, "public_picture")),
    )


def _has_public_user(judge: Judge, school: Any) -> bool:
    return any(judge.named("is_public", user) for user in school.users)


def _has_public_user_sql(question: Question, row: Row) -> Condition:
    user = alias("users")
    return question.some(user.c.school_id == row.source.c.id, question.named("is_public", Row("User", user)))


def _has_public_partner_through(judge: Judge, school: Any) -> bool:
    return any(
        judge.named("is_public", partner.user) and judge.named("is_published", partner.project)
        for partner in school.partners
        if partner.is_live(judge.now)
    )


def _has_public_partner_through_sql(question: Question, row: Row) -> Condition:
    partner, user, project = alias("partners"), alias("users"), alias("projects")
    return question.some(
        partner.c.school_id == row.source.c.id,
        question.live(partner),
        user.c.id == partner.c.user_id,
        question.named("is_public", Row("User", user)),
        project.c.id == partner.c.project_id,
        question.named("is_published", Row("Project", project)),
    )


def _some_partner(term: str) -> Callable[..., bool]:
    def holds(judge: Judge, project: Any) -> bool:
        return any(judge.named(term, partner.user) for partner in project.partners if partner.is_live(judge.now))

    return holds


def _some_partner_sql(term: str) -> Callable[..., Condition]:
    def sql(question: Question, row: Row) -> Condition:
        partner, user = alias("partners"), alias("users")
        return question.some(
            partner.c.project_id == row.source.c.id,
            question.live(partner),
            user.c.id == partner.c.user_id,
            question.named(term, Row("User", user)),
        )

    return sql


def _has_viewer(role: str | None = None) -> Callable[..., bool]:
    def holds(judge: Judge, project: Any) -> bool:
        return any(
            partner.user.id == judge.viewer.user and role in (None, partner.role)
            for partner in project.partners
            if partner.is_live(judge.now)
        )

    return holds


def _has_viewer_sql(role: str | None = None) -> Callable[..., Condition]:
    def sql(question: Question, row: Row) -> Condition:
        partner = alias("partners")
        # Of the public nothing is known, and that nothing has the type of a text.
        viewer = sa.cast(question.viewer("user"), sa.Uuid)
        return question.some(
            partner.c.project_id == row.source.c.id,
            question.live(partner),
            partner.c.user_id == viewer,
            *([] if role is None else [partner.c.role == constant(role)]),
        )

    return sql


def _has_visible_founder(judge: Judge, project: Any) -> bool:
    return any(
        partner.role == PartnerRole.FOUNDER and judge.named("is_visible", partner.user)
        for partner in project.partners
        if partner.is_live(judge.now)
    )


def _has_visible_founder_sql(question: Question, row: Row) -> Condition:
    partner, user = alias("partners"), alias("users")
    return question.some(
        partner.c.project_id == row.source.c.id,
        question.live(partner),
        partner.c.role == constant(PartnerRole.FOUNDER.value),
        user.c.id == partner.c.user_id,
        question.named("is_visible", Row("User", user)),
    )


def _email_is_personal(_: Judge, school: Any) -> bool:
    if school.email_key is None:
        return False
    return school.email_key == school.head_email_key or any(
        user.email_key == school.email_key for user in school.people if user.status != AccountStatus.ANONYMISED
    )


def _email_is_personal_sql(question: Question, row: Row) -> Condition:
    school, user = row.source.c, alias("users")
    valid = user.c.second_status == constant(AffiliationStatus.VALIDATED.value)
    affiliated = question.some(
        user.c.email_key == school.email_key,
        sa.or_(user.c.school_id == school.id, sa.and_(user.c.second_school_id == school.id, valid)),
        sa.not_(question.status_in(user, frozenset({AccountStatus.ANONYMISED}))),
    )
    return sa.or_(sa.func.coalesce(school.head_email_key == school.email_key, sa.false()), affiliated)


PREDICATES: Mapping[str, Predicate] = {
    "consented": Predicate(
        "User",
        "a consent for the purpose is live now (G-24)",
        ("consents to {}", "does not consent to {}"),
        _consented,
        _consented_sql,
        constants=(frozenset(PERIODS),),
    ),
    "picture_consented": Predicate(
        "User",
        "a picture consent is live now, given under the newest notice unless an ambassador gave it (G-24, PUB-06)",
        ("consents to a public picture", "does not consent to a public picture"),
        _picture_consented,
        _picture_consented_sql,
    ),
    "has_public_user": Predicate(
        "School",
        "some public user is affiliated with it (A-23)",
        ("has a public person", "has no public person"),
        _has_public_user,
        _has_public_user_sql,
        asks=("is_public",),
    ),
    "has_public_partner_through": Predicate(
        "School",
        "some public user is a partner through it in a published project (A-23)",
        (
            "takes part in a published project through a public person",
            "takes part in no published project through a public person",
        ),
        _has_public_partner_through,
        _has_public_partner_through_sql,
        asks=("is_public", "is_published"),
    ),
    "has_public_partner": Predicate(
        "Project",
        "some partner is a public user (A-21)",
        ("has a public partner", "has no public partner"),
        _some_partner("is_public"),
        _some_partner_sql("is_public"),
        asks=("is_public",),
    ),
    "has_registered_partner_from_country": Predicate(
        "Project",
        "some partner is visible or pending, of the viewer's country now (G-19, G-06)",
        ("has a registered partner from the viewer's country", "has no registered partner from the viewer's country"),
        _some_partner("is_registered_in_country"),
        _some_partner_sql("is_registered_in_country"),
        asks=("is_registered_in_country",),
    ),
    "has_visible_partner_in_mandate": Predicate(
        "Project",
        "some partner is visible and within the viewer's mandate now (G-06, G-39)",
        ("has a visible partner within the viewer's mandate", "has no visible partner within the viewer's mandate"),
        _some_partner("is_visible_in_mandate"),
        _some_partner_sql("is_visible_in_mandate"),
        asks=("is_visible_in_mandate",),
    ),
    "has_viewer_as_partner": Predicate(
        "Project",
        "the viewer is a partner now (G-46)",
        ("has the viewer as a partner", "does not have the viewer as a partner"),
        _has_viewer(),
        _has_viewer_sql(),
    ),
    "has_viewer_as_founder": Predicate(
        "Project",
        "the viewer is a founder now (A-22)",
        ("has the viewer as a founder", "does not have the viewer as a founder"),
        _has_viewer(PartnerRole.FOUNDER),
        _has_viewer_sql(PartnerRole.FOUNDER),
    ),
    "has_visible_founder": Predicate(
        "Project",
        "some founder is visible (A-21)",
        ("has a visible founder", "has no visible founder"),
        _has_visible_founder,
        _has_visible_founder_sql,
        asks=("is_visible",),
    ),
    "has_current_author": Predicate(
        "Comment",
        "its author has an account in use (RET-02, A-20)",
        ("is by a person with an account in use", "is by nobody with an account in use"),
        has_current_author,
        has_current_author_sql,
        asks=("is_current",),
    ),
    "email_is_personal": Predicate(
        "School",
        "its e-mail is the head's or an affiliated user's (A-09, G-08)",
        ("has a person's e-mail address as its own", "has an e-mail address that is no person's"),
        _email_is_personal,
        _email_is_personal_sql,
    ),
}
