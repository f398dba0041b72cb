"""Shapes that ask more than a comparison: predicates, terms, and the objects that an entry leads to.

Out: `QUESTIONS`.
"""

from __future__ import annotations

from tests.authz.corpus.shapes import EQUAL, IN, either, family, missing, truth, word

MANDATE = "object.country == viewer.country and (viewer.region is None or object.region == viewer.region)"

PREDICATES = [
    family(
        "a live consent",
        "User",
        *truth(
            *(
                f"consented(object, '{one}')"
                for one in ("PUBLIC_PROFILE", "PUBLIC_PICTURE", "NEWSLETTER_NATIONAL", "SURVEY")
            )
        ),
        "consented(viewer, object, 'SURVEY') or consented(object, 'PUBLIC_PROFILE')",
        clocked=True,
    ),
    family(
        "a live consent to a picture",
        "User",
        *truth("picture_consented(object)"),
        "object.ambassador and not picture_consented(object)",
        clocked=True,
    ),
    family(
        "a school with somebody public",
        "School",
        *truth("has_public_user(object)", "has_public_partner_through(object)"),
        "has_public_user(object) and not has_public_partner_through(object)",
    ),
    family(
        "an address that is a person's",
        "School",
        *truth("email_is_personal(object)"),
        f"{MANDATE} and not email_is_personal(object)",
    ),
    family(
        "a project of the viewer",
        "Project",
        *truth("has_viewer_as_partner(object)", "has_viewer_as_founder(object)", "has_visible_founder(object)"),
        "has_viewer_as_partner(object) and not has_visible_founder(object)",
        clocked=True,
    ),
    family(
        "a project with a partner",
        "Project",
        *truth(
            "has_public_partner(object)",
            "has_registered_partner_from_country(object)",
            "has_visible_partner_in_mandate(object)",
        ),
        "object.status != 'DRAFT' and has_visible_partner_in_mandate(object)",
        clocked=True,
    ),
]

TERMS = [
    family(
        "terms about persons",
        "User",
        *truth(
            *(
                f"{term}(object)"
                for term in (
                    "is_affiliated_in_country",
                    "is_current",
                    "is_public",
                    "is_registered",
                    "is_registered_in_country",
                    "is_visible",
                    "is_visible_in_mandate",
                    "serves_purpose",
                )
            )
        ),
        "is_registered_in_country(object) and serves_purpose(object)",
        "is_visible(object) and not object.hide_contacts",
        "is_public(object) and picture_consented(object)",
        clocked=True,
    ),
    family(
        "terms about projects",
        "Project",
        *truth("is_public_project(object)", "is_published(object)", "is_run_by_viewer(object)"),
        "is_published(object) or object.id in viewer.projects",
        clocked=True,
    ),
    family("terms about schools", "School", *truth("is_public_school(object)"), MANDATE, f"not ({MANDATE})"),
]

RELATED = [
    family(
        "the person of a partner entry",
        "Partner",
        *either("object.user.id", "viewer.user", EQUAL),
        *either("object.user.country", "viewer.country", EQUAL),
        "object.user.status == 'VALIDATED'",
        "object.user.status not in ('VALIDATED', 'ANONYMISED')",
        "not object.user.restricted",
        "object.user.region == 'NO'",
        "object.user.region != 'NO'",
        "object.user.school in viewer.areas",
        "is_visible_in_mandate(object.user)",
        "not is_registered_in_country(object.user)",
        "consented(object.user, 'SURVEY')",
        clocked=True,
    ),
    family(
        "the area of a membership",
        "Member",
        *(f"object.area.id {operator} viewer.areas" for operator in IN),
        *word("object.area.kind", "EVENT", "GROUP"),
        *either("object.area.country", "viewer.country", EQUAL),
        *either("object.area.country", "object.user.country", EQUAL),
        *missing("object.area.country", "object.user.school"),
    ),
    family(
        "the person of a membership",
        "Member",
        "object.user.id == viewer.user",
        "object.user.id != viewer.user",
        "is_public(object.user) and object.area.kind == 'GROUP'",
        "not (is_visible(object.user) or object.area.country == 'NO')",
        clocked=True,
    ),
    family(
        "an assignment and its person",
        "Assignment",
        *either("object.country", "viewer.country", EQUAL),
        *missing("object.country"),
        *word("object.role", "NSO", "CSS"),
        "object.user.id == viewer.user",
        "object.user.id != viewer.user",
        "not object.user.restricted",
        "object.id != viewer.user and object.country == 'NO'",
    ),
    family(
        "an article",
        "Article",
        *either("object.country", "viewer.country", EQUAL),
        *missing("object.country"),
        *either("object.status", "'PUBLISHED'", EQUAL),
        "object.status not in ('WITHDRAWN',)",
    ),
    family(
        "a comment, its author and its article",
        "Comment",
        *truth("has_current_author(object)"),
        *either("object.author", "viewer.user", EQUAL),
        *either("object.country", "viewer.country", EQUAL),
        *missing("object.country"),
        *either("object.status", "'SHOWN'", EQUAL),
        "object.status in ('REMOVED',)",
        "object.status == 'SHOWN' and not has_current_author(object)",
        clocked=True,
    ),
    family(
        "a survey",
        "Survey",
        *either("object.country", "viewer.country", EQUAL),
        *missing("object.country"),
        *truth("object.open"),
        "object.id == viewer.school",
        "object.country is None or object.country == viewer.country",
        "object.country == viewer.country and not object.open",
    ),
    family(
        "a response, its person and its survey",
        "SurveyResponse",
        *either("object.survey.country", "viewer.country", EQUAL),
        *either("object.survey.country", "object.user.country", EQUAL),
        *truth("object.survey.open"),
        "object.user.id == viewer.user",
        "object.user.status != 'ANONYMISED'",
        "is_current(object.user) and not object.survey.open",
        "object.survey.country == viewer.country and is_registered_in_country(object.user)",
        clocked=True,
    ),
    family(
        "a result and its survey",
        "SurveyResult",
        *either("object.survey.country", "viewer.country", EQUAL),
        *missing("object.survey.country"),
        *truth("object.survey.open"),
    ),
    family(
        "an entry of a list",
        "User",
        "entry.published",
        "not entry.published",
        "entry.status != 'DRAFT'",
        "'DRAFT' == entry.status",
        "entry.id in viewer.projects",
        "entry.id not in viewer.projects",
        "entry.id == object.id",
        "object.school != entry.id",
        "is_public_project(entry)",
        "not is_public_project(entry)",
        "is_public(object) and is_public_project(entry)",
        "has_public_partner(entry) or object.hide_contacts",
        "not (has_registered_partner_from_country(entry) and object.country == viewer.country)",
        "entry.published is None",
        entries=True,
        clocked=True,
    ),
]


QUESTIONS = [*PREDICATES, *TERMS, *RELATED]
