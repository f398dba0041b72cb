"""Who decides about a school that a registrant entered, and who sees it before and afterwards (REG-05)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import consent, school, user
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.office import ANNA, EACEA, PUBLIC, Office, codes
from tests.resolvers.commands.registering import COLLEAGUE, ESTONIA, LATVIA, registrations
from tests.resolvers.commands.test_moving import MOVE
from tests.resolvers.commands.test_outbox import letters

NEW = public_id("school", "new")
WAITS = Asker("GENERAL_USER", None, "waits")
VALIDATE = """mutation ($input: ValidateSchoolInput!) {
  validateSchool(input: $input) { school { id status officialName } }
}"""
REFUSE = "mutation ($input: RefuseSchoolInput!) { refuseSchool(input: $input) { school { id status } } }"


@pytest.fixture
def office(offices: Office) -> Office:
    """The world of registrations, with a school that waits and two of its people."""
    now = datetime.now(UTC)
    lately = now.isoformat()
    more = [
        school("new", "EE", officialName="Uus Kool", status="PENDING", headSuppliedBy="waits"),
        user("waits", "new", "PENDING", lastLoginAt=lately),
        user("fresh", "new", lastLoginAt=lately),
        consent("fresh", givenAt="2024-01-01T00:00:00Z"),
    ]
    offices.real.load(World((*registrations(now).records, *more), now))
    return offices


def validate(office: Office, asker: Asker = ESTONIA, named: str = NEW) -> Any:
    return office.send(asker, VALIDATE, input={"school": named})


def refuse(office: Office, asker: Asker = ESTONIA, named: str = NEW, reason: str = "No such school.") -> Any:
    return office.send(asker, REFUSE, input={"school": named, "reason": reason})


def sees(office: Office, asker: Asker) -> bool:
    """By its id and in the list alike."""
    document = f'{{ node(id: "{NEW}") {{ id }} schools(first: 100) {{ nodes {{ id }} }} }}'
    data = office.send(asker, document)["data"]
    listed = {"id": NEW} in data["schools"]["nodes"]
    assert listed is (data["node"] is not None)
    return listed


def decisions(office: Office) -> list[tuple[Any, ...]]:
    return office.rows("SELECT school_id::text, validator_id::text, country, decision, reason FROM school_validations")


def status(office: Office) -> str:
    ((found,),) = office.rows("SELECT status FROM schools WHERE id = %s", NEW)
    return str(found)


def test_a_school_is_for_its_own_people_and_staff_until_it_is_validated_and_then_for_all(office: Office) -> None:
    own = [Asker("GENERAL_USER", None, "waits"), Asker("ETWINNER", None, "fresh")]
    assert [sees(office, asker) for asker in (*own, ESTONIA, EACEA)] == [True] * 4
    assert [sees(office, asker) for asker in (ANNA, PUBLIC, LATVIA)] == [False] * 3
    shown = {"id": NEW, "status": "VALIDATED", "officialName": "Uus Kool"}
    assert validate(office) == {"data": {"validateSchool": {"school": shown}}}
    assert [sees(office, asker) for asker in (*own, ESTONIA, EACEA, ANNA, PUBLIC, LATVIA)] == [True] * 7
    assert decisions(office) == [(NEW, public_id("user", "nso-ee"), "EE", "VALIDATED", None)]
    assert [entry[3] for entry in office.audit()] == ["validateSchool"]


def test_a_person_at_a_school_that_waits_is_shown_without_it(office: Office) -> None:
    document = (
        f'{{ node(id: "{public_id("user", "fresh")}") {{ ... on User {{ firstName country school {{ id }} }} }} }}'
    )
    hidden = {"firstName": "First fresh", "country": "EE", "school": None}
    for asker in (ANNA, PUBLIC):
        assert office.send(asker, document)["data"]["node"] == hidden
        found = '{ users(where: {school: {officialName: {contains: "Uus"}}}) { totalCount } }'
        assert office.send(asker, found)["data"] == {"users": {"totalCount": 0}}
    validate(office)
    for asker in (ANNA, PUBLIC):
        assert office.send(asker, document)["data"]["node"] == hidden | {"school": {"id": NEW}}


def test_a_school_that_is_refused_stays_hidden_and_may_be_found_valid_later(office: Office) -> None:
    assert refuse(office)["data"] == {"refuseSchool": {"school": {"id": NEW, "status": "REFUSED"}}}
    assert not sees(office, ANNA)
    assert sees(office, Asker("GENERAL_USER", None, "waits"))
    assert codes(refuse(office)) == ["CONFLICT"]
    assert codes(validate(office)) == []
    assert sees(office, ANNA)
    for again in (validate, refuse):
        assert codes(again(office)) == ["CONFLICT"]
    assert [row[3:] for row in decisions(office)] == [("REFUSED", "No such school."), ("VALIDATED", None)]


def decisions_read(office: Office, asker: Asker, of: str = NEW) -> Any:
    document = f'{{ node(id: "{of}") {{ ... on School {{ decisions {{ decision reason }} }} }} }}'
    return office.send(asker, document)["data"]["node"]


def test_why_it_was_refused_is_read_by_who_entered_it_and_by_who_decides_or_oversees(office: Office) -> None:
    assert [decisions_read(office, asker) for asker in (WAITS, ESTONIA)] == [{"decisions": []}] * 2
    refuse(office, reason="No such school.")
    refused = {"decision": "REFUSED", "reason": "No such school."}
    for asker in (WAITS, ESTONIA, COLLEAGUE, EACEA):
        assert decisions_read(office, asker) == {"decisions": [refused]}, asker
    assert decisions_read(office, Asker("ETWINNER", None, "fresh")) == {"decisions": None}
    for asker in (LATVIA, ANNA, PUBLIC):
        assert decisions_read(office, asker) is None, asker
    validate(office)
    assert decisions_read(office, WAITS) == {"decisions": [refused, {"decision": "VALIDATED", "reason": None}]}
    for asker in (LATVIA, ANNA, PUBLIC):
        assert decisions_read(office, asker) == {"decisions": None}, asker


def test_who_entered_it_is_written_to_while_it_is_their_school(office: Office) -> None:
    waits = public_id("user", "waits")
    refuse(office)
    validate(office)
    assert letters(office) == [("school-refused", waits), ("school-validated", waits)]


def test_who_has_moved_on_hears_nothing_of_the_school_and_reads_nothing(office: Office) -> None:
    assert codes(office.send(WAITS, MOVE, input={"school": public_id("school", "s1")})) == []
    refuse(office)
    assert letters(office) == []
    assert decisions_read(office, WAITS) is None


def test_a_hidden_school_is_an_unknown_one_to_the_organisation_of_another_country(office: Office) -> None:
    for decide in (validate, refuse):
        absent = decide(office, LATVIA, public_id("school", "nowhere"))
        assert codes(absent) == ["NOT_FOUND"]
        assert decide(office, LATVIA) == absent
        assert decide(office, LATVIA, public_id("school", "s1")) == absent
        assert decide(office, ESTONIA, "no id") == absent
    assert (status(office), decisions(office), office.audit()) == ("PENDING", [], [])


def test_nobody_else_decides_and_nobody_for_another_purpose(office: Office) -> None:
    for asker in (EACEA, ANNA, Asker("NSO", "SURVEY", "nso-ee"), Asker("GENERAL_USER", None, "waits")):
        assert codes(validate(office, asker)) == ["FORBIDDEN"], asker
    assert codes(validate(office, PUBLIC)) == ["UNAUTHENTICATED"]
    assert status(office) == "PENDING"


@pytest.mark.parametrize("reason", ["", " ", "x" * 2_001, "a\u0000b"])
def test_a_refusal_has_a_reason(office: Office, reason: str) -> None:
    assert codes(refuse(office, reason=reason)) == ["BAD_USER_INPUT"]
    assert status(office) == "PENDING"


def test_p01_of_many_decisions_at_once_one_is_made(office: Office) -> None:
    sent: list[tuple[Asker, str, dict[str, Any]]] = []
    for number in range(20):
        asker = (ESTONIA, COLLEAGUE)[number % 2]
        sent.append((asker, VALIDATE, {"input": {"school": NEW}}))
    answers = office.send_at_once(sent)
    assert sorted(codes(answer) for answer in answers) == [[], *[["CONFLICT"]] * 19]
    assert len(decisions(office)) == len(office.audit()) == 1
