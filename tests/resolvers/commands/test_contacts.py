"""How two peers become contacts, and part; what each side is told, and what nobody is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.acquainting import ABOUT_CONTACTS, LISTS, act, document, lists, log, peer
from tests.resolvers.commands.office import EACEA, NSO, PUBLIC, Office, codes, made_of

UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"


def tables(office: Office) -> tuple[object, ...]:
    return tuple(office.rows("SELECT (SELECT count(*) FROM contacts), (SELECT count(*) FROM contact_requests)")[0])


def test_who_agrees_to_a_request_is_a_contact_of_both(office: Office) -> None:
    assert act(office, "anna", "requestContact", "bert") == {
        "data": {"requestContact": {"user": {"id": public_id("user", "bert")}}}
    }
    assert (lists(office, "anna"), lists(office, "bert")) == ({"asks": ["bert"]}, {"asked by": ["anna"]})
    assert codes(act(office, "bert", "acceptContact", "anna")) == []
    assert (lists(office, "anna"), lists(office, "bert")) == ({"contacts": ["bert"]}, {"contacts": ["anna"]})
    assert office.audit() == [
        (public_id("user", who), "ETWINNER", None, command, [public_id("user", whom)])
        for who, command, whom in (("anna", "requestContact", "bert"), ("bert", "acceptContact", "anna"))
    ]


def test_who_asks_back_agrees(office: Office) -> None:
    act(office, "anna", "requestContact", "bert")
    act(office, "bert", "requestContact", "anna")
    assert (lists(office, "anna"), lists(office, "bert")) == ({"contacts": ["bert"]}, {"contacts": ["anna"]})


def test_who_is_declined_is_not_told_and_stands_on_the_list_no_more(office: Office) -> None:
    act(office, "anna", "requestContact", "bert")
    before = office.send(peer("anna"), LISTS)
    act(office, "bert", "declineContact", "anna")
    assert office.send(peer("anna"), LISTS) == before
    assert lists(office, "bert") == {}
    for command in ("requestContact", "withdrawContactRequest", "requestContact"):
        assert codes(act(office, "anna", command, "bert")) == []
    assert (lists(office, "anna"), lists(office, "bert")) == ({"asks": ["bert"]}, {})
    assert codes(act(office, "bert", "acceptContact", "anna")) == ["CONFLICT"]


def test_who_declined_and_asks_in_turn_agrees_and_does_not_tell_that_they_declined(office: Office) -> None:
    """Who asked sees the same whether they were declined before or not."""
    seen = []
    for answer in ("removeContact", "declineContact"):
        act(office, "anna", "requestContact", "bert")
        act(office, "bert", answer, "anna")
        act(office, "bert", "requestContact", "anna")
        seen.append(office.send(peer("anna"), LISTS))
        assert (lists(office, "anna"), lists(office, "bert")) == ({"contacts": ["bert"]}, {"contacts": ["anna"]})
        assert tables(office) == (2, 0)
        act(office, "anna", "removeContact", "bert")
    assert seen == [seen[0]] * 2


def test_who_declined_may_ask_somebody_who_asks_no_more(office: Office) -> None:
    for who, command, whom in (
        ("anna", "requestContact", "bert"),
        ("bert", "declineContact", "anna"),
        ("anna", "withdrawContactRequest", "bert"),
        ("bert", "requestContact", "anna"),
    ):
        assert codes(act(office, who, command, whom)) == []
    assert (lists(office, "anna"), lists(office, "bert")) == ({"asked by": ["bert"]}, {"asks": ["anna"]})


def test_a_request_that_is_withdrawn_cannot_be_accepted(office: Office) -> None:
    act(office, "anna", "requestContact", "bert")
    act(office, "anna", "withdrawContactRequest", "bert")
    assert (lists(office, "anna"), lists(office, "bert")) == ({}, {})
    assert codes(act(office, "bert", "acceptContact", "anna")) == ["CONFLICT"]
    assert tables(office) == (0, 0)


def test_who_parts_leaves_the_list_of_the_other_too(office: Office) -> None:
    act(office, "anna", "requestContact", "bert")
    act(office, "bert", "acceptContact", "anna")
    act(office, "anna", "removeContact", "bert")
    assert (lists(office, "anna"), lists(office, "bert"), tables(office)) == ({}, {}, (0, 0))
    assert codes(act(office, "bert", "requestContact", "anna")) == []


@pytest.mark.parametrize(
    ("commands", "written"),
    [
        (["requestContact"] * 2, ["requestContact"]),
        (["declineContact", "withdrawContactRequest", "removeContact"], []),
    ],
)
def test_what_changes_nothing_is_not_written_down(office: Office, commands: list[str], written: list[str]) -> None:
    for command in commands:
        assert codes(act(office, "anna", command, "bert")) == []
    assert log(office) == written


@pytest.mark.parametrize("command", ABOUT_CONTACTS)
def test_whom_a_peer_does_not_see_is_nobody(office: Office, command: str) -> None:
    answers = [act(office, "anna", command, person) for person in ("restricted", "off")]
    answers += [office.send(peer("anna"), document(command), input={"user": one}) for one in (UNKNOWN, "no id")]
    assert answers == [answers[0]] * len(answers)
    assert codes(answers[0]) == ["NOT_FOUND"]
    assert answers[0]["errors"][0]["extensions"]["field"] == "user"
    assert (log(office), tables(office)) == ([], (0, 0))


@pytest.mark.parametrize("command", ABOUT_CONTACTS)
@pytest.mark.parametrize("asker", [EACEA, NSO, Asker("GENERAL_USER", None, "anna")])
def test_contacts_are_for_etwinners(office: Office, command: str, asker: Asker) -> None:
    answers = [
        office.send(asker, document(command), input={"user": one}) for one in (public_id("user", "bert"), UNKNOWN)
    ]
    assert answers == [answers[0]] * 2
    assert codes(answers[0]) == ["FORBIDDEN"]
    assert codes(office.send(PUBLIC, document(command), input={"user": UNKNOWN})) == ["UNAUTHENTICATED"]


def test_nobody_is_a_contact_of_oneself(office: Office) -> None:
    assert codes(act(office, "anna", "requestContact", "anna")) == ["FORBIDDEN"]
    assert codes(act(office, "anna", "acceptContact", "anna")) == ["CONFLICT"]
    assert tables(office) == (0, 0)


def test_who_was_hidden_meanwhile_is_on_no_list_and_comes_back_with_the_request(office: Office) -> None:
    act(office, "anna", "requestContact", "bert")
    for restricted, seen in ((True, {}), (False, {"asked by": ["anna"]})):
        office.rows(
            "UPDATE users SET restricted = %s WHERE id = %s RETURNING id", restricted, public_id("user", "anna")
        )
        assert lists(office, "bert") == seen
        assert codes(act(office, "bert", "acceptContact", "anna")) == (["NOT_FOUND"] if restricted else [])


def test_own_lists_have_pages_and_are_nobody_elses(office: Office) -> None:
    for who in ("bert", "carl", "dora"):
        act(office, who, "requestContact", "anna")
    asked = "{ viewer { contactRequests(first: 2%s) { totalCount pageInfo { hasNextPage endCursor } nodes { id } } } }"
    first = office.send(peer("anna"), asked % "")["data"]["viewer"]["contactRequests"]
    assert (first["totalCount"], len(first["nodes"]), first["pageInfo"]["hasNextPage"]) == (3, 2, True)
    after = f', after: "{first["pageInfo"]["endCursor"]}"'
    second = office.send(peer("anna"), asked % after)["data"]["viewer"]["contactRequests"]
    ids = [node["id"] for page in (first, second) for node in page["nodes"]]
    assert ids == sorted(public_id("user", who) for who in ("bert", "carl", "dora"))
    assert codes(office.send(peer("emil"), asked % after)) == ["BAD_USER_INPUT"]
    assert lists(office, "emil") == {}
    empty = office.send(PUBLIC, "{ viewer { contactRequests { totalCount nodes { id } } } }")
    assert empty["data"]["viewer"]["contactRequests"] == {"totalCount": 0, "nodes": []}


@pytest.mark.parametrize("kept", [["anna"], []])
def test_an_answer_does_not_tell_who_keeps_whom_in_a_hidden_list(offices: Office, kept: list[str]) -> None:
    """Bert keeps Anna, by the earlier platform, and hides his contacts."""
    world = made_of(datetime.now(UTC))
    more = [{"kind": "contact", "key": "k", "user": "bert", "contact": one} for one in kept]
    hidden = [one | {"hideContacts": True} if one["key"] == "bert" else one for one in world.records]
    offices.real.load(World((*hidden, *more), world.now))
    assert codes(act(offices, "anna", "requestContact", "bert")) == []
    assert lists(offices, "anna") == {"asks": ["bert"]}
    act(offices, "bert", "acceptContact", "anna")
    assert (lists(offices, "anna"), lists(offices, "bert")) == ({"contacts": ["bert"]}, {"contacts": ["anna"]})
