"""The short phrases of a table of cases, word by word.

In: one text. Out: what it says.

    nora as NSO for VALIDATION                     a viewer; the public is ANONYMOUS
    PUBLIC_PICTURE under etwinning-sv              a consent; also `given` and `withdrawn` with an instant
    bert through bergen left 2026-03-01            a partner; of a member: `as MODERATOR`, `left`
    all but email username                         cells of a row; words in capitals stand for several
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar

from app.authz.case_world import CONSENTED, NOTICE, CasePart
from app.authz.facts import Consent
from app.authz.strict_yaml import Node
from app.database.vocabulary import ConsentPurpose, Purpose, Role

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class CaseViewer:
    """Who looks: a person in one role, for at most one purpose."""

    line: int
    role: Role
    person: str | None = None
    purpose: Purpose | None = None

    def __str__(self) -> str:
        if self.person is None:
            return self.role.value
        return f"{self.person} as {self.role}{'' if self.purpose is None else f' for {self.purpose}'}"


def read_viewer(node: Node) -> CaseViewer:
    first, clauses = _phrase(node, ("as", "for"))
    if first == Role.ANONYMOUS and not clauses:
        return CaseViewer(node.line, Role.ANONYMOUS)
    if "as" not in clauses:
        raise node.refused("a viewer is ANONYMOUS, or a person in a role", "write `nora as NSO for VALIDATION`")
    purpose = word(Node(node.path, node.line, clauses["for"]), Purpose) if "for" in clauses else None
    return CaseViewer(node.line, word(Node(node.path, node.line, clauses["as"]), Role), first, purpose)


def read_consent(node: Node) -> Consent:
    first, clauses = _phrase(node, ("under", "given", "withdrawn"))
    purpose = word(Node(node.path, node.line, first), ConsentPurpose)
    given = instant(Node(node.path, node.line, clauses["given"])) if "given" in clauses else CONSENTED
    withdrawn = instant(Node(node.path, node.line, clauses["withdrawn"])) if "withdrawn" in clauses else None
    return Consent(purpose, clauses.get("under", NOTICE), given, withdrawn)


def read_parts(node: Node, first_role: str, role: str, keywords: Collection[str]) -> tuple[CasePart, ...]:
    """People in a project or an area: the first is its founder or owner."""
    parts: list[CasePart] = []
    for item in node.items():
        person, clauses = _phrase(item, keywords)
        usual = role if parts else first_role
        left = day(Node(item.path, item.line, clauses["left"])) if "left" in clauses else None
        parts.append(CasePart(person, clauses.get("as", usual), clauses.get("through"), left))
    return tuple(parts)


def read_cells(node: Node, fields: Collection[str], sets: Mapping[str, str]) -> frozenset[str]:
    """The cells that a text names, of the cells that there are."""
    text = node.text()
    if text == "nothing more":
        return frozenset({"id"})
    if text.startswith("all but "):
        return frozenset(fields) - _fields(node, text.removeprefix("all but "), fields, sets)
    return frozenset(fields) if text == "all" else _fields(node, text, fields, sets) | {"id"}


def _fields(node: Node, text: str, fields: Collection[str], sets: Mapping[str, str]) -> frozenset[str]:
    names = [name for one in text.split() for name in (sets[one].split() if one in sets else [one])]
    for name in names:
        if name not in fields:
            raise node.refused(f"`{name}` is no cell here", f"one of {', '.join(sorted(fields))}")
    return frozenset(names)


def instant(node: Node) -> datetime:
    """An instant with a zone."""
    found = _parsed(node, datetime.fromisoformat, "an instant such as 2026-06-15T12:00:00Z")
    if found.tzinfo is None:
        raise node.refused("an instant has a zone", "end it with Z")
    return found.astimezone(UTC)


def day(node: Node) -> date:
    return _parsed(node, date.fromisoformat, "a day such as 2026-06-15")


def truth(node: Node) -> bool:
    if node.text() not in {"yes", "no"}:
        raise node.refused("neither `yes` nor `no`", "write one of them")
    return node.text() == "yes"


def word(node: Node, vocabulary: type[E]) -> E:
    """A word of a closed vocabulary."""
    return _parsed(node, vocabulary, f"one of {', '.join(vocabulary)}")


def _parsed(node: Node, parse: Callable[[str], T], wanted: str) -> T:
    try:
        return parse(node.text())
    except ValueError:
        raise node.refused(f"`{node.text()}` is not understood", f"write {wanted}") from None


def _phrase(node: Node, keywords: Collection[str]) -> tuple[str, Mapping[str, str]]:
    """The first word, and the word after each keyword."""
    first, *rest = node.text().split()
    clauses = dict(zip(rest[::2], rest[1::2], strict=False))
    if len(rest) != 2 * len(clauses) or not clauses.keys() <= set(keywords):
        raise node.refused("a phrase is not understood", f"one word, then {', '.join(keywords)} with a word each")
    return first, clauses
