"""What a condition may ask about: the attributes of the viewer, of the version and of each kind of object.

A condition that names anything else stops the start-up. Each attribute says how it is compared (a text, an id, a
closed vocabulary, a set, a truth value) and, where it leads to another object, to which kind. The SQL of an attribute
is in `app.authz.translate`; on loaded objects it is the Python attribute of the same name (`app.authz.facts`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.authz.switches import SWITCHES
from app.database.vocabulary import (
    STAFF_ROLES,
    AccountStatus,
    AffiliationStatus,
    AreaKind,
    ArticleStatus,
    CommentStatus,
    ProjectStatus,
    Purpose,
    Role,
    SchoolStatus,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How an attribute may be used. At most one of these is set; none: a text without a vocabulary."""

    domain: frozenset[str] = field(default_factory=frozenset)
    leads_to: str | None = None
    is_id: bool = False
    is_set: bool = False  # of ids
    is_truth: bool = False


TEXT = Shape()
ID = Shape(is_id=True)
TRUTH = Shape(is_truth=True)
SET = Shape(is_set=True)

VIEWER: Mapping[str, Shape] = {
    "role": Shape(domain=frozenset(Role)),
    "purpose": Shape(domain=frozenset(Purpose)),
    "user": ID,
    "school": ID,
    "second_school": ID,
    "country": TEXT,
    "region": TEXT,
    "projects": SET,
    "areas": SET,
    "registered": TRUTH,
    "blocked": SET,
}

# What the version in force chooses. It is known before a request comes, so it never reaches a statement.
POLICY: Mapping[str, Shape] = {name: Shape(domain=frozenset(kind.words)) for name, kind in SWITCHES.items()}

_AREA: Mapping[str, Shape] = {"id": ID, "kind": Shape(domain=frozenset(AreaKind)), "country": TEXT}

OBJECTS: Mapping[str, Mapping[str, Shape]] = {
    "User": {
        "id": ID,
        "status": Shape(domain=frozenset(AccountStatus)),
        "restricted": TRUTH,
        "hide_contacts": TRUTH,
        "ambassador": TRUTH,
        "school": ID,
        "country": TEXT,
        "region": TEXT,
        "second_country": TEXT,
        "second_status": Shape(domain=frozenset(AffiliationStatus)),
    },
    "School": {
        "id": ID,
        "country": TEXT,
        "region": TEXT,
        "head_supplied_by": ID,
        "status": Shape(domain=frozenset(SchoolStatus)),
    },
    "Project": {"id": ID, "status": Shape(domain=frozenset(ProjectStatus)), "published": TRUTH},
    "Partner": {"user": Shape(leads_to="User")},
    "TwinSpace": _AREA,
    "Group": _AREA,
    "Event": _AREA,
    "Member": {"user": Shape(leads_to="User"), "area": Shape(leads_to="Event")},
    "Assignment": {"id": ID, "user": Shape(leads_to="User"), "role": Shape(domain=STAFF_ROLES), "country": TEXT},
    "Article": {"country": TEXT, "status": Shape(domain=frozenset(ArticleStatus))},
    "Comment": {"author": ID, "country": TEXT, "status": Shape(domain=frozenset(CommentStatus))},
    "Survey": {"id": ID, "country": TEXT, "open": TRUTH},
    "SurveyResponse": {"user": Shape(leads_to="User"), "survey": Shape(leads_to="Survey")},
    "SurveyResult": {"survey": Shape(leads_to="Survey")},
}

READ = "read"
# What commands may do with an object of a kind; a rule names one of these, or that it is about reading.
ACTIONS: Mapping[str, frozenset[str]] = {
    "Article": frozenset({"discuss", "issue", "retract"}),
    "Assignment": frozenset({"grant", "revoke"}),
    "Comment": frozenset({"erase", "moderate"}),
    "Project": frozenset({"close", "discard", "edit", "invite", "leave", "publish"}),
    "School": frozenset({"choose", "merge", "validate"}),
    "Survey": frozenset({"ask", "end", "submit"}),
    "User": frozenset(
        {
            "affiliate",
            "affirm",
            "answer",
            "block",
            "consent",
            "contact",
            "decide",
            "disaffiliate",
            "found",
            "hide",
            "join",
            "keep",
            "move",
            "part",
            "picture",
            "register",
            "represent",
            "retire",
            "unblock",
            "update",
            "withdraw",
        }
    ),
}

# The kind of object that `entry` is in a rule for a connection, where the connection itself is conditional.
ENTRIES: Mapping[str, str] = {"User.projects": "Project"}
