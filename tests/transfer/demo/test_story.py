"""The people whom guides name: they are who the guides say they are, on every day of the calendar."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from app.database.vocabulary import PURPOSES_OF_ROLE, STAFF_ROLES, Role
from app.transfer.demo import DEMO_VIEWERS, DemoViewer
from app.transfer.demo.days import Days
from app.transfer.demo.story import story
from tests.transfer.demo.reading import Demo, Record, instant

AN_ORDINARY_DAY = datetime(2025, 3, 1, tzinfo=UTC)
LEAP_DAY = datetime(2028, 2, 29, 23, 59, tzinfo=UTC)
DAY_BEFORE_ONE = datetime(2028, 2, 28, tzinfo=UTC)
YEAR_AFTER_ONE = datetime(2029, 2, 28, tzinfo=UTC)
MARCH_AFTER_ONE = datetime(2029, 3, 1, tzinfo=UTC)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = [AN_ORDINARY_DAY, LEAP_DAY, DAY_BEFORE_ONE, YEAR_AFTER_ONE, MARCH_AFTER_ONE, NEW_YEAR]

STATES = {
    "teacher-tallinn": "VALIDATED",
    "pending-tartu": "PENDING",
    "pending-riga": "PENDING",
    "general-oslo": "GENERAL",
    "general-daugavpils": "GENERAL",
    "refused-narva": "REFUSED",
    "deactivated-bergen": "DEACTIVATED",
    "anonymised-riga": "ANONYMISED",
    "restricted-szeged": "RESTRICTED",
    "inactive-lund": "INACTIVE",
    "inactive-since-today": "INACTIVE",
    "nearly-inactive-lund": "VALIDATED",
    "never-returned-cork": "INACTIVE",
    "forgotten-debrecen": "FORGOTTEN",
}
PUBLIC = {
    "teacher-tallinn": True,
    "teacher-riga": False,
    "teacher-bergen": True,
    "teacher-goteborg": True,
    "teacher-debrecen": True,
    "teacher-malmo": True,
    "ambassador-tartu": False,
    "head-viljandi": False,
    "inactive-lund": False,
    "restricted-szeged": False,
    "nearly-inactive-lund": True,
}


def at(now: datetime) -> Demo:
    return Demo(list(story(Days(now))), now)


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_people_are_in_the_state_of_their_name(now: datetime) -> None:
    told = at(now)
    assert {key: told.state(told.user(key)) for key in STATES} == STATES


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_the_public_sees_those_who_agreed(now: datetime) -> None:
    told = at(now)
    assert {key: told.is_public(told.user(key)) for key in PUBLIC} == PUBLIC


def test_founder_in_tallinn_works_with_the_other_four_countries(demo: Demo) -> None:
    project = demo.keyed["project", "baltic-sea"]
    entries = demo.partners("baltic-sea")
    assert project["status"] == "ACTIVE"
    assert instant(project["publishedAt"]) < demo.now
    assert [entry["user"] for entry in entries if entry["role"] == "FOUNDER"] == ["teacher-tallinn"]
    assert {demo.keyed["school", entry["school"]]["country"] for entry in entries} == {"EE", "LV", "NO", "SE", "HU"}
    assert [space["project"] for space in demo.kinds["twinspace"]].count("baltic-sea") == 1


def test_quiet_forest_is_published_and_has_no_public_partner(demo: Demo) -> None:
    assert demo.keyed["project", "quiet-forest"]["publishedAt"]
    partners = demo.partners("quiet-forest")
    assert len(partners) == 3
    assert not any(demo.is_public(demo.user(entry["user"])) for entry in partners)


def test_staff_of_every_role_hold_one_live_assignment_each(demo: Demo) -> None:
    live = [assignment for assignment in demo.kinds["assignment"] if is_live(assignment, demo.now)]
    assert {assignment["role"] for assignment in live} == set(STAFF_ROLES)
    assert max(Counter(assignment["user"] for assignment in live).values()) == 1
    assert sum(assignment["role"] == "PROVIDER" for assignment in live) <= 3
    assert {demo.state(demo.user(assignment["user"])) for assignment in live} == {"GENERAL", "VALIDATED"}
    assert {assignment["country"] for assignment in live if assignment["role"] == "NSO"} == {
        "EE",
        "LV",
        "NO",
        "SE",
        "HU",
    }


def is_live(assignment: Record, now: datetime) -> bool:
    ends = assignment.get("validTo")
    return instant(assignment["validFrom"]) <= now and (ends is None or now < instant(ends))


def test_one_assignment_is_over(demo: Demo) -> None:
    over = [assignment["user"] for assignment in demo.kinds["assignment"] if not is_live(assignment, demo.now)]
    assert over == ["staff-nso-ee-former"]


@pytest.mark.parametrize("viewer", DEMO_VIEWERS, ids=lambda viewer: f"{viewer.key}-{viewer.role}-{viewer.purpose}")
def test_viewer_may_act_as_listed(demo: Demo, viewer: DemoViewer) -> None:
    if viewer.role == Role.ANONYMOUS:
        assert viewer.key is None
        return
    assert viewer.key is not None
    state = demo.state(demo.user(viewer.key))
    if viewer.role in STAFF_ROLES:
        (assignment,) = [held for held in demo.kinds["assignment"] if held["user"] == viewer.key]
        assert assignment["role"] == viewer.role
        assert is_live(assignment, demo.now)
        allowed = PURPOSES_OF_ROLE[viewer.role]
        assert viewer.purpose in allowed & set(assignment.get("purposes") or allowed)
    else:
        assert viewer.purpose is None
        assert (viewer.role == Role.ETWINNER) == (state in {"VALIDATED", "RESTRICTED"})
        assert state != "ANONYMISED"


def test_viewers_show_every_role_once_at_least_and_none_twice_alike() -> None:
    eyes = [(viewer.key, viewer.role, viewer.purpose) for viewer in DEMO_VIEWERS]
    assert {role for _, role, _ in eyes} == set(Role)
    assert max(Counter(eyes).values()) == 1
    assert all(viewer.description for viewer in DEMO_VIEWERS)
