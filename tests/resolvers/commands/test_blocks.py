"""Two people of whom one has blocked the other: hidden from each other on every path, and nobody is told."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import consent, contact, group, member, partner, project, twinspace
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.acquainting import act, lists, log, peer
from tests.resolvers.commands.office import EACEA, NSO, PUBLIC, Office, codes, made_of

UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"
BLOCKED = "{ viewer { blocked { id firstName lastName } } }"
EVERYWHERE = [
    """query ($id: ID!) {
  node(id: $id) { id }
  users(first: 100) { totalCount nodes { id firstName contacts(first: 100) { totalCount nodes { id } } } }
  search: users(search: "First") { totalCount nodes { id } }
  schools { nodes { users(first: 100) { totalCount nodes { id } } } }
  projects { nodes { partners(first: 100) { totalCount nodes { role user { id } } }
    twinSpace { members(first: 100) { totalCount nodes { user { id } } } } } }
  groups { nodes { members(first: 100) { totalCount nodes { user { id } } } } }
}""",
    """query ($id: ID!) {
  userFacets { country { value count } }
  found: users(where: {id: [$id]}) { totalCount }
  viewer { contactRequests { totalCount } sentContactRequests { totalCount } }
}""",
]


def acquainted() -> World:
    """Anna and Bert meet everywhere; Bert is public. Carl meets both."""
    base = made_of(datetime.now(UTC))
    more = [
        consent("bert", givenAt="2026-01-01T08:00:00Z"),
        project("p1"),
        *(partner("p1", who) for who in ("anna", "bert", "carl")),
        twinspace("t1", "p1"),
        group("g1"),
        *(member("group", "g1", who) for who in ("anna", "bert", "carl")),
        *(contact(one, other) for one, other in permutations(("anna", "bert", "carl"), 2)),
    ]
    return World((*base.records, *more), base.now)


@pytest.fixture
def office(offices: Office) -> Office:
    offices.real.load(acquainted())
    return offices


def toggle(office: Office, who: str, command: str, whom: str, **more: Any) -> Any:
    given = f"{command[0].upper()}{command[1:]}Input!"
    document = f"mutation ($input: {given}) {{ {command}(input: $input) {{ viewer {{ blocked {{ id }} }} }} }}"
    return office.send(peer(who), document, input={"user": public_id("user", whom), **more})


def look(office: Office, asker: Asker, whom: str) -> Any:
    """Everything that somebody sees, as far as it may show a person."""
    answers = [office.send(asker, document, id=public_id("user", whom)) for document in EVERYWHERE]
    assert [codes(answer) for answer in answers] == [[], []]
    return {name: value for answer in answers for name, value in answer["data"].items()}


@pytest.mark.parametrize("blocker", ["anna", "bert"])
def test_both_are_hidden_from_each_other_as_if_they_were_gone(office: Office, blocker: str) -> None:
    other = {"anna": "bert", "bert": "anna"}
    answer = toggle(office, blocker, "blockMember", other[blocker])
    assert answer == {"data": {"blockMember": {"viewer": {"blocked": [{"id": public_id("user", other[blocker])}]}}}}
    for who in ("anna", "bert"):
        seen = look(office, peer(who), other[who])
        assert public_id("user", other[who]) not in str(seen)
        # The same bytes as of somebody who is no longer there.
        gone = "UPDATE users SET status = %s WHERE id = %s RETURNING id"
        office.rows(gone, "DEACTIVATED", public_id("user", other[who]))
        toggle(office, blocker, "unblockMember", other[blocker]) if blocker == who else None
        assert look(office, peer(who), other[who]) == seen
        office.rows(gone, "VALIDATED", public_id("user", other[who]))
        toggle(office, blocker, "blockMember", other[blocker]) if blocker == who else None


def test_nobody_else_notices(office: Office) -> None:
    askers = [peer("carl"), PUBLIC, EACEA, NSO, *(Asker("GENERAL_USER", None, who) for who in ("anna", "bert"))]
    before = [look(office, asker, whom) for asker in askers for whom in ("anna", "bert")]
    toggle(office, "anna", "blockMember", "bert")
    assert [look(office, asker, whom) for asker in askers for whom in ("anna", "bert")] == before


@pytest.mark.parametrize(("who", "whom"), [("anna", "bert"), ("bert", "anna")])
def test_a_block_is_no_way_to_take_over_a_project(office: Office, who: str, whom: str) -> None:
    """A declared exception: the partner sees no founder, and is refused as beside a visible one."""
    founder = "UPDATE partners SET role = CASE user_id WHEN %s THEN 'FOUNDER' ELSE 'PARTNER' END RETURNING id"
    office.rows(founder, public_id("user", "bert"))
    toggle(office, who, "blockMember", whom)
    close = "mutation ($input: CloseProjectInput!) { closeProject(input: $input) { project { status } } }"
    answers = [
        codes(office.send(peer(one), close, input={"project": public_id("project", "p1")})) for one in ("anna", "bert")
    ]
    assert answers == [["FORBIDDEN"], []]


def test_who_is_blocked_is_not_told(office: Office) -> None:
    own = "{ viewer { user { id firstName projects { totalCount } } blocked { id } } }"
    before = office.send(peer("bert"), own)
    toggle(office, "anna", "blockMember", "bert")
    assert office.send(peer("bert"), own) == before
    absent = toggle(office, "bert", "blockMember", "restricted")
    assert toggle(office, "bert", "blockMember", "anna") == absent
    assert codes(absent) == ["NOT_FOUND"]
    for command in ("requestContact", "acceptContact", "declineContact", "withdrawContactRequest", "removeContact"):
        for who, whom in (("anna", "bert"), ("bert", "anna")):
            answer = act(office, who, command, whom)
            assert answer == act(office, who, command, "restricted")
            assert codes(answer) == ["NOT_FOUND"]
    assert log(office) == ["blockMember"]


def test_a_block_that_is_taken_back_leaves_everything_as_it_was(office: Office) -> None:
    before = [look(office, peer(who), whom) for who, whom in (("anna", "bert"), ("bert", "anna"))]
    act(office, "emil", "requestContact", "anna")
    for _ in range(2):
        assert codes(toggle(office, "anna", "blockMember", "emil")) == []
    assert lists(office, "anna").get("asked by") is None
    for _ in range(2):
        assert toggle(office, "anna", "unblockMember", "emil")["data"]["unblockMember"]["viewer"] == {"blocked": []}
    assert lists(office, "anna")["asked by"] == ["emil"]
    act(office, "emil", "withdrawContactRequest", "anna")
    assert [look(office, peer(who), whom) for who, whom in (("anna", "bert"), ("bert", "anna"))] == before
    assert log(office) == ["requestContact", "blockMember", "unblockMember", "withdrawContactRequest"]


def test_each_takes_back_the_own_block_alone(office: Office) -> None:
    for one, other in permutations([public_id("user", "anna"), public_id("user", "bert")]):
        office.rows(
            "INSERT INTO blocks (id, user_id, blocked_id, blocked_at) VALUES (gen_random_uuid(), %s, %s, now())"
            " RETURNING id",
            one,
            other,
        )
    toggle(office, "anna", "unblockMember", "bert")
    assert office.send(peer("anna"), BLOCKED)["data"]["viewer"]["blocked"] == []
    assert look(office, peer("anna"), "bert")["node"] is None
    assert [one["id"] for one in office.send(peer("bert"), BLOCKED)["data"]["viewer"]["blocked"]] == [
        public_id("user", "anna")
    ]
    toggle(office, "bert", "unblockMember", "anna")
    assert look(office, peer("anna"), "bert")["node"] is not None


def test_the_own_list_names_whom_peers_see(office: Office) -> None:
    toggle(office, "anna", "blockMember", "bert")
    shown = {"id": public_id("user", "bert"), "firstName": "First bert", "lastName": "Last bert"}
    assert office.send(peer("anna"), BLOCKED)["data"]["viewer"]["blocked"] == [shown]
    # Names of peers are for peers: who waits or acts for an office may not read them.
    nameless = {**shown, "firstName": None, "lastName": None}
    assert office.send(Asker("GENERAL_USER", None, "anna"), BLOCKED)["data"]["viewer"]["blocked"] == [nameless]
    office.rows("UPDATE users SET restricted = true WHERE id = %s RETURNING id", public_id("user", "bert"))
    unnamed = shown | {"firstName": None, "lastName": None}
    assert office.send(peer("anna"), BLOCKED)["data"]["viewer"]["blocked"] == [unnamed]
    assert office.send(PUBLIC, BLOCKED)["data"]["viewer"]["blocked"] == []


def test_a_page_behind_a_cursor_of_before_hides_as_well(office: Office) -> None:
    first = "{ users(first: 1) { pageInfo { endCursor } } }"
    cursor = office.send(peer("anna"), first)["data"]["users"]["pageInfo"]["endCursor"]
    toggle(office, "anna", "blockMember", "bert")
    rest = office.send(peer("anna"), f'{{ users(first: 100, after: "{cursor}") {{ nodes {{ id }} }} }}')
    assert rest["data"]["users"]["nodes"]
    assert public_id("user", "bert") not in str(rest)


def test_nobody_blocks_oneself_or_who_is_hidden(office: Office) -> None:
    assert codes(toggle(office, "anna", "blockMember", "anna")) == ["FORBIDDEN"]
    answers = [toggle(office, "anna", "blockMember", who) for who in ("restricted", "off", "nobody")]
    assert answers == [answers[0]] * 3
    assert codes(answers[0]) == ["NOT_FOUND"]
    assert [codes(toggle(office, "anna", "unblockMember", who)) for who in ("off", "nobody", "anna")] == [[], [], []]
    assert log(office) == []


@pytest.mark.parametrize("command", ["blockMember", "unblockMember"])
def test_blocks_are_for_etwinners(office: Office, command: str) -> None:
    given = f"{command[0].upper()}{command[1:]}Input!"
    document = f"mutation ($input: {given}) {{ {command}(input: $input) {{ clientMutationId }} }}"
    for asker in (EACEA, NSO, Asker("GENERAL_USER", None, "anna")):
        assert codes(office.send(asker, document, input={"user": public_id("user", "bert")})) == ["FORBIDDEN"]


def test_fifty_at_once_block_once(office: Office) -> None:
    document = "mutation ($id: ID!) { blockMember(input: {user: $id}) { viewer { blocked { id } } } }"
    answers = office.send_at_once([(peer("anna"), document, {"id": public_id("user", "bert")})] * 50)
    assert answers == [answers[0]] * 50
    assert codes(answers[0]) == []
    assert log(office) == ["blockMember"]


def test_a_request_that_waits_for_a_block_is_refused(office: Office) -> None:
    """A serial order: either the request came first, or its sender does not find the other any more."""
    block = "mutation ($id: ID!) { blockMember(input: {user: $id}) { clientMutationId } }"
    ask = "mutation ($id: ID!) { requestContact(input: {user: $id}) { clientMutationId } }"
    for _ in range(20):
        blocked, asked = office.send_at_once(
            [
                (peer("dora"), block, {"id": public_id("user", "emil")}),
                (peer("emil"), ask, {"id": public_id("user", "dora")}),
            ]
        )
        assert codes(blocked) == []
        waiting = office.rows("SELECT count(*) FROM contact_requests")[0][0]
        assert (codes(asked), waiting) in (([], 2), (["NOT_FOUND"], 0))
        toggle(office, "dora", "unblockMember", "emil")
        act(office, "emil", "withdrawContactRequest", "dora")
