"""The five versions compared: what the notices say about themselves is what the diff finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.authz.diff.changes import Difference, compare
from app.authz.diff.report import Report
from app.authz.partial import Never
from app.authz.policy import load_policy
from app.database.vocabulary import Purpose, Role


@pytest.fixture(scope="module")
def difference(policy_folder: Path) -> Difference:
    return compare(load_policy(policy_folder, "etwinning-sv"), load_policy(policy_folder, "esep-nb"))


def test_pictures_of_all_who_consented_become_public(difference: Difference) -> None:
    public = [change for change in difference.opened if change.role is Role.ANONYMOUS]
    assert [(change.kind, change.name) for change in public] == [("User", "picture")]
    report = Report(difference, "etwinning-sv", "esep-nb")
    assert public[0].decision.opens is not None
    assert report.condition(public[0], public[0].decision.opens) == (
        "where the person is visible and consents to public display and consents to a public picture, "
        "except where both read it: the person is an ambassador"
    )


def test_a_role_that_comes_into_being_opens_all_that_it_reads(difference: Difference) -> None:
    opened = {(change.kind, change.name) for change in difference.opened if change.role is Role.JRC}
    grants = difference.after.grants(Role.JRC, Purpose.COURSE)
    own_words = {("User", "retire()")}  # everybody takes back what they said of themselves as a representative
    assert opened - own_words == {(kind, "id") for kind in grants.rows if not isinstance(grants.row(kind), Never)} | {
        coordinate for coordinate in grants.cells if not isinstance(grants.cell(*coordinate), Never)
    }
    assert own_words <= opened


def test_purposes_that_are_demanded_now_close_reading_without(difference: Difference) -> None:
    closed = {(change.role, change.purpose) for change in difference.closed}
    assert closed == {(Role.NSO, Purpose.NATIONAL_PRESS), (Role.EACEA, None), (Role.COMMISSION, None)}


def test_the_report_says_it_to_people(difference: Difference) -> None:
    lines = list(Report(difference, "etwinning-sv", "esep-nb", ("A note.",)).text())
    assert lines[:3] == ["etwinning-sv → esep-nb", "A note.", ""]
    assert "  JRC exists in esep-nb only." in lines
    assert "  COMMISSION reads without a purpose in etwinning-sv only." in lines
    assert [line for line in lines if line.startswith("  public_picture: AMBASSADOR_AND_CONSENT → CONSENT (")]
    assert f"{len(difference.opened)} cells open, {len(difference.closed)} cells close." in "\n".join(lines)
    opens, closes = lines.index("Opens"), lines.index("Closes")
    assert "  for ANONYMOUS" in lines[opens:closes]
    assert "  for NSO (NATIONAL_PRESS)" in lines[closes:]
    assert "  for EACEA (without a purpose), COMMISSION (without a purpose)" in lines[closes:]


def test_the_data_hold_every_cell(difference: Difference) -> None:
    data = Report(difference, "etwinning-sv", "esep-nb").data()
    assert data["counts"] == {
        "opened": len(data["opened"]),
        "closed": len(data["closed"]),
        "undecided": 0,
    }
    (picture,) = [entry for entry in data["opened"] if entry["role"] == "ANONYMOUS"]
    assert (picture["type"], picture["field"], picture["purpose"]) == ("User", "picture", None)
    assert picture["after"].startswith("where the person is visible")
    assert picture["example"]["object.ambassador"] == "no"
    assert picture["example"]["picture_consented(object)"] == "yes"


def test_the_other_way_round_opens_what_was_closed(difference: Difference) -> None:
    back = compare(difference.after, difference.before)
    assert len(back.opened) == len(difference.closed)
    assert len(back.closed) == len(difference.opened)
