"""Somebody works at two schools: who sees what of it (A-52, NAT-14)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conformance.reference.askers import Asker
from tests.resolvers.commands.affiliating import (
    ANNAS,
    OTHER,
    PEER,
    REMOVE,
    RIGA,
    TALLINN,
    add,
    affirm,
    seen,
    stored,
    two_schools,
)
from tests.resolvers.commands.office import ANNA, EACEA, PUBLIC, Office, codes
from tests.resolvers.commands.registering import ESTONIA, LATVIA, decide
from tests.resolvers.commands.test_outbox import letters
from tests.resolvers.commands.test_profile import update
from tests.resolvers.commands.test_registering import ACCEPT, NEW_SCHOOL, register
from tests.resolvers.commands.test_schools import refuse, validate


@pytest.fixture
def office(offices: Office) -> Office:
    """The world for every test."""
    offices.real.load(two_schools(datetime.now(UTC)))
    return offices


def test_the_organisation_of_the_second_school_sees_the_core_set_and_nothing_of_the_first(office: Office) -> None:
    assert seen(office, LATVIA) == (None, [False, False], False)
    answer = add(office, school=RIGA)["data"]["addMySchool"]["user"]
    assert (answer["status"], answer["country"], answer["school"]["id"]) == ("VALIDATED", "EE", TALLINN)
    assert (answer["secondSchoolStatus"], answer["secondSchool"]["id"]) == ("PENDING", RIGA)
    node, listed, takes_part = seen(office, LATVIA)
    assert node | {"firstName": "", "email": ""} == {
        "firstName": "",
        "email": "",
        "country": None,
        "status": None,
        "registeredAt": None,
        "picture": None,
        "school": None,
        "secondSchoolStatus": "PENDING",
        "secondSchool": {"id": RIGA},
        "projects": {"totalCount": 0},
    }
    assert node["firstName"] is not None
    assert node["email"] is not None
    assert (listed, takes_part) == ([False, True], False)


def test_nobody_else_sees_a_second_school_that_waits(office: Office) -> None:
    before = [seen(office, asker) for asker in (ESTONIA, PEER, PUBLIC, OTHER)]
    add(office, school=RIGA)
    assert [seen(office, asker) for asker in (ESTONIA, PEER, PUBLIC, OTHER)] == before
    staff = seen(office, EACEA)
    assert (staff[0]["secondSchool"], staff[1]) == ({"id": RIGA}, [True, True])


def test_a_second_school_that_is_valid_is_shown_to_peers_and_to_no_other_organisation(office: Office) -> None:
    before = [seen(office, asker) for asker in (ESTONIA, PUBLIC, OTHER)]
    add(office, school=RIGA)
    assert affirm(office, LATVIA, "validate") == {"data": {"validateAffiliation": {"user": {"id": ANNAS}}}}
    node, listed, _ = seen(office, PEER)
    assert (node["secondSchool"], node["secondSchoolStatus"], listed) == ({"id": RIGA}, None, [True, True])
    assert [seen(office, asker) for asker in (ESTONIA, PUBLIC, OTHER)] == before
    waits = "{ users(where: { secondSchoolStatus: [PENDING, VALIDATED] }) { nodes { secondSchoolStatus } } }"
    assert office.send(LATVIA, waits)["data"]["users"]["nodes"] == [{"secondSchoolStatus": "VALIDATED"}]
    assert office.send(ESTONIA, waits)["data"]["users"]["nodes"] == []


@pytest.mark.parametrize(
    ("before", "after"), [("VALIDATED", "PENDING"), ("PENDING", "PENDING"), ("REFUSED", "REFUSED")]
)
def test_who_is_to_be_validated_again_is_so_for_both_schools(office: Office, before: str, after: str) -> None:
    """Another role at school, and another registration: of the person who was found valid little may be left."""
    second: dict[str, Any] = {} if before == after else {"secondStatus": [before, after]}

    def begin() -> None:
        add(office, school=RIGA)
        office.rows("UPDATE users SET second_status = %s WHERE id = %s RETURNING id", before, ANNAS)

    begin()
    assert codes(update(office, firstName="Anew")) == []
    assert stored(office)[3] == before
    assert codes(update(office, schoolRole="HEAD")) == []
    assert stored(office) == (TALLINN, RIGA, "LV", after)
    assert office.changes()[-1] == {"status": ["VALIDATED", "PENDING"]} | second
    decide(office, ESTONIA, "validate", "anna")
    begin()
    decide(office, ESTONIA, "withdraw", "anna")
    assert stored(office)[3] == before
    general = Asker("GENERAL_USER", None, "anna")
    assert codes(office.send(general, ACCEPT)) == []
    assert codes(register(office, general)) == []
    assert stored(office) == (TALLINN, RIGA, "LV", after)
    assert office.changes()[-1] == {"status": ["REFUSED", "PENDING"], "school": [None, TALLINN]} | second


def test_who_registers_at_the_second_school_has_it_as_the_first_alone(office: Office) -> None:
    add(office, school=RIGA)
    decide(office, ESTONIA, "withdraw", "anna")
    general = Asker("GENERAL_USER", None, "anna")
    assert codes(office.send(general, ACCEPT)) == []
    assert codes(register(office, general, school=RIGA)) == []
    assert stored(office) == (RIGA, None, None, None)
    ended = {"secondSchool": [RIGA, None], "secondStatus": ["PENDING", None]}
    assert office.changes()[-1] == {"status": ["REFUSED", "PENDING"], "school": [None, RIGA]} | ended


def test_who_entered_a_second_school_is_written_to_while_it_is_theirs(office: Office) -> None:
    entered = add(office, newSchool=NEW_SCHOOL | {"country": "LV"})["data"]["addMySchool"]["user"]["secondSchool"]["id"]
    assert codes(refuse(office, LATVIA, entered)) == []
    assert letters(office) == [("school-refused", ANNAS)]
    assert codes(office.send(ANNA, REMOVE, input={"school": entered})) == []
    assert codes(validate(office, LATVIA, entered)) == []
    assert letters(office) == [("school-refused", ANNAS)]


def test_a_public_person_is_to_the_second_organisation_public_and_its_own(office: Office) -> None:
    office.rows("UPDATE users SET public_profile = '{(,)}' WHERE id = %s RETURNING id", ANNAS)
    add(office, school=RIGA)
    node, listed, takes_part = seen(office, LATVIA)
    assert (node["country"], node["school"], node["registeredAt"]) == ("EE", {"id": TALLINN}, None)
    assert (listed, takes_part) == ([True, True], True)


def test_who_is_on_the_list_of_a_second_school_is_recorded_although_public(office: Office) -> None:
    """To be at that school is more than the public sees, and what it sees otherwise is not recorded."""
    office.rows("UPDATE users SET public_profile = '{(,)}' WHERE id = %s RETURNING id", ANNAS)
    add(office, school=RIGA)
    people = "query ($id: ID!) { node(id: $id) { ... on School { users(first: 50) { nodes { id firstName } } } } }"
    recorded = []
    for listed in (TALLINN, RIGA):
        office.rows("DELETE FROM access_log RETURNING number")
        office.send(LATVIA, people, id=listed)
        subjects = {str(one) for (found,) in office.rows("SELECT subjects FROM access_log") for one in found}
        recorded.append(ANNAS in subjects)
    assert recorded == [False, True]


def test_the_address_of_a_school_tells_of_no_second_school_that_is_not_valid(office: Office) -> None:
    """G-08: it is null where it is somebody's who is affiliated, and nobody is before it was decided."""
    office.rows(
        "UPDATE schools SET (email, email_key, email_folded) = (SELECT email, email_key, email_folded FROM users"
        " WHERE id = %s) WHERE id = %s RETURNING id",
        ANNAS,
        RIGA,
    )
    address = f'{{ node(id: "{RIGA}") {{ ... on School {{ email }} }} }}'
    before = office.send(PEER, address)
    assert before["data"]["node"]["email"] is not None
    add(office, school=RIGA)
    assert office.send(PEER, address) == before
    affirm(office, LATVIA, "validate")
    assert office.send(PEER, address) == {"data": {"node": {"email": None}}}
    office.rows("UPDATE users SET second_status = 'REFUSED' WHERE id = %s RETURNING id", ANNAS)
    assert office.send(PEER, address) == before


def test_staff_are_told_of_no_project_by_an_invitation_of_whom_they_see_by_a_second_school(office: Office) -> None:
    ((staff,),) = office.rows("SELECT user_id::text FROM assignments WHERE role = 'NSO' AND country = 'LV' LIMIT 1")
    office.rows(
        "INSERT INTO invitations (id, project_id, title, role, user_id, inviter_id, invited_at)"
        " SELECT gen_random_uuid(), id, 'Title', 'PARTNER', %s, %s, now() FROM projects LIMIT 1 RETURNING id",
        staff,
        ANNAS,
    )
    asked = "{ viewer { invitations { projectId } } }"
    for _ in range(2):
        assert office.send(LATVIA, asked) == {"data": {"viewer": {"invitations": []}}}
        add(office, school=RIGA)
