"""The policy in force: rules, groups and terms, and the grants that follow for each role and purpose.

`load_policy` prepares all that does not depend on the caller; `Policy.grants` specialises it for a role and a purpose
(cached: there are some thirty such pairs). Grants are what the read path compiles, what the filters ask whether a
coordinate is ever readable, and what the matrix is printed from.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.authz.attributes import OBJECTS
from app.authz.expression import Expression
from app.authz.parse import Parser
from app.authz.partial import Grant, Known, Never, given, grant_of, without
from app.authz.rules import Rule, Term, read_groups, read_rules, read_terms
from app.authz.translatable import check_translation
from app.database.vocabulary import PURPOSES_OF_ROLE, Purpose, Role
from app.errors import Misconfigured

VERSIONS = ("esep-nb",)
ROW = "id"


@dataclass(frozen=True)
class Grants:
    """What one role with one purpose may read: rows, and cells of rows that stand."""

    rows: Mapping[str, Grant]
    cells: Mapping[tuple[str, str], Grant]

    def row(self, kind: str) -> Grant:
        """Which rows of a kind stand."""
        return self.rows[kind]

    def cell(self, kind: str, name: str) -> Grant:
        """On which of the standing rows a field is readable."""
        return self.cells.get((kind, name), Never())

    def without(self, kind: str, condition: Expression) -> Grants:
        """The grants on the rows of a kind for which a condition does not hold."""
        rows = {name: without(grant, condition) if name == kind else grant for name, grant in self.rows.items()}
        cells = {name: without(grant, condition) if name[0] == kind else grant for name, grant in self.cells.items()}
        return Grants(rows, cells)


@dataclass(frozen=True)
class Policy:
    """The rules of one version, read and checked."""

    version: str
    rules: tuple[Rule, ...]
    groups: tuple[tuple[str, str], ...]
    definitions: Mapping[str, Term]
    _grants: dict[tuple[Role, Purpose | None], Grants] = field(default_factory=dict, repr=False)

    @cached_property
    def terms(self) -> Mapping[str, Expression]:
        """The conditions of the terms, about `subject`."""
        return {
            name: Parser({"subject": term.subject}, self.definitions).read(term.condition)
            for name, term in self.definitions.items()
        }

    def groups_of(self, role: Role) -> frozenset[str]:
        """The role and every group it belongs to, directly or through a group."""
        found, ahead = set[str](), {role.value}
        while ahead:
            found |= ahead
            ahead = {group for member, group in self.groups if member in ahead} - found
        return frozenset(found)

    def grants(self, role: Role, purpose: Purpose | None) -> Grants:
        """The grants of a role that reads for a purpose."""
        key = (role, purpose)
        if key not in self._grants:
            self._grants[key] = self._evaluate(role, purpose)
        return self._grants[key]

    def is_ever_readable(self, role: Role, kind: str, name: str) -> bool:
        """Whether the role can read a field of any row, for any of its purposes (G-07)."""
        purposes: Collection[Purpose | None] = PURPOSES_OF_ROLE.get(role) or (None,)
        return any(not isinstance(self.grants(role, purpose).cell(kind, name), Never) for purpose in purposes)

    def fields(self) -> Mapping[str, frozenset[str]]:
        """The fields that rules name, by kind of object."""
        return {
            kind: frozenset(name for rule in self.rules if rule.object == kind for name in rule.fields)
            for kind in OBJECTS
        }

    def _evaluate(self, role: Role, purpose: Purpose | None) -> Grants:
        groups = self.groups_of(role)
        known: Known = {"role": role.value, "purpose": purpose.value if purpose else None}
        if role is Role.ANONYMOUS:
            known = {**known, **dict.fromkeys(("user", "school", "country", "region", "projects", "areas"))}
        rules = [rule for rule in self.rules if rule.role in groups]
        rows: dict[str, Grant] = {}
        cells: dict[tuple[str, str], Grant] = {}
        for kind, names in self.fields().items():
            rows[kind] = _grant(rules, kind, ROW, known)
            for name in names:
                cells[kind, name] = given(rows[kind], _grant(rules, kind, name, known))
        return Grants(rows, cells)


def _grant(rules: list[Rule], kind: str, name: str, known: Known) -> Grant:
    about = [rule for rule in rules if rule.object == kind and name in rule.fields]
    return grant_of(
        (rule.condition for rule in about if rule.allows), (rule.condition for rule in about if not rule.allows), known
    )


def load_policy(folder: Path, version: str) -> Policy:
    """Read the policy of a version from its folder, or refuse to start."""
    if version not in VERSIONS:
        raise Misconfigured("unknown policy version", hint=f"TWINGRAPH_POLICY_VERSION is one of {', '.join(VERSIONS)}")
    definitions = read_terms(folder / "terms.csv")
    groups = read_groups(folder / "roles.csv")
    rules = read_rules(folder / "rules.csv", definitions, groups)
    policy = Policy(version, rules, groups, definitions)
    check_translation(rules, policy.terms)
    return policy


def check_fields(policy: Policy, published: Mapping[str, frozenset[str]]) -> None:
    """Refuse a rule that names a field the schema does not have, and a field of the schema without any rule."""
    ruled, nothing = policy.fields(), frozenset[str]()
    for kind in sorted({*ruled, *published}):
        named, offered = ruled.get(kind, nothing), published.get(kind, nothing)
        unknown, silent = named - offered, offered - named
        if unknown:
            raise Misconfigured(
                f"a rule names `{kind}.{min(unknown)}`, which does not exist", hint="check its spelling"
            )
        if silent:
            raise Misconfigured(
                f"no rule speaks of `{kind}.{min(silent)}`", hint="add it to a rule or remove the field"
            )
