"""Which schools whoever registers finds, by what, and what is told of them: a declared release (REG-03)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.resolvers.read.choices import MOST
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import school, user
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.office import ANNA, EACEA, PUBLIC, Office, codes
from tests.resolvers.commands.registering import ESTONIA, registrations

SCHOOLS = """query ($country: CountryCode!, $search: String!) {
  registrationSchools(country: $country, search: $search) { __typename id officialName city }
}"""
ACCEPT = 'mutation { acceptNotice(input: {version: "2024-1", language: "et"}) { __typename } }'
GENERAL = Asker("GENERAL_USER", None, "general")
STRANGER = Asker("GENERAL_USER", None, "second")


@pytest.fixture
def office(offices: Office) -> Office:
    """Schools that are valid, wait, were refused or lie elsewhere; one person has accepted the notice."""
    now = datetime.now(UTC)
    more = [
        school("hidden", "EE", officialName="Tallinna Saladus", city="Tallinn", email="x@y.example", status="PENDING"),
        school("refused", "EE", officialName="Tallinna Pettus", city="Tallinn", status="REFUSED"),
        school("own", "EE", officialName="Oma Kool", city="Tallinn", status="PENDING"),
        school("õhtu", "EE", officialName="Õhtu Gümnaasium", city="Tallinn", region="Harju", address="Kooli 1"),
        school("riga", "LV", officialName="Tallinas Skola", city="Rīga"),
        user("second", None, "GENERAL", lastLoginAt=now.isoformat()),
        user("newcomer", "own", "GENERAL", lastLoginAt=now.isoformat()),
    ]
    offices.real.load(World((*registrations(now).records, *more), now))
    for person in ("general", "newcomer"):
        assert codes(offices.send(Asker("GENERAL_USER", None, person), ACCEPT)) == []
    return offices


def found(office: Office, search: str, country: str = "EE", asker: Asker = GENERAL) -> Any:
    answer = office.send(asker, SCHOOLS, country=country, search=search)
    assert "errors" not in answer, answer
    return answer["data"]["registrationSchools"]


def test_a_school_is_found_by_the_beginnings_of_words_of_its_name_and_city(office: Office) -> None:
    evening = {
        "__typename": "RegistrationSchool",
        "id": public_id("school", "õhtu"),
        "officialName": "Õhtu Gümnaasium",
        "city": "Tallinn",
    }
    for search in ("ohtu", "TALL gumn", "Tallinn", "Gümnaasium õhtu"):
        assert found(office, search) == [evening], search
    for search in ("tall narva", "harju", "kooli", "aasium"):
        assert found(office, search) == [], search
    assert [one["city"] for one in found(office, "tall", "LV")] == ["Rīga"]
    assert found(office, "tall", "FI") == []


def test_a_school_that_was_not_found_valid_is_found_by_its_own_people_alone(office: Office) -> None:
    newcomer = Asker("GENERAL_USER", None, "newcomer")
    for search in ("saladus", "pettus", "oma"):
        assert found(office, search) == []
    assert [one["officialName"] for one in found(office, "tallinn", asker=newcomer)] == ["Õhtu Gümnaasium", "Oma Kool"]


def test_who_has_not_accepted_the_notice_is_told_nothing(office: Office) -> None:
    assert found(office, "tallinn", asker=STRANGER) is None
    assert found(office, "nothing at all", asker=STRANGER) is None
    assert codes(office.send(STRANGER, ACCEPT)) == []
    assert len(found(office, "tallinn", asker=STRANGER)) == 1


@pytest.mark.parametrize("asker", [PUBLIC, ESTONIA, EACEA], ids=lambda asker: asker.role)
def test_the_public_and_staff_are_refused(office: Office, asker: Asker) -> None:
    assert codes(office.send(asker, SCHOOLS, country="EE", search="tallinn")) == ["FORBIDDEN"]


def test_a_search_without_a_word_is_refused(office: Office) -> None:
    for search in ("", "  "):
        (error,) = office.send(GENERAL, SCHOOLS, country="EE", search=search)["errors"]
        assert (error["extensions"]["code"], error["extensions"]["field"]) == ("BAD_USER_INPUT", "search")
    assert found(office, "'& | ! :* \\\\ <->") == []


def test_some_are_shown_by_name_however_many_there_are(office: Office) -> None:
    now = datetime.now(UTC)
    many = [school(f"n{number}", "EE", officialName=f"Kool {number:03}") for number in range(MOST + 5)]
    person = user("general", None, "GENERAL", lastLoginAt=now.isoformat())
    office.real.load(World((*many, person), now))
    assert codes(office.send(GENERAL, ACCEPT)) == []
    assert [one["officialName"] for one in found(office, "kool")] == [f"Kool {number:03}" for number in range(MOST)]


def test_whatever_is_found_may_be_named_in_a_registration_and_nothing_else_of_it_is_told(office: Office) -> None:
    """The id opens nothing: the school itself stays hidden from who registers."""
    (one,) = found(office, "ohtu")
    look = f'{{ node(id: "{one["id"]}") {{ ... on School {{ officialName address email }} }} }}'
    assert office.send(GENERAL, look) == {"data": {"node": None}}
    assert office.send(ANNA, look)["data"]["node"] is not None
