"""Leaving, closing, publishing and taking back: who may, what the public sees next, and two at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import consent
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.founding import (
    ANNA,
    BERT,
    CARL,
    CSS,
    DORA,
    LIFE,
    UNKNOWN,
    UPDATE,
    accept,
    invite,
    live,
    partners,
    projects,
    seen,
    update,
    written,
)
from tests.resolvers.commands.office import PUBLIC, Office, codes


@pytest.fixture
def office(offices: Office) -> Office:
    """The world of projects for every test; one of them consents to be public."""
    world = projects(datetime.now(UTC))
    offices.real.load(World((*world.records, consent("bert"), consent("silent")), world.now))
    return offices


def test_the_public_sees_what_is_published_from_the_next_request_on(office: Office) -> None:
    """PUB-08, A-22: with those partners who consent, on every path."""
    asked = "title partners { totalCount nodes { user { id } } }"
    assert seen(office, PUBLIC, "running", asked) is None
    assert live(office, ANNA, "publishProject", "running")["data"]["publishProject"]["project"]["published"] is True
    shown = {"totalCount": 1, "nodes": [{"user": {"id": public_id("user", "bert")}}]}
    assert seen(office, PUBLIC, "running", asked) == {"title": "Project running", "partners": shown}
    assert codes(live(office, ANNA, "publishProject", "running")) == []
    listed = '{ projects(search: "running") { totalCount nodes { id } } }'
    assert office.send(PUBLIC, listed)["data"]["projects"]["totalCount"] == 1
    assert (
        codes(live(office, ANNA, "unpublishProject", "running"))
        == codes(live(office, ANNA, "unpublishProject", "running"))
        == []
    )
    assert seen(office, PUBLIC, "running") is None
    assert office.send(PUBLIC, listed)["data"]["projects"] == {"totalCount": 0, "nodes": []}
    assert [row[3] for row in office.audit()] == ["publishProject", "unpublishProject"]
    assert office.changes() == [{"published": [False, True]}, {"published": [True, False]}]


def test_a_published_project_is_hidden_when_its_last_public_partner_leaves(office: Office) -> None:
    """A-21."""
    live(office, ANNA, "publishProject", "running")
    assert seen(office, PUBLIC, "running") is not None
    assert codes(live(office, BERT, "leaveProject", "running")) == []
    assert seen(office, PUBLIC, "running") is None
    assert seen(office, CARL, "running") is not None


def test_a_publication_that_is_to_come_is_taken_back(office: Office) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    office.rows("UPDATE projects SET published_at = %s WHERE key = 'running' RETURNING id", tomorrow)
    assert codes(live(office, ANNA, "unpublishProject", "running")) == []
    assert office.rows("SELECT published_at FROM projects WHERE key = 'running'") == [(None,)]


def test_a_draft_is_neither_published_nor_closed(office: Office) -> None:
    before = written(office)
    for name in ("publishProject", "closeProject"):
        assert codes(live(office, ANNA, name, "draft")) == ["CONFLICT"]
    assert written(office) == before


def test_a_project_is_closed_once_and_may_still_be_shown(office: Office) -> None:
    found = live(office, ANNA, "closeProject", "running")["data"]["closeProject"]["project"]
    assert (found["status"], found["closedOn"]) == ("CLOSED", datetime.now(UTC).date().isoformat())
    assert (
        codes(live(office, ANNA, "closeProject", "running"))
        == codes(live(office, ANNA, "publishProject", "running"))
        == []
    )
    assert seen(office, PUBLIC, "running") is not None
    assert [row[3] for row in office.audit()] == ["closeProject", "publishProject"]


def test_who_leaves_is_gone_from_the_project_and_its_twinspace(office: Office) -> None:
    office.rows(
        "INSERT INTO members (id, key, area_id, user_id, role, implied) SELECT gen_random_uuid(), 'own', id, %s,"
        " 'MODERATOR', false FROM areas WHERE project_id = %s RETURNING id",
        public_id("user", "bert"),
        public_id("project", "running"),
    )
    assert (
        codes(live(office, BERT, "leaveProject", "running"))
        == codes(live(office, BERT, "leaveProject", "running"))
        == []
    )
    assert partners(office, "running") == [("anna", "FOUNDER", True)]
    assert seen(office, BERT, "running", "id twinSpace { id }")["twinSpace"] is None
    members = "twinSpace { members { nodes { user { id } } } }"
    assert seen(office, ANNA, "running", members)["twinSpace"]["members"]["nodes"] == [
        {"user": {"id": public_id("user", "anna")}}
    ]
    assert [row[3] for row in office.audit()] == ["leaveProject"]


def test_who_has_left_a_draft_does_not_see_it(office: Office) -> None:
    answer = live(office, BERT, "leaveProject", "shared-draft")
    assert answer == {"data": {"leaveProject": {"project": None}}}
    assert live(office, BERT, "leaveProject", "shared-draft") == office.send(
        BERT, LIFE["leaveProject"], input={"project": UNKNOWN}
    )


def test_who_has_left_comes_back_by_an_invitation_as_what_it_says(office: Office) -> None:
    assert codes(live(office, ANNA, "leaveProject", "running")) == []
    assert codes(invite(office, BERT, "running", "anna", role="PARTNER")) == []
    assert codes(accept(office, ANNA, "running")) == []
    assert partners(office, "running") == [("anna", "PARTNER", True), ("bert", "PARTNER", True)]
    assert office.rows("SELECT count(*) FROM partners WHERE project_id = %s", public_id("project", "running")) == [(2,)]


def test_when_the_last_founder_has_left_the_partners_run_the_project(office: Office) -> None:
    assert codes(update(office, BERT, "running", title="Seas")) == ["FORBIDDEN"]
    assert codes(live(office, ANNA, "leaveProject", "running")) == []
    assert codes(update(office, BERT, "running", title="Seas")) == []
    assert codes(live(office, ANNA, "closeProject", "running")) == ["FORBIDDEN"]


@pytest.mark.parametrize("everybody", [True, False])
def test_a_project_stays_when_the_last_one_leaves_whom_they_see(office: Office, *, everybody: bool) -> None:
    """A-21. Bert does not see the silent founder, who may come back; nor is he told whether there is one."""
    if everybody:
        office.rows(
            "DELETE FROM partners WHERE project_id = %s AND user_id <> %s RETURNING id",
            public_id("project", "orphaned"),
            public_id("user", "bert"),
        )
    assert codes(live(office, BERT, "leaveProject", "orphaned")) == []
    assert seen(office, DORA, "orphaned", "status") == {"status": "ACTIVE"}
    assert [*office.changes()[-1]] == ["leftOn"]


def test_the_last_one_gives_a_draft_up_instead_of_leaving_it(office: Office) -> None:
    assert [codes(live(office, ANNA, "leaveProject", key)) for key in ("draft", "hidden-draft")] == [["CONFLICT"]] * 2
    assert codes(live(office, ANNA, "leaveProject", "shared-draft")) == []


@pytest.mark.parametrize("name", LIFE)
def test_nobody_else_does_and_a_draft_of_others_is_nobodys(office: Office, name: str) -> None:
    before = written(office)
    # Who takes no part may stay away.
    assert codes(live(office, CARL, name, "running")) == ([] if name == "leaveProject" else ["FORBIDDEN"])
    for asker in (CSS, Asker("GENERAL_USER", None, "anna")):
        assert codes(live(office, asker, name, "running")) == ["FORBIDDEN"]
    assert codes(live(office, PUBLIC, name, "running")) == ["UNAUTHENTICATED"]
    answers = [
        office.send(ANNA, LIFE[name], input={"project": one})
        for one in (public_id("project", "others-draft"), UNKNOWN, "")
    ]
    assert answers == [answers[0]] * 3
    assert codes(answers[0]) == ["NOT_FOUND"]
    assert written(office) == before


@pytest.mark.parametrize("name", ["closeProject", "publishProject", "unpublishProject"])
def test_a_partner_decides_nothing_while_a_founder_is_visible(office: Office, name: str) -> None:
    assert codes(live(office, BERT, name, "running")) == ["FORBIDDEN"]
    assert codes(live(office, BERT, name, "orphaned")) == []


def test_p01_everybody_leaves_at_once_and_each_is_gone_once(office: Office) -> None:
    for _ in range(5):
        office.real.load(projects(datetime.now(UTC)))
        one = {"input": {"project": public_id("project", "running")}}
        answers = office.send_at_once([(asker, LIFE["leaveProject"], one) for asker in (ANNA, BERT) * 5])
        assert [codes(answer) for answer in answers] == [[]] * 10
        assert partners(office, "running") == []
        assert seen(office, DORA, "running", "status") == {"status": "ACTIVE"}
        assert [row[3] for row in office.audit()] == ["leaveProject", "leaveProject"]


def test_p08_who_leaves_while_editing_has_done_one_before_the_other(office: Office) -> None:
    """A founder who has left changes nothing any more: the check is made under the lock."""
    for _ in range(5):
        office.real.load(projects(datetime.now(UTC)))
        one = {"project": public_id("project", "running")}
        edited, left = office.send_at_once(
            [
                (ANNA, UPDATE, {"input": {**one, "version": 1, "title": "Seas"}}),
                (ANNA, LIFE["leaveProject"], {"input": one}),
            ]
        )
        assert codes(left) == []
        log = [row[3] for row in office.audit()]
        assert log == (["updateProject", "leaveProject"] if not codes(edited) else ["leaveProject"])
        assert codes(edited) in ([], ["FORBIDDEN"])


def test_p03_publishing_and_taking_back_at_once_have_an_order(office: Office) -> None:
    one = {"input": {"project": public_id("project", "running")}}
    pair = [(ANNA, LIFE["publishProject"], one), (ANNA, LIFE["unpublishProject"], one)]
    for _ in range(10):
        assert [codes(answer) for answer in office.send_at_once(pair * 2)] == [[]] * 4
    log = [row[3] for row in office.audit()]
    assert log == (["publishProject", "unpublishProject"] * len(log))[: len(log)]
    assert (seen(office, PUBLIC, "running") is not None) == (log[-1] == "publishProject")


def test_who_was_in_a_project_once_leaves_it_as_who_never_was(office: Office) -> None:
    """An entry that is over is shown to nobody, not even to whose it was."""
    assert codes(live(office, BERT, "leaveProject", "running")) == []
    before = live(office, BERT, "leaveProject", "running")
    office.rows(
        "DELETE FROM partners WHERE user_id = %s AND project_id = %s RETURNING id",
        public_id("user", "bert"),
        public_id("project", "running"),
    )
    assert codes(before) == []
    assert live(office, BERT, "leaveProject", "running") == before
