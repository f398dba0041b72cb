"""One small world in the import format, with every kind of record, and single records to change it with.

In: what should differ. Out: records as dictionaries. Every function gives new ones, so that a test may change them.
"""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def school(key: str = "s1", **changes: Any) -> Record:
    return {"kind": "school", "key": key, "officialName": "Tõrva kool", "city": "Tõrva", "country": "EE"} | changes


def user(key: str = "u1", **changes: Any) -> Record:
    """A validated teacher of the school `s1`."""
    return {
        "kind": "user",
        "key": key,
        "email": f"{key}@example.org",
        "username": key,
        "firstName": "Mari",
        "lastName": "Õun",
        "schoolRole": "TEACHER",
        "subjects": ["Physics", "Keemia"],
        "languages": ["et", "en"],
        "pupilAges": {"from": 11, "to": 14},
        "description": "Ööbik ja rändurid",
        "picture": "mari.png",
        "ambassador": True,
        "school": "s1",
        "status": "VALIDATED",
        "registeredAt": "2024-01-01T00:00:00Z",
        "lastLoginAt": "2025-02-01T10:00:00.250000+02:00",
        "processingRestricted": False,
        "hideContacts": False,
    } | changes


def account(key: str, **changes: Any) -> Record:
    """Somebody with a bare account and no school."""
    address = f"{key}@example.org"
    return {
        "kind": "user",
        "key": key,
        "email": address,
        "status": "GENERAL",
        "registeredAt": "2025-01-01T00:00:00Z",
    } | changes


def consent(key: str = "c1", **changes: Any) -> Record:
    return {
        "kind": "consent",
        "key": key,
        "user": "u1",
        "purpose": "PUBLIC_PROFILE",
        "noticeVersion": "esep-nb",
        "language": "et",
        "givenAt": "2024-02-01T00:00:00Z",
    } | changes


def assignment(key: str = "a1", **changes: Any) -> Record:
    return {
        "kind": "assignment",
        "key": key,
        "user": "u2",
        "role": "NSO",
        "country": "EE",
        "validFrom": "2024-01-01T00:00:00Z",
    } | changes


def organisation(key: str = "o1", **changes: Any) -> Record:
    return {
        "kind": "organisation",
        "key": key,
        "name": "Support",
        "type": "NSO",
        "country": "EE",
        "agreementFrom": "2024-01-01T00:00:00Z",
    } | changes


def project(key: str = "p1", **changes: Any) -> Record:
    return {
        "kind": "project",
        "key": key,
        "title": "Meie jõgi",
        "status": "ACTIVE",
        "registeredOn": "2024-09-01",
    } | changes


def partner(key: str = "pp1", **changes: Any) -> Record:
    return {"kind": "partner", "key": key, "project": "p1", "user": "u1", "role": "FOUNDER"} | changes


def contact(key: str = "k1", **changes: Any) -> Record:
    return {"kind": "contact", "key": key, "user": "u1", "contact": "u2"} | changes


def twinspace(key: str = "t1", **changes: Any) -> Record:
    return {"kind": "twinspace", "key": key, "project": "p1", "title": "Jõe ääres"} | changes


def group(key: str = "g1", **changes: Any) -> Record:
    return {"kind": "group", "key": key, "title": "Ühisrühm", "description": "Kõigile"} | changes


def event(key: str = "e1", **changes: Any) -> Record:
    return {
        "kind": "event",
        "key": key,
        "title": "Kohtumine",
        "startsAt": "2025-04-01T10:00:00Z",
        "endsAt": "2025-04-01T11:00:00Z",
        "online": True,
        "country": "EE",
    } | changes


def member(key: str = "m1", **changes: Any) -> Record:
    return {
        "kind": "member",
        "key": key,
        "area": {"kind": "group", "key": "g1"},
        "user": "u1",
        "role": "OWNER",
        "joinedOn": "2024-10-01",
    } | changes


def thread(key: str = "th1", **changes: Any) -> Record:
    area = {"kind": "twinspace", "key": "t1"}
    return {"kind": "thread", "key": key, "area": area, "author": "u1", "title": "Tere"} | changes


def post(key: str = "po1", **changes: Any) -> Record:
    return {
        "kind": "post",
        "key": key,
        "thread": "th1",
        "author": "u2",
        "body": 'Tere,\n\tkõik \\N on "hästi"',
        "createdAt": "2024-10-02T08:00:00Z",
    } | changes


def small_world() -> list[Record]:
    """Every kind once or twice; references lead forwards, backwards, and in a circle."""
    return [
        school(headSuppliedBy="u1", head={"firstName": "Jaan", "lastName": "Tamm", "email": "Jaan@example.org"}),
        user(),
        account("u2"),
        consent(),
        consent("c2", purpose="PUBLIC_PICTURE", givenAt="2024-02-01T00:00:00Z", withdrawnAt="2024-03-01T00:00:00Z"),
        assignment(organisation="o1"),
        organisation(),
        project(),
        partner(school="s1", joinedOn="2024-09-01"),
        partner("pp2", user="u2", role="PARTNER", joinedOn="2024-09-15"),
        contact(),
        twinspace(),
        group(),
        event(),
        member(),
        thread(),
        post(),
    ]
