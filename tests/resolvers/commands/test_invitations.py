"""Who invites whom, who answers, what both see of it, and what is nobody's: drafts of others, hidden people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.authz.invited import NEWEST
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.founding import (
    ACCEPT,
    ANNA,
    BERT,
    CARL,
    CSS,
    DECLINE,
    DORA,
    INVITE,
    UNKNOWN,
    WITHDRAW,
    accept,
    decline,
    delete,
    invitations,
    invite,
    live,
    partners,
    projects,
    seen,
    withdraw,
    written,
)
from tests.resolvers.commands.office import PUBLIC, Office, codes


@pytest.fixture
def office(offices: Office) -> Office:
    """The world of projects for every test."""
    offices.real.load(projects(datetime.now(UTC)))
    return offices


def person(key: str) -> str:
    return public_id("user", key)


def test_who_is_invited_reads_it_without_seeing_the_draft(office: Office) -> None:
    answer = invite(office, ANNA, "draft", "carl", role="FOUNDER")
    draft = public_id("project", "draft")
    assert answer["data"]["invitePartner"] == {"project": {"id": draft}, "user": {"id": person("carl")}}
    told = {"projectId": draft, "title": "Project draft", "role": "FOUNDER", "user": {"id": person("carl")}}
    assert invitations(office, CARL) == [{**told, "project": None, "invitedBy": {"id": person("anna")}}]
    assert seen(office, CARL, "draft") is None
    sent = [{**told, "project": {"id": draft}, "invitedBy": {"id": person("anna")}}]
    assert invitations(office, ANNA, "sentInvitations") == sent
    others = [*(invitations(office, asker) for asker in (ANNA, BERT, CSS, PUBLIC))]
    others += [invitations(office, asker, "sentInvitations") for asker in (BERT, CARL, CSS, PUBLIC)]
    assert others == [[]] * 8
    assert [row[3] for row in office.audit()] == ["invitePartner"]


def test_who_accepts_takes_part_and_a_draft_becomes_active(office: Office) -> None:
    invite(office, ANNA, "draft", "carl")
    found = accept(office, CARL, "draft")["data"]["acceptInvitation"]["project"]
    assert (found["id"], found["status"]) == (public_id("project", "draft"), "ACTIVE")
    assert partners(office, "draft") == [("anna", "FOUNDER", True), ("carl", "PARTNER", True)]
    through = office.rows(
        "SELECT school_id::text FROM partners WHERE user_id = %s AND left_on IS NULL AND role = 'PARTNER'",
        person("carl"),
    )
    assert through == [(public_id("school", "s2"),)]
    assert invitations(office, CARL) == invitations(office, ANNA, "sentInvitations") == []
    assert seen(office, DORA, "draft") is not None
    assert office.changes()[-1] == {"role": [None, "PARTNER"], "status": ["DRAFT", "ACTIVE"]}


def test_what_is_done_twice_is_done_once(office: Office) -> None:
    for _ in range(2):
        assert codes(invite(office, ANNA, "running", "carl")) == []
    for _ in range(2):
        assert codes(accept(office, CARL, "running")) == []
    for _ in range(2):
        assert codes(withdraw(office, ANNA, "running", "dora")) == codes(decline(office, CARL, "running")) == []
    assert [row[3] for row in office.audit()] == ["invitePartner", "acceptInvitation"]


def test_who_declines_is_off_the_list_and_may_be_invited_again(office: Office) -> None:
    invite(office, ANNA, "running", "carl")
    assert codes(decline(office, CARL, "running")) == []
    assert invitations(office, CARL) == invitations(office, ANNA, "sentInvitations") == []
    assert codes(accept(office, CARL, "running")) == ["NOT_FOUND"]
    assert codes(invite(office, ANNA, "running", "carl")) == []
    assert len(invitations(office, CARL)) == 1


def test_an_invitation_that_is_taken_back_lets_nobody_in(office: Office) -> None:
    invite(office, ANNA, "draft", "carl")
    assert codes(withdraw(office, ANNA, "draft", "carl")) == []
    absent = office.send(CARL, ACCEPT, input={"project": UNKNOWN})
    assert accept(office, CARL, "draft") == absent
    assert codes(absent) == ["NOT_FOUND"]
    assert partners(office, "draft") == [("anna", "FOUNDER", True)]


def test_whom_the_viewer_does_not_see_is_nobody(office: Office) -> None:
    before = written(office)
    for document in (INVITE, WITHDRAW):
        named = [person(key) for key in ("hidden", "silent", "pending", "css")] + [UNKNOWN, "no id"]
        answers = [
            office.send(ANNA, document, input={"project": public_id("project", "running"), "user": one})
            for one in named
        ]
        assert answers == [answers[0]] * len(answers)
        assert codes(answers[0]) == ["NOT_FOUND"]
        assert answers[0]["errors"][0]["extensions"]["field"] == "user"
    assert written(office) == before


def test_a_draft_of_others_is_nobodys(office: Office) -> None:
    before = written(office)
    for document, more in ((INVITE, {"user": person("bert")}), (WITHDRAW, {"user": person("bert")}), (ACCEPT, {})):
        named = (public_id("project", "others-draft"), UNKNOWN, "no id")
        answers = [office.send(ANNA, document, input={"project": one, **more}) for one in named]
        assert answers == [answers[0]] * 3
        assert codes(answers[0]) == ["NOT_FOUND"]
    answers = [
        office.send(ANNA, DECLINE, input={"project": one}) for one in (public_id("project", "others-draft"), UNKNOWN)
    ]
    assert [codes(one) for one in answers] == [[], []]
    assert written(office) == before


def test_nobody_is_invited_by_who_does_not_run_the_project(office: Office) -> None:
    before = written(office)
    for asker in (BERT, CARL, CSS, Asker("GENERAL_USER", None, "anna")):
        assert codes(invite(office, asker, "running", "dora")) == ["FORBIDDEN"]
    general = Asker("GENERAL_USER", None, "carl")
    assert codes(accept(office, general, "running")) == codes(decline(office, general, "running")) == ["FORBIDDEN"]
    assert codes(invite(office, BERT, "orphaned", "dora")) == []
    assert len(written(office)) == len(before) + 2


def test_who_takes_part_and_what_is_over_is_a_conflict(office: Office) -> None:
    for key, whom in (("running", "bert"), ("running", "anna"), ("over", "carl")):
        assert codes(invite(office, ANNA, key, whom)) == ["CONFLICT"]


def test_who_becomes_hidden_is_no_longer_on_the_list_of_the_founder(office: Office) -> None:
    invite(office, ANNA, "running", "carl")
    invite(office, ANNA, "running", "dora")
    office.rows("UPDATE users SET restricted = true WHERE id = %s RETURNING id", person("carl"))
    assert [one["user"]["id"] for one in invitations(office, ANNA, "sentInvitations")] == [person("dora")]
    assert codes(withdraw(office, ANNA, "running", "carl")) == ["NOT_FOUND"]
    assert [one["title"] for one in invitations(office, CARL)] == ["Project running"]


def test_hidden_people_take_no_place_on_the_list_of_the_founder(office: Office) -> None:
    """The list has a fixed length: it would be shorter where more of them are hidden."""
    for key in ("carl", "dora"):
        invite(office, ANNA, "running", key)
    office.rows(
        "INSERT INTO invitations (id, project_id, user_id, inviter_id, role, title, invited_at)"
        " SELECT gen_random_uuid(), projects.id, users.id, %s, 'PARTNER', 't', now()"
        " FROM projects, users WHERE projects.key IN ('draft', 'shared-draft') AND users.restricted RETURNING id",
        person("anna"),
    )
    office.rows("UPDATE users SET restricted = true WHERE id = %s RETURNING id", person("carl"))
    assert [one["user"]["id"] for one in invitations(office, ANNA, "sentInvitations")] == [person("dora")]


def test_staff_read_their_own_invitations_as_themselves_and_not_for_their_office(office: Office) -> None:
    office.rows(
        "INSERT INTO invitations (id, project_id, user_id, inviter_id, role, title, invited_at)"
        " SELECT gen_random_uuid(), id, %s, %s, 'PARTNER', 't', now() FROM projects WHERE key = 'running' RETURNING id",
        person("css"),
        person("anna"),
    )
    answer = office.send(CSS, "{ viewer { invitations { user { id } invitedBy { email } } } }")
    assert answer == {"data": {"viewer": {"invitations": []}}}
    assert office.rows("SELECT subjects::text[] FROM access_log") == []


def test_both_lists_are_of_a_fixed_length(office: Office) -> None:
    office.rows(
        "WITH made AS (INSERT INTO projects (id, key, title, title_folded, status, registered_on)"
        " SELECT gen_random_uuid(), 'many ' || n, 't', 't', 'ACTIVE', current_date FROM generate_series(1, 60) n"
        " RETURNING id), founded AS (INSERT INTO partners (id, key, project_id, user_id, role)"
        " SELECT gen_random_uuid(), 'many ' || id, id, %s, 'FOUNDER' FROM made RETURNING project_id)"
        " INSERT INTO invitations (id, project_id, user_id, inviter_id, role, title, invited_at)"
        " SELECT gen_random_uuid(), project_id, %s, %s, 'PARTNER', 't', now() FROM founded RETURNING id",
        person("anna"),
        person("carl"),
        person("anna"),
    )
    assert len(invitations(office, CARL)) == len(invitations(office, ANNA, "sentInvitations")) == NEWEST == 50


def test_a_draft_takes_its_invitations_along_and_so_does_the_end(office: Office) -> None:
    invite(office, ANNA, "draft", "carl")
    invite(office, ANNA, "running", "carl")
    assert codes(delete(office, ANNA, "draft")) == codes(live(office, ANNA, "closeProject", "running")) == []
    assert invitations(office, CARL) == []
    assert [codes(accept(office, CARL, key)) for key in ("draft", "running")] == [["NOT_FOUND"], ["NOT_FOUND"]]


def test_p01_an_invitation_that_is_accepted_by_fifty_requests_is_accepted_once(office: Office) -> None:
    invite(office, ANNA, "draft", "carl")
    answers = office.send_at_once([(CARL, ACCEPT, {"input": {"project": public_id("project", "draft")}})] * 50)
    assert answers == [answers[0]] * 50
    assert codes(answers[0]) == []
    assert partners(office, "draft") == [("anna", "FOUNDER", True), ("carl", "PARTNER", True)]
    assert [row[3] for row in office.audit()] == ["invitePartner", "acceptInvitation"]


def test_p03_of_accepting_taking_back_and_giving_up_at_once_one_comes_first(office: Office) -> None:
    one: dict[str, Any] = {"project": public_id("project", "draft")}
    for _ in range(8):
        office.real.load(projects(datetime.now(UTC)))
        invite(office, ANNA, "draft", "carl")
        accepted, taken, declined = office.send_at_once(
            [
                (CARL, ACCEPT, {"input": one}),
                (ANNA, WITHDRAW, {"input": {**one, "user": person("carl")}}),
                (CARL, DECLINE, {"input": one}),
            ]
        )
        assert codes(taken) == codes(declined) == []
        came = [key for key, _, _ in partners(office, "draft")] == ["anna", "carl"]
        assert codes(accepted) == ([] if came else ["NOT_FOUND"])
        log = [row[3] for row in office.audit()]
        assert log[0] == "invitePartner"
        assert len(log) == 2
        assert (log[1] == "acceptInvitation") == came
        assert office.rows("SELECT count(*) FROM invitations") == [(0,)]


def test_p01_two_founders_who_invite_the_same_person_at_once_invite_once(office: Office) -> None:
    office.rows(
        "UPDATE partners SET role = 'FOUNDER' WHERE project_id = %s RETURNING id", public_id("project", "running")
    )
    given = {"project": public_id("project", "running"), "user": person("carl")}
    answers = office.send_at_once([(asker, INVITE, {"input": given}) for asker in (ANNA, BERT) * 10])
    assert [codes(one) for one in answers] == [[]] * 20
    assert office.rows("SELECT count(*) FROM invitations") == [(1,)]
    assert len(office.audit()) == 1
