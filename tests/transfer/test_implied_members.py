"""Every partner of a project is a member of its TwinSpace, as long as no record says otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.database.ids import record_id
from tests.transfer.conftest import Importer
from tests.transfer.world import Record, account, group, member, partner, project, twinspace

IN_TWINSPACE = {"kind": "twinspace", "key": "t1"}
WORLD = [account("u1"), account("u2"), project(), project("p2"), group()]
Implied = tuple[str, str, date | None, date | None, date | None]


@pytest.fixture(params=[1, 1_000_000], ids=["indexes built afterwards", "the usual way"])
def rebuild_from(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def implied(importer: Importer) -> list[Implied]:
    """Area, user, and the three days of every implied membership."""
    return [
        (area, user, joined, left, live)
        for area, user, joined, left, live in importer.rows(
            """
            SELECT areas.key, users.key, joined_on, left_on, live_from
              FROM members JOIN areas ON areas.id = area_id JOIN users ON users.id = user_id
             WHERE implied AND role = 'MEMBER' AND members.key IS NULL
             ORDER BY 1, 2
            """
        )
    ]


def explicit(**changes: Any) -> Record:
    return member(area=IN_TWINSPACE, **changes)


def test_a_partner_is_a_member_between_the_days_of_the_partnership(importer: Importer, rebuild_from: int) -> None:
    importer(
        [
            *WORLD,
            twinspace(),
            partner(joinedOn="2024-09-01", leftOn="2025-01-31"),
            partner("pp2", user="u2"),
            partner("pp3", project="p2"),
        ],
        rebuild_from=rebuild_from,
    )
    assert implied(importer) == [
        ("t1", "u1", date(2024, 9, 1), date(2025, 1, 31), None),
        ("t1", "u2", None, None, None),
    ]


def test_its_id_is_made_from_the_key_of_the_partner(importer: Importer, secret: bytes) -> None:
    importer([*WORLD, twinspace(), partner()])
    assert importer.rows("SELECT id FROM members") == [(record_id(secret, "implied-member", "pp1"),)]


def test_a_record_of_ones_own_stands_for_both_while_it_lasts(importer: Importer, rebuild_from: int) -> None:
    importer([*WORLD, twinspace(), partner(), explicit()], rebuild_from=rebuild_from)
    assert implied(importer) == []
    importer([explicit(leftOn="2024-12-31")], rebuild_from=rebuild_from)
    assert implied(importer) == [("t1", "u1", None, None, date(2024, 12, 31))]
    importer([explicit()], rebuild_from=rebuild_from)
    assert implied(importer) == []


def test_a_record_in_another_area_changes_nothing(importer: Importer) -> None:
    importer([*WORLD, twinspace(), partner(), member()])
    assert implied(importer) == [("t1", "u1", None, None, None)]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_pieces_may_come_one_by_one(importer: Importer, order: tuple[int, ...], rebuild_from: int) -> None:
    pieces = [partner(joinedOn="2024-09-01"), twinspace(), explicit(leftOn="2024-12-31")]
    importer(WORLD)
    if order[0] == 2:
        importer([twinspace()])
    for piece in order:
        importer([pieces[piece]] if piece != 2 else [twinspace(), pieces[piece]], rebuild_from=rebuild_from)
    assert implied(importer) == [("t1", "u1", date(2024, 9, 1), None, date(2024, 12, 31))]


def test_a_partner_that_moves_takes_the_membership_along(importer: Importer) -> None:
    importer([*WORLD, twinspace(), twinspace("t2", project="p2"), partner(), partner("pp2", user="u2")])
    importer([partner(project="p2")])
    assert [row[:2] for row in implied(importer)] == [("t1", "u2"), ("t2", "u1")]
    importer([partner("pp2", user="u1")])
    assert [row[:2] for row in implied(importer)] == [("t1", "u1"), ("t2", "u1")]


def test_a_twinspace_that_gets_another_project_gets_its_partners(importer: Importer) -> None:
    importer([*WORLD, twinspace(), partner(), partner("pp2", project="p2", user="u2")])
    importer([twinspace(project="p2")])
    assert [row[:2] for row in implied(importer)] == [("t1", "u2")]
    importer([twinspace("t2")])
    assert [row[:2] for row in implied(importer)] == [("t1", "u2"), ("t2", "u1")]
    importer([twinspace("t2", project="p2"), twinspace()])
    assert [row[:2] for row in implied(importer)] == [("t1", "u1"), ("t2", "u2")]


def test_a_record_that_moves_away_makes_room_for_the_implied_one(importer: Importer) -> None:
    importer([*WORLD, twinspace(), partner(), explicit()])
    importer([member()])
    assert [row[:2] for row in implied(importer)] == [("t1", "u1")]


def test_a_partnership_that_changes_its_days_changes_those_of_the_membership(importer: Importer) -> None:
    importer([*WORLD, twinspace(), partner()])
    importer([partner(joinedOn="2024-10-01", leftOn="2024-11-01")])
    assert implied(importer) == [("t1", "u1", date(2024, 10, 1), date(2024, 11, 1), None)]
