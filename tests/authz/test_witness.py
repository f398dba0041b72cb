"""A guard is left out only where the way to a row implies it, for this role."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from app.authz.expression import Attribute, Call
from app.authz.partial import Always, Never, Where
from app.authz.policy import Policy, load_policy
from app.authz.witness import assuming, implied_by_link
from app.database.vocabulary import PURPOSES_OF_ROLE, Role

OBJECT = (Attribute(("object",)),)
SOME_USER, SOME_PARTNER = Call("has_public_user", OBJECT), Call("has_public_partner_through", OBJECT)


def shown(policy: Policy, role: Role, kind: str, column: str = "school_id") -> frozenset[object]:
    purpose = next(iter(PURPOSES_OF_ROLE.get(role, ())), None)
    return frozenset(implied_by_link(policy.grants(role, purpose), policy.terms, kind, column))


def test_the_school_of_whom_the_public_sees_is_public(policy: Policy) -> None:
    assert shown(policy, Role.ANONYMOUS, "User") == {SOME_USER}
    assert shown(policy, Role.ANONYMOUS, "Partner") == {SOME_PARTNER}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ANONYMOUS])
def test_who_sees_somebody_for_another_reason_learns_nothing_of_the_school(policy: Policy, role: Role) -> None:
    assert shown(policy, role, "User") == shown(policy, role, "Partner") == frozenset()


def test_another_link_shows_nothing(policy: Policy) -> None:
    assert (
        shown(policy, Role.ANONYMOUS, "Partner", "user_id") == shown(policy, Role.ANONYMOUS, "Project") == frozenset()
    )


def test_a_wider_rule_for_people_shows_their_schools_no_longer(tmp_path: Path, policy_folder: Path) -> None:
    folder = tmp_path / "policy"
    copytree(policy_folder, folder)
    rules = folder / "rules.csv"
    line = "user-public,EVERYONE,read,User,ambassador country firstName id lastName school,is_public(object),"
    text = rules.read_text(encoding="utf-8")
    assert text.count(line) == 1
    rules.write_text(text.replace(line, line.replace("is_public", "is_visible")), encoding="utf-8")
    assert shown(load_policy(folder, "esep-nb"), Role.ANONYMOUS, "User") == frozenset()


def test_a_guard_loses_what_is_shown_and_keeps_the_rest() -> None:
    other = Call("email_is_personal", OBJECT)
    both = Where((frozenset({SOME_USER, other}), frozenset({SOME_PARTNER})))
    assert assuming(both, frozenset({SOME_USER})) == Where((frozenset({other}), frozenset({SOME_PARTNER})))
    assert assuming(both, frozenset({SOME_PARTNER})) == Always()
    assert assuming(both, frozenset()) == both
    assert assuming(Never(), frozenset({SOME_USER})) == Never()
