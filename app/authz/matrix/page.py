"""The matrix as a page for people: one file, complete in itself, that asks no other place for anything.

In: the policies of all versions, and which one is in force. Out: the page, and the content policy that it needs: its
one script and its one style by their hash, and nothing else. What the page shows is data in it, written so that no text
of the policy can become markup.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from app.authz.diff.changes import compare
from app.authz.diff.report import Report
from app.authz.matrix.table import Cell, Matrix, Said
from app.authz.policy import Policy
from app.authz.rules import Rule
from app.database.vocabulary import Role

_FILES = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and what a browser may do with it."""

    html: str
    content_policy: str


class Tables:
    """Things that occur often, kept once and named by their number."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self._places: dict[str, int] = {}

    def place(self, item: Any) -> int:
        """The number of an item."""
        key = json.dumps(item)
        if key not in self._places:
            self._places[key] = len(self.items)
            self.items.append(item)
        return self._places[key]


def matrix_page(policies: Sequence[Policy], active: str) -> Page:
    """The page of some versions; the active one is shown first."""
    parts = {name: (_FILES / f"page.{name}").read_text(encoding="utf-8") for name in ("html", "css", "js")}
    style, script = parts["css"].strip(), parts["js"].strip()
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    html = parts["html"]
    filled = {"policy": policy, "style": style, "script": script, "data": _as_text(page_data(policies, active))}
    for name, text in filled.items():
        html = html.replace(f"<!-- {name} -->", text)
    # A browser heeds `frame-ancestors` in the header alone.
    return Page(html, f"{policy}; frame-ancestors 'none'")


def page_data(policies: Sequence[Policy], active: str) -> dict[str, Any]:
    """What the page shows."""
    cells, said, texts = Tables(), Tables(), Tables()
    matrices = [Matrix(policy) for policy in policies]
    fields = {
        kind: list(
            dict.fromkeys(name for matrix in matrices for name in (*matrix.fields[kind], *_actions(matrix, kind)))
        )
        for kind in matrices[0].fields
    }
    return {
        "active": active,
        "roles": [role.value for role in Role],
        "fields": fields,
        "versions": [_version(matrix) for matrix in matrices],
        "rules": {rule.id: _rule(policy, rule.id) for policy in policies for rule in _rules(policy)},
        "matrix": {
            matrix.policy.version: {
                kind: [[cells.place(_cell(_shown(matrix, role, kind, name), said)) for role in Role] for name in names]
                for kind, names in fields.items()
            }
            for matrix in matrices
        },
        "changes": {
            f"{before.version} {after.version}": _changes(before, after, texts)
            for before, after in combinations(policies, 2)
        },
        "cells": cells.items,
        "said": said.items,
        "texts": texts.items,
    }


def _version(matrix: Matrix) -> dict[str, Any]:
    edition = matrix.policy.edition
    return {
        "name": edition.name,
        "notice": edition.notice,
        "title": edition.title,
        "purposes": {
            role.value: [purpose and purpose.value for purpose in matrix.policy.purposes(role)] for role in Role
        },
        "switches": {
            name: {"value": one.value, "clauses": list(one.clauses), "meaning": one.meaning}
            for name, one in edition.switches.items()
        },
        "deviations": [
            {"clauses": list(one.clauses), "text": one.text, "reason": one.reason} for one in edition.deviations
        ],
        "words": [list(pair) for pair in matrix.words_used()],
    }


def _actions(matrix: Matrix, kind: str) -> list[str]:
    """What can be done with a kind of object, as the diff writes it."""
    return [f"{action}()" for about, action in matrix.actions if about == kind]


def _shown(matrix: Matrix, role: Role, kind: str, name: str) -> Cell:
    """What a role reads of a field, or on which objects it may act."""
    return matrix.command(role, kind, name.removesuffix("()")) if name.endswith("()") else matrix.cell(role, kind, name)


def _rules(policy: Policy) -> tuple[Rule, ...]:
    return (*policy.rules, *policy.commands)


def _rule(policy: Policy, rule_id: str) -> dict[str, Any]:
    rule = next(rule for rule in _rules(policy) if rule.id == rule_id)
    return {"allows": rule.allows, "clauses": list(rule.clauses), "reason": rule.reason, "role": rule.role}


def _cell(cell: Cell, said: Tables) -> list[Any]:
    return [
        [[purpose and purpose.value for purpose in one.purposes], said.place(_said(one.said)), list(one.rules)]
        for one in cell.readings
    ]


def _said(said: Said) -> list[Any]:
    return [said.state, list(said.ways), said.of_those_seen]


def _changes(before: Policy, after: Policy, texts: Tables) -> dict[str, list[list[Any]]]:
    """Which cells open and close: coordinate and role → purpose, where it opens, where it closes, each if it does."""
    difference = compare(before, after)
    report = Report(difference, before.version, after.version)
    found: dict[str, list[list[Any]]] = {}
    for change in difference.changes:
        gains = (change.decision.opens, change.decision.closes)
        said = [None if gain is None else texts.place(report.condition(change, gain)) for gain in gains]
        entries = found.setdefault(f"{change.kind}.{change.name} {change.role}", [])
        entries.append([change.purpose and change.purpose.value, *said])
    return dict(sorted(found.items()))


def _as_text(data: dict[str, Any]) -> str:
    """JSON that stays text inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
