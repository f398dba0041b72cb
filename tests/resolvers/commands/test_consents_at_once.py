"""Consents that are given and withdrawn at once, again, and in one request: an order that the log agrees with."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.database.commands.outcomes import KEPT
from app.errors import Unauthenticated
from app.identity.tokens import issue, verify
from tests.conformance.worlds.world import SECRET, public_id
from tests.resolvers.commands.consenting import GIVE, WITHDRAW, commands, consents, give, is_public, withdraw
from tests.resolvers.commands.office import ANNA, Office, codes


def test_p02_fifty_at_once_consent_once_and_withdraw_once(office: Office) -> None:
    given = {"purpose": "PUBLIC_PROFILE", "noticeVersion": "esep-nb", "language": "et"}
    answers = office.send_at_once([(ANNA, GIVE, {"input": given})] * 50)
    assert answers == [answers[0]] * 50
    assert len(consents(answers[0])) == 1
    answers = office.send_at_once([(ANNA, WITHDRAW, {"input": {"purpose": "PUBLIC_PROFILE"}})] * 50)
    assert answers == [answers[0]] * 50
    assert consents(answers[0])[0]["withdrawnAt"] is not None
    assert commands(office) == ["giveConsent", "withdrawConsent"]
    assert office.rows("SELECT count(*) FROM consents") == [(1,)]


def test_p03_giving_and_withdrawing_at_once_have_an_order(office: Office) -> None:
    given = (ANNA, GIVE, {"input": {"purpose": "SURVEY", "noticeVersion": "esep-nb", "language": "et"}})
    ended = (ANNA, WITHDRAW, {"input": {"purpose": "SURVEY"}})
    for _ in range(50):
        assert [answer for answer in office.send_at_once([given, ended, given, ended]) if "errors" in answer] == []
    records = office.rows("SELECT given_at, withdrawn_at FROM consents ORDER BY given_at")
    # One after the other: each is over before the next begins, and the last one is what is.
    ends = [end for _, end in records[:-1]]
    assert None not in ends
    assert all(end < start for end, (start, _) in zip(ends, records[1:], strict=True))
    live = office.rows("SELECT survey @> now() FROM users WHERE id = %s", public_id("user", "anna"))
    assert live == [(records[-1][1] is None,)]
    written = commands(office)
    assert written == (["giveConsent", "withdrawConsent"] * len(records))[: len(written)]
    assert len(written) == 2 * len(records) - (records[-1][1] is None)


def test_p12_a_request_that_is_sent_again_does_not_give_again_what_was_withdrawn(office: Office) -> None:
    assert codes(give(office, ANNA, idempotencyKey="once")) == []
    withdraw(office, ANNA)
    again = give(office, ANNA, idempotencyKey="once")
    assert [one["withdrawnAt"] is None for one in consents(again)] == [False]
    assert not is_public(office)
    assert commands(office) == ["giveConsent", "withdrawConsent"]
    # A key is kept for a day; whoever has caught the request has a token that has ended by then.
    now = datetime.now(UTC)
    with pytest.raises(Unauthenticated):
        verify(issue(SECRET, ANNA.caller(), now), SECRET, now + KEPT)


def test_q10_withdrawn_given_again_and_withdrawn_in_one_request(office: Office) -> None:
    give(office, ANNA)
    document = """mutation {
        a: withdrawConsent(input: {purpose: PUBLIC_PROFILE}) { clientMutationId }
        b: giveConsent(input: {purpose: PUBLIC_PROFILE, noticeVersion: "esep-nb", language: "et"}) { clientMutationId }
        c: withdrawConsent(input: {purpose: PUBLIC_PROFILE}) { user { consents { withdrawnAt } } }
    }"""
    answer = office.send(ANNA, document)
    assert [one["withdrawnAt"] is None for one in answer["data"]["c"]["user"]["consents"]] == [False, False]
    assert not is_public(office)
    assert commands(office) == ["giveConsent", "withdrawConsent", "giveConsent", "withdrawConsent"]
    (times,) = office.rows("SELECT array_agg(at ORDER BY id) = array_agg(at ORDER BY at, id) FROM audit_log")
    assert times == (True,)
