"""Two peers act upon each other at once, and again: an order that the lists and the log agree with."""

from __future__ import annotations

from typing import Any

from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.acquainting import act, document, lists, log, peer
from tests.resolvers.commands.office import Office, codes


def request(who: str, command: str, whom: str) -> tuple[Any, str, dict[str, Any]]:
    return peer(who), document(command), {"input": {"user": public_id("user", whom)}}


def test_p01_fifty_that_accept_at_once_make_one_contact(office: Office) -> None:
    act(office, "anna", "requestContact", "bert")
    answers = office.send_at_once([request("bert", "acceptContact", "anna")] * 50)
    assert answers == [answers[0]] * 50
    assert codes(answers[0]) == []
    assert log(office) == ["requestContact", "acceptContact"]
    assert office.rows("SELECT count(*) FROM contacts") == [(2,)]


def test_two_who_ask_each_other_at_once_are_contacts(office: Office) -> None:
    for _ in range(20):
        both = [request("anna", "requestContact", "bert"), request("bert", "requestContact", "anna")]
        assert [codes(answer) for answer in office.send_at_once(both)] == [[], []]
        assert (lists(office, "anna"), lists(office, "bert")) == ({"contacts": ["bert"]}, {"contacts": ["anna"]})
        act(office, "anna", "removeContact", "bert")


def test_p03_what_is_accepted_withdrawn_and_declined_at_once_has_an_order(office: Office) -> None:
    for _ in range(40):
        act(office, "anna", "requestContact", "bert")
        accepted, withdrawn, declined = office.send_at_once(
            [
                request("bert", "acceptContact", "anna"),
                request("anna", "withdrawContactRequest", "bert"),
                request("bert", "declineContact", "anna"),
            ]
        )
        assert (codes(withdrawn), codes(declined)) == ([], [])
        contacts = (lists(office, "anna").get("contacts"), lists(office, "bert").get("contacts"))
        # Accepted if and only if it was answered so; never on one side alone.
        assert contacts == ((["bert"], ["anna"]) if codes(accepted) == [] else (None, None))
        act(office, "anna", "removeContact", "bert")
        office.rows("DELETE FROM contact_requests RETURNING id")


def test_a_repeated_request_has_the_outcome_of_the_first(office: Office) -> None:
    for _ in range(2):
        assert codes(act(office, "anna", "requestContact", "bert", idempotencyKey="once")) == []
        act(office, "anna", "withdrawContactRequest", "bert")
    assert lists(office, "bert") == {}
    assert log(office) == ["requestContact", "withdrawContactRequest"]
