"""The closed vocabularies as the schema publishes them: every word with its description.

The words themselves are `app.database.vocabulary`; here each gets the text that a client reads. A word without a
text stops the import of this module, so that a new word cannot be published undescribed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from app.database.vocabulary import (
    AccountStatus,
    AffiliationStatus,
    AreaRole,
    ArticleStatus,
    ConsentPurpose,
    Decision,
    DecisionCode,
    PartnerRole,
    ProjectStatus,
    Purpose,
    Role,
    SchoolRole,
    SchoolStatus,
    SearchedList,
)

E = TypeVar("E", bound=type[StrEnum])

__all__ = [
    "AccountStatus",
    "AffiliationStatus",
    "AreaRole",
    "ArticleStatus",
    "ConsentPurpose",
    "Decision",
    "DecisionCode",
    "PartnerRole",
    "ProjectStatus",
    "Purpose",
    "Role",
    "SchoolRole",
    "SchoolStatus",
    "SearchedList",
    "published_enum",
]


def published_enum(words: E, description: str, texts: dict[str, str]) -> E:
    """Publish an enum under its own name; `texts` says one line for each name of it."""
    strawberry.enum(words, description=description)
    definition: StrawberryEnumDefinition = words.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = texts[value.name]
    return words


published_enum(
    Role,
    "Who acts. Exactly one role per request: the rights of several roles never add up.",
    {
        "ANONYMOUS": "The public: a request without a token.",
        "GENERAL_USER": "A person with an account that is not a validated eTwinning account.",
        "ETWINNER": "A validated eTwinner.",
        "NSO": "Staff of a national support organisation; reads its own country.",
        "SCHOOL_AUTHORITY": "A national or regional school authority with a mandate; reads its country or region.",
        "EACEA": "Staff of the European Education and Culture Executive Agency, the controller.",
        "COMMISSION": "Staff of the European Commission.",
        "CSS": "Staff of the central support service.",
        "PROVIDER": "The digital service provider; at most three people.",
        "JRC": "The Joint Research Centre, for courses of the EU Academy.",
    },
)
published_enum(
    Purpose,
    "Why a staff member reads. Every staff role states one per request; the other roles state none.",
    {
        "VALIDATION": "To check and confirm registrations.",
        "NATIONAL_PROMOTION": "To promote national eTwinning activities.",
        "NATIONAL_NEWSLETTER": "To send national newsletters: only people with a live consent to them.",
        "NATIONAL_EVENTS": "To manage national courses and events.",
        "SURVEY": "To invite to surveys: only people with a live consent to them.",
        "NATIONAL_PRESS": "For press releases: nothing but what the public sees. Refused under the notice `esep-nb`.",
        "SUPPORT": "To answer people who asked for help.",
        "RIGHTS_REQUEST": "To answer people who use their data protection rights: opens hidden accounts.",
        "MONITORING": "To monitor the programme.",
        "OPERATION": "To run the platform.",
        "COURSE": "To manage enrolments in courses.",
    },
)
published_enum(
    SchoolRole,
    "What a person does at school.",
    {
        "TEACHER": "A teacher.",
        "HEAD": "A head of school.",
        "LIBRARIAN": "A librarian.",
        "COUNSELLOR": "A counsellor.",
        "ADMINISTRATOR": "A member of the administration.",
        "OTHER": "Other school staff.",
    },
)
published_enum(
    AccountStatus,
    "The effective state of an account at the time of reading.",
    {
        "GENERAL": "Registered, without an eTwinning profile.",
        "PENDING": "Waiting for validation by the national support organisation.",
        "VALIDATED": "A validated eTwinner.",
        "REFUSED": "Not validated.",
        "INACTIVE": "One year or more without a login to the eTwinning area; hidden from others. Never stored.",
        "DEACTIVATED": "Closed on request; hidden from others.",
        "ANONYMISED": "The personal data are gone; no row for anybody.",
    },
)
published_enum(
    ConsentPurpose,
    "What a person may consent to. Each consent is separate and can be withdrawn.",
    {
        "PUBLIC_PROFILE": "To show the profile to the public.",
        "PUBLIC_PICTURE": "To show the picture to the public.",
        "NEWSLETTER_CENTRAL": "To receive the central newsletter.",
        "NEWSLETTER_NATIONAL": "To receive the national newsletter.",
        "SURVEY": "To be invited to surveys.",
        "COMMISSION_NEWS": "To receive news of the European Commission.",
    },
)
published_enum(
    ProjectStatus,
    "The life of a project.",
    {
        "DRAFT": "Being prepared; shown to those who take part in it and to those who validate or run it.",
        "ACTIVE": "Running.",
        "CLOSED": "Finished.",
    },
)
published_enum(
    PartnerRole,
    "What a person is in a project.",
    {"FOUNDER": "One who founded the project.", "PARTNER": "One who joined it."},
)
published_enum(
    AreaRole,
    "What a member is in an area.",
    {
        "OWNER": "One who runs the area.",
        "MODERATOR": "One who looks after its content.",
        "MEMBER": "One who takes part.",
    },
)

published_enum(
    Decision,
    "What a national support organisation decides about a registration.",
    {
        "VALIDATED": "The registration is valid.",
        "REFUSED": "The registration is refused.",
        "WITHDRAWN": "The registration was valid, and is no longer.",
    },
)

published_enum(
    AffiliationStatus,
    "What the national support organisation of its country has decided about somebody's second school.",
    {
        "PENDING": "It waits to be validated; peers do not see it.",
        "VALIDATED": "It is valid, for everybody who may see it.",
        "REFUSED": "It was refused, and is shown to the person and to EU staff alone.",
    },
)

published_enum(
    DecisionCode,
    "What became of one of many decisions: done, or the code of the refusal.",
    {
        "DONE": "The decision is made.",
        "CONFLICT": "It cannot be decided about the registration as it is now.",
        "FORBIDDEN": "Not about this person, whom the viewer sees.",
        "NOT_FOUND": "The person is hidden from the viewer, or there is none.",
        "UNAVAILABLE": "Somebody else was deciding for too long; try again.",
    },
)
published_enum(
    SearchedList,
    "The lists that a saved search can be about.",
    {
        "USERS": "`users`.",
        "SCHOOLS": "`schools`.",
        "PROJECTS": "`projects`.",
        "GROUPS": "`groups`.",
        "EVENTS": "`events`.",
    },
)

published_enum(
    SchoolStatus,
    "What the national support organisation has decided about a school.",
    {
        "PENDING": "A registrant entered it, and it waits to be validated.",
        "VALIDATED": "It is a school, for everybody who may see schools.",
        "REFUSED": "It was found not to be a school, or not one of its own.",
    },
)
published_enum(
    ArticleStatus,
    "Whether an article is shown.",
    {"PUBLISHED": "It is shown to everybody.", "WITHDRAWN": "It is shown no more, except to staff who may see it."},
)
