"""Newsletters and surveys: each subscription is a consent of its own, and shows a person to whom it is for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.consenting import consents, give, withdraw
from tests.resolvers.commands.office import ANNA, Office, codes
from tests.resolvers.commands.registering import registrations

READERS = {"NEWSLETTER_NATIONAL": "NATIONAL_NEWSLETTER", "SURVEY": "SURVEY"}
OTHERS = ("NEWSLETTER_CENTRAL", "NEWSLETTER_NATIONAL", "SURVEY", "COMMISSION_NEWS")
GENERAL = Asker("GENERAL_USER", None, "general")


@pytest.fixture
def office(offices: Office) -> Office:
    offices.real.load(registrations(datetime.now(UTC)))
    return offices


def reached(office: Office, purpose: str, organisation: str = "nso-ee") -> list[Any]:
    """Whom a national organisation reads with an address, for a purpose."""
    document = "{ users(first: 100) { nodes { id email } } }"
    nodes = office.send(Asker("NSO", purpose, organisation), document)["data"]["users"]["nodes"]
    return [node["id"] for node in nodes if node["email"] is not None and node["id"] != public_id("user", organisation)]


@pytest.mark.parametrize("consent", READERS)
def test_the_own_organisation_reaches_subscribers_and_nobody_else(office: Office, consent: str) -> None:
    """NAT-07, NAT-10, NEWS-02."""
    purpose = READERS[consent]
    assert reached(office, purpose) == []
    for other in OTHERS:
        if other != consent:
            assert codes(give(office, ANNA, other)) == []
    assert reached(office, purpose) == []
    assert codes(give(office, ANNA, consent)) == []
    assert reached(office, purpose) == [public_id("user", "anna")]
    assert reached(office, purpose, "nso-lv") == []
    withdraw(office, ANNA, consent)
    assert reached(office, purpose) == []


def test_a_newsletter_is_a_choice_beside_the_account_and_no_condition(office: Office) -> None:
    """NEWS-01: none by default; a general user subscribes to the one and not to the other."""
    own = "{ viewer { user { consents { purpose } } } }"
    assert office.send(GENERAL, own)["data"]["viewer"]["user"]["consents"] == []
    given = consents(give(office, GENERAL, "NEWSLETTER_CENTRAL"))
    assert [one["purpose"] for one in given] == ["NEWSLETTER_CENTRAL"]
    ended = consents(withdraw(office, GENERAL, "NEWSLETTER_CENTRAL"))
    assert [one["withdrawnAt"] is None for one in ended] == [False]
