"""Who registers as an eTwinner, with what, and who sees what of it until the national organisation has decided."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import school, user
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.office import EACEA, PUBLIC, Office, codes
from tests.resolvers.commands.registering import COLLEAGUE, ESTONIA, LATVIA, decide, registrations, state

REGISTER = """mutation ($input: RegisterAsETwinnerInput!) {
  registerAsETwinner(input: $input) {
    user { id status firstName username description subjects pupilAges { from to } country
           school { officialName city head { firstName email } } }
  }
}"""
ACCEPT = 'mutation { acceptNotice(input: {version: "2024-1", language: "et"}) { __typename } }'
GENERAL = Asker("GENERAL_USER", None, "general")
OWN = "{ viewer { user { id status school { head { lastName } } } } }"
NEW_SCHOOL = {
    "officialName": "Tallinna Ühisgümnaasium",
    "address": "Pärnu mnt 71",
    "city": "Tallinn",
    "region": "Harju",
    "country": "EE",
    "email": "kool@tyg.example",
    "head": {"firstName": "Heli", "lastName": "Juht", "email": "heli@tyg.example"},
}
SAID: dict[str, Any] = {
    "firstName": "Kadri",
    "lastName": "Õunapuu",
    "username": "Kadri.O",
    "schoolRole": "TEACHER",
    "subjects": ["PHYSICS", "FOREIGN_LANGUAGES"],
    "languages": ["et", "en"],
    "pupilAges": {"from": 11, "to": 14},
    "description": "First line.\nSecond line.",
    "noticeVersion": "esep-nb",
    "noticeLanguage": "et",
}


@pytest.fixture
def office(offices: Office) -> Office:
    """The world of registrations, in which two people have accepted the general notice."""
    now = datetime.now(UTC)
    world = registrations(now)
    second = user("second", None, "GENERAL", lastLoginAt=now.isoformat())
    offices.real.load(World((*world.records, school("far", "XX"), second), now))
    for person in ("general", "second", "refused"):
        assert codes(offices.send(Asker("GENERAL_USER", None, person), ACCEPT)) == []
    return offices


def register(office: Office, asker: Asker = GENERAL, **more: Any) -> Any:
    given = SAID | {"school": public_id("school", "s1")} | more
    return office.send(asker, REGISTER, input={name: value for name, value in given.items() if value is not ...})


def fields(answer: Any) -> list[str]:
    assert set(codes(answer)) == {"BAD_USER_INPUT"}
    return [error["extensions"]["field"] for error in answer["errors"]]


def unchanged(office: Office) -> bool:
    audited = {entry[3] for entry in office.audit()}
    return state(office, "general") == "GENERAL" and audited == {"acceptNotice"} and count(office, "schools") == 3


def count(office: Office, table: str) -> int:
    ((number,),) = office.rows(f"SELECT count(*) FROM {table}")  # noqa: S608 - names of this file
    return int(number)


def new_school(office: Office) -> str:
    ((new,),) = office.rows("SELECT id::text FROM schools WHERE official_name LIKE 'Tallinna%%'")
    return str(new)


def test_who_registers_waits_and_reads_back_what_was_said(office: Office) -> None:
    answer = register(office, newSchool=NEW_SCHOOL, school=...)
    own = {
        "id": public_id("user", "general"),
        "status": "PENDING",
        "firstName": "Kadri",
        "username": "Kadri.O",
        "description": "First line.\nSecond line.",
        "subjects": ["Physics", "Foreign languages"],
        "pupilAges": {"from": 11, "to": 14},
        "country": "EE",
        "school": {
            "officialName": "Tallinna Ühisgümnaasium",
            "city": "Tallinn",
            "head": {"firstName": "Heli", "email": "heli@tyg.example"},
        },
    }
    assert answer == {"data": {"registerAsETwinner": {"user": own}}}
    assert office.rows("SELECT registered_at > now() - interval '1 minute' FROM users WHERE id = %s", own["id"]) == [
        (True,)
    ]
    assert office.rows("SELECT notice, version, language FROM notice_acceptances WHERE notice = 'ETWINNER'") == [
        ("ETWINNER", "esep-nb", "et")
    ]
    assert codes(office.send(Asker("ETWINNER", None, "general"), OWN)) == ["FORBIDDEN"]


def test_the_own_organisation_validates_a_registration_and_no_other_sees_it(office: Office) -> None:
    register(office)
    look = f'{{ node(id: "{public_id("user", "general")}") {{ id }} }}'
    seen = [office.send(asker, look)["data"]["node"] is not None for asker in (ESTONIA, LATVIA, PUBLIC)]
    assert seen == [True, False, False]
    assert office.send(Asker("ETWINNER", None, "anna"), look)["data"]["node"] is None
    assert codes(decide(office, ESTONIA, "validate", "general")) == []
    assert codes(office.send(Asker("ETWINNER", None, "general"), OWN)) == []


def test_the_head_is_read_back_by_who_supplied_the_data_and_by_no_colleague(office: Office) -> None:
    """A-02, A-03."""
    register(office, newSchool=NEW_SCHOOL, school=...)
    new = new_school(office)
    colleague = Asker("GENERAL_USER", None, "second")
    office.rows("UPDATE schools SET status = 'VALIDATED' WHERE id = %s RETURNING id", new)
    assert codes(register(office, colleague, school=new, username=...)) == []
    assert office.send(GENERAL, OWN)["data"]["viewer"]["user"]["school"]["head"] == {"lastName": "Juht"}
    assert office.send(colleague, OWN)["data"]["viewer"]["user"]["school"] == {"head": None}
    assert count(office, "users WHERE email = 'heli@tyg.example'") == 0


def test_a_school_that_waits_is_named_by_nobody_else(office: Office) -> None:
    """As an unknown id, byte for byte; who entered it may register at it again (REG-05, A-50)."""
    register(office, newSchool=NEW_SCHOOL, school=...)
    new = new_school(office)
    colleague = Asker("GENERAL_USER", None, "second")
    unknown = register(office, colleague, school=public_id("school", "nowhere"), username=...)
    assert codes(unknown) == ["NOT_FOUND"]
    assert register(office, colleague, school=new, username=...) == unknown
    decide(office, ESTONIA, "refuse", "general")
    assert codes(register(office, school=new)) == []


def test_who_registers_again_keeps_the_user_name(office: Office) -> None:
    """Else whoever is refused would learn, name by name, which ones others have."""
    register(office)
    decide(office, ESTONIA, "refuse", "general")
    assert fields(register(office, username="kadri.other")) == ["username"]
    assert state(office, "general") == "REFUSED"
    assert codes(register(office, username=...)) == []
    decide(office, ESTONIA, "refuse", "general")
    answer = register(office, username="KADRI.O")
    assert answer["data"]["registerAsETwinner"]["user"]["username"] == "KADRI.O"
    decide(office, ESTONIA, "refuse", "general")
    assert register(office, username=...)["data"]["registerAsETwinner"]["user"]["username"] == "KADRI.O"


def test_everything_wrong_is_said_at_once_by_field(office: Office) -> None:
    head = {"firstName": " ", "lastName": "x" * 201, "email": "heli@tyg.example"}
    new = NEW_SCHOOL | {"country": "XX", "city": "a\u0001", "head": head}
    answer = register(
        office,
        newSchool=new,
        school=...,
        firstName="",
        username="a@b",
        description=" ",
        subjects=[],
        languages=[],
        pupilAges={"from": 12, "to": 11},
        noticeVersion="older",
    )
    assert fields(answer) == [
        *("firstName", "username", "description", "subjects", "languages", "pupilAges", "noticeVersion"),
        *("newSchool.city", "newSchool.country", "newSchool.head.firstName", "newSchool.head.lastName"),
    ]
    assert unchanged(office)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"pupilAges": {"from": 2, "to": 5}}, "pupilAges"),
        ({"pupilAges": {"from": 5, "to": 21}}, "pupilAges"),
        ({"subjects": ["PHYSICS", "PHYSICS"]}, "subjects"),
        ({"subjects": ["PHYSICS", "Physics"]}, "subjects"),
        ({"subjects": ["ALCHEMY"]}, "subjects"),
        ({"subjects": [f"S{number}" for number in range(51)]}, "subjects"),
        ({"username": "a\u202eb.c"}, "username"),
        ({"username": "ab"}, "username"),
        ({"lastName": "\ufdfa" * 200}, "lastName"),
        ({"school": ...}, "school"),
        ({"newSchool": NEW_SCHOOL}, "school"),
        ({"school": public_id("school", "far")}, "school"),
    ],
)
def test_one_wrong_value_is_named(office: Office, wrong: dict[str, Any], field: str) -> None:
    assert fields(register(office, **wrong)) == [field]
    assert unchanged(office)


def test_only_teachers_need_a_subject(office: Office) -> None:
    """DATA-06."""
    assert fields(register(office, subjects=[])) == ["subjects"]
    assert codes(register(office, subjects=[], schoolRole="LIBRARIAN")) == []


def test_without_the_general_notice_nobody_registers(office: Office) -> None:
    """SCOPE-04."""
    office.rows("DELETE FROM notice_acceptances RETURNING id")
    assert codes(register(office)) == ["CONFLICT"]
    assert unchanged(office)


def test_who_is_registered_already_stays_so_and_who_was_refused_may_try_again(office: Office) -> None:
    assert codes(register(office)) == []
    assert codes(register(office)) == ["CONFLICT"]
    assert codes(register(office, Asker("GENERAL_USER", None, "anna"))) == ["CONFLICT"]
    assert codes(register(office, Asker("GENERAL_USER", None, "hidden"))) == ["CONFLICT"]
    assert codes(register(office, Asker("GENERAL_USER", None, "refused"), username=...)) == []
    assert state(office, "refused") == "PENDING"


def test_only_general_users_register(office: Office) -> None:
    for asker in (EACEA, ESTONIA, Asker("ETWINNER", None, "anna")):
        assert codes(register(office, asker)) == ["FORBIDDEN"]
    assert codes(register(office, PUBLIC)) == ["UNAUTHENTICATED"]
    assert unchanged(office)


@pytest.mark.parametrize("school", ["6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11", "no id", public_id("user", "anna")])
def test_a_school_that_is_none_is_not_found(office: Office, school: str) -> None:
    answer = register(office, school=school)
    assert (codes(answer), answer["errors"][0]["extensions"]["field"]) == (["NOT_FOUND"], "school")
    assert unchanged(office)


@pytest.mark.parametrize("same", ["kadri.o", "KADRI.O", "Kadrı.O", "\uff2badri.\uff4f", "\u212aadri.O"])
def test_h04_no_second_user_name_looks_like_the_first(office: Office, same: str) -> None:
    second = Asker("GENERAL_USER", None, "second")
    assert codes(register(office, second)) == []
    assert fields(register(office, username=same)) == ["username"]
    assert fields(register(office, username=same, subjects=[])) == ["subjects"]  # not told beside another mistake
    assert state(office, "general") == "GENERAL"


def test_h03_texts_are_kept_in_nfc(office: Office) -> None:
    answer = register(office, firstName="Andre\u0301", description="Ge\u0301ographie")
    assert answer["data"]["registerAsETwinner"]["user"]["firstName"] == "André"
    assert answer["data"]["registerAsETwinner"]["user"]["description"] == "Géographie"


def test_p01_fifty_registrations_at_once_are_one(office: Office) -> None:
    given = {"input": SAID | {"newSchool": NEW_SCHOOL}}
    answers = office.send_at_once([(GENERAL, REGISTER, given)] * 50)
    assert sorted(codes(answer) for answer in answers) == [[], *[["CONFLICT"]] * 49]
    assert count(office, "schools") == 4
    assert [entry[3] for entry in office.audit()].count("registerAsETwinner") == 1


def test_of_two_who_want_one_user_name_at_once_one_has_it(office: Office) -> None:
    second = Asker("GENERAL_USER", None, "second")
    for number in range(10):
        given = {"input": SAID | {"school": public_id("school", "s1"), "username": f"name{number}"}}
        answers = office.send_at_once([(GENERAL, REGISTER, given), (second, REGISTER, given)])
        assert sorted(codes(answer) for answer in answers) == [[], ["BAD_USER_INPUT"]]
        office.rows("UPDATE users SET status = 'GENERAL', username = NULL WHERE status = 'PENDING' RETURNING id")


def test_a_registration_and_a_decision_are_one_after_the_other(office: Office) -> None:
    """Whoever decides sees what was registered, as it is then."""
    register(office)
    answers = [decide(office, asker, "refuse", "general") for asker in (ESTONIA, COLLEAGUE)]
    assert [codes(answer) for answer in answers] == [[], ["NOT_FOUND"]]
    assert codes(register(office)) == []
    assert codes(decide(office, COLLEAGUE, "validate", "general")) == []


def test_every_column_is_as_an_import_of_the_same_record_would_have_it(office: Office) -> None:
    register(office, newSchool=NEW_SCHOOL | {"email": "Kool@TÜG.example"}, school=...)

    def rows() -> list[tuple[Any, ...]]:
        gone = "- 'id' - 'key' - 'school_id' - 'head_supplied_by'"  # what is entered waits, what is imported does not
        return office.rows(
            f"SELECT to_jsonb(users) {gone}, to_jsonb(schools) {gone} - 'status' FROM users"  # noqa: S608 - a constant
            " JOIN schools ON schools.id = school_id WHERE first_name = 'Kadri'"
        )

    registered = rows()
    ((row, _),) = registered
    new = {name: value for name, value in NEW_SCHOOL.items() if name != "head"} | {"email": "Kool@TÜG.example"}
    said = {name: value for name, value in SAID.items() if not name.startswith("notice")}
    person = user("k", "new", "PENDING") | said | {"email": row["email"], "subjects": ["Physics", "Foreign languages"]}
    person |= {"registeredAt": row["registered_at"], "lastLoginAt": row["last_login_at"]}
    record = {"kind": "school", "key": "new", **new, "head": NEW_SCHOOL["head"]}
    office.real.load(World((record, person), datetime.now(UTC)))
    assert rows() == registered
