"""Commands over two databases that differ only in what their viewer may not see are answered the same bytes."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given, note
from hypothesis import strategies as st

from tests.conformance.asking.commands import commands
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.interference import find_leak, interview
from tests.conformance.budget import examples
from tests.conformance.reference.askers import Asker, askers
from tests.conformance.reference.facts import Facts
from tests.conformance.reference.snapshot import take_snapshot
from tests.conformance.worlds.changes import unnoticed
from tests.conformance.worlds.world import World, public_id
from tests.conformance.worlds.worlds import worlds

WHO = [
    ("ETWINNER", None),
    ("GENERAL_USER", None),
    ("EACEA", "OPERATION"),
    ("COMMISSION", "OPERATION"),
    ("NSO", "VALIDATION"),
]


def seen(world: World, asker: Asker) -> Any:
    """All that the asker may see, and all of the own account, also what no field shows, as that it is restricted,
    whom it has blocked, hidden or not, and which own projects have a founder whom peers see, behind a block or not.

    The controller and the Commission see the roles of people whom they see, too.
    """
    shown = take_snapshot(world, asker)
    if shown is not None and asker.purpose is None:
        blocks = sorted(one["blocked"] for one in world.of("block") if one["user"] == asker.user)
        return shown, blocks, _founded(world, asker), [one for one in world.of("user") if one["key"] == asker.user]
    if shown is None or asker.role not in {"EACEA", "COMMISSION"}:
        return shown
    roles = [one for one in world.of("assignment") if f"User {public_id('user', one['user'])}" in shown["rows"]]
    return shown, sorted(roles, key=repr)


def _founded(world: World, asker: Asker) -> list[str]:
    """Own projects that a founder runs: a block is no way to take one over (docs/security.md)."""
    facts = Facts(world)
    founded = {one["project"] for one in facts.partners(role="FOUNDER") if facts.is_visible(one["user"])}
    return sorted(one["project"] for one in facts.partners() if one["user"] == asker.user and one["project"] in founded)


@examples(10)
@given(world=worlds(), data=st.data())
def test_what_is_hidden_changes_no_byte_of_a_command(real: RealGraph, world: World, data: st.DataObject) -> None:
    able = {(asker.role, asker.purpose): asker for asker in askers(Facts(world))}
    found = [able[who] for who in WHO if who in able]
    assume(found)
    asker = data.draw(st.sampled_from(found))
    other = data.draw(unnoticed(world, asker, seen))
    asked = data.draw(commands(world, other, asker))
    note(f"{asker}\n{world.as_lines()}\n{other.as_lines()}")
    real.load(world)
    record = interview(real, asker, asked)
    real.load(other)
    leak = find_leak(real, asker, record)
    assert leak is None, leak
