"""A person changes the school: who sees them from then on, who decides, and what happens beside it (A-51)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import consent, school
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.office import ANNA, EACEA, PUBLIC, Office, codes
from tests.resolvers.commands.registering import DECIDE, ESTONIA, LATVIA, decide, registrations, state
from tests.resolvers.commands.test_registering import NEW_SCHOOL

MOVE = """mutation ($input: ChangeMySchoolInput!) {
  changeMySchool(input: $input) { user { id status country school { id } } }
}"""
GENERAL = Asker("GENERAL_USER", None, "general")
MARI = Asker("GENERAL_USER", None, "mari")
PEER = Asker("ETWINNER", None, "official")
ANNAS = public_id("user", "anna")
TALLINN, RIGA = public_id("school", "s1"), public_id("school", "s2")


@pytest.fixture
def office(offices: Office) -> Office:
    """The world of registrations, with a second school in Estonia and one that does not take part; anna is public."""
    world = registrations(datetime.now(UTC))
    more = [school("s3", "EE"), school("far", "XX"), consent("anna")]
    offices.real.load(World((*world.records, *more), world.now))
    return offices


def change(office: Office, asker: Asker = ANNA, **given: Any) -> Any:
    return office.send(asker, MOVE, input=given)


def seen_by(office: Office, *askers: Asker, person: str = ANNAS) -> list[bool]:
    look = f'{{ node(id: "{person}") {{ id }} }}'
    return [office.send(asker, look)["data"]["node"] is not None for asker in askers]


def unchanged(office: Office) -> bool:
    audited = office.audit()
    (row,) = office.rows("SELECT school_id::text, school_country, status FROM users WHERE id = %s", ANNAS)
    return audited == [] and row == (TALLINN, "EE", "VALIDATED")


def test_who_moves_to_another_country_is_seen_by_its_organisation_alone(office: Office) -> None:
    assert seen_by(office, ESTONIA, LATVIA, PEER, PUBLIC) == [True, True, True, True]  # anna is public
    assert change(office, school=RIGA) == {"data": {"changeMySchool": {"user": None}}}
    assert seen_by(office, ESTONIA, LATVIA, PEER, PUBLIC) == [False, True, False, False]
    assert codes(decide(office, ESTONIA, "validate", "anna")) == ["NOT_FOUND"]
    assert codes(office.send(ANNA, "{ viewer { role } }")) == ["FORBIDDEN"]
    assert codes(decide(office, LATVIA, "validate", "anna")) == []
    assert seen_by(office, ESTONIA, LATVIA, PEER, PUBLIC) == [True, True, True, True]
    own = office.send(ANNA, "{ viewer { country user { school { id } } } }")["data"]["viewer"]
    assert own == {"country": "LV", "user": {"school": {"id": RIGA}}}


def test_who_moves_within_the_country_waits_as_well(office: Office) -> None:
    other = public_id("school", "s3")
    assert codes(change(office, school=other)) == []
    assert state(office, "anna") == "PENDING"
    assert seen_by(office, ESTONIA, LATVIA, PEER, PUBLIC) == [True, False, False, False]
    (entry,) = office.rows("SELECT command, objects::text[], changes FROM audit_log")
    assert entry[0] == "changeMySchool"
    assert set(entry[1]) == {ANNAS, other}
    assert entry[2] == {"school": [TALLINN, other], "status": ["VALIDATED", "PENDING"]}


def test_a_new_school_is_added_with_its_head(office: Office) -> None:
    answer = change(office, MARI, newSchool=NEW_SCHOOL | {"country": "LV"})
    found = answer["data"]["changeMySchool"]["user"]
    assert (found["status"], found["country"]) == ("PENDING", "LV")
    assert seen_by(office, ESTONIA, LATVIA, person=public_id("user", "mari")) == [False, True]
    supplied = office.rows("SELECT head_supplied_by::text FROM schools WHERE id = %s", found["school"]["id"])
    assert supplied == [(public_id("user", "mari"),)]


def test_the_same_school_again_changes_nothing(office: Office) -> None:
    assert change(office, school=TALLINN)["data"]["changeMySchool"]["user"]["status"] == "VALIDATED"
    assert unchanged(office)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, "BAD_USER_INPUT", "school"),
        ({"school": RIGA, "newSchool": NEW_SCHOOL}, "BAD_USER_INPUT", "school"),
        ({"school": public_id("school", "far")}, "BAD_USER_INPUT", "school"),
        ({"newSchool": NEW_SCHOOL | {"country": "XX"}}, "BAD_USER_INPUT", "newSchool.country"),
        ({"school": "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"}, "NOT_FOUND", "school"),
        ({"school": ANNAS}, "NOT_FOUND", "school"),
        ({"school": "no id"}, "NOT_FOUND", "school"),
    ],
)
def test_what_is_no_school_to_move_to_is_refused(office: Office, given: Any, code: str, field: str) -> None:
    answer = change(office, **given)
    assert (codes(answer), answer["errors"][0]["extensions"]["field"]) == ([code], field)
    assert unchanged(office)


@pytest.mark.parametrize("person", ["general", "refused", "off", "silent", "hidden"])
def test_who_is_not_registered_moves_nowhere(office: Office, person: str) -> None:
    before = state(office, person)
    assert codes(change(office, Asker("GENERAL_USER", None, person), school=RIGA)) == ["CONFLICT"]
    assert state(office, person) == before
    assert unchanged(office)


def test_staff_and_the_public_move_nobody(office: Office) -> None:
    for asker in (EACEA, ESTONIA, Asker("NSO", "VALIDATION", "official")):
        assert codes(change(office, asker, school=RIGA)) == ["FORBIDDEN"]
    assert codes(change(office, PUBLIC, school=RIGA)) == ["UNAUTHENTICATED"]
    assert unchanged(office)


def test_who_moves_is_out_of_the_staff_role_until_validated(office: Office) -> None:
    """G-40: an assignment needs an account that is validated or general."""
    staff = Asker("NSO", "VALIDATION", "official")
    assert codes(office.send(staff, "{ viewer { role } }")) == []
    assert codes(change(office, PEER, school=RIGA)) == []
    assert codes(office.send(staff, "{ viewer { role } }")) == ["FORBIDDEN"]


def test_p03_a_move_and_a_decision_at_once_have_an_order(office: Office) -> None:
    """Validated before the move, or not found by the former organisation; never validated at the new school by it."""
    mari = public_id("user", "mari")
    for _ in range(10):
        office.rows(
            "UPDATE users SET school_id = %s, school_country = 'EE', status = 'PENDING' WHERE id = %s RETURNING id",
            TALLINN,
            mari,
        )
        decided, moved = office.send_at_once(
            [(ESTONIA, DECIDE["validate"], {"input": {"user": mari}}), (MARI, MOVE, {"input": {"school": RIGA}})]
        )
        assert codes(moved) == []
        assert codes(decided) in ([], ["NOT_FOUND"])
        after = office.rows("SELECT school_country, status FROM users WHERE id = %s", mari)
        assert after == [("LV", "PENDING")]


def test_p01_fifty_moves_to_a_new_school_at_once_by_one_key_are_one(office: Office) -> None:
    given = {"input": {"newSchool": NEW_SCHOOL, "idempotencyKey": "once"}}
    answers = office.send_at_once([(MARI, MOVE, given)] * 50)
    assert answers == [answers[0]] * 50
    assert codes(answers[0]) == []
    assert office.rows("SELECT count(*) FROM schools WHERE official_name = %s", NEW_SCHOOL["officialName"]) == [(1,)]
    assert [entry[3] for entry in office.audit()] == ["changeMySchool"]
