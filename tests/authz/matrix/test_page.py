"""The page is complete in itself, runs under the strictest policy, and shows what the matrix and the diff say."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from app.authz.diff.changes import compare
from app.authz.matrix.page import Page, matrix_page
from app.authz.matrix.table import Matrix
from app.authz.policy import Policy, load_policy
from app.database.vocabulary import Role

SHOWN = ("esep-nb", "etwinning-sv")


@pytest.fixture(scope="module")
def policies(policy_folder: Path) -> list[Policy]:
    return [load_policy(policy_folder, name) for name in SHOWN]


@pytest.fixture(scope="module")
def page(policies: list[Policy]) -> Page:
    return matrix_page(policies, "esep-nb")


class Elements(HTMLParser):
    """The elements of a page, their attributes and what stands in scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.content: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = tag
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in self.content:
            self.content[self._open].append(data)


def data_of(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Elements(page.html).content["script"][0])
    return found


def hash_of(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_page_asks_no_place_for_anything(page: Page) -> None:
    elements = Elements(page.html)
    leading = {name: value for _, attributes in elements.found for name, value in attributes.items() if name == "src"}
    assert not leading
    assert {attributes["href"] for _, attributes in elements.found if "href" in attributes} == {"data:,", "#matrix"}
    shown = page.html.replace(elements.content["script"][0], "")
    assert "://" not in shown
    assert not re.findall(r"@import|url\(|fetch\(|XMLHttpRequest|innerHTML|eval\(", shown)


def test_only_its_own_script_and_style_may_run(page: Page) -> None:
    elements = Elements(page.html)
    script, style = elements.content["script"][1], elements.content["style"][0]
    expected = (
        f"default-src 'none'; script-src {hash_of(script)}; style-src {hash_of(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert page.content_policy == f"{expected}; frame-ancestors 'none'"
    (meta,) = [attributes for tag, attributes in elements.found if tag == "meta" and "http-equiv" in attributes]
    assert meta["content"] == expected
    # Neither a style attribute nor a handler in the markup would be obeyed.
    names = {name for _, attributes in elements.found for name in attributes}
    assert not {name for name in names if name == "style" or name.startswith("on")}


def test_no_text_of_the_policy_becomes_markup(policies: list[Policy]) -> None:
    hostile = "</script><img src=x onerror=alert(1)><!-- data --> & more."
    rules, commands = (
        tuple(replace(rule, reason=hostile) for rule in rules) for rules in (policies[0].rules, policies[0].commands)
    )
    page = matrix_page([replace(policies[0], rules=rules, commands=commands)], "esep-nb")
    assert "<img" not in page.html
    assert {rule["reason"] for rule in data_of(page)["rules"].values()} == {hostile}


def test_the_cells_of_the_page_are_those_of_the_matrix(page: Page, policies: list[Policy]) -> None:
    data = data_of(page)
    for policy in policies:
        matrix = Matrix(policy)
        for kind, names in data["fields"].items():
            for row, name in enumerate(names):
                for column, role in enumerate(Role):
                    cell = data["cells"][data["matrix"][policy.version][kind][row][column]]
                    shown = (
                        matrix.command(role, kind, name[:-2]) if name.endswith("()") else matrix.cell(role, kind, name)
                    )
                    readings = shown.readings
                    assert [data["said"][said] for _, said, _ in cell] == [
                        [one.said.state, list(one.said.ways), one.said.of_those_seen] for one in readings
                    ]
                    assert [rules for _, _, rules in cell] == [list(one.rules) for one in readings]


def test_what_may_be_done_has_lines_with_the_rules_that_say_so(page: Page) -> None:
    data = data_of(page)
    row, column = data["fields"]["User"].index("decide()"), data["roles"].index("NSO")
    cell = data["cells"][data["matrix"]["esep-nb"]["User"][row][column]]
    assert {rule for _, _, rules in cell for rule in rules} >= {"user-decide-nso", "user-decide-oneself"}
    assert data["rules"]["user-decide-nso"]["clauses"]


def test_the_marked_cells_are_those_of_the_diff(page: Page, policies: list[Policy]) -> None:
    marked = data_of(page)["changes"]["esep-nb etwinning-sv"]
    difference = compare(*policies)
    assert sum(one[1] is not None for entries in marked.values() for one in entries) == len(difference.opened)
    assert sum(one[2] is not None for entries in marked.values() for one in entries) == len(difference.closed)
    assert [entry[0] for entry in marked["User.picture ANONYMOUS"]] == [None]


def test_the_states_are_told_apart_without_colour(page: Page) -> None:
    for sign, word in (("○", "never"), ("●", "always"), ("◐", "where")):
        assert re.search(rf'<i aria-hidden="true">{sign}</i> {word}', page.html)
    assert "▲" in page.html
    assert "▼" in page.html
    assert "@media print" in page.html
    assert "prefers-color-scheme: dark" in page.html
