"""Every record by itself and with those it names: what the import will demand, checked by the contract's words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from app.database.vocabulary import PURPOSES_OF_ROLE, STAFF_ROLES, Role
from tests.transfer.demo.reading import Demo, Record, instant

FIELDS = {
    "school": "officialName address city region country email head headSuppliedBy",
    "user": "email username firstName lastName schoolRole subjects languages pupilAges description picture ambassador"
    " school status registeredAt lastLoginAt processingRestricted hideContacts",
    "consent": "user purpose noticeVersion language givenAt withdrawnAt",
    "assignment": "user role country region purposes validFrom validTo",
    "project": "title description languages pupilAges status registeredOn closedOn publishedAt",
    "partner": "project user school role joinedOn leftOn",
    "contact": "user contact",
    "twinspace": "project title description",
    "group": "title description",
    "event": "title description startsAt endsAt online country",
    "member": "area user role joinedOn leftOn",
    "thread": "area author title createdAt",
    "post": "thread author body createdAt",
}
REFERENCES = {
    "user": "user",
    "contact": "user",
    "author": "user",
    "headSuppliedBy": "user",
    "project": "project",
    "thread": "thread",
}
REQUIRED_AT_SCHOOL = ("firstName", "lastName", "schoolRole", "languages", "pupilAges", "school")


def test_kind_and_key_come_first_and_every_field_is_known(demo: Demo) -> None:
    assert set(demo.kinds) == set(FIELDS)
    for record in demo.records:
        assert list(record)[:2] == ["kind", "key"]
        assert set(record) <= {"kind", "key", *FIELDS[record["kind"]].split()}


def test_every_reference_leads_to_a_record(demo: Demo) -> None:
    astray = [
        (record["kind"], record["key"], field)
        for record in demo.records
        for field, kind, key in references(record)
        if (kind, key) not in demo.keyed
    ]
    assert not astray


def references(record: Record) -> Iterator[tuple[str, str, str]]:
    """Field, kind and key of everything that a record names."""
    if record["kind"] in {"user", "partner"} and record.get("school"):
        yield "school", "school", record["school"]
    for field, kind in REFERENCES.items():
        if field != record["kind"] and record.get(field):
            yield field, kind, record[field]
    if "area" in record:
        yield "area", record["area"]["kind"], record["area"]["key"]


def test_accounts_have_what_their_state_requires(demo: Demo) -> None:
    for user in demo.kinds["user"]:
        if user["status"] == "ANONYMISED":
            assert set(user) == {"kind", "key", "status"}
            continue
        assert user["email"]
        assert user["registeredAt"]
        if user["status"] in {"PENDING", "VALIDATED", "REFUSED"}:
            assert all(user[field] for field in REQUIRED_AT_SCHOOL), user
            assert user["schoolRole"] != "TEACHER" or user["subjects"]
        assert user["status"] != "INACTIVE"


def test_schools_projects_and_areas_have_their_names(demo: Demo) -> None:
    for school in demo.kinds["school"]:
        assert all(school[field] for field in ("officialName", "city", "country"))
    for project in demo.kinds["project"]:
        assert all(project[field] for field in ("title", "status", "registeredOn"))
        assert (project.get("closedOn") is not None) == (project["status"] == "CLOSED")


def test_pairs_occur_once(demo: Demo) -> None:
    pairs = Counter(
        [("partner", entry["project"], entry["user"]) for entry in demo.kinds["partner"]]
        + [("contact", entry["user"], entry["contact"]) for entry in demo.kinds["contact"]]
        + [("member", str(entry["area"]), entry["user"]) for entry in demo.kinds["member"]]
        + [("twinspace", entry["project"], "") for entry in demo.kinds["twinspace"]]
        + [("address", user["email"].casefold(), "") for user in demo.kinds["user"] if user.get("email")]
    )
    assert max(pairs.values()) == 1
    assert all(entry["user"] != entry["contact"] for entry in demo.kinds["contact"])


def test_texts_are_in_nfc_without_empty_ones_or_gaps_of_a_template(demo: Demo) -> None:
    texts = {text for record in demo.records for text in texts_of(record)}
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
    assert not [text for text in texts if not text or text != text.strip() or "{" in text or "  " in text]


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_of(item)


def test_addresses_lead_to_nobody(demo: Demo) -> None:
    heads = [school["head"] for school in demo.kinds["school"] if school.get("head")]
    addresses = [
        record["email"] for record in [*demo.kinds["user"], *demo.kinds["school"], *heads] if record.get("email")
    ]
    assert len(addresses) > 1_000
    assert all(address.endswith(".example") and address.isascii() and "@" in address for address in addresses)


def test_pupils_are_of_an_age(demo: Demo) -> None:
    ranges = [record["pupilAges"] for record in demo.records if record.get("pupilAges")]
    assert all(set(ages) == {"from", "to"} and 3 <= ages["from"] < ages["to"] <= 20 for ages in ranges)


def test_what_has_happened_happened_before_the_present_day(demo: Demo) -> None:
    today = demo.now.replace(hour=0, minute=0)
    past = ("registeredAt", "lastLoginAt", "givenAt", "withdrawnAt", "validFrom", "publishedAt", "createdAt")
    days = ("registeredOn", "closedOn", "joinedOn", "leftOn")
    for record in demo.records:
        assert all(instant(record[field]) < today for field in past if record.get(field)), record
        assert all(record[field] < today.date().isoformat() for field in days if record.get(field)), record


def test_things_happen_in_their_order(demo: Demo) -> None:
    orders = [
        ("registeredAt", "lastLoginAt"),
        ("givenAt", "withdrawnAt"),
        ("validFrom", "validTo"),
        ("registeredOn", "closedOn"),
        ("joinedOn", "leftOn"),
        ("startsAt", "endsAt"),
        ("registeredOn", "publishedAt"),
    ]
    for record in demo.records:
        for earlier, later in orders:
            if record.get(earlier) and record.get(later):
                assert record[earlier] < record[later], record


def test_nobody_consents_before_registering_or_is_asked_when_anonymised(demo: Demo) -> None:
    for consent in demo.kinds["consent"]:
        user = demo.user(consent["user"])
        assert user["status"] != "ANONYMISED"
        assert instant(consent["givenAt"]) + timedelta(days=1) > instant(user["registeredAt"]), consent


def test_assignments_fit_their_roles(demo: Demo) -> None:
    for assignment in demo.kinds["assignment"]:
        role = Role(assignment["role"])
        assert role in STAFF_ROLES
        assert (assignment.get("country") is not None) == (role in {Role.NSO, Role.SCHOOL_AUTHORITY})
        assert assignment.get("region") is None or role == Role.SCHOOL_AUTHORITY
        assert set(assignment.get("purposes") or []) <= PURPOSES_OF_ROLE[role]
        assert demo.user(assignment["user"])["status"] in {"GENERAL", "VALIDATED"}
