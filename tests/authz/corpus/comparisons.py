"""Shapes that compare: each operator with each sort of attribute, from the left and from the right.

Out: `COMPARISONS`, families about texts, words of a vocabulary, ids and sets, and yes or no.
"""

from __future__ import annotations

from tests.authz.corpus.shapes import EQUAL, IN, ORDER, either, family, missing, truth, word

STATES = ("VALIDATED", "INACTIVE", "PENDING", "GENERAL", "REFUSED", "DEACTIVATED", "ANONYMISED")
ROLES = ("ANONYMOUS", "ETWINNER", "NSO", "SCHOOL_AUTHORITY", "EACEA")
TEXTS = [
    family("a text and a constant", "School", *either("object.country", "'NO'", ORDER)),
    family("a text that may be missing and a constant", "School", *either("object.region", "'NO'", ORDER)),
    family("the empty text", "School", *either("object.region", "''", ORDER)),
    family(
        "a text that looks like nothing",
        "School",
        *either("object.region", "'None'", EQUAL),
        "object.region in ('null', 'True', '0')",
    ),
    family(
        "a text with the sign of a pattern",
        "School",
        *either("object.region", "'a_100'", EQUAL),
        "object.region > 'a_100'",
    ),
    family(
        "a text in a list",
        "School",
        *(
            f"object.region {operator} {some}"
            for operator in IN
            for some in ("('NO',)", "('NO', '', 'no')", "['Z', 'z']", "('NO ', ' ')")
        ),
    ),
    family(
        "a text with a text of the viewer",
        "School",
        *either("object.country", "viewer.country", EQUAL),
        *either("object.region", "viewer.region", EQUAL),
    ),
    family("two texts of one object", "School", *either("object.country", "object.region", EQUAL)),
    family(
        "a text with another text of the viewer",
        "School",
        *either("object.region", "viewer.country", EQUAL),
        *either("object.country", "viewer.region", EQUAL),
    ),
    family("a missing text", "School", *missing("object.region", "object.country")),
    family(
        "the country of a person",
        "User",
        *either("object.country", "'NO'", ORDER),
        *either("object.country", "viewer.country", EQUAL),
        *missing("object.country"),
    ),
    family(
        "the region of a person",
        "User",
        *either("object.region", "'NO'", ORDER),
        *either("object.region", "viewer.region", EQUAL),
        *missing("object.region"),
        "object.region not in ('NO', '')",
    ),
    family(
        "the place of an event",
        "Event",
        *either("object.country", "viewer.country", EQUAL),
        *either("object.country", "'NO'", ORDER),
        *missing("object.country"),
        "object.country not in ('NO', '')",
    ),
]

WORDS = [
    family("the state of an account", "User", *word("object.status", *STATES), clocked=True),
    family(
        "the state of a second school",
        "User",
        *word("object.second_status", "PENDING", "VALIDATED"),
        *missing("object.second_status"),
    ),
    family("the state of a project", "Project", *word("object.status", "DRAFT", "ACTIVE", "CLOSED")),
    family("the state of a school", "School", *word("object.status", "PENDING", "VALIDATED", "REFUSED")),
    family("the kind of a TwinSpace", "TwinSpace", *word("object.kind", "TWINSPACE", "GROUP")),
    family("the kind of an event", "Event", *word("object.kind", "EVENT", "GROUP")),
    family("the role of the viewer", "School", *word("viewer.role", *ROLES)),
    family(
        "the purpose of the viewer",
        "School",
        *word("viewer.purpose", "SURVEY", "MONITORING", "RIGHTS_REQUEST"),
        *missing("viewer.purpose", "viewer.role"),
    ),
    family("a word that is not missing", "Project", *missing("object.status", "object.id")),
]

IDENTIFIERS = [
    family(
        "the own school",
        "School",
        *either("object.id", "viewer.school", EQUAL),
        *either("object.id", "viewer.user", EQUAL),
    ),
    family("the own second school", "School", *either("object.id", "viewer.second_school", EQUAL)),
    family(
        "the country of a second school",
        "User",
        *either("object.second_country", "viewer.country", EQUAL),
        *either("object.second_country", "object.country", EQUAL),
        *missing("object.second_country", "viewer.second_school"),
    ),
    family(
        "who supplied the head",
        "School",
        *either("object.head_supplied_by", "viewer.user", EQUAL),
        *missing("object.head_supplied_by"),
        *either("object.head_supplied_by", "object.id", EQUAL),
    ),
    family("oneself", "User", *either("object.id", "viewer.user", EQUAL), *missing("object.id", "viewer.user")),
    family(
        "colleagues",
        "User",
        *either("object.school", "viewer.school", EQUAL),
        *missing("object.school", "viewer.school"),
        *either("object.school", "object.id", EQUAL),
    ),
    family(
        "own projects",
        "Project",
        *(f"object.id {operator} viewer.projects" for operator in IN),
        *missing("viewer.projects"),
    ),
    family(
        "own TwinSpaces",
        "TwinSpace",
        *(f"object.id {operator} viewer.areas" for operator in IN),
        *missing("viewer.areas", "object.country"),
    ),
    family(
        "own groups",
        "Group",
        *(f"object.id {operator} viewer.areas" for operator in IN),
        *either("object.id", "viewer.school", EQUAL),
        "object.kind == 'GROUP'",
        "object.country != 'NO'",
    ),
    family("own events", "Event", *(f"object.id {operator} viewer.areas" for operator in IN)),
    family(
        "on the other side of a block",
        "User",
        *(f"object.id {operator} viewer.blocked" for operator in IN),
        *missing("viewer.blocked"),
    ),
    family(
        "an id that may be missing in a set",
        "School",
        *(f"object.head_supplied_by {operator} viewer.{name}" for operator in IN for name in ("projects", "areas")),
    ),
    family(
        "an id of the viewer in a set of the viewer",
        "User",
        *(f"viewer.school {operator} viewer.projects" for operator in IN),
        "object.school in viewer.areas",
        "object.school not in viewer.projects",
    ),
    family(
        "what is known of the viewer alone",
        "School",
        *either("viewer.country", "'NO'", ORDER),
        *either("viewer.country", "viewer.region", EQUAL),
        *missing("viewer.country", "viewer.region"),
        "viewer.country not in ('EE', 'NO')",
    ),
]

CHOICES = [
    family(
        "what the version chooses",
        "School",
        *either("policy.public_picture", "'CONSENT'", EQUAL),
        *(f"policy.peer_view {operator} ('REGISTERED',)" for operator in IN),
        *either("policy.username", "'PRESENT'", EQUAL),
        *either("policy.provider", "'PRESENT'", EQUAL),
        *either("policy.research_centre", "'PRESENT'", EQUAL),
        *either("policy.national_purpose", "'DEMANDED'", EQUAL),
        *either("policy.agency_purpose", "'DEMANDED'", EQUAL),
        *either("policy.national_press", "'REFUSED'", EQUAL),
        *missing("policy.username"),
        "policy.peer_view == 'REGISTERED' and viewer.registered",
        "policy.public_picture == 'CONSENT' or object.region == 'NO'",
    ),
]

TRUTHS = [
    family(
        "what a person has switched",
        "User",
        *truth("object.restricted", "object.hide_contacts", "object.ambassador"),
        "object.restricted or object.ambassador",
        "not object.restricted and not object.ambassador",
    ),
    family("whether the viewer is registered", "School", *truth("viewer.registered"), *missing("viewer.registered")),
    family(
        "whether a project is published",
        "Project",
        *truth("object.published"),
        *missing("object.published"),
        "object.published or not object.published",
        clocked=True,
    ),
    family(
        "constants",
        "School",
        "True",
        "False",
        "not True",
        "not False",
        "True and object.region == 'NO'",
        "False or object.region == 'NO'",
        "object.region == 'NO' and False",
        "object.region == 'NO' or True",
    ),
]


COMPARISONS = [*TEXTS, *WORDS, *IDENTIFIERS, *CHOICES, *TRUTHS]
