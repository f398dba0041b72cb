"""`twingraph policy matrix`: the text in the repository, other versions, and the page."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import assert_refused, run
from tests.house.files import text_of


def test_the_text_is_that_of_the_repository() -> None:
    done = run("policy", "matrix")
    assert (done.code, done.err) == (0, "")
    assert done.out == text_of(Path("policy/matrix.md")), "run `make docs`"


def test_another_version_is_another_matrix(tmp_path: Path) -> None:
    target = tmp_path / "matrix.md"
    done = run("policy", "matrix", "--version", "etwinning-hu", "--output", str(target))
    assert (done.code, done.out) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("# What each role may read and do: etwinning-hu\n")


def test_the_page_holds_every_version_and_shows_the_chosen_one(tmp_path: Path) -> None:
    target = tmp_path / "matrix.html"
    assert run("policy", "matrix", "--html", "--version", "etwinning-lv", "--output", str(target)).code == 0
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert '"active":"etwinning-lv"' in page
    assert '"name":"esep-nb"' in page


def test_an_unknown_version_is_refused() -> None:
    assert_refused(run("policy", "matrix", "--version", "esep-xx"), "unknown policy version")
