"""What the ledger of clauses may refer to, and whether it is there.

In: a reference as the ledger writes it, the policy of every version, the folder of the repository. Out: None, or in
plain words what is wrong with it.

    user-public                               a rule
    is_visible                                a term
    app/authz/viewer.py                       a module, or a file of the policy
    app/authz/facts.py::years_after           what a module defines
    tests/authz/test_viewer.py::test_…        a test
    policy/cases/public.yaml                  a table of cases
    planned:lifecycle                         a capability that is to come
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

PLANNED = "planned:"

# What is to come, with what it brings: the only things that `planned` may name.
CAPABILITIES: Mapping[str, str] = {
    "areas": "forums, posts, files, messages, moderation",
    "identity": "sign-in, accounts of the first layer, assignments, organisations and agreements, access log, limits",
    "lifecycle": "retention jobs, notices, erasure, mail",
    "member-life": "registration, validation, consent, partner finding, projects, newsletters, pictures",
    "rights": "export, requests about rights, disclosures",
    "statistics": "aggregates, research, anonymised dumps",
}

_FOLDERS = ("app/", "policy/", "tests/")


def sort_of(reference: str) -> str:
    """Which sort of enforcer a reference names: planned, test, module or rule."""
    if reference.startswith(PLANNED):
        return "planned"
    if "/" in reference:
        return "test" if reference.startswith(("tests/", "policy/cases/")) else "module"
    return "rule"


@dataclass(slots=True)
class Enforcers:
    """All that may enforce a clause: rules and terms by name, modules and tests by path."""

    rules: Collection[str]
    terms: Collection[str]
    root: Path
    _definitions: dict[Path, frozenset[str]] = field(default_factory=dict)

    def problem(self, reference: str) -> str | None:
        """What is wrong with a reference, or None."""
        match sort_of(reference):
            case "planned":
                capability = reference.removeprefix(PLANNED)
                known = ", ".join(CAPABILITIES)
                return None if capability in CAPABILITIES else f"`{capability}` is no capability; one of {known}"
            case "rule":
                return None if reference in {*self.rules, *self.terms} else f"there is no rule or term `{reference}`"
            case _:
                return self._problem_of_file(reference)

    def _problem_of_file(self, reference: str) -> str | None:
        place, _, name = reference.partition("::")
        if not place.startswith(_FOLDERS) or ".." in place:
            return f"`{reference}` is not below {', '.join(_FOLDERS)}"
        if place.startswith("tests/"):
            if not self.follows_tests():
                return None
            if not name.startswith("test_"):
                return f"`{reference}` names no test; write `file::test_name`"
        path = self.root / place
        if not path.is_file():
            return f"there is no file `{place}`"
        if name and name not in self._defined(path):
            return f"`{place}` has no `{name}`"
        return None

    def follows_tests(self) -> bool:
        """Whether the tests are at hand; an installed product comes without them."""
        return (self.root / "tests").is_dir()

    def _defined(self, path: Path) -> frozenset[str]:
        """Names that a module, or a class of it, defines."""
        if path not in self._definitions:
            body = ast.parse(path.read_text(encoding="utf-8")).body
            self._definitions[path] = frozenset(name for node in body for name in _names(node))
        return self._definitions[path]


def _names(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return [node.name]
        case ast.ClassDef():
            return [node.name, *(name for part in node.body for name in _names(part))]
        case ast.Assign():
            return [target.id for target in node.targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case _:
            return []
