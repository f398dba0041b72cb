"""Strategies for the records about schools, projects and areas, and for who takes part in them.

In: `now` and the persons of the world. Out: lists of records that the import accepts (G-46).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from tests.conformance.worlds import words
from tests.conformance.worlds.moments import around, days, leap_days
from tests.conformance.worlds.people import RARELY, living, pairs
from tests.conformance.worlds.records import former_school
from tests.conformance.worlds.world import Record

Draw = Any
NAMES_OF_HEADS = [None, "Anna", "Õunapuu", ""]


@st.composite
def schools(draw: Draw) -> list[Record]:
    """Two to six, in one to three countries; heads and e-mails that are a person's come later."""
    return [draw(school(f"s{number}")) for number in range(1, draw(st.sampled_from([2, 3, 4, 6])) + 1)]


@st.composite
def school(draw: Draw, key: str) -> Record:
    return {
        "kind": "school",
        "key": key,
        "officialName": draw(st.sampled_from(words.SCHOOL_NAMES)),
        "address": draw(st.sampled_from([None, "", "Kooli 1, Tartu", "Storgata 2"])),
        "city": draw(st.sampled_from(words.PLACES)),
        "region": draw(st.sampled_from(words.REGIONS)),
        "country": draw(st.sampled_from(words.COUNTRIES)),
        "email": draw(st.sampled_from([None, "office@school.example", "Kool@School.example"])),
        "status": draw(st.sampled_from(["VALIDATED", "VALIDATED", "VALIDATED", "PENDING", "REFUSED"])),
    }


@st.composite
def former_schools(draw: Draw, found: list[Record]) -> list[Record]:
    """In half of the worlds no school was merged into another."""
    into = [draw(st.sampled_from(found))["key"] for _ in range(draw(st.sampled_from([0, 0, 1, 3])))]
    return [former_school(f"former{number}", key) for number, key in enumerate(into)]


@st.composite
def with_heads(draw: Draw, found: list[Record], people: list[Record]) -> list[Record]:
    """Schools with heads, some supplied by a user, and with e-mails that are somebody's own in another case."""
    return [school | draw(head(living(people))) for school in found]


@st.composite
def head(draw: Draw, able: list[Record]) -> Record:
    changes: Record = {}
    if draw(st.booleans()):
        changes["head"] = {
            "firstName": draw(st.sampled_from(NAMES_OF_HEADS)),
            "lastName": draw(st.sampled_from(NAMES_OF_HEADS)),
            "email": draw(st.sampled_from([None, "head@school.example", "KOOL@school.example"])),
        }
        if able and draw(st.booleans()):
            changes["headSuppliedBy"] = draw(st.sampled_from(able))["key"]
    if able and draw(RARELY):
        changes["email"] = draw(st.sampled_from(able))["email"].swapcase()
    return changes


@st.composite
def projects(draw: Draw, now: datetime) -> list[Record]:
    return [draw(project(now, f"p{number}")) for number in range(1, draw(st.sampled_from([1, 3, 4, 6])) + 1)]


@st.composite
def project(draw: Draw, now: datetime, key: str) -> Record:
    dates = st.sampled_from([*days(now), *leap_days()])
    return {
        "kind": "project",
        "key": key,
        "title": draw(st.sampled_from(words.TITLES)),
        "description": draw(st.sampled_from([None, *words.PROSE])),
        "languages": draw(st.sampled_from([None, [], ["en"], ["et", "nb"], ["sr-Latn", "en", "et"]])),
        "pupilAges": draw(st.sampled_from([None, {"from": 8, "to": 14}])),
        "status": draw(st.sampled_from(["DRAFT", "ACTIVE", "ACTIVE", "ACTIVE", "CLOSED"])),
        "registeredOn": draw(dates),
        "closedOn": draw(st.one_of(st.none(), dates)),
        "publishedAt": draw(st.sampled_from([None, *[around(now)[0]] * 6, *around(now)])),
    }


@st.composite
def partners(
    draw: Draw, now: datetime, found: list[Record], people: list[Record], places: list[Record]
) -> list[Record]:
    by_key = {person["key"]: person for person in people}
    chosen = draw(pairs([one["key"] for one in found], list(by_key)))
    return [
        draw(partner(now, f"pp{place}", project, by_key[person], places))
        for place, (project, person) in enumerate(chosen)
    ]


@st.composite
def partner(draw: Draw, now: datetime, key: str, project: str, person: Record, places: list[Record]) -> Record:
    """A partner through the own school, through another one, or through none; some have left."""
    own, other = person.get("school"), draw(st.sampled_from(places))["key"]
    return {
        "kind": "partner",
        "key": key,
        "project": project,
        "user": person["key"],
        "school": draw(st.sampled_from([own, own, own, other, None])),
        "role": draw(st.sampled_from(["FOUNDER", "PARTNER", "PARTNER", None])),
        "joinedOn": draw(st.sampled_from([None, *days(now)])),
        "leftOn": draw(st.sampled_from([None, None, None, None, *days(now)])),
    }


@st.composite
def areas(draw: Draw, now: datetime, found: list[Record]) -> list[Record]:
    """TwinSpaces of some projects, groups, and events in some countries."""
    kinds = ["group"] * draw(st.sampled_from([0, 1, 2, 3])) + ["event"] * draw(st.sampled_from([0, 1, 2, 3]))
    areas = [
        {"kind": "twinspace", "key": f"t{project['key']}", "project": project["key"]}
        for project in found
        if draw(st.booleans())
    ]
    areas += [{"kind": kind, "key": f"{kind[0]}{number}"} for number, kind in enumerate(kinds)]
    return [area | draw(content(now, area["kind"])) for area in areas]


@st.composite
def content(draw: Draw, now: datetime, kind: str) -> Record:
    content: Record = {
        "title": draw(st.sampled_from([None, "", *words.TITLES])),
        "description": draw(st.sampled_from([None, *words.PROSE])),
    }
    if kind == "event":
        content |= {
            "startsAt": draw(st.sampled_from([None, *around(now)])),
            "endsAt": draw(st.sampled_from([None, *around(now)])),
            "online": draw(st.sampled_from([None, True, False])),
            "country": draw(st.sampled_from([None, *words.COUNTRIES])),
        }
    return content


@st.composite
def members(draw: Draw, now: datetime, found: list[Record], people: list[Record]) -> list[Record]:
    """Memberships on record, also of partners who are members anyway."""
    if not found:
        return []
    by_key = {area["key"]: area for area in found}
    chosen = draw(pairs(list(by_key), [one["key"] for one in people]))
    return [draw(member(now, f"m{place}", by_key[area], person)) for place, (area, person) in enumerate(chosen)]


@st.composite
def member(draw: Draw, now: datetime, key: str, area: Record, person: str) -> Record:
    return {
        "kind": "member",
        "key": key,
        "area": {"kind": area["kind"], "key": area["key"]},
        "user": person,
        "role": draw(st.sampled_from(["OWNER", "MODERATOR", "MEMBER", "MEMBER", None])),
        "joinedOn": draw(st.sampled_from([None, *days(now)])),
        "leftOn": draw(st.sampled_from([None, None, None, None, *days(now)])),
    }
