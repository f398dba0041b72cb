"""The tables of cases against the rules: they hold, each rule is in some of them, and a changed rule is noticed."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

import pytest

from app.authz.case_files import CaseFile, read_cases
from app.authz.cases import run_cases, unhit_rules
from app.authz.policy import load_policy
from app.authz.versions import VERSIONS
from app.errors import Misconfigured


@pytest.fixture(scope="module")
def files(policy_folder: Path) -> tuple[CaseFile, ...]:
    return read_cases(policy_folder / "cases")


@pytest.fixture
def folder(tmp_path: Path, policy_folder: Path) -> Path:
    """A copy of the policy that a test may spoil."""
    return Path(shutil.copytree(policy_folder, tmp_path / "policy"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def problems(folder: Path, version: str = "esep-nb", *, themes: Collection[str] = ()) -> list[str]:
    """What the cases of some themes, or of all, find wrong."""
    files = [file for file in read_cases(folder / "cases") if not themes or file.path.stem in themes]
    return run_cases(load_policy(folder, version), files, folder / "model.conf")


@pytest.mark.parametrize("version", VERSIONS)
def test_every_case_holds_under_its_versions(policy_folder: Path, version: str) -> None:
    assert problems(policy_folder, version) == []


def test_every_rule_is_shown_allowing_and_refusing(policy_folder: Path, files: tuple[CaseFile, ...]) -> None:
    policies = [load_policy(policy_folder, version) for version in VERSIONS]
    assert unhit_rules(policies, files, policy_folder / "model.conf") == []


def test_every_version_has_cases(files: tuple[CaseFile, ...]) -> None:
    assert {version for file in files for case in file.cases for version in case.versions} == set(VERSIONS)


def test_the_traps_of_the_notices_have_cases(files: tuple[CaseFile, ...]) -> None:
    """Decided ambiguities that rules express: where two readings were possible, a case says which one holds."""
    cited = {clause for file in files for case in file.cases for clause in case.clauses}
    traps = "01 02 03 05 09 10 12 13 16 18 19 21 22 23 24 25 26 28 29 30 31 32 34 39 42 46 50 51 64 72 74 75 80"
    assert {f"A-{number}" for number in traps.split()} - cited == set()


def test_rules_that_no_case_speaks_of_are_named(policy_folder: Path, files: tuple[CaseFile, ...]) -> None:
    few = [file for file in files if file.path.stem in {"contacts", "research-centre"}]
    found = unhit_rules([load_policy(policy_folder, "esep-nb")], few, policy_folder / "model.conf")
    assert "no case shows `event-nso` allowing something; add one" in found
    assert "no case shows something refused that `user-anonymised` speaks of; add one" in found
    assert not any("`user-peer-contacts`" in problem for problem in found)


# File and words to change; what is written instead; the file of cases that notices, and what it says.
SPOILED = {
    "a restricted person": (
        ("terms.csv", "VALIDATED' and not subject.restricted\",RET-02", "VALIDATED'\",RET-02"),
        ("public", "User emil is seen and should not be"),
    ),
    "no consent": (
        ("terms.csv", "is_visible(subject) and consented(subject, 'PUBLIC_PROFILE')", "is_visible(subject)"),
        ("public", "User bert is seen and should not be"),
    ),
    "a cell more for peers": (
        ("rules.csv", "user-peer,ETWINNER,read,User,ambassador", "user-peer,ETWINNER,read,User,ambassador consents"),
        ("peers", "User bert: `consents` is readable and should not be"),
    ),
    "every country for a national organisation": (
        ("terms.csv", "subject.country == viewer.country and is_registered(subject)", "is_registered(subject)"),
        ("nso", "User ines is seen and should not be"),
    ),
    "a switch of the owner passed over": (
        ("rules.csv", "contacts,is_visible(object) and not object.hide_contacts", "contacts,is_visible(object)"),
        ("contacts", "contacts of bert shows anna and should not"),
    ),
    "a denial that never holds": (
        ("rules.csv", "'ANONYMISED',deny", "'ANONYMISED' and object.restricted,deny"),
        ("rights-requests", "User emil is seen and should not be"),
    ),
    "a role too many to give": (
        (
            "rules.csv",
            "object.role in ('COMMISSION', 'JRC')\",allow,ACC-05 ACC-10,The Commission names",
            "object.role in ('COMMISSION', 'JRC', 'NSO')\",allow,ACC-05 ACC-10,The Commission names",
        ),
        ("commands", "may grant nora and should not"),
    ),
    "consent by the support service": (
        ("rules.csv", "user-consent-etwinner,ETWINNER", "user-consent-etwinner,CSS"),
        ("commands", "should be able to consent anna and may not"),
    ),
    "a denial that is gone": (
        ("rules.csv", "decide,User,id,object.id == viewer.user,deny", "decide,User,id,object.id != object.id,deny"),
        ("commands", "may decide nora and should not"),
    ),
    "too little": (
        ("rules.csv", "School,head,object.head_", "School,head,object.region == 'Nord' and object.head_"),
        ("schools", "School tartu: `head` should be readable and is not"),
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_changed_rule_is_noticed_in_plain_words(folder: Path, name: str) -> None:
    (table, old, new), (theme, message) = SPOILED[name]
    change(folder / table, old, new)
    found = problems(folder, themes={theme})
    assert [one for one in found if one.startswith(f"{theme}.yaml, line ") and message in one]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("      decide: [anna, bert]", "      decode: [anna, bert]", "`decode` is no action"),
        ("      decide: [anna, bert]", "      decide: [anna, bart]", "there is no User `bart`"),
        ("      grant: [jana]", "      grant: [anna]", "there is no Assignment `anna`"),
    ],
)
def test_a_case_about_an_action_that_is_not_understood_is_refused(
    folder: Path, old: str, new: str, message: str
) -> None:
    change(folder / "cases" / "commands.yaml", old, new)
    with pytest.raises(Misconfigured, match=message):
        problems(folder, themes={"commands"})


def test_who_may_act_is_part_of_a_case(folder: Path) -> None:
    change(folder / "cases" / "research-centre.yaml", "viewers: [jana as JRC, jana as JRC for MONITORING]",
           "viewers: [jana as JRC for COURSE]")  # fmt: skip
    (problem,) = problems(folder, themes={"research-centre"})
    assert problem.endswith("jana as JRC for COURSE, esep-nb: may act and should not")


def test_who_should_be_able_to_act_and_is_not_is_named(folder: Path) -> None:
    change(folder / "cases" / "research-centre.yaml", "viewers: [jana as JRC for COURSE]\n    sees:",
           "viewers: [jana as JRC]\n    sees:")  # fmt: skip
    (problem,) = problems(folder, themes={"research-centre"})
    assert problem.startswith("research-centre.yaml, line ")
    assert problem.endswith("jana as JRC, esep-nb: should be able to act and is not")
