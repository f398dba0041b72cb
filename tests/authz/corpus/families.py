"""All families of shapes, with those that put several conditions together.

Out: `FAMILIES`, and `FIXED`: the shapes whose answer is the same for every row.
"""

from __future__ import annotations

from tests.authz.corpus.comparisons import COMPARISONS, STATES
from tests.authz.corpus.questions import QUESTIONS
from tests.authz.corpus.shapes import IN, family, missing, word

A, B, C = "object.region == 'NO'", "object.country == 'NO'", "object.head_supplied_by == viewer.user"
COMPOSED = [
    family(
        "two conditions",
        "School",
        f"{A} and {B}",
        f"{B} and {A}",
        f"{A} or {B}",
        f"{B} or {A}",
        f"not ({A} and {B})",
        f"not ({A} or {B})",
    ),
    family(
        "De Morgan, written out",
        "School",
        f"not ({A}) or not ({B})",
        f"not ({A}) and not ({B})",
        f"not (not ({A}) or not ({B}))",
        f"not (not ({A}) and not ({B}))",
    ),
    family(
        "the excluded middle, which unknown does not exclude",
        "School",
        f"{A} or not ({A})",
        f"{A} and not ({A})",
        f"({A} or not ({A})) and {B}",
        f"({A} and not ({A})) or {B}",
    ),
    family(
        "one inside the other",
        "School",
        f"{A} and ({A} or {B})",
        f"{A} or ({A} and {B})",
        f"({A} and {B}) or ({A} and not ({B}))",
        f"({A} or {B}) and ({A} or not ({B}))",
    ),
    family(
        "three conditions",
        "School",
        f"{A} and ({B} or {C})",
        f"({A} and {B}) or ({A} and {C})",
        f"{A} or ({B} and {C})",
        f"({A} or {B}) and ({A} or {C})",
        f"not ({A} and ({B} or not ({C})))",
    ),
    family(
        "words in a row",
        "Project",
        "object.status == 'DRAFT' and object.status == 'ACTIVE'",
        "object.status == 'DRAFT' or object.status == 'ACTIVE'",
        "object.status != 'DRAFT' and object.status != 'ACTIVE'",
        "object.status != 'DRAFT' or object.status != 'ACTIVE'",
        "object.status in ('DRAFT', 'ACTIVE') and object.status != 'DRAFT'",
        "object.status not in ('DRAFT', 'ACTIVE', 'CLOSED')",
    ),
    family(
        "the viewer decides which half counts",
        "School",
        f"(viewer.role == 'NSO' and {B}) or (viewer.role != 'NSO' and {A})",
        f"viewer.purpose != 'SURVEY' or {B}",
        f"viewer.purpose == 'SURVEY' and {A}",
        f"not (viewer.purpose == 'SURVEY' and {A})",
        f"(viewer.country is None or {B}) and not ({A})",
    ),
    family(
        "deep",
        "School",
        f"not (not (not ({A} and not (not ({B} or not ({C}))))))",
        f"({A} and ({B} or ({C} and (object.region is not None or viewer.region is None))))",
        f"not ({A} or ({B} and not ({C} or ({A} and {B}))))",
    ),
    family(
        "many",
        "School",
        " or ".join(f"object.region == '{word}'" for word in ("NO", "no", "EE", "HU", "Z", "z", "0", "null")),
        " and ".join(f"object.region != '{word}'" for word in ("NO", "no", "EE", "HU", "Z", "z", "0", "null")),
    ),
]

FAMILIES = [*COMPARISONS, *QUESTIONS, *COMPOSED]

# Shapes whose answer does not depend on the row or the viewer, and which are here for that: columns that are never
# missing, a vocabulary listed to its end, a table of one kind, constants, contradictions.
FIXED = frozenset(
    {
        "School: object.region < ''",
        "School: '' > object.region",
        *(
            f"School: {shape}"
            for shape in (*missing("object.country", "viewer.role", "policy.username"), "True", "False", "not True")
        ),
        *(f"School: {shape}" for shape in ("not False", f"{A} and False", f"{A} or True", f"{A} and not ({A})")),
        *(f"User: object.status {operator} {[*STATES]}" for operator in IN),
        *(f"School: object.status {operator} {['PENDING', 'VALIDATED', 'REFUSED']}" for operator in IN),
        *(f"User: {shape}" for shape in missing("object.id")),
        *(f"Project: object.status {operator} ['DRAFT', 'ACTIVE', 'CLOSED']" for operator in IN),
        *(f"Project: {shape}" for shape in missing("object.status", "object.id")),
        "Project: object.status == 'DRAFT' and object.status == 'ACTIVE'",
        "Project: object.status != 'DRAFT' or object.status != 'ACTIVE'",
        "Project: object.status not in ('DRAFT', 'ACTIVE', 'CLOSED')",
        *(
            f"{kind}: {shape}"
            for kind in ("TwinSpace", "Event")
            for shape in word("object.kind", kind.upper(), "GROUP")
        ),
        "Group: object.kind == 'GROUP'",
    }
)
