"""The example of docs/policy.md is what the commands say: rule, draft and report."""

from __future__ import annotations

from pathlib import Path

from app.authz.diff.changes import Difference, compare
from app.authz.diff.report import Report
from app.authz.diff.sources import read_source
from app.authz.matrix.table import Matrix
from app.authz.policy import Policy
from app.database.vocabulary import Role
from tests.house.files import text_of

PAGE = text_of(Path("docs/policy.md"))
RULE = "is_visible(object) and not object.hide_contacts"
DRAFT = "is_visible(object) and object.country == viewer.country"


def difference(condition: str, folder: Path, tmp_path: Path) -> Difference:
    """The policy in force and a draft in which the rule has this condition."""
    draft = tmp_path / "draft.csv"
    text = (folder / "rules.csv").read_text(encoding="utf-8")
    assert f"{RULE},allow,ACC-01 A-10" in text
    draft.write_text(text.replace(f"{RULE},allow,ACC-01 A-10", f"{condition},allow,ACC-01 A-10"), encoding="utf-8")
    before, after = (read_source(asked, folder, "esep-nb").policy for asked in ("esep-nb", str(draft)))
    return compare(before, after)


def test_the_report_is_the_one_on_the_page(policy_folder: Path, tmp_path: Path) -> None:
    assert f"    {DRAFT}\n" in PAGE
    report = Report(difference(DRAFT, policy_folder, tmp_path), "esep-nb", "draft.csv")
    assert "".join(f"    {line}\n" if line else "\n" for line in report.text()) in PAGE


def test_the_second_draft_only_closes(policy_folder: Path, tmp_path: Path) -> None:
    found = difference(f"{DRAFT} and not object.hide_contacts", policy_folder, tmp_path)
    assert (len(found.opened), len(found.closed)) == (0, 1)
    assert "says `0 cells open, 1 cell closes`" in PAGE


def test_the_cell_is_quoted_as_it_is(policy: Policy) -> None:
    (reading,) = Matrix(policy).cell(Role.ETWINNER, "User", "contacts").readings
    assert f'"{reading.said.text()}"' in " ".join(PAGE.split())
    allowing = {rule.id for rule in policy.rules if rule.allows}
    assert set(reading.rules) & allowing == {"user-own", "user-peer-contacts"}
