"""What the audit log says that a command changed: facts of closed kinds, before and after, and no text of anybody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

import pytest

from app.database.commands.audit import Changes, written
from app.database.vocabulary import Role
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.office import EACEA, Office, codes
from tests.resolvers.commands.registering import ESTONIA, decide, registrations

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def test_a_grant_says_the_role_and_its_end_that_it_is_over(office: Office) -> None:
    given = office.grant(EACEA, "bert", "NSO", country="EE")["data"]["grantAssignment"]["assignment"]["id"]
    assert codes(office.revoke(EACEA, given)) == []
    assert office.changes() == [{"role": [None, "NSO"]}, {"revoked": [False, True]}]


def test_a_decision_says_the_state_of_before_and_after_and_not_its_reason(offices: Office) -> None:
    offices.real.load(registrations(datetime.now(UTC)))
    assert codes(decide(offices, ESTONIA, "validate", "mari")) == []
    assert codes(decide(offices, ESTONIA, "withdraw", "mari")) == []
    many = {"users": [public_id("user", "juri")], "reason": "Not at this school."}
    refuse = "mutation ($input: RefuseRegistrationsInput!) { refuseRegistrations(input: $input) { clientMutationId } }"
    assert codes(offices.send(ESTONIA, refuse, input=many)) == []
    assert offices.changes() == [
        {"status": ["PENDING", "VALIDATED"]},
        {"status": ["VALIDATED", "REFUSED"]},
        {"status": ["PENDING", "REFUSED"]},
    ]


def test_a_command_that_changes_no_fact_says_none(offices: Office) -> None:
    offices.real.load(registrations(datetime.now(UTC)))
    sign_out = "mutation { signOutEverywhere(input: {}) { clientMutationId } }"
    assert codes(offices.send(Asker("ETWINNER", None, "anna"), sign_out)) == []
    assert offices.changes() == [{}]


@pytest.mark.parametrize("fact", ["Mari", b"Mari", 1.5, ["Mari"], {"name": "Mari"}])
def test_a_text_is_no_fact(fact: Any) -> None:
    with pytest.raises(TypeError, match="no kind of fact"):
        written(cast("Changes", {"name": (None, fact)}))


def test_facts_are_words_of_lists_and_numbers_and_instants_and_ids() -> None:
    changes: Changes = {
        "status": (Role.NSO, None),
        "hidden": (False, True),
        "number": (1, 2),
        "on": (NOW.date(), NOW),
        "school": (None, UUID(int=1)),
    }
    assert written(changes) == {
        "status": ["NSO", None],
        "hidden": [False, True],
        "number": [1, 2],
        "on": ["2026-05-01", "2026-05-01T00:00:00+00:00"],
        "school": [None, str(UUID(int=1))],
    }
