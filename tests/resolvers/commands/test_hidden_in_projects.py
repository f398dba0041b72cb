"""Who is hidden neither invites nor comes: no list, no answer and no command says that there is somebody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.founding import (
    ANNA,
    BERT,
    CARL,
    DORA,
    INVITATION,
    accept,
    invitations,
    invite,
    live,
    projects,
    seen,
)
from tests.resolvers.commands.office import Office, codes


@pytest.fixture
def office(offices: Office) -> Office:
    """The world of projects for every test."""
    offices.real.load(projects(datetime.now(UTC)))
    return offices


def person(key: str) -> str:
    return public_id("user", key)


HIDDEN = {
    "restricted": "UPDATE users SET restricted = true WHERE id = %(anna)s RETURNING id",
    "silent": "UPDATE users SET last_login_at = now() - interval '2 years' WHERE id = %(anna)s RETURNING id",
    "blocked": "INSERT INTO blocks (id, user_id, blocked_id, blocked_at)"
    " VALUES (gen_random_uuid(), %(dora)s, %(anna)s, now()) RETURNING id",
    "has blocked": "INSERT INTO blocks (id, user_id, blocked_id, blocked_at)"
    " VALUES (gen_random_uuid(), %(anna)s, %(dora)s, now()) RETURNING id",
}


@pytest.mark.parametrize("how", sorted(HIDDEN))
@pytest.mark.parametrize("key", ["draft", "running"])
def test_who_is_hidden_invites_nobody(office: Office, key: str, how: str) -> None:
    """Dora is answered as where nobody has invited her: every byte, and the same after what she tried."""

    def answers() -> list[Any]:
        asked = [office.send(DORA, f"{{ viewer {{ invitations {INVITATION} }} }}")]
        return [*asked, accept(office, DORA, key), live(office, DORA, "leaveProject", key)]

    people = {name: person(name) for name in ("anna", "dora")}
    office.real.owner.execute(HIDDEN[how], people)
    without = answers()
    assert codes(without[1]) == ["NOT_FOUND"]
    office.real.load(projects(datetime.now(UTC)))
    invite(office, ANNA, key, "dora")
    office.real.owner.execute(HIDDEN[how], people)
    assert answers() == without


def test_who_is_hidden_begins_no_project(office: Office) -> None:
    """Anna invites Carl alone, who is restricted then: whether he tries to come tells her nothing."""

    def carl(*, restricted: bool) -> None:
        office.rows("UPDATE users SET restricted = %s WHERE id = %s RETURNING id", restricted, person("carl"))

    invite(office, ANNA, "draft", "carl")
    carl(restricted=True)
    before = seen(office, ANNA, "draft", "status version partners { totalCount }")
    assert codes(accept(office, CARL, "draft")) == ["CONFLICT"]
    assert seen(office, ANNA, "draft", "status version partners { totalCount }") == before
    carl(restricted=False)
    assert codes(accept(office, CARL, "draft")) == []


def test_an_invitation_is_back_with_who_invites(office: Office) -> None:
    invite(office, ANNA, "running", "dora")
    for restricted, told in ((True, []), (False, ["Project running"])):
        office.rows("UPDATE users SET restricted = %s WHERE id = %s RETURNING id", restricted, person("anna"))
        assert [one["title"] for one in invitations(office, DORA)] == told
    assert codes(accept(office, DORA, "running")) == []


def test_who_else_runs_a_project_invites_as_if_a_hidden_invitation_were_not_there(office: Office) -> None:
    office.rows(
        "UPDATE partners SET role = 'FOUNDER' WHERE project_id = %s RETURNING id", public_id("project", "running")
    )
    invite(office, ANNA, "running", "dora")
    assert len(invitations(office, BERT, "sentInvitations")) == 1
    office.rows("UPDATE users SET restricted = true WHERE id = %s RETURNING id", person("anna"))
    assert invitations(office, BERT, "sentInvitations") == []
    assert codes(invite(office, BERT, "running", "dora", role="FOUNDER")) == []
    for asker, listed in ((BERT, "sentInvitations"), (DORA, "invitations")):
        (one,) = invitations(office, asker, listed)
        assert (one["invitedBy"], one["role"]) == ({"id": person("bert")}, "FOUNDER")
