"""Merges at the same time as each other, as people who come to the school, and as decisions about them (attacks P)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import school, user
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.founding import CREATE, RIVERS
from tests.resolvers.commands.office import Office, codes
from tests.resolvers.commands.registering import COLLEAGUE, DECIDE, ESTONIA, registrations
from tests.resolvers.commands.test_merging import MERGE
from tests.resolvers.commands.test_moving import MOVE

ONE, OTHER, THIRD = (public_id("school", key) for key in ("s1", "other", "third"))
TEACHERS = [f"teacher{number}" for number in range(6)]
MOVERS = [f"mover{number}" for number in range(6)]
Sent = tuple[Asker, str, dict[str, Any]]


@pytest.fixture
def office(offices: Office) -> Office:
    """The world of registrations with two more schools: teachers at the one, and people who move there at the other."""
    load(offices)
    return offices


def load(office: Office) -> None:
    now = datetime.now(UTC)
    more = [
        school("other", "EE"),
        school("third", "EE"),
        *(user(key, "other", lastLoginAt=now.isoformat()) for key in TEACHERS),
        *(user(key, "third", lastLoginAt=now.isoformat()) for key in MOVERS),
    ]
    office.real.load(World((*registrations(now).records, *more), now))


def merging(into: str, gone: str, asker: Asker = ESTONIA) -> Sent:
    return asker, MERGE, {"input": {"surviving": into, "absorbed": gone}}


def people(office: Office) -> dict[str, set[str]]:
    """The schools where the teachers and movers are, by school; no reference leads nowhere."""
    lost = "SELECT FROM users WHERE school_id IS NOT NULL AND school_id NOT IN (SELECT id FROM schools)"
    assert office.rows(lost) == []
    found: dict[str, set[str]] = {}
    for school_id, key in office.rows("SELECT school_id::text, key FROM users WHERE key = ANY(%s)", TEACHERS + MOVERS):
        found.setdefault(school_id, set()).add(key)
    return found


def test_p01_of_merges_in_both_directions_one_is_carried_out(office: Office) -> None:
    sent = [merging(*pair, asker) for asker in (ESTONIA, COLLEAGUE) for pair in ((ONE, OTHER), (OTHER, ONE))]
    answers = office.send_at_once(sent * 4)
    assert [codes(answer) for answer in answers] == [[]] * 16
    left = {answer["data"]["mergeSchools"]["school"]["id"] for answer in answers}
    assert len(left) == len(office.audit()) == 1
    assert len(office.rows("SELECT FROM school_aliases")) == 1
    assert set(TEACHERS) <= people(office)[left.pop()]


def test_merges_around_in_a_circle_leave_one_school(office: Office) -> None:
    for _ in range(5):
        sent = [merging(ONE, OTHER), merging(OTHER, THIRD, COLLEAGUE), merging(THIRD, ONE)]
        answers = office.send_at_once(sent)
        assert {code for answer in answers for code in codes(answer)} <= {"CONFLICT"}
    assert len(people(office)) == 1
    (left,) = people(office)
    assert {into for (into,) in office.rows("SELECT surviving_id::text FROM school_aliases")} == {left}
    assert len(office.audit()) == 2


@pytest.mark.parametrize("place", [0, 1, 3, 6])
def test_who_comes_to_the_school_meanwhile_comes_to_the_one_that_is_left(office: Office, place: int) -> None:
    moves: list[Sent] = [(Asker("ETWINNER", None, key), MOVE, {"input": {"school": OTHER}}) for key in MOVERS]
    answers = office.send_at_once([*moves[:place], merging(ONE, OTHER), *moves[place:]])
    assert [codes(answer) for answer in answers] == [[]] * 7
    assert people(office) == {ONE: {*TEACHERS, *MOVERS}}


def test_what_is_decided_about_people_meanwhile_is_decided(office: Office) -> None:
    withdrawn: list[Sent] = [
        (COLLEAGUE, DECIDE["withdraw"], {"input": {"user": public_id("user", key), "reason": "Has left."}})
        for key in TEACHERS
    ]
    answers = office.send_at_once([*withdrawn[:3], merging(ONE, OTHER), *withdrawn[3:]])
    assert [codes(answer) for answer in answers] == [[]] * 7
    assert people(office)[ONE] == set(TEACHERS)
    assert office.rows("SELECT DISTINCT status FROM users WHERE key = ANY(%s)", TEACHERS) == [("REFUSED",)]


@pytest.mark.parametrize("place", [0, 1, 3, 6])
def test_who_founds_a_project_meanwhile_does_so_through_the_school_that_is_left(office: Office, place: int) -> None:
    founded: list[Sent] = [(Asker("ETWINNER", None, key), CREATE, {"input": RIVERS}) for key in TEACHERS]
    answers = office.send_at_once([*founded[:place], merging(ONE, OTHER), *founded[place:]])
    assert [codes(answer) for answer in answers] == [[]] * 7
    assert office.rows("SELECT DISTINCT school_id::text FROM partners") == [(ONE,)]
