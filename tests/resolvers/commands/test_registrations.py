"""Who decides about whose registration, what comes of it, and what a refused decision leaves behind: nothing."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

import orjson
import psycopg
import pytest

from app.database.commands.registrations import NewDecision, write_decision
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import Record, World, public_id
from tests.resolvers.commands.office import ANNA, EACEA, PUBLIC, Office, codes
from tests.resolvers.commands.registering import (
    COLLEAGUE,
    DECIDE,
    ESTONIA,
    LATVIA,
    add_three_of_the_provider,
    decide,
    decisions,
    registrations,
    state,
)

UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"
MARI = public_id("user", "mari")
WAITING = "{ users(where: {status: [PENDING]}) { totalCount nodes { id email school { head { email } } } } }"


@pytest.fixture
def office(offices: Office) -> Office:
    """The world of registrations for every test."""
    offices.real.load(registrations(datetime.now(UTC)))
    return offices


def unchanged(office: Office) -> bool:
    return decisions(office) == [] and office.audit() == [] and state(office, "mari") == "PENDING"


def test_a_registration_that_is_validated_counts_for_the_next_request(office: Office) -> None:
    mari = Asker("ETWINNER", None, "mari")
    assert codes(office.send(mari, "{ viewer { role } }")) == ["FORBIDDEN"]
    assert office.send(ESTONIA, WAITING)["data"]["users"]["totalCount"] == 2
    answer = decide(office, ESTONIA, "validate", "mari")
    seen = {"id": MARI, "status": "VALIDATED", "firstName": "First mari", "email": "mari@people.example"}
    assert answer == {"data": {"validateRegistration": {"user": seen}}}
    assert office.send(ESTONIA, WAITING)["data"]["users"]["totalCount"] == 1
    assert codes(office.send(mari, "{ viewer { role } }")) == []
    peer = f'{{ node(id: "{MARI}") {{ id }} }}'
    assert office.send(ANNA, peer)["data"]["node"] == {"id": MARI}
    assert decisions(office) == [(MARI, public_id("user", "nso-ee"), "EE", "VALIDATED", None)]
    assert office.audit() == [(public_id("user", "nso-ee"), "NSO", "VALIDATION", "validateRegistration", [MARI])]


def test_who_was_refused_stays_a_general_user_whom_the_organisation_sees_no_longer(office: Office) -> None:
    assert decide(office, ESTONIA, "refuse", "mari") == {"data": {"refuseRegistration": {"user": None}}}
    assert state(office, "mari") == "REFUSED"
    assert decisions(office) == [(MARI, public_id("user", "nso-ee"), "EE", "REFUSED", "Not at this school.")]
    own = office.send(Asker("GENERAL_USER", None, "mari"), "{ viewer { user { id status } } }")
    assert own["data"]["viewer"]["user"] == {"id": MARI, "status": "REFUSED"}


def test_what_an_etwinner_showed_is_hidden_when_the_validation_is_withdrawn(office: Office) -> None:
    """A-50."""
    look = f'{{ node(id: "{public_id("user", "anna")}") {{ id }} }}'
    peer = Asker("ETWINNER", None, "official")
    assert office.send(peer, look)["data"]["node"] is not None
    assert codes(decide(office, ESTONIA, "withdraw", "anna")) == []
    assert (state(office, "anna"), [row[3] for row in decisions(office)]) == ("REFUSED", ["WITHDRAWN"])
    assert office.send(peer, look)["data"]["node"] is None
    assert codes(office.send(ANNA, "{ viewer { role } }")) == ["FORBIDDEN"]


@pytest.mark.parametrize("what", DECIDE)
def test_whom_the_organisation_does_not_see_is_nobody(office: Office, what: str) -> None:
    """Another country, restricted, refused, closed, silent for a year, never registered, unknown, no id at all."""
    answers = [
        decide(office, ESTONIA, what, person)
        for person in ("peteris", "hidden", "refused", "off", "silent", "general", "nso-lv")
    ]
    answers += [decide(office, ESTONIA, what, "", user=one) for one in (UNKNOWN, "no id")]
    answers.append(decide(office, LATVIA, what, "mari"))
    assert answers == [answers[0]] * len(answers)
    assert codes(answers[0]) == ["NOT_FOUND"]
    assert answers[0]["errors"][0]["extensions"]["field"] == "user"
    assert unchanged(office)


@pytest.mark.parametrize("what", DECIDE)
@pytest.mark.parametrize(
    "asker",
    [
        *(Asker("NSO", purpose, "nso-ee") for purpose in ("NATIONAL_PROMOTION", "NATIONAL_NEWSLETTER", "SURVEY")),
        EACEA,
        Asker("CSS", "SUPPORT", "css"),
        ANNA,
        Asker("GENERAL_USER", None, "mari"),
    ],
)
def test_nobody_else_decides_and_nobody_for_another_purpose(office: Office, what: str, asker: Asker) -> None:
    """RIGHT-08: whom the decision is about plays no part in the answer."""
    answers = [decide(office, asker, what, person) for person in ("mari", "anna", "peteris", "hidden")]
    answers.append(decide(office, asker, what, "", user=UNKNOWN))
    assert answers == [answers[0]] * len(answers)
    assert codes(answers[0]) == ["FORBIDDEN"]
    assert unchanged(office)


@pytest.mark.parametrize("what", DECIDE)
def test_without_a_person_there_is_no_decision(office: Office, what: str) -> None:
    """RIGHT-08."""
    assert codes(decide(office, PUBLIC, what, "mari")) == ["UNAUTHENTICATED"]
    assert unchanged(office)


@pytest.mark.parametrize(("what", "person"), [("validate", "anna"), ("refuse", "anna"), ("withdraw", "mari")])
def test_what_does_not_fit_the_state_is_a_conflict(office: Office, what: str, person: str) -> None:
    assert codes(decide(office, ESTONIA, what, person)) == ["CONFLICT"]
    assert unchanged(office)


def test_nobody_decides_about_the_own_registration(office: Office) -> None:
    assert codes(decide(office, Asker("NSO", "VALIDATION", "official"), "withdraw", "official")) == ["FORBIDDEN"]
    assert codes(decide(office, ESTONIA, "withdraw", "official")) == []


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 2001, "a\u0001b", "e\u0301"])
@pytest.mark.parametrize("what", ["refuse", "withdraw"])
def test_a_reason_is_a_text(office: Office, what: str, reason: str) -> None:
    answer = decide(office, ESTONIA, what, "mari", reason=reason)
    assert codes(answer) == ["BAD_USER_INPUT"]
    assert answer["errors"][0]["extensions"]["field"] == "reason"
    assert unchanged(office)


def test_a_reason_has_lines_and_is_written_nowhere_else(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    reason = "First canary.\n\tSecond canary."
    with caplog.at_level(logging.DEBUG):
        answer = decide(office, ESTONIA, "refuse", "mari", reason=reason, idempotencyKey="key")
    assert decisions(office)[0][4] == reason
    elsewhere = office.rows(
        "SELECT to_jsonb(audit_log)::text FROM audit_log UNION ALL"
        " SELECT to_jsonb(command_outcomes)::text FROM command_outcomes UNION ALL"
        " SELECT to_jsonb(access_log)::text FROM access_log"
    )
    assert len(elsewhere) >= 2
    assert "canary" not in caplog.text + orjson.dumps(answer).decode() + str(elsewhere)


def test_p01_fifty_validations_at_once_are_one(office: Office) -> None:
    requests = [(asker, DECIDE["validate"], {"input": {"user": MARI}}) for asker in (ESTONIA, COLLEAGUE) * 25]
    answers = office.send_at_once(requests)
    assert sorted(codes(answer) for answer in answers) == [[], *[["CONFLICT"]] * 49]
    assert len(decisions(office)) == 1
    assert len(office.audit()) == 1


def test_p01_of_a_validation_and_a_refusal_at_once_one_counts(office: Office) -> None:
    for _ in range(5):
        office.real.load(registrations(datetime.now(UTC)))
        requests: list[tuple[Asker, str, dict[str, Any]]] = [
            (ESTONIA, DECIDE["validate"], {"input": {"user": MARI}}),
            (COLLEAGUE, DECIDE["refuse"], {"input": {"user": MARI, "reason": "No."}}),
        ]
        found = [codes(answer) for answer in office.send_at_once(requests)]
        assert found in ([[], ["CONFLICT"]], [["NOT_FOUND"], []])
        assert [row[3] for row in decisions(office)] == [state(office, "mari")]


def test_a_school_that_moves_takes_its_registrations_to_the_other_organisation(office: Office) -> None:
    """A-51: the country counts as it is at that moment."""
    office.rows("UPDATE schools SET country = 'LV' WHERE id = %s RETURNING id", public_id("school", "s1"))
    assert codes(decide(office, ESTONIA, "validate", "mari")) == ["NOT_FOUND"]
    assert codes(decide(office, LATVIA, "validate", "mari")) == []
    assert [row[2] for row in decisions(office)] == ["LV"]


def test_a_school_does_not_move_between_check_and_write(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A-51: who decided for a country decided about somebody of that country."""
    moved: list[bool] = []

    async def slow(connection: Any, new: NewDecision, now: datetime) -> bool:
        """Somebody else moves the school just before the decision is written, and does not want to wait for it."""
        owner = office.real.owner
        owner.execute("SET lock_timeout = '50ms'")
        try:
            owner.execute("UPDATE schools SET country = 'LV' WHERE id = %s", [public_id("school", "s1")])
            moved.append(True)
        except psycopg.errors.LockNotAvailable:
            moved.append(False)
        owner.execute("RESET lock_timeout")
        return await write_decision(connection, new, now)

    monkeypatch.setattr("app.resolvers.commands.registrations.write_decision", slow)
    assert codes(decide(office, ESTONIA, "validate", "mari")) == []
    assert moved == [False]


def test_a_limit_on_assignments_is_not_told_to_who_does_not_see_them(office: Office) -> None:
    add_three_of_the_provider(office)
    answer = decide(office, ESTONIA, "validate", "mari")
    assert answer["errors"] == decide(office, ESTONIA, "validate", "anna")["errors"]  # in another state
    assert codes(answer) == ["CONFLICT"]
    assert unchanged(office)


def rows_of_people(office: Office) -> Any:
    return office.rows(
        "SELECT to_jsonb(users), to_jsonb(schools)"
        " FROM users LEFT JOIN schools ON schools.id = school_id ORDER BY users.id"
    )


def test_after_decisions_every_row_is_as_an_import_of_the_same_states_would_have_it(office: Office) -> None:
    before = registrations(datetime.now(UTC))
    office.real.load(before)
    for what, person in (("validate", "mari"), ("refuse", "juri"), ("withdraw", "anna")):
        assert codes(decide(office, ESTONIA, what, person)) == []
    after, decided = {"mari": "VALIDATED", "juri": "REFUSED", "anna": "REFUSED"}, rows_of_people(office)

    def with_state(record: Record) -> Record:
        state = after.get(record["key"]) if record["kind"] == "user" else None
        return record if state is None else record | {"status": state}

    office.real.load(World(tuple(map(with_state, before.records)), before.now))
    assert rows_of_people(office) == decided
