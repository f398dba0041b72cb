"""A rule about an action is a part of the policy like any other: who may do more or less is found."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from app.authz.diff.changes import compare
from app.authz.diff.report import Report
from app.authz.policy import load_policy
from app.database.vocabulary import Purpose, Role

WRITTEN = "object.role in ('COMMISSION', 'JRC')\",allow,ACC-05 ACC-10,The Commission names"


@pytest.mark.parametrize("turned", [False, True])
def test_who_may_give_another_role_is_a_change_that_opens(policy_folder: Path, tmp_path: Path, turned: bool) -> None:  # noqa: FBT001 - a parameter
    changed = Path(copytree(policy_folder, tmp_path / "policy"))
    rules = changed / "rules.csv"
    text = rules.read_text(encoding="utf-8")
    assert text.count(WRITTEN) == 1
    rules.write_text(
        text.replace(WRITTEN, WRITTEN.replace("'COMMISSION', 'JRC'", "'COMMISSION', 'JRC', 'NSO'")), "utf-8"
    )
    sides = [load_policy(policy_folder, "esep-nb"), load_policy(changed, "esep-nb")]
    difference = compare(*(reversed(sides) if turned else sides))
    (change,) = difference.closed if turned else difference.opened
    assert (change.role, change.purpose) == (Role.COMMISSION, Purpose.OPERATION)
    assert (change.kind, change.name) == ("Assignment", "grant()")
    assert (difference.opened if turned else difference.closed) == ()
    report = "\n".join(Report(difference, "one", "other").text())
    assert "grant()" in report
    assert "NSO" in report


def test_the_same_policy_changes_no_action(policy_folder: Path) -> None:
    assert compare(*(load_policy(policy_folder, "esep-nb") for _ in range(2))).changes == ()
