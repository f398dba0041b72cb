"""Policies by version, folder, file and revision of git; what cannot be read is refused with what was asked for."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from app.authz.diff.changes import compare
from app.authz.diff.sources import read_source
from app.errors import Misconfigured

PEER = "is_visible(object) and not object.hide_contacts"


@pytest.fixture
def repository(tmp_path: Path, policy_folder: Path) -> Path:
    """A repository with two revisions of the policy: in the first one, peers see no contacts."""
    folder = tmp_path / "repository" / "policy"
    shutil.copytree(policy_folder, folder)
    text = (folder / "rules.csv").read_text(encoding="utf-8")
    assert PEER in text
    (folder / "rules.csv").write_text(text.replace(PEER, "object.id == viewer.user"), encoding="utf-8")
    git(folder, "init", "--quiet")
    commit(folder, "one")
    (folder / "rules.csv").write_text(text, encoding="utf-8")
    commit(folder, "two")
    return folder


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, message: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@twingraph.test", "-c", "commit.gpgsign=false")
    git(folder, "add", "--all")
    git(folder, *who, "commit", "--quiet", "--message", message)


def opened(before: str, after: str, folder: Path) -> set[tuple[str, str]]:
    sources = [read_source(asked, folder, "esep-nb") for asked in (before, after)]
    return {(change.role.value, change.name) for change in compare(sources[0].policy, sources[1].policy).opened}


def test_a_version_is_read_by_its_name(policy_folder: Path) -> None:
    source = read_source("etwinning-lv", policy_folder, "esep-nb")
    assert (source.policy.version, source.notes) == ("etwinning-lv", ())


def test_a_revision_is_read_as_it_was_committed(repository: Path) -> None:
    assert opened("HEAD~1", "HEAD", repository) == {("ETWINNER", "contacts")}
    assert opened("HEAD", "HEAD~1", repository) == set()


def test_what_is_not_committed_is_not_in_a_revision(repository: Path) -> None:
    (repository / "rules.csv").unlink()
    assert opened("HEAD~1", "HEAD", repository) == {("ETWINNER", "contacts")}


def test_after_a_colon_stands_the_version(repository: Path) -> None:
    assert read_source("HEAD:etwinning-sv", repository, "esep-nb").policy.version == "etwinning-sv"
    assert read_source(f"{repository}:etwinning-sv", repository, "esep-nb").policy.version == "etwinning-sv"
    assert read_source("HEAD", repository, "etwinning-hu").policy.version == "etwinning-hu"


def test_a_revision_without_files_of_versions_takes_those_of_today(repository: Path, policy_folder: Path) -> None:
    shutil.rmtree(repository / "versions")
    commit(repository, "three")
    shutil.copytree(policy_folder / "versions", repository / "versions")
    source = read_source("HEAD", repository, "esep-nb")
    assert "older than the files of the versions" in source.notes[0]


def test_a_folder_is_read_as_it_is(repository: Path, policy_folder: Path) -> None:
    text = (repository / "rules.csv").read_text(encoding="utf-8")
    (repository / "rules.csv").write_text(text.replace(PEER, "is_visible(object)"), encoding="utf-8")
    assert opened("esep-nb", str(repository), policy_folder) == {("ETWINNER", "contacts")}


def test_a_file_stands_in_the_place_of_its_like(tmp_path: Path, policy_folder: Path) -> None:
    draft = tmp_path / "draft.csv"
    text = (policy_folder / "rules.csv").read_text(encoding="utf-8")
    draft.write_text(text.replace(PEER, "is_visible(object)"), encoding="utf-8")
    assert opened("esep-nb", str(draft), policy_folder) == {("ETWINNER", "contacts")}
    terms = (policy_folder / "terms.csv").read_text(encoding="utf-8")
    draft.write_text(terms.replace(" and not subject.restricted", ""), encoding="utf-8")
    assert ("ANONYMOUS", "firstName") in opened("esep-nb", str(draft), policy_folder)


def test_a_file_of_a_version_says_which_one(tmp_path: Path, policy_folder: Path) -> None:
    draft = tmp_path / "draft.toml"
    text = (policy_folder / "versions" / "esep-nb.toml").read_text(encoding="utf-8")
    assert 'value = "REFUSED"' in text
    draft.write_text(text.replace('value = "REFUSED"', 'value = "ALLOWED"'), encoding="utf-8")
    source = read_source(str(draft), policy_folder, "etwinning-sv")
    assert source.policy.version == "esep-nb"
    assert {role for role, _ in opened("esep-nb", str(draft), policy_folder)} == {"NSO"}


@pytest.mark.parametrize("asked", ["nowhere", "HEAD~99", "--output=x", "", "HEAD:esep-xx", "esep-nb:esep-nb"])
def test_what_does_not_exist_is_refused(asked: str, repository: Path) -> None:
    with pytest.raises(Misconfigured, match="no such version, file or revision") as refused:
        read_source(asked, repository, "esep-nb")
    assert refused.value.hint
    assert refused.value.message.startswith(f"{asked}: ")


def test_a_file_that_is_no_policy_is_refused(tmp_path: Path, policy_folder: Path) -> None:
    note = tmp_path / "note.csv"
    note.write_text("id,role\n", encoding="utf-8")
    with pytest.raises(Misconfigured, match="no file of a policy"):
        read_source(str(note), policy_folder, "esep-nb")
    note.write_bytes(b"\xff\xfe")
    with pytest.raises(Misconfigured, match="cannot be read"):
        read_source(str(note), policy_folder, "esep-nb")


def test_a_policy_that_would_stop_the_start_up_is_refused_with_its_line(repository: Path) -> None:
    with (repository / "rules.csv").open("a", encoding="utf-8") as rules:
        rules.write("zzz,NOBODY,read,User,id,,allow,PUB-01,A sentence.\n")
    with pytest.raises(Misconfigured, match=r"rules\.csv, line \d+: "):
        read_source(str(repository), repository, "esep-nb")


def test_outside_of_git_there_are_no_revisions(tmp_path: Path, policy_folder: Path) -> None:
    folder = shutil.copytree(policy_folder, tmp_path / "policy")
    with pytest.raises(Misconfigured, match="no such version, file or revision"):
        read_source("HEAD", folder, "esep-nb")
