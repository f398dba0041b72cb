"""Documents in step with the program: generated pages are current, lists are complete, links lead somewhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from app.errors import Code
from tests.house.documents import DOCUMENTS
from tests.house.files import ROOT, repository_files, text_of

MARKDOWN = [path for path in repository_files() if path.suffix == ".md"]
TARGET = re.compile(r"^([a-z]+):(?!=)", flags=re.MULTILINE)


def make_targets() -> set[str]:
    return set(TARGET.findall(text_of(Path("Makefile"))))


@pytest.mark.parametrize("path", sorted(DOCUMENTS))
def test_generated_page_is_current(path: str) -> None:
    assert text_of(Path(path)) == DOCUMENTS[path](), "run `make docs`"


def test_every_error_code_is_explained() -> None:
    explained = re.findall(r"^\| `([A-Z_]+)` \|", text_of(Path("docs/errors.md")), flags=re.MULTILINE)
    assert sorted(explained) == sorted(Code)


def test_every_term_names_the_words_to_avoid() -> None:
    terms = text_of(Path("docs/glossary.md")).split("\n## ")[1:]
    assert len(terms) > 20
    assert not [term.splitlines()[0] for term in terms if "\n*Avoid*: " not in term]


def test_terms_stand_in_order() -> None:
    terms = re.findall(r"^## (.+)$", text_of(Path("docs/glossary.md")), flags=re.MULTILINE)
    assert terms == sorted(terms, key=str.casefold)


def test_make_help_lists_every_command() -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert set(re.findall(r"^make ([a-z]+) +\S", listed, flags=re.MULTILINE)) == make_targets()


@pytest.mark.parametrize("path", MARKDOWN, ids=str)
def test_commands_in_documents_exist(path: Path) -> None:
    named = re.findall(r"(?:^|`|\$ )make ([a-z]+)", text_of(path), flags=re.MULTILINE)
    assert set(named) <= make_targets()


@pytest.mark.parametrize("path", MARKDOWN, ids=str)
def test_links_lead_to_files_of_the_repository(path: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", text_of(path))
    known = {ROOT / file for file in repository_files()}
    folders = {folder for file in known for folder in file.parents}
    assert not [link for link in links if (ROOT / path.parent / link).resolve() not in known | folders]


@pytest.mark.parametrize("path", MARKDOWN, ids=str)
def test_places_in_documents_exist(path: Path) -> None:
    places = re.findall(r"`((?:app|benchmarks|docs|policy|tests)/[\w./-]*)`", text_of(path))
    assert not [place for place in places if not (ROOT / place).exists()]


def test_no_text_leads_out_of_the_repository() -> None:
    texts = {path: (ROOT / path).read_text(encoding="utf-8", errors="replace") for path in repository_files()}
    outside = [
        f"{path}: {found}"
        for path, text in texts.items()
        for found in re.findall(r"(?<![\w./])(?:\.\./)+[\w./-]*", text)
        if not (ROOT / path.parent / found).resolve().is_relative_to(ROOT)
    ]
    assert not outside
    assert not [str(path) for path, text in texts.items() if str(ROOT) in text]


@pytest.mark.parametrize("path", [path for path in MARKDOWN if path.parent.name == "decisions"], ids=str)
def test_a_decision_has_its_number_its_status_and_what_holds_it(path: Path) -> None:
    lines = text_of(path).splitlines()
    assert re.match(rf"# {path.name[:4]} \S", lines[0])
    assert re.fullmatch(r"\*(Accepted|Replaced by \d{4})\.\*", lines[2])
    assert "## Held by" in lines
    assert len(lines) <= 70
