"""Where the policy cites a clause: every line of rules, terms, groups, versions and cases that rests on one.

In: the folder `policy/`. Out: citations with file and line, so that the ledger of clauses can be held against them. The
files have been read strictly before (`app.authz.rules`); here only their clauses are looked at.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Columns of each table that hold clauses, and the column that names the line.
_TABLES = {"rules.csv": "id", "terms.csv": "name", "roles.csv": "group"}
_CLAUSE = re.compile(r"\b[A-Z]+-\d\d\b")
# Differences between the notices and readings of the contract are numbered too; they are no clauses of a notice.
_NO_CLAUSE = ("D-", "G-")


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause that a line of a policy file rests on; `name` is its rule, term or group."""

    path: Path
    line: int
    name: str
    clause: str

    @property
    def is_of_a_rule(self) -> bool:
        """Whether a rule cites it, which then has to be among the enforcers of the clause."""
        return self.path.name == "rules.csv"


def citations(folder: Path) -> Iterator[Citation]:
    """Every citation, in the order of files and lines."""
    for file, column in _TABLES.items():
        with (folder / file).open(encoding="utf-8", newline="") as text:
            for line, row in enumerate(csv.DictReader(text), start=2):
                for clause in row["clauses"].split():
                    yield Citation(folder / file, line, row[column], clause)
    for path in (*sorted(folder.glob("versions/*.toml")), *sorted(folder.glob("cases/*.yaml"))):
        for line, words in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for clause in _CLAUSE.findall(words):
                if not clause.startswith(_NO_CLAUSE):
                    yield Citation(path, line, path.stem, clause)
