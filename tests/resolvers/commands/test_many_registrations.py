"""Decisions about many registrations at once: an outcome for each, in one transaction."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.office import EACEA, Office, codes
from tests.resolvers.commands.registering import (
    ESTONIA,
    add_three_of_the_provider,
    decisions,
    registrations,
    state,
)

UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"
MARI = public_id("user", "mari")
MANY = {
    "validate": "mutation ($input: ValidateRegistrationsInput!) "
    "{ answer: validateRegistrations(input: $input) { outcomes { __typename id code } } }",
    "refuse": "mutation ($input: RefuseRegistrationsInput!) "
    "{ answer: refuseRegistrations(input: $input) { clientMutationId outcomes { code } } }",
}


@pytest.fixture
def office(offices: Office) -> Office:
    """The world of registrations for every test."""
    offices.real.load(registrations(datetime.now(UTC)))
    return offices


def outcomes(office: Office, what: str, people: list[str], **more: Any) -> list[str]:
    given = {"users": people, **({} if what == "validate" else {"reason": "No."}), **more}
    return [one["code"] for one in office.send(ESTONIA, MANY[what], input=given)["data"]["answer"]["outcomes"]]


def test_each_of_many_has_its_own_outcome_and_one_entry_stands_for_those_that_were_decided(office: Office) -> None:
    people = [public_id("user", key) for key in ("anna", "mari", "peteris", "hidden", "juri", "mari")] + ["no id"]
    answer = office.send(ESTONIA, MANY["validate"], input={"users": people})["data"]["answer"]["outcomes"]
    assert [one["id"] for one in answer] == people
    assert {one["__typename"] for one in answer} == {"DecisionOutcome"}
    assert [one["code"] for one in answer] == [
        *("CONFLICT", "DONE", "NOT_FOUND", "NOT_FOUND", "DONE", "DONE", "NOT_FOUND")
    ]
    assert sorted(row[0] for row in decisions(office)) == sorted(people[index] for index in (1, 4))
    assert [entry[3:] for entry in office.audit()] == [
        ("validateRegistrations", sorted(people[index] for index in (1, 4)))
    ]


def test_what_the_database_refuses_for_one_is_done_for_the_others(office: Office) -> None:
    add_three_of_the_provider(office)
    people = [public_id("user", key) for key in ("mari", "juri")]
    assert outcomes(office, "validate", people) == ["CONFLICT", "DONE"]
    assert outcomes(office, "validate", people[::-1]) == ["CONFLICT", "CONFLICT"]
    assert (state(office, "mari"), state(office, "juri"), len(decisions(office))) == ("PENDING", "VALIDATED", 1)


def test_many_are_refused_for_one_reason(office: Office) -> None:
    people = [public_id("user", key) for key in ("mari", "juri")]
    assert outcomes(office, "refuse", people) == ["DONE", "DONE"]
    assert outcomes(office, "refuse", people) == ["NOT_FOUND", "NOT_FOUND"]
    assert [row[3:] for row in decisions(office)] == [("REFUSED", "No.")] * 2
    assert len(office.audit()) == 1


def test_p04_the_outcomes_of_the_same_request_are_those_of_the_first(office: Office) -> None:
    people = [MARI, public_id("user", "anna"), UNKNOWN]
    for _ in range(2):
        assert outcomes(office, "validate", people, idempotencyKey="key") == ["DONE", "CONFLICT", "NOT_FOUND"]
    assert len(decisions(office)) == 1


def test_nothing_is_decided_about_nobody_or_too_many(office: Office) -> None:
    for people in ([], [MARI] * 101):
        answer = office.send(ESTONIA, MANY["refuse"], input={"users": people, "reason": ""})
        assert [error["extensions"]["field"] for error in answer["errors"]] == ["reason", "users"]
    assert codes(office.send(EACEA, MANY["validate"], input={"users": [MARI]})) == ["FORBIDDEN"]
    assert (decisions(office), office.audit(), state(office, "mari")) == ([], [], "PENDING")


def test_p01_lists_at_once_decide_about_each_once(office: Office) -> None:
    people = [MARI, public_id("user", "juri")]
    lists = [people, people[::-1]] * 10
    answers = office.send_at_once([(ESTONIA, MANY["validate"], {"input": {"users": one}}) for one in lists])
    found = [one["code"] for answer in answers for one in answer["data"]["answer"]["outcomes"]]
    assert sorted(found) == ["CONFLICT"] * 38 + ["DONE"] * 2
    assert len(decisions(office)) == 2
