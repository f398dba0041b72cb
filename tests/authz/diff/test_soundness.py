"""A diff hides nothing: where Casbin decides differently under two policies, the cell is in the report.

Random changes of the policy, random objects, one decision at a time; and policies that say the same in other words, of
which the diff says nothing at all.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.authz.diff.changes import compare, purposes_of_both
from app.authz.enforcer import Enforcer
from app.authz.facts import Viewer
from app.authz.policy import ROW, Policy, load_policy
from app.authz.versions import VERSIONS
from app.database.vocabulary import Role
from tests.authz.diff.changing import changed, reworded
from tests.authz.diff.worlds import NOW, draw_viewer, draw_world

SEEDS = st.integers(0, 2**32)
# Of so many different decisions the report is shown to know; a test that saw none would prove nothing.
ENOUGH = 40


Cells = set[tuple[str, ...]]


@cache
def version(folder: Path, name: str) -> Policy:
    return load_policy(folder, name)


class Judged:
    """What Casbin says of the objects of a kind under a policy."""

    def __init__(self, policy: Policy, kind: str, folder: Path) -> None:
        self._policy = policy
        # No other rule can match: the model asks for the kind.
        about = replace(policy, rules=tuple(rule for rule in policy.rules if rule.object == kind))
        self._enforcer = Enforcer(about, folder / "model.conf", NOW)
        self._kind = kind

    def reads(self, viewer: Viewer, name: str, subject: Any, entry: Any) -> bool:
        """The cell is read: its row stands and its field is allowed."""
        if viewer.purpose not in self._policy.purposes(Role(viewer.role)):
            return False
        return all(
            self._enforcer.allows(viewer, self._kind, one, subject, None if one == ROW else entry)
            for one in (ROW, name)
        )


def chosen(random: Random, before: Policy, after: Policy) -> tuple[str, list[str], Role]:
    """A kind, some of its fields and a role, mostly of a rule that is not the same in both."""
    rules = {rule.id: rule for rule in before.rules}
    other = [rule for rule in after.rules if rules.get(rule.id) != rule]
    rule = random.choice(other if other and random.random() < 0.9 else before.rules)
    names = {*rule.fields, *(rules[rule.id].fields if rule.id in rules else ())}
    roles = [role for role in Role if rule.role in after.groups_of(role)]
    return rule.object, random.sample(sorted(names), min(4, len(names))), random.choice(roles)


def different(random: Random, before: Policy, after: Policy, folder: Path) -> Cells:
    """Cells that Casbin decides differently for some object, and in which direction."""
    kind, names, role = chosen(random, before, after)
    world, found = draw_world(random), Cells()
    purpose = random.choice(purposes_of_both(before, after, role) or (None,))
    viewer = draw_viewer(random, world, role, purpose)
    sides = Judged(before, kind, folder), Judged(after, kind, folder)
    for name in names:
        for subject, entry in product(world.objects(kind), world.entries(kind, name)):
            was, now = (side.reads(viewer, name, subject, entry) for side in sides)
            if was != now:
                found.add(("opened" if now else "closed", role.value, purpose or "", kind, name))
    return found


def reported(before: Policy, after: Policy) -> Cells:
    """The cells of the diff, and in which direction."""
    difference = compare(before, after)
    return {
        (direction, change.role.value, change.purpose or "", change.kind, change.name)
        for direction, changes in (("opened", difference.opened), ("closed", difference.closed))
        for change in changes
    }


def draw(seed: int, folder: Path) -> tuple[Cells, Cells]:
    """What a random change makes different, and what the diff reports."""
    random = Random(seed)
    before = version(folder, random.choice(VERSIONS))
    after = changed(before, random, folder)
    if random.random() < 0.5:
        before, after = after, before
    return different(random, before, after, folder), reported(before, after)


@given(seed=SEEDS)
@settings(max_examples=40)
def test_what_casbin_decides_differently_is_reported(seed: int, policy_folder: Path) -> None:
    found, said = draw(seed, policy_folder)
    assert found <= said


@pytest.mark.slow
def test_the_changes_of_this_test_make_a_difference(policy_folder: Path) -> None:
    drawn = [draw(seed, policy_folder) for seed in range(70)]
    assert all(found <= said for found, said in drawn)
    assert sum(len(found) for found, _ in drawn) > ENOUGH
    assert {cell[0] for found, _ in drawn for cell in found} == {"opened", "closed"}


@given(seed=SEEDS)
@settings(max_examples=15)
def test_the_same_in_other_words_is_no_change(seed: int, policy_folder: Path) -> None:
    random = Random(seed)
    before = version(policy_folder, random.choice(VERSIONS))
    assert compare(before, reworded(before, random)).changes == ()


@pytest.mark.parametrize("name", VERSIONS)
def test_a_policy_does_not_differ_from_itself(name: str, policy_folder: Path) -> None:
    assert compare(load_policy(policy_folder, name), load_policy(policy_folder, name)).changes == ()


@pytest.mark.parametrize("role", list(Role))
def test_a_role_that_a_version_lacks_reads_nothing_there(role: Role, policy_folder: Path) -> None:
    oldest, newest = load_policy(policy_folder, "etwinning-hu"), load_policy(policy_folder, "esep-nb")
    opened = {change.role for change in compare(oldest, newest).opened}
    assert (role in opened) or bool(oldest.purposes(role))
