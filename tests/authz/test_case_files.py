"""Files of cases are read strictly: what is not understood is named with its file, its line and what to do."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.authz.case_expectation import Names, expectation
from app.authz.case_files import CaseFile, read_cases
from app.authz.case_sight import CONNECTIONS, Subjects
from app.authz.case_world import facts_of
from app.authz.cases import run_cases
from app.authz.policy import Policy
from app.authz.rules import PolicyRefused
from app.errors import Misconfigured
from tests.house.files import text_of

GOOD = """\
theme: A theme
now: 2026-06-15T12:00:00Z
schools:
  tartu: {country: NO, headSuppliedBy: anna}
people:
  anna: {school: tartu, contacts: [bert], consents: [PUBLIC_PICTURE under etwinning-sv withdrawn 2026-01-01T00:00Z]}
  bert: {status: GENERAL, lastLogin: never}
staff:
  nora: {role: NSO, country: NO}
projects:
  river: {partners: [anna, bert through tartu left 2026-07-01]}
groups:
  chess: {members: [anna, bert as MODERATOR]}
cells:
  NAME: firstName lastName
cases:
  - title: One
    clauses: PUB-04 A-13
    viewers: [ANONYMOUS, nora as NSO for VALIDATION]
    sees:
      User: {anna: NAME school, bert: nothing more, oneself: all but email}
    lists:
      contacts of anna: [bert]
  - title: Two
    clauses: PUB-04
    viewers: [anna as ETWINNER]
    at: 2027-06-15T12:00:00Z
    versions: [etwinning-sv]
    refused: may not act
"""
# The first case without what is seen.
SEEN = GOOD[GOOD.index("    sees:") : GOOD.index("  - title: Two")]


def read(tmp_path: Path, text: str) -> CaseFile:
    (tmp_path / "theme.yaml").write_text(text, encoding="utf-8")
    (file,) = read_cases(tmp_path)
    return file


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    file = read(tmp_path, GOOD)
    now = datetime(2026, 6, 15, 12, tzinfo=UTC)
    anna, bert, nora = file.world.people
    assert (file.theme, file.world.now) == ("A theme", now)
    assert file.world.schools[0].country == "NO"
    assert (anna.school, anna.contacts, anna.status) == ("tartu", ("bert",), "VALIDATED")
    assert anna.consents[0].withdrawn_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert anna.consents[0].notice_version == "etwinning-sv"
    assert (bert.last_login, nora.school, nora.status) == (None, None, "GENERAL")
    assert [(part.person, part.role, part.school, part.left) for part in file.world.projects[0].partners] == [
        ("anna", "FOUNDER", None, None),
        ("bert", "PARTNER", "tartu", date(2026, 7, 1)),
    ]
    assert [part.role for part in file.world.areas[0].members] == ["OWNER", "MODERATOR"]
    one, two = file.cases
    assert (one.line, one.versions, [str(viewer) for viewer in one.viewers]) == (
        17,
        ("esep-nb",),
        ["ANONYMOUS", "nora as NSO for VALIDATION"],
    )
    assert (two.refused, two.versions, two.at.year) == (True, ("etwinning-sv",), 2027)


def test_cells_are_spelt_out(tmp_path: Path, policy: Policy) -> None:
    file = read(tmp_path, GOOD)
    (one, _), names = file.cases, names_of(file, policy)
    wanted = expectation(file, one, one.viewers[1], names)
    assert wanted.rows["User"] == {
        "anna": {"id", "firstName", "lastName", "school"},
        "bert": {"id"},
        "nora": names.cells("User") - {"email"},
    }
    assert wanted.lists == {"contacts of anna": {"bert"}}


def names_of(file: CaseFile, policy: Policy) -> Names:
    subjects = Subjects(file.world, facts_of(file.world, file.world.now))
    return Names(subjects.named, lambda kind: policy.fields()[kind] - CONNECTIONS.get(kind, frozenset()))


WRONG = [
    ("theme: A theme\n", "", 1, "`theme` is missing"),
    ("now: 2026-06-15T12:00:00Z", "now: 2026-06-15", 2, "an instant has a zone"),
    ("now: 2026-06-15T12:00:00Z", "now: noon", 2, "`noon` is not understood"),
    ("theme: A theme", "theme: A theme\nsubject: x", 2, "`subject` is not known here"),
    ("{country: NO, headSuppliedBy: anna}", "{headSuppliedBy: anna}", 4, "`country` is missing"),
    ("headSuppliedBy: anna", "headSuppliedBy: annie", 4, "there is no person `annie`"),
    ("school: tartu", "school: tortu", 6, "there is no school `tortu`"),
    ("school: tartu, contacts", "contacts", 6, "the state does not fit"),
    ("status: GENERAL", "status: INACTIVE", 7, "the state does not fit"),
    ("status: GENERAL", "status: general", 7, "`general` is not understood"),
    ("  bert: {", "  Bert: {status: GENERAL}\n  bert: {", 7, "`Bert` cannot be a key"),
    ("  bert: {", "  others: {status: GENERAL}\n  bert: {", 7, "`others` cannot be a key"),
    ("bert: {status: GENERAL, lastLogin: never}", "bert:", 7, "a value is empty"),
    ("bert: {status: GENERAL, lastLogin: never}", "anna: {status: GENERAL}", 7, "`anna` stands twice"),
    ("bert: {status: GENERAL, lastLogin: never}", "bert: general", 7, "a table is expected"),
    ("lastLogin: never", "restricted: true", 7, "neither `yes` nor `no`"),
    ("PUBLIC_PICTURE under", "PUBLIC_PICTURES under", 6, "`PUBLIC_PICTURES` is not understood"),
    ("under etwinning-sv", "beneath etwinning-sv", 6, "a phrase is not understood"),
    ("contacts: [bert]", "contacts: bert", 6, "a list is expected"),
    ("role: NSO, country: NO", "role: NSO", 9, "the assignment does not fit its role"),
    ("role: NSO, country: NO", "role: JRC, country: NO", 9, "the assignment does not fit its role"),
    ("role: NSO, country: NO", "role: ETWINNER", 9, "no role of staff"),
    ("bert through tartu", "bart through tartu", 11, "there is no person `bart`"),
    ("through tartu", "through tortu", 11, "there is no school `tortu`"),
    ("left 2026-07-01", "left tomorrow", 11, "`tomorrow` is not understood"),
    ("bert as MODERATOR", "anna", 13, "`anna` stands twice"),
    (SEEN, "    sees: {}\n", 17, "a case says nothing of what is seen"),
    ("as MODERATOR", "as FOUNDER", 13, "`FOUNDER` is no role here"),
    ("NAME: firstName", "name: firstName", 15, "`name` cannot name cells"),
    ("title: Two", "title: One", 1, "two cases are called `One`"),
    ("clauses: PUB-04 A-13", "clauses: PUB-4", 18, "clauses are named like `PUB-04`"),
    ("[ANONYMOUS, nora", "[everybody, nora", 19, "a viewer is ANONYMOUS, or a person in a role"),
    ("nora as NSO for VALIDATION", "nora as NSO for MARKETING", 19, "`MARKETING` is not understood"),
    ("nora as NSO for VALIDATION", "nora as NSO VALIDATION", 19, "a phrase is not understood"),
    ("nora as NSO for VALIDATION", "nina as NSO for VALIDATION", 19, "there is no person `nina`"),
    ("    refused: may not act\n", "", 24, "a case says what is seen, or that the viewer may not act"),
    ("[etwinning-sv]", "[etwinning-se]", 28, "there is no version `etwinning-se`"),
    ("[etwinning-sv]", "[]", 28, "a list is empty"),
    ("[ANONYMOUS, nora as NSO for VALIDATION]", "[]", 19, "a list is empty"),
    ("refused: may not act", "refused: yes", 29, "a refusal is not understood"),
    ("theme: A theme", "theme: &one A theme", 1, "anchors and aliases are not used here"),
    ("theme: A theme", "theme: *one", 1, "anchors and aliases are not used here"),
    ("theme: A theme", "theme: !!str A theme", 1, "tags are not used here"),
    ("theme: A theme", "theme: A: theme", 1, "not a line of YAML"),
    ("theme: A theme", "theme: [A", 2, "not a line of YAML"),
    ("theme: A theme", "theme: A\x07theme", 1, "not YAML"),
    ("theme: A theme", "theme: A theme\n---\ntheme: B", 1, "2 documents, one expected"),
    ("theme: A theme", "theme: " + "[" * 5000, 1, "not YAML"),
    ("theme: A theme", "? [a]\n: b", 1, "a name is one text"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), WRONG, ids=[f"{row[3]}-{row[1][:20]}" for row in WRONG])
def test_what_is_not_understood_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    assert GOOD.count(old) >= 1
    with pytest.raises(PolicyRefused) as refusal:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert refusal.value.message.startswith(f"theme.yaml, line {line}: ")
    assert message in refusal.value.message
    assert refusal.value.hint


WRONG_CELLS = [
    ("NAME school", "NAME shool", 21, "`shool` is no cell here"),
    ("NAME school", "all but contacts", 21, "`contacts` is no cell here"),
    ("anna: NAME", "anne: NAME", 21, "there is no User `anne`"),
    ("User: {anna", "Person: {anna", 21, "`Person` is no kind of row"),
    ("contacts of anna", "contact of anna", 23, "`contact of anna` is no list"),
    ("contacts of anna", "contacts of anne", 23, "`contacts of anne` is no list"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), WRONG_CELLS)
def test_rows_cells_and_lists_that_do_not_exist_are_named(
    tmp_path: Path, policy: Policy, old: str, new: str, line: int, message: str
) -> None:
    file = read(tmp_path, GOOD.replace(old, new))
    with pytest.raises(PolicyRefused) as refusal:
        expectation(file, file.cases[0], file.cases[0].viewers[0], names_of(file, policy))
    assert refusal.value.message.startswith(f"theme.yaml, line {line}: {message}")
    assert refusal.value.hint


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="holds no cases"):
        read_cases(tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_bytes(b"theme: \xff")
    with pytest.raises(Misconfigured, match=r"theme\.yaml cannot be read"):
        read_cases(tmp_path)


def test_the_example_of_the_documentation_holds(tmp_path: Path, policy: Policy, policy_folder: Path) -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```", text_of(Path("docs/policy.md")), flags=re.MULTILINE | re.DOTALL)
    file = read(tmp_path, example)
    assert len(file.cases) == 2
    assert run_cases(policy, [file], policy_folder / "model.conf") == []
