"""What one line can have wrong: each is named with its line and its field, and no value is repeated."""

from __future__ import annotations

from typing import Any

import pytest

from app.transfer.conversion import Converted, convert_block
from app.transfer.kinds import record_kinds
from app.transfer.problems import Problem
from tests.transfer.conftest import Importer, as_bytes
from tests.transfer.world import (
    Record,
    account,
    assignment,
    consent,
    contact,
    event,
    group,
    member,
    partner,
    post,
    project,
    school,
    thread,
    twinspace,
    user,
)

SECRET_WORD = "zzyzx"


def converted(*lines: Record | bytes) -> Converted:
    return convert_block(record_kinds(b"any"), 1, as_bytes(lines))


def found(*lines: Record | bytes) -> list[Problem]:
    """What these lines have wrong, each looked at alone."""
    return sorted(converted(*lines).problems)


def places(problems: list[Problem]) -> list[tuple[int, str]]:
    return [(problem.line, problem.field) for problem in problems]


def without(record: Record, name: str) -> Record:
    return {key: value for key, value in record.items() if key != name}


REQUIRED = [
    *((school(), name) for name in ("officialName", "city", "country")),
    *((consent(), name) for name in ("user", "purpose", "noticeVersion", "language", "givenAt")),
    *((assignment(), name) for name in ("user", "role", "validFrom", "country")),
    *((project(), name) for name in ("title", "status", "registeredOn")),
    *((partner(), name) for name in ("project", "user")),
    *((contact(), name) for name in ("user", "contact")),
    (twinspace(), "project"),
    *((member(), name) for name in ("area", "user")),
    (thread(), "area"),
    (post(), "thread"),
    *((account("u1"), name) for name in ("status", "email", "registeredAt")),
    *((account("u1", status="DEACTIVATED"), name) for name in ("email", "registeredAt")),
    *(
        (user(status=status), name)
        for status in ("PENDING", "VALIDATED", "REFUSED")
        for name in (
            *("email", "registeredAt", "firstName", "lastName", "schoolRole"),
            *("languages", "pupilAges", "school", "subjects"),
        )
    ),
]


@pytest.mark.parametrize(("record", "name"), REQUIRED, ids=lambda value: value if isinstance(value, str) else None)
def test_required_fields_may_be_neither_missing_nor_null(record: Record, name: str) -> None:
    missing = found(without(record, name))
    assert missing == found(record | {name: None})
    assert places(missing) == [(1, name)]
    assert "required" in missing[0].message


def test_a_required_text_may_not_be_empty() -> None:
    assert places(found(school(officialName=""), school("s2"), user(firstName=""))) == [
        (1, "officialName"),
        (3, "firstName"),
    ]


@pytest.mark.parametrize("role", ["HEAD", "LIBRARIAN", "COUNSELLOR", "ADMINISTRATOR", "OTHER"])
def test_subjects_are_required_of_teachers_only(role: str) -> None:
    assert found(without(user(schoolRole=role), "subjects")) == []


LONG = "x" * 501
VERY_LONG = "x" * 20_001
WRONG: list[tuple[Record, str]] = [
    (school(officialName=5), "officialName"),
    (school(officialName=["x"]), "officialName"),
    (school(officialName=LONG), "officialName"),
    (school(officialName="ﷺ" * 100), "officialName"),
    (school(address=LONG), "address"),
    (school(country="Estonia"), "country"),
    (school(country="ee"), "country"),
    (school(country="ÉE"), "country"),
    (school(country=5), "country"),
    (school(email="nobody"), "email"),
    (school(email="a b@example.org"), "email"),
    (school(head="Jaan"), "head"),
    (school(head={"firstName": "Jaan", "phone": "1"}), "head.phone"),
    (school(head={"email": "nobody"}), "head.email"),
    (school(headSuppliedBy={"kind": "user"}), "headSuppliedBy"),
    (school(headSuppliedBy=""), "headSuppliedBy"),
    (school(phone="1"), "phone"),
    (user(email=7), "email"),
    (user(email="a@" + "x" * 320), "email"),
    (user(email="a@b@example.org"), "email"),
    (user(firstName=True), "firstName"),
    (user(schoolRole="PUPIL"), "schoolRole"),
    (user(schoolRole="teacher"), "schoolRole"),
    (user(schoolRole=["TEACHER"]), "schoolRole"),
    (user(subjects="Physics"), "subjects"),
    (user(subjects=["Physics", 5]), "subjects[1]"),
    (user(subjects=[None]), "subjects[0]"),
    (user(subjects=[["Physics"]]), "subjects"),
    (user(subjects=[LONG]), "subjects[0]"),
    (user(subjects=["x"] * 201), "subjects"),
    (user(subjects={"a": 1}), "subjects"),
    (user(languages=["en", "english!"]), "languages[1]"),
    (user(languages=["e"]), "languages[0]"),
    (user(pupilAges=11), "pupilAges"),
    (user(pupilAges={"from": 11}), "pupilAges.to"),
    (user(pupilAges={"from": 14, "to": 11}), "pupilAges.to"),
    (user(pupilAges={"from": -1, "to": 11}), "pupilAges.from"),
    (user(pupilAges={"from": 1, "to": 151}), "pupilAges.to"),
    (user(pupilAges={"from": 1.0, "to": 11}), "pupilAges.from"),
    (user(pupilAges={"from": True, "to": 11}), "pupilAges.from"),
    (user(pupilAges={"from": "1", "to": 11}), "pupilAges.from"),
    (user(pupilAges={"from": 1, "to": 11, "until": 12}), "pupilAges.until"),
    (user(description=VERY_LONG), "description"),
    (user(picture=5), "picture"),
    (user(ambassador="yes"), "ambassador"),
    (user(ambassador=1), "ambassador"),
    (user(processingRestricted=0), "processingRestricted"),
    (user(hideContacts="false"), "hideContacts"),
    (user(status="INACTIVE"), "status"),
    (user(status="validated"), "status"),
    (user(registeredAt="2024-01-01"), "registeredAt"),
    (user(registeredAt="2024-01-01T00:00:00"), "registeredAt"),
    (user(registeredAt="2024-02-30T00:00:00Z"), "registeredAt"),
    (user(registeredAt="2024-01-01T24:00:00Z"), "registeredAt"),
    (user(registeredAt="2024-01-01T00:00:00.1234567Z"), "registeredAt"),
    (user(registeredAt="0000-01-01T00:00:00Z"), "registeredAt"),
    (user(registeredAt="0001-01-01T00:00:00+00:01"), "registeredAt"),
    (user(registeredAt="9999-12-31T23:59:59-00:01"), "registeredAt"),
    (user(registeredAt="10000-01-01T00:00:00Z"), "registeredAt"),
    (user(lastLoginAt=1_700_000_000), "lastLoginAt"),
    (user(school=1), "school"),
    (user(school="s" * 201), "school"),
    (user(country="EE"), "country"),
    (consent(purpose="MARKETING"), "purpose"),
    (consent(language="et EE"), "language"),
    (consent(givenAt="yesterday"), "givenAt"),
    (assignment(role="ETWINNER"), "role"),
    (assignment(role="GENERAL_USER"), "role"),
    (assignment(role="ANONYMOUS"), "role"),
    (assignment(purposes="VALIDATION"), "purposes"),
    (assignment(purposes=["MARKETING"]), "purposes[0]"),
    (assignment(purposes=["VALIDATION", "SUPPORT"]), "purposes"),
    (assignment(region="Valga"), "region"),
    (assignment(role="CSS", region="Valga"), "region"),
    (assignment(role="SCHOOL_AUTHORITY", country=None), "country"),
    (project(status="OPEN"), "status"),
    (project(registeredOn="2024-02-30"), "registeredOn"),
    (project(registeredOn="2024-09-01T00:00:00Z"), "registeredOn"),
    (project(registeredOn="20240901"), "registeredOn"),
    (project(closedOn="0000-01-01"), "closedOn"),
    (project(publishedAt="2024-09-01"), "publishedAt"),
    (partner(role="OWNER"), "role"),
    (partner(joinedOn=5), "joinedOn"),
    (contact(contact="u1"), "contact"),
    (contact(user="é1", contact="e\u03011"), "contact"),
    (group(project="p1"), "project"),
    (group(startsAt="2024-09-01T00:00:00Z"), "startsAt"),
    (event(online="yes"), "online"),
    (event(country="EST"), "country"),
    (member(area="g1"), "area"),
    (member(area={"kind": "group"}), "area.key"),
    (member(area={"kind": "project", "key": "p1"}), "area.kind"),
    (member(area={"kind": ["group"], "key": "p1"}), "area.kind"),
    (member(area={"kind": "group", "key": 5}), "area.key"),
    (member(role="FOUNDER"), "role"),
    (post(body=VERY_LONG), "body"),
    (post(body=5), "body"),
]


@pytest.mark.parametrize(("record", "where"), WRONG, ids=[f"{record['kind']}-{where}" for record, where in WRONG])
def test_a_wrong_value_is_named_by_its_field(record: Record, where: str) -> None:
    assert places(found(school("s9"), record, school("s8"))) == [(2, where)]


PERSONAL: dict[str, Any] = {
    name: user()[name]
    for name in (
        *("email", "username", "firstName", "lastName", "schoolRole", "subjects", "languages", "pupilAges"),
        *("description", "picture", "ambassador", "school"),
    )
}


@pytest.mark.parametrize("name", PERSONAL)
def test_an_anonymised_account_has_no_personal_data(name: str) -> None:
    bare = {"kind": "user", "key": "u1", "status": "ANONYMISED", "registeredAt": "2020-01-01T00:00:00Z"}
    assert places(found(bare | {name: PERSONAL[name]})) == [(1, name)]


def test_an_anonymised_account_may_keep_state_dates_and_switches() -> None:
    bare = {"kind": "user", "key": "u1", "status": "ANONYMISED"}
    dated = bare | {"key": "u2", "registeredAt": "2020-01-01T00:00:00Z", "lastLoginAt": "2021-01-01T00:00:00Z"}
    switches = {"ambassador": False, "processingRestricted": True, "hideContacts": True, "subjects": [], "email": None}
    assert found(bare, dated | switches) == []


BROKEN: list[tuple[bytes, str, str]] = [
    (b"{", "record", "JSON"),
    (b"[]", "record", "object"),
    (b"null", "record", "object"),
    (b'"school"', "record", "object"),
    (b"5", "record", "object"),
    (b'{"kind":"school"} {"kind":"school"}', "record", "JSON"),
    (b"\xef\xbb\xbf" + b'{"kind":"school"}', "record", "byte order mark"),
    (b'{"kind":"school","key":"s\xff"}', "record", "UTF-8"),
    (b"[" * 100_000, "record", "nested"),
    (b'{"key":"s1"}', "kind", "one of"),
    (b'{"kind":"pupil","key":"s1"}', "kind", "one of"),
    (b'{"kind":["school"],"key":"s1"}', "kind", "one of"),
    (b'{"kind":null,"key":"s1"}', "kind", "one of"),
    (b'{"kind":"group"}', "key", "text"),
    (b'{"kind":"group","key":5}', "key", "text"),
    (b'{"kind":"group","key":""}', "key", "empty"),
    (b'{"kind":"group","key":"a\\nb"}', "key", "control"),
    (b'{"kind":"group","key":"' + b"g" * 201 + b'"}', "key", "at most"),
    (b'{"kind":"group","key":"g1","title":"a\\u0000b"}', "title", "NUL"),
    (b'{"kind":"group","key":"g1","title":"\\ud800"}', "title", "surrogate"),
    (b'{"kind":"group","key":"g1","title":NaN}', "title", "text"),
    (b'{"kind":"group","key":"g1","title":"a","title":"b"}', "title", "twice"),
    (b'{"kind":"group","key":"g1", "title" : "a :", "title"\t:"b"}', "title", "twice"),
    (b'{"kind":"member","key":"m1","user":"u1","area":{"kind":"group","key":"g1","key":"g2"}}', "key", "twice"),
]


@pytest.mark.parametrize(("line", "where", "message"), BROKEN, ids=[repr(line[:40]) for line, *_ in BROKEN])
def test_a_line_that_is_no_record_is_named(line: bytes, where: str, message: str) -> None:
    problems = found(group("g0"), b"", line, group("g9"))
    assert places(problems) == [(3, where)]
    assert message in problems[0].message


def test_texts_with_colons_and_quotes_are_no_repeated_fields(importer: Importer) -> None:
    spaced = b'{ "kind" : "group" , "key" : "g2" , "title" : "she said : \\"title\\":" }'
    importer([group(title='a":"b', description='{"title": 1, "title": 2} : \t: x'), spaced])
    assert importer.rows("SELECT title FROM areas ORDER BY key") == [('a":"b',), ('she said : "title":',)]


def test_every_wrong_field_of_every_record_is_named(importer: Importer) -> None:
    line = user(email="nobody", firstName=5, phone="1", status="OPEN", subjects=[1])
    assert places(importer.refused([b"x", line, user("u2", school=None)])) == [
        (1, "record"),
        (2, "email"),
        (2, "firstName"),
        (2, "phone"),
        (2, "status"),
        (2, "subjects[0]"),
        (3, "school"),
    ]


def test_no_message_repeats_a_value() -> None:
    values: dict[str, Any] = {name: SECRET_WORD for name in user() if name not in {"kind", "firstName", "lastName"}}
    odd = {"username": SECRET_WORD * 200, "description": [SECRET_WORD], "picture": {"a": SECRET_WORD}}
    problems = found(
        user(**values | odd),
        b'{"kind":"' + SECRET_WORD.encode() + b'"}',
        assignment(role=SECRET_WORD, country=SECRET_WORD, validFrom=SECRET_WORD),
        SECRET_WORD.encode(),
    )
    assert len(problems) > 10
    assert not [problem for problem in problems if SECRET_WORD in problem.message + problem.field]
