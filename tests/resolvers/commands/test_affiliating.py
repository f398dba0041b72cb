"""Somebody works at two schools: who says so, who decides, and what becomes of it (A-52, NAT-14)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import school, user
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.affiliating import (
    ADD,
    AFFIRM,
    ANNAS,
    MERGE,
    MOVE,
    OTHER,
    PEER,
    REMOVE,
    RIGA,
    TALLINN,
    TARTU,
    UNKNOWN,
    add,
    affirm,
    seen,
    stored,
    two_schools,
)
from tests.resolvers.commands.office import ANNA, EACEA, PUBLIC, Office, codes
from tests.resolvers.commands.registering import ESTONIA, LATVIA, decide, state
from tests.resolvers.commands.test_outbox import letters
from tests.resolvers.commands.test_registering import NEW_SCHOOL


@pytest.fixture
def office(offices: Office) -> Office:
    """The world for every test."""
    offices.real.load(two_schools(datetime.now(UTC)))
    return offices


def test_a_refusal_ends_it_for_the_organisation_and_the_person_reads_it(office: Office) -> None:
    add(office, school=RIGA)
    assert affirm(office, LATVIA, "validate")["data"]["validateAffiliation"]["user"] == {"id": ANNAS}
    assert affirm(office, LATVIA, "refuse") == {"data": {"refuseAffiliation": {"user": None}}}
    assert letters(office) == [("second-school-validated", ANNAS), ("second-school-refused", ANNAS)]
    assert seen(office, LATVIA) == (None, [False, False], False)
    assert codes(affirm(office, LATVIA, "validate")) == ["NOT_FOUND"]
    own = office.send(ANNA, "{ viewer { user { secondSchoolStatus secondSchool { id } } } }")["data"]["viewer"]["user"]
    assert own == {"secondSchoolStatus": "REFUSED", "secondSchool": {"id": RIGA}}
    assert state(office, "anna") == "VALIDATED"
    assert add(office, school=RIGA)["data"]["addMySchool"]["user"]["secondSchoolStatus"] == "PENDING"
    words = office.rows("SELECT decision, country, user_id::text, school_id::text FROM affiliation_decisions")
    assert sorted(words) == [("REFUSED", "LV", ANNAS, RIGA), ("VALIDATED", "LV", ANNAS, RIGA)]
    assert office.changes()[1:3] == [
        {"secondStatus": ["PENDING", "VALIDATED"]},
        {"secondStatus": ["VALIDATED", "REFUSED"]},
    ]


def test_a_decision_is_made_once(office: Office) -> None:
    add(office, school=RIGA)
    affirm(office, LATVIA, "validate")
    assert codes(affirm(office, LATVIA, "validate")) == ["CONFLICT"]


def test_a_decision_is_about_the_school_that_was_looked_at(office: Office) -> None:
    office.real.bring(World((school("s4", "LV"),), datetime.now(UTC)))
    other = public_id("school", "s4")
    add(office, school=RIGA)
    office.send(ANNA, REMOVE, input={"school": RIGA})
    add(office, school=other)
    for at in (RIGA, TALLINN, UNKNOWN, "no id"):
        for what in AFFIRM:
            assert codes(affirm(office, LATVIA, what, at=at)) == ["CONFLICT"]
    assert codes(affirm(office, ESTONIA, "validate")) == ["FORBIDDEN"]
    assert stored(office) == (TALLINN, other, "LV", "PENDING")
    office.send(LATVIA, MERGE, input={"surviving": RIGA, "absorbed": other})
    assert codes(affirm(office, LATVIA, "validate", at=other)) == []
    assert stored(office) == (TALLINN, RIGA, "LV", "VALIDATED")


def test_who_is_not_seen_is_not_decided_about(office: Office) -> None:
    unknown = affirm(office, LATVIA, "validate", UNKNOWN)
    assert affirm(office, LATVIA, "validate") == unknown  # without a second school she is hidden
    add(office, school=RIGA)
    assert codes(unknown) == ["NOT_FOUND"]
    assert codes(affirm(office, ESTONIA, "validate")) == ["FORBIDDEN"]  # seen by the first school
    assert codes(decide(office, LATVIA, "withdraw", "anna")) == ["FORBIDDEN"]  # seen by the second
    for asker in (EACEA, PEER, OTHER, ANNA):
        assert codes(affirm(office, asker, "validate")) == ["FORBIDDEN"]
    assert stored(office)[3] == "PENDING"


def test_whoever_is_restricted_or_waits_for_no_organisation_is_hidden_from_both(office: Office) -> None:
    add(office, school=RIGA)
    office.rows("UPDATE users SET restricted = true WHERE id = %s RETURNING id", ANNAS)
    assert seen(office, LATVIA) == (None, [False, False], False)
    assert codes(affirm(office, LATVIA, "refuse")) == ["NOT_FOUND"]


def test_a_school_is_taken_away_and_what_is_none_stays_none(office: Office) -> None:
    add(office, school=RIGA)
    assert codes(office.send(ANNA, REMOVE, input={"school": TALLINN})) == ["CONFLICT"]
    for one in (UNKNOWN, TARTU, "no id"):
        assert codes(office.send(ANNA, REMOVE, input={"school": one})) == []
    assert stored(office) == (TALLINN, RIGA, "LV", "PENDING")
    assert office.send(ANNA, REMOVE, input={"school": RIGA}) == {
        "data": {"removeMySchool": {"user": {"secondSchool": None}}}
    }
    assert stored(office) == (TALLINN, None, None, None)
    assert seen(office, LATVIA) == (None, [False, False], False)
    assert [entry[3] for entry in office.audit()] == ["addMySchool", "removeMySchool"]


def test_a_new_school_waits_and_its_person_reads_it(office: Office) -> None:
    found = add(office, newSchool=NEW_SCHOOL | {"country": "LV"})["data"]["addMySchool"]["user"]
    assert (found["secondSchool"]["status"], found["secondSchoolStatus"]) == ("PENDING", "PENDING")
    answer = affirm(office, LATVIA, "validate", at=found["secondSchool"]["id"])
    assert answer["data"]["validateAffiliation"]["user"] == {"id": ANNAS}
    assert seen(office, PEER)[0]["secondSchool"] is None  # the school itself still waits
    assert codes(office.send(ANNA, MOVE, input={"school": found["secondSchool"]["id"]})) == []
    assert stored(office) == (found["secondSchool"]["id"], None, None, None)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "BAD_USER_INPUT"),
        ({"school": TALLINN}, "BAD_USER_INPUT"),
        ({"school": RIGA, "newSchool": NEW_SCHOOL}, "BAD_USER_INPUT"),
        ({"school": public_id("school", "far")}, "BAD_USER_INPUT"),
        ({"school": UNKNOWN}, "NOT_FOUND"),
        ({"school": ANNAS}, "NOT_FOUND"),
        ({"school": "no id"}, "NOT_FOUND"),
    ],
)
def test_what_is_no_second_school_is_refused(office: Office, given: Any, code: str) -> None:
    assert codes(add(office, **given)) == [code]
    assert stored(office) == (TALLINN, None, None, None)
    assert office.audit() == []


def test_there_is_one_at_most_and_the_same_again_changes_nothing(office: Office) -> None:
    add(office, school=RIGA)
    affirm(office, LATVIA, "validate")
    assert add(office, school=RIGA)["data"]["addMySchool"]["user"]["secondSchoolStatus"] == "VALIDATED"
    assert codes(add(office, school=TARTU)) == ["CONFLICT"]
    assert len(office.audit()) == 2


def test_only_validated_etwinners_add_a_school_and_only_their_own(office: Office) -> None:
    for asker in (Asker("GENERAL_USER", None, "mari"), EACEA, ESTONIA, Asker("GENERAL_USER", None, "anna")):
        assert codes(add(office, asker, school=RIGA)) == ["FORBIDDEN"]
    assert codes(add(office, PUBLIC, school=RIGA)) == ["UNAUTHENTICATED"]


def test_who_moves_keeps_the_second_school_unless_it_is_the_new_one(office: Office) -> None:
    add(office, school=RIGA)
    office.send(ANNA, MOVE, input={"school": TARTU})
    assert stored(office) == (TARTU, RIGA, "LV", "PENDING")
    assert seen(office, LATVIA)[0]["firstName"] is not None
    assert office.changes()[-1] == {"school": [TALLINN, TARTU], "status": ["VALIDATED", "PENDING"]}
    general = Asker("GENERAL_USER", None, "anna")
    office.send(general, MOVE, input={"school": RIGA})
    assert stored(office) == (RIGA, None, None, None)
    assert seen(office, LATVIA)[0]["country"] == "LV"
    ended = {"secondSchool": [RIGA, None], "secondStatus": ["PENDING", None]}
    assert office.changes()[-1] == {"school": [TARTU, RIGA]} | ended


def test_a_school_that_moves_takes_its_second_people_to_the_other_organisation(office: Office) -> None:
    add(office, school=RIGA)
    office.rows("UPDATE schools SET country = 'EE' WHERE id = %s RETURNING id", RIGA)
    assert seen(office, LATVIA)[0] is None
    assert seen(office, ESTONIA)[0]["secondSchool"] == {"id": RIGA}


def test_no_import_leaves_a_second_school_that_is_the_first_or_of_an_anonymised_account(office: Office) -> None:
    add(office, school=RIGA)
    lately = datetime.now(UTC).isoformat()
    moved = user("anna", "s2", lastLoginAt=lately)
    office.real.bring(World((school("s2", "LV"), moved), datetime.now(UTC)))
    assert stored(office) == (RIGA, None, None, None)
    office.rows(
        "UPDATE users SET second_school_id = %s, second_country = 'EE', second_status = 'PENDING' WHERE id = %s"
        " RETURNING id",
        TALLINN,
        ANNAS,
    )
    office.real.bring(World((school("s2", "LV"), moved | {"firstName": "Anne"}), datetime.now(UTC)))
    assert stored(office) == (RIGA, TALLINN, "EE", "PENDING")
    gone = {"kind": "user", "key": "anna", "status": "ANONYMISED"}
    office.real.bring(World((gone,), datetime.now(UTC)))
    assert stored(office)[1:] == (None, None, None)


def test_schools_that_become_one_take_their_second_people_along(office: Office) -> None:
    office.real.bring(World((school("s4", "LV"), school("s5", "EE")), datetime.now(UTC)))
    other, third = public_id("school", "s4"), public_id("school", "s5")
    add(office, school=RIGA)
    assert codes(office.send(LATVIA, MERGE, input={"surviving": other, "absorbed": RIGA})) == []
    assert stored(office) == (TALLINN, other, "LV", "PENDING")
    assert add(office, school=RIGA)["data"]["addMySchool"]["user"]["secondSchool"]["id"] == other
    assert codes(office.send(ANNA, REMOVE, input={"school": RIGA})) == []
    assert stored(office)[1] is None
    add(office, school=third)
    assert codes(office.send(ESTONIA, MERGE, input={"surviving": third, "absorbed": TALLINN})) == []
    assert stored(office) == (third, None, None, None)


def test_a_second_school_is_whole_or_not_there(office: Office) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        office.rows("UPDATE users SET second_school_id = %s WHERE id = %s RETURNING id", RIGA, ANNAS)


def test_p03_a_decision_and_a_removal_at_once_have_an_order(office: Office) -> None:
    """Decided before it is taken away, or not found; never decided about a school that is not there."""
    for _ in range(10):
        add(office, school=RIGA)
        decided, removed = office.send_at_once(
            [
                (LATVIA, AFFIRM["validate"], {"input": {"user": ANNAS, "school": RIGA}}),
                (ANNA, REMOVE, {"input": {"school": RIGA}}),
            ]
        )
        assert codes(removed) == []
        assert codes(decided) in ([], ["NOT_FOUND"])
        assert stored(office) == (TALLINN, None, None, None)


def test_p01_of_fifty_that_are_added_at_once_there_is_one(office: Office) -> None:
    asked = [(ANNA, ADD, {"input": {"school": RIGA if turn % 2 else TARTU}}) for turn in range(50)]
    answers = office.send_at_once(asked)
    assert {code for one in answers for code in codes(one)} == {"CONFLICT"}
    assert sorted({tuple(codes(one)) for one in answers}) == [(), ("CONFLICT",)]
    assert len(office.audit()) == 1
