"""Strategies for the records about persons: users, consents, contacts, assignments.

In: `now` and the schools of the world. Out: lists of records that the import accepts (G-46), hostile otherwise:
nulls and empty lists, every state, every boundary of the clock, consents withdrawn, renewed, future and reversed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from tests.conformance.reference.askers import PURPOSES
from tests.conformance.worlds import words
from tests.conformance.worlds.moments import around, last_logins
from tests.conformance.worlds.records import block
from tests.conformance.worlds.world import Record

STATES = [*["VALIDATED"] * 8, "PENDING", "PENDING", "GENERAL", "GENERAL", "REFUSED", "DEACTIVATED", "ANONYMISED"]
SECOND_STATES = ["VALIDATED", "VALIDATED", "PENDING", "REFUSED"]
SCHOOL_ROLES = ["TEACHER", "HEAD", "LIBRARIAN", "OTHER"]
AGES = [{"from": 11, "to": 14}, {"from": 3, "to": 3}, {"from": 0, "to": 19}]
HOSTS = ["school.example", "School.Example", "people.example"]
CONSENTS = [*["PUBLIC_PROFILE"] * 6, *["PUBLIC_PICTURE"] * 3, "NEWSLETTER_NATIONAL", "SURVEY", "COMMISSION_NEWS"]
VERSIONS = ["esep-nb", "esep-nb", "etwinning-sv", "etwinning-et", "etwinning-lv"]

Draw = Any
RARELY = st.sampled_from([True, False, False, False, False, False])
OFTEN = st.sampled_from([True, True, True, True, False])


@st.composite
def users(draw: Draw, now: datetime, schools: list[Record]) -> list[Record]:
    """Three to nine persons."""
    return [
        draw(user(now, f"u{number}", schools)) for number in range(1, draw(st.sampled_from([3, 5, 6, 7, 8, 9])) + 1)
    ]


@st.composite
def user(draw: Draw, now: datetime, key: str, schools: list[Record]) -> Record:
    """One person in some state."""
    status = draw(st.sampled_from(STATES))
    if status == "ANONYMISED":
        return {"kind": "user", "key": key, "status": status}
    role = draw(st.sampled_from(SCHOOL_ROLES))
    record: Record = {
        "kind": "user",
        "key": key,
        "email": f"{draw(st.sampled_from(words.NAMES_IN_EMAILS))}.{key}@{draw(st.sampled_from(HOSTS))}",
        "status": status,
        "firstName": draw(st.sampled_from(words.FIRST_NAMES)),
        "lastName": draw(st.sampled_from(words.LAST_NAMES)),
        "schoolRole": role,
        "subjects": draw(_lists(words.WORDS, least=1 if role == "TEACHER" else 0)),
        "languages": draw(_lists(words.LANGUAGES, least=1)),
        "pupilAges": draw(st.sampled_from(AGES)),
        "school": draw(st.sampled_from(schools))["key"],
        "registeredAt": draw(st.sampled_from(last_logins(now))),
        "lastLoginAt": draw(st.sampled_from([*last_logins(now)[:8], None, *last_logins(now)])),
        "ambassador": draw(RARELY),
        "processingRestricted": draw(RARELY),
        "hideContacts": draw(RARELY),
    }
    record |= draw(_optional({"username": words.FIRST_NAMES, "description": words.PROSE, "picture": ["a.jpg", ""]}))
    if status in ("GENERAL", "DEACTIVATED"):
        record |= draw(_missing(["firstName", "lastName", "schoolRole", "subjects", "languages", "pupilAges"]))
    if status == "GENERAL" and draw(st.booleans()):
        record["school"] = None
    record["second"] = draw(_second(record["school"], schools))
    return record


@st.composite
def _second(draw: Draw, first: str | None, schools: list[Record]) -> Record | None:
    """A second school, of a few: in any state, in the same country or another."""
    others = [one["key"] for one in schools if one["key"] != first]
    if not others or not draw(st.sampled_from([True, False, False])):
        return None
    return {"school": draw(st.sampled_from(others)), "status": draw(st.sampled_from(SECOND_STATES))}


@st.composite
def _optional(draw: Draw, choices: dict[str, list[str]]) -> Record:
    """A value, null, or no field at all."""
    found: Record = {}
    for name, values in choices.items():
        presence = draw(st.sampled_from(["value", "value", "null", "absent"]))
        if presence != "absent":
            found[name] = None if presence == "null" else draw(st.sampled_from(values))
    return found


@st.composite
def _missing(draw: Draw, names: list[str]) -> Record:
    """Some of these null, and lists also empty."""
    found: Record = {}
    for name in names:
        if draw(st.booleans()):
            empty = draw(st.booleans()) and name in ("subjects", "languages")
            found[name] = [] if empty else None
    return found


def _lists(values: list[str], *, least: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=3, unique=True)


@st.composite
def consents(draw: Draw, now: datetime, people: list[Record]) -> list[Record]:
    """None to four for each person of whom something is left."""
    found: list[Record] = []
    for person in living(people):
        for _ in range(draw(st.sampled_from([0, 1, 2, 3, 4]))):
            found.append(draw(consent(now, f"c{len(found)}", person["key"])))
    return found


@st.composite
def consent(draw: Draw, now: datetime, key: str, user: str) -> Record:
    return {
        "kind": "consent",
        "key": key,
        "user": user,
        "purpose": draw(st.sampled_from(CONSENTS)),
        "noticeVersion": draw(st.sampled_from(VERSIONS)),
        "language": draw(st.sampled_from(words.LANGUAGES[:3])),
        "givenAt": draw(st.sampled_from([around(now)[0]] * 6 + around(now))),
        "withdrawnAt": draw(st.sampled_from([None] * 9 + around(now))),
    }


def living(people: list[Record]) -> list[Record]:
    """Those of whom something is left."""
    return [person for person in people if person["status"] != "ANONYMISED"]


@st.composite
def contacts(draw: Draw, people: list[Record]) -> list[Record]:
    keys = [person["key"] for person in people]
    return [
        {"kind": "contact", "key": f"{one}-{other}", "user": one, "contact": other}
        for one, other in draw(pairs(keys, keys))
        if one != other
    ]


@st.composite
def blocks(draw: Draw, people: list[Record]) -> list[Record]:
    """In half of the worlds nobody has blocked anybody."""
    keys = st.sampled_from([person["key"] for person in people])
    found = {(draw(keys), draw(keys)) for _ in range(draw(st.sampled_from([0, 0, 1, 3])))}
    return [block(one, other) for one, other in sorted(found) if one != other]


@st.composite
def pairs(draw: Draw, ones: list[str], others: list[str]) -> list[tuple[str, str]]:
    """A good number of different pairs: hypothesis alone prefers lists so short that little meets."""
    one, other = st.sampled_from(ones), st.sampled_from(others)
    found = [(draw(one), draw(other)) for _ in range(draw(st.sampled_from([3, 6, 9, 14])))]
    return list(dict.fromkeys(found))


@st.composite
def organisations(draw: Draw, now: datetime) -> list[Record]:
    """Inside and outside of the EU and EEA, in every state of agreement, safeguards and clause."""
    return [draw(organisation(now, f"o{place}")) for place in range(draw(st.integers(0, 3)))]


@st.composite
def organisation(draw: Draw, now: datetime, key: str) -> Record:
    found: Record = {"kind": "organisation", "key": key, "name": key, "type": "NSO", "dpaSigned": draw(st.booleans())}
    found["country"] = draw(st.sampled_from(["EE", "HU", "NO", "RS", "UA"]))
    for what in ("agreement", "safeguards"):
        found[f"{what}From"] = draw(st.sampled_from([None, around(now)[0], *around(now)]))
        found[f"{what}To"] = draw(st.sampled_from([None, *around(now)]))
    return found


@st.composite
def assignments(draw: Draw, now: datetime, people: list[Record], employers: list[Record]) -> list[Record]:
    """National staff always, others often; at most one of a user and role, so two live ones cannot be (G-40)."""
    able = [person["key"] for person in living(people)]
    if not able:
        return []
    usual = [("NSO", 2), ("SCHOOL_AUTHORITY", 1), *((role, 1) for role in PURPOSES if draw(st.booleans()))]
    roles = [role for role, count in usual for _ in range(count)]
    found = list(dict.fromkeys((draw(st.sampled_from(able)), role) for role in roles))
    keys = [None, *(one["key"] for one in employers)]
    return [
        draw(assignment(now, f"a{place}", user, role)) | {"organisation": draw(st.sampled_from(keys))}
        for place, (user, role) in enumerate(found)
    ]


@st.composite
def assignment(draw: Draw, now: datetime, key: str, user: str, role: str) -> Record:
    is_national = role in ("NSO", "SCHOOL_AUTHORITY")
    region = draw(st.sampled_from(words.REGIONS)) if role == "SCHOOL_AUTHORITY" else None
    narrowed = draw(st.lists(st.sampled_from(PURPOSES[role]), min_size=1, unique=True)) if draw(RARELY) else None
    return {
        "kind": "assignment",
        "key": key,
        "user": user,
        "role": role,
        "country": draw(st.sampled_from(words.COUNTRIES)) if is_national else None,
        "region": region or None,
        "purposes": narrowed,
        "validFrom": around(now)[0] if draw(OFTEN) else draw(st.sampled_from(around(now))),
        "validTo": None if draw(OFTEN) else draw(st.sampled_from(around(now))),
    }
