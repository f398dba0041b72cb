"""What its organisation does to an assignment: nothing, no country, or no access (LEG-07, SEC-04, XFER-01)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from app.database.vocabulary import EU_EEA, PROCESSORS, STAFF_ROLES, Role
from app.schema.country_list import load_countries
from tests.authz.test_viewer import MOMENT, NOW, account, assignment, facts, organisation, outcome

Connection = psycopg.Connection[Any]
DAY = timedelta(days=1)
RUNS: dict[str, tuple[dict[str, Any], bool]] = {
    "never agreed": ({}, False),
    "runs": ({"from": NOW - DAY}, True),
    "runs from now on": ({"from": NOW}, True),
    "will run": ({"from": NOW + MOMENT}, False),
    "has an end to come": ({"from": NOW - DAY, "to": NOW + MOMENT}, True),
    "ends now": ({"from": NOW - DAY, "to": NOW}, False),
    "has an end and no beginning": ({"to": NOW + DAY}, False),
}


def periods(what: str, state: str) -> dict[str, Any]:
    return {f"{what}_{bound}": instant for bound, instant in RUNS[state][0].items()}


def country_of(connection: Connection, role: Role, **values: Any) -> str | None:
    """The country in which somebody of this role acts for an organisation."""
    person = account(connection)
    assignment(connection, person, role, country="EE", organisation_id=organisation(connection, **values))
    assert outcome(connection, role, person) == "admitted"
    country: str | None = facts(connection, role, person)["country"]
    return country


@pytest.mark.parametrize("state", RUNS)
def test_a_national_organisation_reads_while_its_agreement_runs(owner: Connection, state: str) -> None:
    found = country_of(owner, Role.NSO, country="EE", **periods("agreement", state))
    assert found == ("EE" if RUNS[state][1] else None)


@pytest.mark.parametrize("role", [Role.NSO, Role.SCHOOL_AUTHORITY])
@pytest.mark.parametrize("state", RUNS)
def test_a_national_body_of_a_third_country_needs_safeguards(owner: Connection, role: Role, state: str) -> None:
    agreed = periods("agreement", "runs")
    found = country_of(owner, role, country="RS", **agreed, **periods("safeguards", state))
    assert found == ("EE" if RUNS[state][1] else None)


def test_safeguards_do_not_stand_for_an_agreement(owner: Connection) -> None:
    assert country_of(owner, Role.NSO, country="RS", **periods("safeguards", "runs")) is None


def test_an_organisation_without_a_country_is_of_a_third_country(owner: Connection) -> None:
    assert country_of(owner, Role.NSO, country=None, **periods("agreement", "runs")) is None


def test_a_school_authority_of_the_union_needs_no_agreement(owner: Connection) -> None:
    assert country_of(owner, Role.SCHOOL_AUTHORITY, country="EE") == "EE"


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
@pytest.mark.parametrize("signed", [True, False])
def test_a_processor_needs_a_clause_on_data_protection(owner: Connection, role: Role, *, signed: bool) -> None:
    person = account(owner)
    company = organisation(owner, kind="PROCESSOR", country="RS", dpa_signed=signed)
    assignment(owner, person, role, country="EE", organisation_id=company)
    assert outcome(owner, role, person) == ("admitted" if signed or role not in PROCESSORS else "403 FORBIDDEN")


def test_without_an_organisation_an_assignment_stands_for_everything(owner: Connection) -> None:
    """G-05."""
    for role in sorted(STAFF_ROLES):
        person = account(owner)
        assignment(owner, person, role, country="RS")
        assert outcome(owner, role, person) == "admitted"
        assert facts(owner, role, person)["country"] == ("RS" if role in {Role.NSO, Role.SCHOOL_AUTHORITY} else None)


def test_the_union_is_the_one_of_the_list_of_countries() -> None:
    assert {country.code for country in load_countries() if country.eu_or_eea} == EU_EEA
