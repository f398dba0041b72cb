"""What attributes and comparisons are called in plain English: the tables behind `app.authz.wording`.

In: nothing. Out: nouns for kinds of object, claims ("is visible") for what a condition asks of one. A claim stands in
two forms: that it holds, and that it does not. A test holds that every attribute of a condition is named here.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.database.vocabulary import STAFF_ROLES

Claims = tuple[str, str]

NOUNS: Mapping[str, str] = {
    "User": "the person",
    "School": "the school",
    "Project": "the project",
    "Partner": "the partnership",
    "TwinSpace": "the TwinSpace",
    "Group": "the group",
    "Event": "the event",
    "Member": "the membership",
    "Assignment": "the assignment",
    "Article": "the article",
    "Comment": "the comment",
    "Survey": "the survey",
    "SurveyResponse": "the response",
    "SurveyResult": "the result",
}

# What an attribute leads to, seen from the object that has it.
STEPS: Mapping[tuple[str, str], str] = {
    ("Partner", "user"): "the partner",
    ("Member", "user"): "the member",
    ("Member", "area"): "the area",
    ("Assignment", "user"): "the person it is for",
    ("SurveyResponse", "user"): "the person who answered",
    ("SurveyResponse", "survey"): "the survey",
    ("SurveyResult", "survey"): "the survey",
}

# Attributes that are true or false.
TRUTHS: Mapping[tuple[str, str], Claims] = {
    ("User", "restricted"): ("has restricted the processing", "has not restricted the processing"),
    ("User", "hide_contacts"): ("hides the list of contacts", "does not hide the list of contacts"),
    ("User", "ambassador"): ("is an ambassador", "is no ambassador"),
    ("Project", "published"): ("is published", "is not published"),
    ("Survey", "open"): ("is open", "is closed"),
    ("viewer", "registered"): ("is registered", "is not registered"),
}

# Comparisons with the viewer that have a short name of their own: attribute, attribute of the viewer → claims.
RELATIONS: Mapping[tuple[str, str, str], Claims] = {
    ("User", "id", "user"): ("is the viewer", "is not the viewer"),
    ("User", "school", "school"): ("is of the viewer's school", "is of another school than the viewer"),
    ("User", "country", "country"): ("is in the viewer's country", "is in another country than the viewer's"),
    ("User", "region", "region"): ("is in the viewer's region", "is in another region than the viewer's"),
    ("User", "second_country", "country"): (
        "has a second school in the viewer's country",
        "has a second school in another country than the viewer's",
    ),
    ("User", "id", "blocked"): ("has blocked the viewer or is blocked by them", "is not on the other side of a block"),
    ("School", "id", "school"): ("is the viewer's own", "is not the viewer's own"),
    ("School", "id", "second_school"): ("is the viewer's second school", "is not the viewer's second school"),
    ("School", "country", "country"): ("is in the viewer's country", "is in another country than the viewer's"),
    ("School", "region", "region"): ("is in the viewer's region", "is in another region than the viewer's"),
    ("School", "head_supplied_by", "user"): (
        "has data of its head that the viewer supplied",
        "has data of its head that somebody else supplied",
    ),
    ("Article", "country", "country"): ("is of the viewer's country", "is of another country than the viewer's"),
    ("Comment", "author", "user"): ("is the viewer's own", "is not the viewer's own"),
    ("Comment", "country", "country"): (
        "is about an article of the viewer's country",
        "is about an article of another country than the viewer's",
    ),
    ("Survey", "country", "country"): ("is of the viewer's country", "is of another country than the viewer's"),
    ("Project", "id", "projects"): ("is one of the viewer's own", "is none of the viewer's own"),
    **{
        (kind, name, other): claims
        for kind in ("TwinSpace", "Group", "Event")
        for (name, other), claims in {
            ("id", "areas"): ("has the viewer as a member", "does not have the viewer as a member"),
            ("country", "country"): ("is of the viewer's country", "is of another country than the viewer's"),
        }.items()
    },
}

# Words of a closed list: attribute → how a claim begins, what each word is called.
WORDS: Mapping[tuple[str, str], tuple[Claims, Mapping[str, str]]] = {
    ("User", "status"): (
        ("is", "is not"),
        {
            "GENERAL": "a general user",
            "PENDING": "waiting for validation",
            "VALIDATED": "validated",
            "REFUSED": "refused",
            "INACTIVE": "inactive",
            "DEACTIVATED": "deactivated",
            "ANONYMISED": "anonymised",
        },
    ),
    ("User", "second_status"): (
        ("has a second school that is", "has no second school that is"),
        {"PENDING": "waiting for validation", "VALIDATED": "validated", "REFUSED": "refused"},
    ),
    ("School", "status"): (
        ("is", "is not"),
        {"PENDING": "waiting for validation", "VALIDATED": "validated", "REFUSED": "refused"},
    ),
    ("Assignment", "role"): (("is for", "is not for"), {role.value: role.value for role in sorted(STAFF_ROLES)}),
    ("Article", "status"): (("is", "is not"), {"PUBLISHED": "shown", "WITHDRAWN": "withdrawn"}),
    ("Comment", "status"): (("is", "is not"), {"SHOWN": "shown", "REMOVED": "taken down"}),
    ("Project", "status"): (("is", "is not"), {"DRAFT": "a draft", "ACTIVE": "active", "CLOSED": "closed"}),
    **{
        (kind, "kind"): (("is", "is not"), {"TWINSPACE": "a TwinSpace", "GROUP": "a group", "EVENT": "an event"})
        for kind in ("TwinSpace", "Group", "Event")
    },
}

# Constants of predicates.
CONSENTS: Mapping[str, str] = {
    "PUBLIC_PROFILE": "public display",
    "PUBLIC_PICTURE": "a public picture",
    "NEWSLETTER_NATIONAL": "the national newsletter",
    "SURVEY": "surveys",
}

# What a missing attribute of the viewer says; others are "missing" or "given".
MISSING: Mapping[str, tuple[str, Claims]] = {
    "region": ("the viewer's mandate", ("covers the whole country", "is for one region")),
    "purpose": ("the viewer", ("reads without a purpose", "reads for a purpose")),
}

# Other attributes, as a noun: "the country of the person", "the viewer's country".
NAMES: Mapping[str, str] = {
    "areas": "areas",
    "author": "author",
    "blocked": "blocks",
    "country": "country",
    "head_supplied_by": "supplier of the data of the head",
    "id": "id",
    "kind": "kind",
    "projects": "projects",
    "purpose": "purpose",
    "region": "region",
    "role": "role",
    "school": "school",
    "second_country": "country of the second school",
    "second_school": "second school",
    "second_status": "state of the second school",
    "status": "state",
    "user": "person",
}
