"""Valid records with few words: what G-46 requires is filled in, the rest is given where a test needs it.

In: keys and changed fields. Out: records in the import format.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.conformance.worlds.world import Record, World

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
LONG_AGO = "2020-01-01T00:00:00Z"
RECENTLY = "2025-06-01T08:00:00Z"
TODAY = "2025-06-15"
YESTERDAY = "2025-06-14"
TOMORROW = "2025-06-16"


def world(*records: Record | list[Record], now: datetime = NOW) -> World:
    """A world of records and lists of records."""
    flat = [one for record in records for one in (record if isinstance(record, list) else [record])]
    return World(tuple(flat), now)


def school(key: str, country: str = "EE", **changes: Any) -> Record:
    return {
        "kind": "school",
        "key": key,
        "officialName": f"School {key}",
        "city": "Tartu",
        "country": country,
    } | changes


def user(key: str, school: str | None = "s1", status: str = "VALIDATED", **changes: Any) -> Record:
    return {
        "kind": "user",
        "key": key,
        "email": f"{key}@people.example",
        "firstName": f"First {key}",
        "lastName": f"Last {key}",
        "schoolRole": "TEACHER",
        "subjects": ["Physics"],
        "languages": ["et", "en"],
        "pupilAges": {"from": 11, "to": 14},
        "school": school,
        "status": status,
        "registeredAt": LONG_AGO,
        "lastLoginAt": RECENTLY,
    } | changes


def anonymised(key: str) -> Record:
    """A person of whom nothing personal is left (G-57)."""
    return {"kind": "user", "key": key, "status": "ANONYMISED"}


def consent(user: str, purpose: str = "PUBLIC_PROFILE", version: str = "esep-nb", **changes: Any) -> Record:
    return {
        "kind": "consent",
        "key": f"{user}-{purpose}-{version}-{changes.get('givenAt', '')}",
        "user": user,
        "purpose": purpose,
        "noticeVersion": version,
        "language": "et",
        "givenAt": RECENTLY,
        "withdrawnAt": None,
    } | changes


def public_user(key: str, school: str = "s1", **changes: Any) -> list[Record]:
    return [user(key, school, **changes), consent(key)]


def assignment(user: str, role: str, country: str | None = None, **changes: Any) -> Record:
    return {
        "kind": "assignment",
        "key": f"{user}-{role}-{changes.get('validFrom', '')}",
        "user": user,
        "role": role,
        "country": country,
        "region": None,
        "purposes": None,
        "validFrom": LONG_AGO,
        "validTo": None,
    } | changes


def staff(key: str, role: str, country: str | None = None, **changes: Any) -> list[Record]:
    """A general user with an assignment."""
    person = user(key, None, "GENERAL", schoolRole=None, subjects=None, pupilAges=None)
    return [person, assignment(key, role, country, **changes)]


def project(key: str, status: str = "ACTIVE", **changes: Any) -> Record:
    return {
        "kind": "project",
        "key": key,
        "title": f"Project {key}",
        "status": status,
        "registeredOn": "2024-09-01",
        "publishedAt": RECENTLY,
    } | changes


def partner(project: str, user: str, school: str | None = "s1", **changes: Any) -> Record:
    return {
        "kind": "partner",
        "key": f"{project}-{user}",
        "project": project,
        "user": user,
        "school": school,
        "role": "PARTNER",
        "joinedOn": "2024-10-01",
        "leftOn": None,
    } | changes


def contact(user: str, other: str, **changes: Any) -> Record:
    return {"kind": "contact", "key": f"{user}-{other}", "user": user, "contact": other} | changes


def block(user: str, other: str, **changes: Any) -> Record:
    """Not in the import format: only a command makes it."""
    return {"kind": "block", "key": f"{user}-{other}", "user": user, "blocked": other} | changes


def former_school(key: str, into: str, **changes: Any) -> Record:
    """A school that was merged into another, by the key that it had: only a command makes it."""
    return {"kind": "former_school", "key": key, "school": into} | changes


def article(key: str, country: str | None = None, status: str = "PUBLISHED", **changes: Any) -> Record:
    """Not in the import format: only a command makes it."""
    said = {"slug": key, "language": "et", "title": f"Title {key}", "body": f"Body\nof {key}"}
    return (
        {"kind": "article", "key": key, "country": country, "status": status, "publishedAt": RECENTLY} | said | changes
    )


def comment(key: str, article: str, author: str, status: str = "SHOWN", **changes: Any) -> Record:
    """Not in the import format: only a command makes it."""
    said = {"text": f"Text {key}", "writtenAt": RECENTLY}
    return {"kind": "comment", "key": key, "article": article, "author": author, "status": status} | said | changes


def twinspace(key: str, project: str, **changes: Any) -> Record:
    return {"kind": "twinspace", "key": key, "project": project, "title": f"Space {key}"} | changes


def group(key: str, **changes: Any) -> Record:
    return {"kind": "group", "key": key, "title": f"Group {key}", "description": None} | changes


def event(key: str, country: str | None = "EE", **changes: Any) -> Record:
    return {
        "kind": "event",
        "key": key,
        "title": f"Event {key}",
        "description": "Come",
        "startsAt": "2025-07-01T10:00:00Z",
        "endsAt": "2025-07-01T12:00:00Z",
        "online": True,
        "country": country,
    } | changes


def member(kind: str, area: str, user: str, role: str | None = "MEMBER", **changes: Any) -> Record:
    return {
        "kind": "member",
        "key": f"{kind}-{area}-{user}",
        "area": {"kind": kind, "key": area},
        "user": user,
        "role": role,
        "joinedOn": "2024-11-01",
        "leftOn": None,
    } | changes


def survey(key: str, country: str | None = None, *, is_open: bool = False) -> Record:
    """A survey as commands leave it; without a country it is for all of them."""
    return {"kind": "survey", "key": key, "country": country, "open": is_open}


def response(user: str, survey: str, text: str = "Because") -> Record:
    """What a person has answered by name, with the consent to that."""
    return {"kind": "response", "key": f"{user}-{survey}", "user": user, "survey": survey, "text": text}


def result(survey: str, text: str, answers: int = 10) -> Record:
    """What people who are not named have answered."""
    return {"kind": "result", "key": f"{survey}-{text}", "survey": survey, "text": text, "answers": answers}
