"""A person keeps the own profile: what changes, what is refused, and who sees what of it from then on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import contact, user
from tests.conformance.worlds.world import Record, World, public_id
from tests.resolvers.commands.office import ANNA, EACEA, PUBLIC, Office, codes, made_of
from tests.resolvers.commands.registering import ESTONIA, decide, registrations, state

FIELDS = "id firstName lastName username schoolRole subjects languages pupilAges { from to } description status"
UPDATE = f"mutation ($input: UpdateMyProfileInput!) {{ updateMyProfile(input: $input) {{ user {{ {FIELDS} }} }} }}"
HIDE = """mutation ($input: HideMyContactsInput!) {
  hideMyContacts(input: $input) { user { id contacts { totalCount } } }
}"""
GENERAL = Asker("GENERAL_USER", None, "general")
BERT = Asker("ETWINNER", None, "official")


@pytest.fixture
def office(offices: Office) -> Office:
    """The world of registrations, in which somebody has a user name and a contact."""
    world = registrations(datetime.now(UTC))
    named = user("named", "s1", username="Nimi.1", lastLoginAt=datetime.now(UTC).isoformat())
    offices.real.load(World((*world.records, named, contact("anna", "official", key="k1")), world.now))
    return offices


def update(office: Office, asker: Asker = ANNA, **given: Any) -> Any:
    return office.send(asker, UPDATE, input=given)


def profile(office: Office, asker: Asker = ANNA) -> Any:
    return office.send(asker, f"{{ viewer {{ user {{ {FIELDS} }} }} }}")["data"]["viewer"]["user"]


def fields(answer: Any) -> list[str]:
    assert set(codes(answer)) == {"BAD_USER_INPUT"}
    return [error["extensions"]["field"] for error in answer["errors"]]


def test_only_what_is_given_changes(office: Office) -> None:
    before = profile(office)
    answer = update(office, description="First line.\nSecond line.", pupilAges={"from": 5, "to": 9})
    after = before | {"description": "First line.\nSecond line.", "pupilAges": {"from": 5, "to": 9}}
    assert answer == {"data": {"updateMyProfile": {"user": after}}}
    assert profile(office) == after
    peer = office.send(BERT, f'{{ node(id: "{before["id"]}") {{ ... on User {{ description }} }} }}')
    assert peer["data"]["node"] == {"description": "First line.\nSecond line."}
    assert update(office, description=None)["data"]["updateMyProfile"]["user"]["description"] is None


def test_a_change_is_found_by_search_and_filter_and_what_was_before_is_not(office: Office) -> None:
    before = profile(office)
    update(office, firstName="Õnne", subjects=["BIOLOGY"], languages=["lv"])

    def found(asked: str) -> list[str]:
        nodes = office.send(BERT, f"{{ users({asked}) {{ nodes {{ id }} }} }}")["data"]["users"]["nodes"]
        return [node["id"] for node in nodes if node["id"] == before["id"]]

    for asked in ('search: "onne"', 'where: {subjects: {has: "Biology"}}', 'where: {firstName: {startsWith: "ÕN"}}'):
        assert found(asked) == [before["id"]], asked
    for asked in (f'search: "{before["firstName"]}"', f'where: {{subjects: {{has: "{before["subjects"][0]}"}}}}'):
        assert found(asked) == [], asked


def test_everything_wrong_is_said_at_once_by_field(office: Office) -> None:
    before = profile(office)
    answer = update(
        office,
        firstName=None,
        lastName=" ",
        username="a@b",
        description="x" * 5_001,
        subjects=[],
        languages=[],
        pupilAges={"from": 12, "to": 11},
    )
    assert fields(answer) == [
        *("firstName", "lastName", "username", "description", "subjects", "languages", "pupilAges"),
    ]
    assert (profile(office), office.audit()) == (before, [])


@pytest.mark.parametrize("name", ["firstName", "lastName", "schoolRole", "subjects", "languages", "pupilAges"])
def test_what_was_registered_cannot_be_removed(office: Office, name: str) -> None:
    before = profile(office)
    assert fields(update(office, ANNA, **{name: None})) == [name]
    assert profile(office) == before


def test_a_teacher_keeps_a_subject(office: Office) -> None:
    """DATA-06."""
    assert fields(update(office, subjects=[])) == ["subjects"]
    assert fields(update(office, subjects=[], schoolRole="TEACHER")) == ["subjects"]
    assert codes(update(office, GENERAL, subjects=[], schoolRole="LIBRARIAN")) == []
    assert fields(update(office, GENERAL, schoolRole="TEACHER")) == ["subjects"]
    assert codes(update(office, GENERAL, subjects=["PHYSICS"], schoolRole="TEACHER")) == []


def test_who_takes_another_role_at_school_waits_to_be_validated_again(office: Office) -> None:
    """RIGHT-02."""
    assert codes(update(office, schoolRole="TEACHER")) == []
    assert state(office, "anna") == "VALIDATED"
    answer = update(office, schoolRole="HEAD")
    assert answer == {"data": {"updateMyProfile": {"user": None}}}
    assert state(office, "anna") == "PENDING"
    peer = office.send(BERT, f'{{ node(id: "{public_id("user", "anna")}") {{ id }} }}')
    assert peer["data"]["node"] is None
    assert codes(decide(office, ESTONIA, "validate", "anna")) == []
    assert profile(office)["schoolRole"] == "HEAD"


@pytest.mark.parametrize("person", ["mari", "refused", "general", "off", "hidden"])
def test_in_every_other_state_a_role_is_corrected_and_the_state_stays(office: Office, person: str) -> None:
    before = state(office, person)
    assert codes(update(office, Asker("GENERAL_USER", None, person), schoolRole="HEAD", firstName="Anew")) == []
    assert state(office, person) == before
    assert office.rows("SELECT first_name FROM users WHERE id = %s", public_id("user", person)) == [("Anew",)]


def test_a_user_name_is_chosen_once_and_only_its_spelling_changes(office: Office) -> None:
    """Who could change it at will would learn which names others have."""
    for taken in ("nimi.1", "NIMI.1", "\uff2eimi.1"):
        assert fields(update(office, username=taken)) == ["username"]
        assert fields(update(office, username=taken, languages=[])) == ["languages"]  # not told beside a mistake
    assert codes(update(office, username="Anna.A")) == []
    assert codes(update(office, username="ANNA.a")) == []
    others = [update(office, username=name) for name in ("nimi.1", "free", None)]
    assert others == [others[0]] * 3
    assert fields(others[0]) == ["username"]
    assert profile(office)["username"] == "ANNA.a"


def test_a_subject_that_one_has_stays_although_it_is_in_no_list(office: Office) -> None:
    office.rows("UPDATE users SET subjects = '{Alchemy}' WHERE id = %s RETURNING id", public_id("user", "anna"))
    answer = update(office, subjects=["Alchemy", "PHYSICS"])
    assert answer["data"]["updateMyProfile"]["user"]["subjects"] == ["Alchemy", "Physics"]
    assert codes(update(office, subjects=["Physics", "PHYSICS"])) == []
    assert profile(office)["subjects"] == ["Physics"]
    assert fields(update(office, subjects=["Alchemy"])) == ["subjects"]


def test_nothing_to_change_leaves_no_entry(office: Office) -> None:
    before = profile(office)
    assert codes(update(office)) == []
    assert codes(update(office, firstName=before["firstName"], subjects=before["subjects"])) == []
    assert office.audit() == []
    assert codes(update(office, firstName="Anew")) == []
    assert [entry[3] for entry in office.audit()] == ["updateMyProfile"]


def test_hidden_contacts_are_hidden_from_peers_at_once(office: Office) -> None:
    """A-10."""
    look = f'{{ node(id: "{public_id("user", "anna")}") {{ ... on User {{ contacts {{ totalCount }} }} }} }}'

    def counted(asker: Asker) -> int:
        return int(office.send(asker, look)["data"]["node"]["contacts"]["totalCount"])

    assert counted(BERT) == 1
    for _ in range(2):
        answer = office.send(ANNA, HIDE, input={"hide": True})
        assert answer["data"]["hideMyContacts"]["user"]["contacts"] == {"totalCount": 1}
        assert counted(BERT) == 0
    assert codes(office.send(ANNA, HIDE, input={"hide": False})) == []
    assert counted(BERT) == 1
    assert [entry[3] for entry in office.audit()] == ["hideMyContacts", "hideMyContacts"]


def test_staff_and_the_public_keep_no_profile(office: Office) -> None:
    for asker in (EACEA, ESTONIA):
        assert codes(update(office, asker, firstName="Anew")) == ["FORBIDDEN"]
        assert codes(office.send(asker, HIDE, input={"hide": True})) == ["FORBIDDEN"]
    assert codes(update(office, PUBLIC, firstName="Anew")) == ["UNAUTHENTICATED"]
    assert office.audit() == []


def test_of_many_changes_at_once_none_is_lost(office: Office) -> None:
    """Each field is as one of the writers left it: two who change different fields do not undo each other."""
    given: list[dict[str, Any]] = [{"firstName": "Anew"}, {"lastName": "Anew"}, {"languages": ["hu"]}]
    given += [{"description": "Anew"}, {"subjects": ["BIOLOGY"]}, {"pupilAges": {"from": 4, "to": 5}}]
    answers = office.send_at_once([(ANNA, UPDATE, {"input": one}) for one in given])
    assert [codes(answer) for answer in answers] == [[]] * len(given)
    after = profile(office)
    expected = {name: one[name] for one in given for name in one} | {"subjects": ["Biology"]}
    assert {name: after[name] for one in given for name in one} == expected


def test_every_column_is_as_an_import_of_the_same_record_would_have_it(office: Office) -> None:
    """`made_of` a record with the same words."""
    now = datetime.now(UTC)
    office.real.load(made_of(now))
    said: Record = {
        "firstName": "Õnne",
        "lastName": "Łukasz",
        "username": "Onne",
        "subjects": ["BIOLOGY", "GEOGRAPHY"],
        "languages": ["lv", "et"],
        "pupilAges": {"from": 4, "to": 5},
        "description": "Line.\nLine.",
        "schoolRole": "TEACHER",
    }
    assert codes(update(office, **said)) == []
    ask = "SELECT to_jsonb(users) FROM users WHERE id = %s"
    changed = office.rows(ask, public_id("user", "anna"))
    world = made_of(now)
    said |= {"subjects": ["Biology", "Geography"]}
    records = [one | said if (one["kind"], one["key"]) == ("user", "anna") else one for one in world.records]
    office.real.load(World(tuple(records), now))
    assert office.rows(ask, public_id("user", "anna")) == changed
