"""`viewer.registration`: a person reads what was decided about the own registration, and why; nobody else does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from app.database.addresses import Addresses
from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.registering import registrations

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
OWN = "{ viewer { registration { __typename state decision decidedAt reason } } }"
ADD = """INSERT INTO validations (id, user_id, validator_id, country, decision, reason, decided_at)
         VALUES (gen_random_uuid(), %s, %s, 'EE', %s, %s, %s)"""
WORDS = 'Not at "this" school.\nAsk\u2028again.'


@pytest.fixture(scope="module")
def made(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealGraph]:
    """People in every state, some of whom were decided about, one twice."""
    real = RealGraph(new_database(), tmp_path_factory.mktemp("registration"))
    real.load(registrations(NOW))
    decided = [
        ("refused", "REFUSED", WORDS, 2),
        ("mari", "VALIDATED", None, 3),
        ("mari", "WITHDRAWN", "Moved away.", 4),
        ("anna", "VALIDATED", None, 5),
        ("official", "REFUSED", "Of the past.", 1),
    ]
    for person, decision, reason, day in decided:
        at = NOW.replace(day=day)
        values = [public_id("user", person), public_id("user", "nso-ee"), decision, reason, at]
        real.owner.execute(ADD, values)
    yield real
    real.close()


def own(real: RealGraph, asker: Asker, document: str = OWN) -> Any:
    return real.ask(asker, Question(document, {})).data["viewer"]["registration"]


def test_the_person_reads_the_reason_and_nobody_else_does(made: RealGraph) -> None:
    assert own(made, Asker("GENERAL_USER", None, "refused")) == {
        "__typename": "Registration",
        "state": "REFUSED",
        "decision": "REFUSED",
        "decidedAt": "2026-06-02T12:00:00Z",
        "reason": WORDS,
    }
    for asker in (
        Asker(),
        Asker("ETWINNER", None, "anna"),
        Asker("NSO", "VALIDATION", "nso-ee"),
        Asker("EACEA", "OPERATION", "eacea"),
        Asker("CSS", "RIGHTS_REQUEST", "css"),
    ):
        body = made.ask(asker, Question(OWN, {})).body
        assert body is not None
        assert b"school" not in body, asker


def test_the_last_decision_is_told_whatever_became_of_the_registration_since(made: RealGraph) -> None:
    found = own(made, Asker("GENERAL_USER", None, "mari"))
    assert (found["state"], found["decision"], found["reason"]) == ("PENDING", "WITHDRAWN", "Moved away.")


def test_before_a_decision_and_without_a_registration_only_the_state_is_told(made: RealGraph) -> None:
    for person, state in (("juri", "PENDING"), ("general", "GENERAL"), ("silent", "INACTIVE"), ("off", "DEACTIVATED")):
        found = own(made, Asker("GENERAL_USER", None, person))
        assert [found[name] for name in ("state", "decision", "decidedAt", "reason")] == [state, None, None, None]


def test_it_is_the_own_one_in_every_role(made: RealGraph) -> None:
    as_member = own(made, Asker("ETWINNER", None, "official"))
    assert as_member["reason"] == "Of the past."
    assert own(made, Asker("GENERAL_USER", None, "official")) == as_member
    assert own(made, Asker("NSO", "VALIDATION", "official")) == as_member


def test_the_public_has_no_registration(made: RealGraph) -> None:
    assert own(made, Asker()) is None


def test_it_never_says_who_decided(made: RealGraph) -> None:
    (kept,) = made.owner.execute("SELECT array_agg(DISTINCT validator_id::text) FROM validations").fetchall()
    answer = made.ask(Asker("GENERAL_USER", None, "refused"), Question(OWN, {})).body
    assert answer is not None
    assert not any(one.encode() in answer for one in kept[0])
    introspected = made.ask(Asker(), Question('{ __type(name: "Registration") { fields { name } } }', {})).body
    assert introspected is not None
    names = [field["name"] for field in orjson.loads(introspected)["data"]["__type"]["fields"]]
    assert names == ["state", "decision", "decidedAt", "reason"]


def test_asked_twice_it_is_written_twice(made: RealGraph) -> None:
    document = "{ viewer { registration { state } again: registration { said: reason decision } } }"
    viewer = made.ask(Asker("GENERAL_USER", None, "refused"), Question(document, {})).data["viewer"]
    assert viewer == {"registration": {"state": "REFUSED"}, "again": {"said": WORDS, "decision": "REFUSED"}}
