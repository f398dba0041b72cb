"""The ledger of clauses: every clause of the notices and every decided ambiguity, and what enforces it.

In: `policy/clauses.csv`, one line for each clause: its id, what it says, how it is enforced (`kind`), by what, and why
where nothing in the program does. Out: a `Ledger`; `check_ledger` says in plain words what is missing or leads nowhere,
so that no clause can be forgotten and no enforcer can go away unnoticed.

A line that is not understood is refused with file and line (`PolicyRefused`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.authz.citations import Citation, citations
from app.authz.enforcers import Enforcers, sort_of
from app.authz.policy import Policy
from app.authz.rules import PolicyRefused, read_lines

# How many clauses each part of the notices has, and how many ambiguities (`A`) were decided. A line that vanishes from
# the ledger is missed here.
FAMILIES: Mapping[str, int] = {
    "A": 80,
    "ACAD": 3,
    "ACC": 11,
    "AREA": 5,
    "CONS": 7,
    "CTRL": 8,
    "DATA": 40,
    "DISC": 9,
    "DOC": 1,
    "LEG": 9,
    "NAT": 16,
    "NEWS": 2,
    "PUB": 8,
    "PURP": 14,
    "REDR": 5,
    "REG": 7,
    "RET": 12,
    "RIGHT": 11,
    "RSCH": 2,
    "RSTR": 4,
    "SCOPE": 6,
    "SEC": 17,
    "STAT": 4,
    "TOOL": 3,
    "XFER": 6,
}

# What enforces a clause in the first place; further enforcers may stand beside it.
KINDS: Mapping[str, str] = {
    "rule": "by rules or terms of the policy",
    "module": "by the program itself",
    "test": "by a test that would fail",
    "organisational": "by people and contracts, not by software",
    "planned": "by a capability that is to come",
}
_NEEDS_REASON = {"organisational", "planned"}

_COLUMNS = ["id", "statement", "kind", "enforced_by", "reason"]
_ID = re.compile(r"[A-Z]+-\d\d")


@dataclass(frozen=True, slots=True)
class Entry:
    """One clause: what it says in a line, and what enforces it."""

    line: int
    id: str
    statement: str
    kind: str
    enforced_by: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries in the order of the file."""

    path: Path
    entries: tuple[Entry, ...]

    def counts(self) -> Mapping[str, int]:
        """How many clauses are enforced in which way, in the order of `KINDS`."""
        found = Counter(entry.kind for entry in self.entries)
        return {kind: found[kind] for kind in KINDS}

    def accounted(self) -> int:
        """How many of the clauses that must be there are there."""
        return len({entry.id for entry in self.entries} & required())


def required() -> frozenset[str]:
    """Every id that the ledger must hold."""
    return frozenset(f"{family}-{number:02}" for family, count in FAMILIES.items() for number in range(1, count + 1))


def read_ledger(path: Path) -> Ledger:
    """The ledger, each line understood."""
    return Ledger(path, tuple(_entry(path, line, values) for line, values in read_lines(path, _COLUMNS)))


def _entry(path: Path, line: int, values: list[str]) -> Entry:
    clause, statement, kind, enforced_by, reason = values
    if not _ID.fullmatch(clause):
        raise PolicyRefused(path, line, "a clause is named like `PUB-04`", hint="see docs/policy.md, clauses")
    if not statement.endswith(".") or len(statement) < 12:
        raise PolicyRefused(path, line, "the statement is a sentence", hint="say in one line what the clause demands")
    if kind not in KINDS:
        raise PolicyRefused(path, line, "unknown kind", hint=f"one of {', '.join(KINDS)}")
    references = tuple(enforced_by.split(" ")) if enforced_by else ()
    if not all(references) or len(set(references)) != len(references):
        raise PolicyRefused(path, line, "enforcers are separated by one space, each once", hint="correct the list")
    if reason and not reason.endswith("."):
        raise PolicyRefused(path, line, "the reason is a sentence", hint="say why nothing in the program enforces it")
    return Entry(line, clause, statement, kind, references, reason)


def check_ledger(ledger: Ledger, policies: Sequence[Policy], root: Path) -> list[str]:
    """What is wrong with the ledger: clauses that are missing, twice or unknown, and references that lead nowhere.

    `policies` are all versions, `root` is the folder that references to modules and tests begin at.
    """
    rules = {rule.id for policy in policies for rule in (*policy.rules, *policy.commands)}
    terms = {name for policy in policies for name in policy.definitions}
    enforcers = Enforcers(rules, terms, root)
    return [
        *_completeness(ledger),
        *(problem for entry in ledger.entries for problem in _entry_problems(ledger, entry, enforcers)),
        *_citation_problems(ledger),
    ]


def _completeness(ledger: Ledger) -> Iterator[str]:
    lines: dict[str, int] = {}
    before = ""
    for entry in ledger.entries:
        if entry.id in lines:
            yield f"{_at(ledger, entry)}: {entry.id} stands twice, first in line {lines[entry.id]}; keep one"
        elif entry.id < before:
            yield f"{_at(ledger, entry)}: {entry.id} is out of order; sort the file by id"
        if entry.id not in required():
            yield f"{_at(ledger, entry)}: {entry.id} is no clause of a notice; correct the id"
        lines.setdefault(entry.id, entry.line)
        before = entry.id
    for missing in sorted(required() - lines.keys()):
        yield f"{ledger.path.name}: {missing} is missing; add its line"


def _entry_problems(ledger: Ledger, entry: Entry, enforcers: Enforcers) -> Iterator[str]:
    sorts = [sort_of(reference) for reference in entry.enforced_by]
    if entry.kind != "organisational" and entry.kind not in sorts:
        yield f"{_at(ledger, entry)}: {entry.id} is said to be enforced by a {entry.kind}, and none is named"
    if {entry.kind, *sorts} & _NEEDS_REASON and not entry.reason:
        yield f"{_at(ledger, entry)}: {entry.id} needs a reason, since not all of it is enforced; say why"
    for reference in entry.enforced_by:
        problem = enforcers.problem(reference)
        if problem is not None:
            yield f"{_at(ledger, entry)}: {entry.id}: {problem}"


def _citation_problems(ledger: Ledger) -> Iterator[str]:
    entries = {entry.id: entry for entry in ledger.entries}
    for citation in citations(ledger.path.parent):
        place = f"{citation.path.name}, line {citation.line}: `{citation.name}` cites {citation.clause}"
        entry = entries.get(citation.clause)
        if entry is None:
            yield f"{place}, which is not in {ledger.path.name}; add it there, or cite another clause"
        elif citation.is_of_a_rule and not _is_enforced_as_cited(entry, citation):
            yield f"{place}, but {ledger.path.name}, line {entry.line}, does not name that rule; name it there"


def _is_enforced_as_cited(entry: Entry, citation: Citation) -> bool:
    """Whether the entry names the rule, or a module or a test holds the clause, whatever the rules say."""
    return citation.name in entry.enforced_by or entry.kind in {"module", "test"}


def _at(ledger: Ledger, entry: Entry) -> str:
    return f"{ledger.path.name}, line {entry.line}"
