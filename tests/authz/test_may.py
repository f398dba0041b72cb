"""What a role may do, decided by Casbin on a loaded object and said of the role alone: every action, every role."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from app.authz.enforcer import Enforcer
from app.authz.expression import describe
from app.authz.facts import Assignment, User, Viewer
from app.authz.partial import Always, Never, Where
from app.authz.policy import Policy
from app.database.vocabulary import Purpose, Role
from app.errors import Misconfigured

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
ONESELF, OTHER = UUID(int=1), UUID(int=2)
OFFICER = Viewer(Role.EACEA, Purpose.OPERATION, ONESELF)


def person(number: UUID) -> User:
    return User(
        id=number,
        stored_status="VALIDATED",
        last_seen=NOW,
        restricted=False,
        hide_contacts=False,
        ambassador=False,
        email_key=None,
        affiliation=None,
        now=NOW,
    )


def assignment(of: UUID, role: str) -> Assignment:
    return Assignment(UUID(int=9), person(of), role, None)


@pytest.fixture(params=["Assignment", None], ids=["rules of the kind", "all rules"])
def enforcer(policy: Policy, policy_folder: Path, request: pytest.FixtureRequest) -> Enforcer:
    return Enforcer(policy, policy_folder / "model.conf", NOW, about=request.param)


def test_an_action_is_allowed_by_its_own_rules_and_by_no_others(enforcer: Enforcer) -> None:
    mine, foreign = assignment(OTHER, "NSO"), assignment(OTHER, "JRC")
    assert enforcer.may(OFFICER, "grant", "Assignment", mine)
    assert not enforcer.may(OFFICER, "grant", "Assignment", foreign)
    assert enforcer.may(OFFICER, "revoke", "Assignment", foreign)
    assert not enforcer.may(OFFICER, "consent", "Assignment", mine)


def test_a_denial_wins_where_the_role_may(enforcer: Enforcer) -> None:
    assert not enforcer.may(OFFICER, "grant", "Assignment", assignment(ONESELF, "NSO"))
    assert enforcer.may(OFFICER, "revoke", "Assignment", assignment(ONESELF, "NSO"))


def test_another_purpose_or_role_may_not(enforcer: Enforcer) -> None:
    asked = assignment(OTHER, "NSO")
    for viewer in (
        Viewer(Role.EACEA, Purpose.MONITORING, ONESELF),
        Viewer(Role.CSS, Purpose.OPERATION, ONESELF),
        Viewer(Role.ETWINNER, None, ONESELF),
        Viewer(Role.ANONYMOUS),
    ):
        assert not enforcer.may(viewer, "grant", "Assignment", asked), viewer


def test_casbin_that_is_switched_off_carries_out_nothing(enforcer: Enforcer) -> None:
    enforcer._casbin.enable_enforce(False)
    with pytest.raises(Misconfigured, match="Casbin is switched off"):
        enforcer.may(OFFICER, "grant", "Assignment", assignment(OTHER, "NSO"))


def test_a_role_alone_tells_what_it_may_do_with_some_object(policy: Policy) -> None:
    def acting(role: Role, purpose: Purpose | None, kind: str, action: str) -> object:
        return policy.acting(role, purpose, kind, action)

    assert acting(Role.EACEA, Purpose.OPERATION, "Assignment", "revoke") == Always()
    assert acting(Role.EACEA, Purpose.MONITORING, "Assignment", "revoke") == Never()
    assert acting(Role.EACEA, Purpose.OPERATION, "Assignment", "consent") == Never()
    assert acting(Role.EACEA, Purpose.OPERATION, "User", "grant") == Never()
    assert acting(Role.ANONYMOUS, None, "User", "consent") == Never()
    granted = acting(Role.ETWINNER, None, "User", "consent")
    assert isinstance(granted, Where)
    assert [[describe(part) for part in arm] for arm in granted.arms] == [["object.id == viewer.user"]]
