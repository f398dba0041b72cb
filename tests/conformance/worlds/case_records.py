"""The subjects of a table of cases as records of the import file, with every cell filled.

In: a `CaseWorld`. Out: a `World` that the import loads. A hidden cell is null in an answer, so no cell may be null by
itself, as far as the import allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.authz.case_world import CaseArea, CasePart, CasePerson, CaseProject, CaseSchool, CaseWorld
from app.authz.facts import Consent
from app.database.vocabulary import AccountStatus, AreaKind
from tests.conformance.worlds.records import block
from tests.conformance.worlds.world import Record, World


def world_of(subjects: CaseWorld, now: datetime) -> World:
    """The subjects of a file, looked at from an instant."""
    return World(tuple(_records(subjects)), now)


def _records(subjects: CaseWorld) -> Iterator[Record]:
    yield from map(_school, subjects.schools)
    for person in subjects.people:
        yield _person(person)
        yield from (_consent(person, number, one) for number, one in enumerate(person.consents))
        yield from (
            {"kind": "contact", "key": f"{person.key}-{other}", "user": person.key, "contact": other}
            for other in person.contacts
        )
        yield from (block(person.key, other) for other in person.blocks)
    for number, one in enumerate(subjects.assignments):
        record = {"kind": "assignment", "key": f"a{number}", "user": one.person, "role": one.role}
        yield record | {"country": one.country, "region": one.region, "validFrom": "2024-01-01T00:00:00Z"}
    for project in subjects.projects:
        yield from _project(subjects, project)
    for area in subjects.areas:
        yield from _area(area)


def _school(school: CaseSchool) -> Record:
    return {
        "kind": "school",
        "key": school.key,
        "officialName": f"School of {school.key}",
        "address": "Long Street 1",
        "city": school.key.capitalize(),
        "region": school.region,
        "country": school.country,
        "email": school.address,
        "head": {"firstName": "Heli", "lastName": "Head", "email": school.head_address},
        "headSuppliedBy": school.head_supplied_by,
        "status": school.status,
    }


def _person(person: CasePerson) -> Record:
    stored = {
        "kind": "user",
        "key": person.key,
        "status": person.status,
        "registeredAt": person.registered.isoformat(),
        "lastLoginAt": None if person.last_login is None else person.last_login.isoformat(),
    }
    if person.status == AccountStatus.ANONYMISED:
        return stored
    return stored | {
        "email": person.address,
        "username": f"{person.key}.user",
        "firstName": person.key.capitalize(),
        "lastName": "Person",
        "schoolRole": "TEACHER",
        "subjects": ["Physics"],
        "languages": ["en"],
        "pupilAges": {"from": 11, "to": 14},
        "description": "About me",
        "picture": f"{person.key}.png",
        "ambassador": person.ambassador,
        "school": person.school,
        "processingRestricted": person.restricted,
        "hideContacts": person.hides_contacts,
        "second": None
        if person.second_school is None
        else {"school": person.second_school, "status": person.second_status},
    }


def _consent(person: CasePerson, number: int, consent: Consent) -> Record:
    return {
        "kind": "consent",
        "key": f"{person.key}-{number}",
        "user": person.key,
        "purpose": consent.purpose,
        "noticeVersion": consent.notice_version,
        "language": "en",
        "givenAt": consent.given_at.isoformat(),
        "withdrawnAt": None if consent.withdrawn_at is None else consent.withdrawn_at.isoformat(),
    }


def _project(subjects: CaseWorld, project: CaseProject) -> Iterator[Record]:
    yield {
        "kind": "project",
        "key": project.key,
        "title": f"The {project.key}",
        "description": "About it",
        "languages": ["en"],
        "pupilAges": {"from": 8, "to": 14},
        "status": project.status,
        "registeredOn": "2024-09-01",
        "closedOn": "2030-01-01",
        "publishedAt": None if project.published is None else project.published.isoformat(),
    }
    for part in project.partners:
        school = part.school or subjects.person(part.person).school
        record = {"kind": "partner", "key": f"{part.person}-{project.key}", "project": project.key}
        yield record | _part(part) | {"school": school}


def _area(area: CaseArea) -> Iterator[Record]:
    kind = area.kind.lower()
    record: Record = {"kind": kind, "key": area.key, "title": f"The {area.key}", "description": "About it"}
    if area.kind == AreaKind.TWINSPACE:
        record |= {"project": area.project}
    elif area.kind == AreaKind.EVENT:
        record |= {"startsAt": "2026-07-01T10:00:00Z", "endsAt": "2026-07-01T12:00:00Z", "online": True}
        record |= {"country": area.country}
    yield record
    for part in area.members:
        reference = {"kind": kind, "key": area.key}
        yield {"kind": "member", "key": f"{part.person}-{area.key}", "area": reference} | _part(part)


def _part(part: CasePart) -> Record:
    left = None if part.left is None else part.left.isoformat()
    return {"user": part.person, "role": part.role, "joinedOn": "2024-09-01", "leftOn": left}
