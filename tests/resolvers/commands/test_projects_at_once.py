"""Commands about one project at once: an order that the log agrees with, and rows as an import would have them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest

from app.authz.facts import User
from app.authz.picking import load_locked_user
from tests.conformance.worlds.records import partner
from tests.conformance.worlds.world import Record, World, public_id
from tests.resolvers.commands.founding import (
    ACCEPT,
    ANNA,
    BERT,
    CARL,
    DELETE,
    DORA,
    INVITE,
    LIFE,
    UNKNOWN,
    accept,
    invitations,
    invite,
    live,
    partners,
    projects,
    seen,
)
from tests.resolvers.commands.office import Office, codes

DRAFT = {"input": {"project": public_id("project", "draft")}}
RUNNING = {"input": {"project": public_id("project", "running")}}


@pytest.fixture
def office(offices: Office) -> Office:
    """The world of projects for every test."""
    offices.real.load(projects(datetime.now(UTC)))
    return offices


def commands(office: Office) -> list[str]:
    return [row[3] for row in office.audit()]


def test_p07_of_two_who_come_to_a_draft_at_once_one_makes_it_active(office: Office) -> None:
    for _ in range(5):
        office.real.load(projects(datetime.now(UTC)))
        invite(office, ANNA, "draft", "carl")
        invite(office, ANNA, "draft", "dora")
        answers = office.send_at_once([(asker, ACCEPT, DRAFT) for asker in (CARL, DORA)])
        assert [codes(one) for one in answers] == [[], []]
        assert [key for key, _, _ in partners(office, "draft")] == ["anna", "carl", "dora"]
        assert ["status" in (one or {}) for one in office.changes()].count(True) == 1


def test_p03_of_accepting_and_giving_the_draft_up_at_once_one_happens(office: Office) -> None:
    for _ in range(8):
        office.real.load(projects(datetime.now(UTC)))
        invite(office, ANNA, "draft", "carl")
        accepted, given_up = office.send_at_once([(CARL, ACCEPT, DRAFT), (ANNA, DELETE, DRAFT)])
        there = seen(office, ANNA, "draft") is not None
        assert (codes(accepted), codes(given_up)) == (([], ["CONFLICT"]) if there else (["NOT_FOUND"], []))
        assert commands(office)[1:] == ["acceptInvitation" if there else "deleteDraft"]


def test_p03_of_accepting_and_closing_at_once_one_comes_first(office: Office) -> None:
    for _ in range(8):
        office.real.load(projects(datetime.now(UTC)))
        invite(office, ANNA, "running", "carl")
        accepted, closed = office.send_at_once([(CARL, ACCEPT, RUNNING), (ANNA, LIFE["closeProject"], RUNNING)])
        came = "carl" in [key for key, _, _ in partners(office, "running")]
        assert (codes(accepted), codes(closed)) == ([] if came else ["NOT_FOUND"], [])
        assert seen(office, DORA, "running", "status") == {"status": "CLOSED"}
        assert commands(office)[1:] == [*(["acceptInvitation"] if came else []), "closeProject"]


def test_p08_who_becomes_hidden_between_look_and_lock_is_not_invited(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def late(connection: psycopg.AsyncConnection[Any], identifier: UUID, now: datetime) -> User | None:
        """Somebody hides the person just before the lock."""
        office.rows("UPDATE users SET restricted = true WHERE id = %s RETURNING id", identifier)
        return await load_locked_user(connection, identifier, now)

    unknown = office.send(ANNA, INVITE, input={**RUNNING["input"], "user": UNKNOWN})
    monkeypatch.setattr("app.resolvers.commands.invitations.load_locked_user", late)
    assert invite(office, ANNA, "running", "carl") == unknown
    assert office.rows("SELECT count(*) FROM invitations") == [(0,)]


def test_nobody_waits_for_what_a_hidden_person_or_a_hidden_draft_is_just_doing(office: Office) -> None:
    """A wait that ends in `UNAVAILABLE` would tell that there is something."""
    with office.real.owner.transaction():
        office.rows("SELECT FROM users WHERE id = %s FOR UPDATE", public_id("user", "hidden"))
        office.rows("SELECT FROM projects WHERE id = %s FOR UPDATE", public_id("project", "others-draft"))
        assert codes(invite(office, ANNA, "running", "hidden")) == ["NOT_FOUND"]
        for name in LIFE:
            assert codes(live(office, ANNA, name, "others-draft")) == ["NOT_FOUND"]
        assert codes(accept(office, ANNA, "others-draft")) == ["NOT_FOUND"]


def test_in_one_request_a_project_is_left_and_joined_again(office: Office) -> None:
    """Q10: each field is a transaction of its own, in the order of the document."""
    invite(office, ANNA, "running", "carl")
    one = f'(input: {{project: "{public_id("project", "running")}"}}) {{ project {{ id }} }}'
    answer = office.send(CARL, f"mutation {{ a: acceptInvitation{one} b: leaveProject{one} c: acceptInvitation{one} }}")
    assert codes(answer) == ["NOT_FOUND"]
    assert answer["errors"][0]["path"] == ["c"]
    assert "carl" not in [key for key, _, _ in partners(office, "running")]


def test_after_coming_and_going_every_row_is_as_an_import_of_the_same_would_have_it(office: Office) -> None:
    asked = (
        "SELECT to_jsonb(partners) - 'id' - 'key' FROM partners UNION ALL"
        " SELECT to_jsonb(members) - 'id' FROM members UNION ALL"
        " SELECT to_jsonb(projects) - 'version' FROM projects ORDER BY 1"
    )
    before, today = projects(datetime.now(UTC)), datetime.now(UTC).date().isoformat()
    own: Record = {"kind": "member", "key": "own", "area": {"kind": "twinspace", "key": "running"}, "user": "bert"}
    own |= {"role": "MODERATOR", "joinedOn": None, "leftOn": None}
    office.real.load(World((*before.records, own), before.now))
    for key in ("draft", "running"):
        invite(office, ANNA, key, "carl")
        assert codes(accept(office, CARL, key)) == []
    assert codes(live(office, BERT, "leaveProject", "running")) == []
    assert codes(live(office, ANNA, "closeProject", "running")) == []
    after = office.rows(asked)

    def changed(record: Record) -> Record:
        match record["kind"], record["key"]:
            case "project", "draft":
                return record | {"status": "ACTIVE"}
            case "project", "running":
                return record | {"status": "CLOSED", "closedOn": today}
            case ("partner", "running-bert") | ("member", "own"):
                return record | {"leftOn": today}
        return record

    came = [partner(key, "carl", "s2", joinedOn=today) for key in ("draft", "running")]
    office.real.load(World((*map(changed, before.records), changed(own), *came), before.now))
    assert after == office.rows(asked)


def test_who_comes_back_to_a_twinspace_is_a_member_of_it_again(office: Office) -> None:
    assert codes(live(office, BERT, "leaveProject", "running")) == []
    invite(office, ANNA, "running", "bert")
    assert codes(accept(office, BERT, "running")) == []
    assert ("bert", "PARTNER", True) in partners(office, "running")
    assert invitations(office, BERT) == []
    assert seen(office, BERT, "running", "twinSpace { title }")["twinSpace"] is not None
