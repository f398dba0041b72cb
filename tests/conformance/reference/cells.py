"""The values of cells, made from records: what a column would hold, for the readable ones only.

In: a record and the names of the readable cells. Out: name → value (texts in NFC, dates and instants of Python).
"""

from __future__ import annotations

from typing import Any

from tests.conformance.reference.facts import Facts
from tests.conformance.reference.folding import normal
from tests.conformance.worlds.world import Record, parse_date, parse_instant, public_id

Values = dict[str, Any]
date_of = parse_date


def text_of(record: Record, name: str) -> str | None:
    value = record.get(name)
    return None if value is None else normal(value)


def texts_of(record: Record, name: str) -> list[str] | None:
    values = record.get(name)
    return None if values is None else [normal(value) for value in values]


def object_of(record: Record, name: str, parts: tuple[str, ...]) -> Values | None:
    """A small object: null when all its parts are null."""
    found = record.get(name) or {}
    values = {part: text_of(found, part) if isinstance(found.get(part), str) else found.get(part) for part in parts}
    return values if any(value is not None for value in values.values()) else None


def _only(values: Values, readable: frozenset[str]) -> Values:
    return {name: value for name, value in values.items() if name in readable}


def of_user(facts: Facts, user: Record, readable: frozenset[str]) -> Values:
    school = facts.school_of(user["key"])
    texts = ("firstName", "lastName", "email", "username", "schoolRole", "description", "picture")
    values: Values = {name: text_of(user, name) for name in texts}
    values |= {name: texts_of(user, name) for name in ("subjects", "languages")}
    values |= {name: parse_instant(user.get(name)) for name in ("registeredAt", "lastLoginAt")}
    values |= {
        "pupilAges": object_of(user, "pupilAges", ("from", "to")),
        "ambassador": bool(user.get("ambassador")),
        "country": None if school is None else school["country"],
        "status": facts.state(user["key"]),
        "secondSchoolStatus": facts.second_of(user["key"])[1],
        "consents": _consents_of(facts, user["key"]),
        # No record of an import is one of these.
        "favourites": [],
        "representations": [],
        "savedSearches": [],
        "comments": _comments_of(facts, user["key"]),
    }
    return _only(values, readable)


def _comments_of(facts: Facts, user: str) -> list[Values]:
    """All of them, whatever became of each, by when they were written, then id."""
    found = [comment for comment in facts.world.of("comment") if comment["author"] == user]
    found.sort(key=lambda one: (parse_instant(one["writtenAt"]), public_id("comment", one["key"])))
    return [{"id": public_id("comment", one["key"])} for one in found]


def _consents_of(facts: Facts, user: str) -> list[Values]:
    """By `givenAt`, then purpose (G-45), then id as every tie."""
    found = [consent for consent in facts.world.of("consent") if consent["user"] == user]
    found.sort(key=lambda one: (parse_instant(one["givenAt"]), one["purpose"], public_id("consent", one["key"])))
    return [
        {
            "purpose": one["purpose"],
            "noticeVersion": normal(one["noticeVersion"]),
            "language": one["language"],
            "givenAt": parse_instant(one["givenAt"]),
            "withdrawnAt": parse_instant(one.get("withdrawnAt")),
            "survey": None,  # an import brings none of those
        }
        for one in found
    ]


def of_school(school: Record, readable: frozenset[str]) -> Values:
    texts = ("officialName", "address", "city", "region", "country", "email")
    values: Values = {name: text_of(school, name) for name in texts}
    values["status"] = school.get("status", "VALIDATED")
    values["head"] = object_of(school, "head", ("firstName", "lastName", "email"))
    return _only(values, readable)


def of_project(facts: Facts, project: Record, readable: frozenset[str]) -> Values:
    values: Values = {name: text_of(project, name) for name in ("title", "description", "status")}
    values |= {name: parse_date(project.get(name)) for name in ("registeredOn", "closedOn")}
    values |= {
        "languages": texts_of(project, "languages"),
        "pupilAges": object_of(project, "pupilAges", ("from", "to")),
        "published": facts.is_published(project["key"]),
    }
    return _only(values, readable)


def of_area(area: Record, readable: frozenset[str]) -> Values:
    values: Values = {name: text_of(area, name) for name in ("title", "description", "country")}
    values |= {name: parse_instant(area.get(name)) for name in ("startsAt", "endsAt")}
    values["online"] = area.get("online")
    return _only(values, readable)
