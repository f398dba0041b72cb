"""Tables of cases as they are written: who looks at whom, and what is seen, in files that a lawyer can read.

In: `policy/cases/*.yaml`, one file for each theme. Out: `CaseFile` with its subjects and its cases. What is not
understood is refused with file and line; see docs/policy.md, section Cases.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.authz.case_phrases import CaseViewer, instant, read_viewer
from app.authz.case_subjects import SUBJECTS, read_subjects
from app.authz.case_world import CaseWorld
from app.authz.strict_yaml import Node, read_yaml
from app.authz.versions import VERSIONS
from app.errors import Misconfigured

DEFAULT_VERSIONS = ("esep-nb",)
_CLAUSE = re.compile(r"[A-Z]+-\d\d")
_SET = re.compile(r"[A-Z]+")
_CASE = ("title", "clauses", "viewers", "versions", "at", "sees", "lists", "may", "refused")


@dataclass(frozen=True, slots=True)
class Case:
    """One line of law: these viewers see exactly this of the kinds that are named, or may not act at all.

    `may` names, for an action, every object of the file with which they may carry it out.
    """

    path: Path
    line: int
    title: str
    clauses: tuple[str, ...]
    versions: tuple[str, ...]
    viewers: tuple[CaseViewer, ...]
    at: datetime
    sees: Mapping[str, Mapping[str, Node]]  # kind → row → cells
    lists: Mapping[str, Node]  # `users of tartu` → entries
    may: Mapping[str, Node]  # action → people, or those whose assignments they are
    refused: bool


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The cases of one theme about one set of subjects."""

    path: Path
    theme: str
    world: CaseWorld
    sets: Mapping[str, str]
    cases: tuple[Case, ...]


def read_cases(folder: Path) -> tuple[CaseFile, ...]:
    """Every file of cases, in the order of names."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise Misconfigured(f"{folder.name} holds no cases", hint="restore the files of policy/cases")
    return tuple(_file(path) for path in paths)


def _file(path: Path) -> CaseFile:
    node = read_yaml(path)
    members = node.members(("theme", "now", "cells", "cases", *SUBJECTS), required=("theme", "now", "cases"))
    world = read_subjects(members, instant(members["now"]))
    sets = _sets(members["cells"]) if "cells" in members else {}
    cases = tuple(_case(item, world) for item in members["cases"].items())
    titles = [case.title for case in cases]
    for case in cases:
        if titles.count(case.title) > 1:
            raise node.refused(f"two cases are called `{case.title}`", "give each a title of its own")
    return CaseFile(path, members["theme"].text(), world, sets, cases)


def _sets(node: Node) -> Mapping[str, str]:
    """Names in capitals for several cells."""
    for name, cells in node.table().items():
        if not _SET.fullmatch(name):
            raise cells.refused(f"`{name}` cannot name cells", "use one word of capitals")
    return {name: cells.text() for name, cells in node.table().items()}


def _case(node: Node, world: CaseWorld) -> Case:
    members = node.members(_CASE, required=("title", "clauses", "viewers"))
    refused = "refused" in members
    if refused and members["refused"].text() != "may not act":
        raise members["refused"].refused("a refusal is not understood", "write `refused: may not act`")
    said = [members[name] for name in ("sees", "lists", "may") if name in members]
    if refused == bool(said):
        raise node.refused("a case says what is seen, or that the viewer may not act", "write `sees`, or `refused`")
    if not refused and not any(part.table() for part in said):
        raise node.refused("a case says nothing of what is seen", "name a kind of row under `sees`, or a list")
    clauses = tuple(members["clauses"].text().split())
    if not all(_CLAUSE.fullmatch(clause) for clause in clauses):
        raise members["clauses"].refused("clauses are named like `PUB-04`", "separate them by a space")
    sees = members["sees"].table() if "sees" in members else {}
    return Case(
        node.path,
        node.line,
        members["title"].text(),
        clauses,
        tuple(map(_version, _some(members["versions"]))) if "versions" in members else DEFAULT_VERSIONS,
        tuple(_viewer(item, world) for item in _some(members["viewers"])),
        instant(members["at"]) if "at" in members else world.now,
        {kind: rows.table() for kind, rows in sees.items()},
        members["lists"].table() if "lists" in members else {},
        members["may"].table() if "may" in members else {},
        refused,
    )


def _some(node: Node) -> tuple[Node, ...]:
    """The entries of a list without which a case would say nothing."""
    if not node.items():
        raise node.refused("a list is empty", "name at least one")
    return node.items()


def _version(node: Node) -> str:
    """A version that exists: a case under another one would never be examined."""
    if node.text() not in VERSIONS:
        raise node.refused(f"there is no version `{node.text()}`", f"one of {', '.join(VERSIONS)}")
    return node.text()


def _viewer(node: Node, world: CaseWorld) -> CaseViewer:
    viewer = read_viewer(node)
    if viewer.person is not None and viewer.person not in {person.key for person in world.people}:
        raise node.refused(f"there is no person `{viewer.person}`", "name a person of this file")
    return viewer
