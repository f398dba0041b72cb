"""The policy in force: rules, groups, terms and a version, and the grants that follow for each role and purpose.

`load_policy` prepares all that does not depend on the caller; `Policy.grants` specialises it for a role and a purpose
(cached: there are some thirty such pairs). Grants are what the read path compiles, what the filters ask whether a
coordinate is ever readable, and what the matrix is printed from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.authz.attributes import OBJECTS, READ, VIEWER
from app.authz.consents import check_consents
from app.authz.expression import Expression
from app.authz.fingerprint import fingerprint_of
from app.authz.parse import Parser
from app.authz.partial import Grant, Known, Never, fold, given, grant_of, without
from app.authz.rules import Rule, Term, read_groups, read_rules, read_terms
from app.authz.translatable import check_translation
from app.authz.versions import VERSIONS, Version, read_version
from app.database.vocabulary import Purpose, Role
from app.errors import Misconfigured

__all__ = ["ROW", "VERSIONS", "Grants", "Policy", "Verdict", "check_fields", "load_policy"]

ROW = "id"
# What nothing is known of where nobody has signed in.
_UNKNOWN_OF_THE_PUBLIC = tuple(name for name in VIEWER if name not in {"role", "purpose"})


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

    def relative(self, kind: str) -> Grants:
        """The same grants, the cells of a kind without what its rows meet anyway."""
        row = self.rows[kind]
        cells = {name: given(row, grant) if name[0] == kind else grant for name, grant in self.cells.items()}
        return Grants(self.rows, cells)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule about a coordinate, and its condition with all that is known folded in."""

    rule: Rule
    residual: Expression


@dataclass(frozen=True)
class Policy:
    """The rules of one version, read and checked: `rules` are about reading, `commands` about what commands do."""

    edition: Version
    rules: tuple[Rule, ...]
    groups: tuple[tuple[str, str], ...]
    definitions: Mapping[str, Term]
    fingerprint: str = ""
    commands: tuple[Rule, ...] = ()
    _grants: dict[tuple[Role, Purpose | None], Grants] = field(init=False, default_factory=dict, repr=False)

    @property
    def version(self) -> str:
        """The name of the version."""
        return self.edition.name

    @cached_property
    def terms(self) -> Mapping[str, Expression]:
        """The conditions of the terms under this version, about `subject`."""
        return {
            name: fold(Parser({"subject": term.subject}, self.definitions).read(term.condition), self.edition.known)
            for name, term in self.definitions.items()
        }

    def purposes(self, role: Role) -> tuple[Purpose | None, ...]:
        """What a token of the role may carry; None where it may read without a purpose, nothing where it may not."""
        return self.edition.purposes.get(role, ())

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

    def acting(self, role: Role, purpose: Purpose | None, kind: str, action: str) -> Grant:
        """On which objects of a kind a role that acts for a purpose may carry out an action."""
        about = [rule for rule in self._of_role(self.commands, role) if rule.action == action]
        return _grant(about, kind, ROW, self.known(role, purpose))

    def is_ever_readable(self, role: Role, kind: str, name: str) -> bool:
        """Whether the role can read a field of any row, for any of its purposes (G-07)."""
        return any(
            not isinstance(self.grants(role, purpose).cell(kind, name), Never) for purpose in self.purposes(role)
        )

    def reasons(self, role: Role, purpose: Purpose | None, kind: str, name: str) -> tuple[Verdict, ...]:
        """Every rule of the role and its groups about a coordinate, and what is left to ask, in the order of the file.

        The row itself is the field `id`. A cell needs its row: its reasons are beside those of the row, not in them.
        """
        return self._verdicts(self._rules_of(role), role, purpose, kind, name)

    def reasons_to_act(self, role: Role, purpose: Purpose | None, kind: str, action: str) -> tuple[Verdict, ...]:
        """The same of every rule about an action on a kind of object."""
        rules = [rule for rule in self._of_role(self.commands, role) if rule.action == action]
        return self._verdicts(rules, role, purpose, kind, ROW)

    def _verdicts(
        self, rules: list[Rule], role: Role, purpose: Purpose | None, kind: str, name: str
    ) -> tuple[Verdict, ...]:
        known = self.known(role, purpose)
        return tuple(
            Verdict(rule, fold(rule.condition, known)) for rule in rules if rule.object == kind and name in rule.fields
        )

    def known(self, role: Role, purpose: Purpose | None) -> Known:
        """What is known before any row: the version, the role, the purpose, and that the public is nobody."""
        known: Known = {**self.edition.known, "role": role.value, "purpose": purpose.value if purpose else None}
        return {**known, **dict.fromkeys(_UNKNOWN_OF_THE_PUBLIC)} if role is Role.ANONYMOUS else known

    def fields(self) -> Mapping[str, frozenset[str]]:
        """The fields that rules name, by kind of object."""
        return {
            kind: frozenset(name for rule in self.rules if rule.object == kind for name in rule.fields)
            for kind in OBJECTS
        }

    def _evaluate(self, role: Role, purpose: Purpose | None) -> Grants:
        known, rules = self.known(role, purpose), self._rules_of(role)
        rows: dict[str, Grant] = {}
        cells: dict[tuple[str, str], Grant] = {}
        for kind, names in self.fields().items():
            rows[kind] = _grant(rules, kind, ROW, known)
            for name in names:
                cells[kind, name] = given(rows[kind], _grant(rules, kind, name, known))
        return Grants(rows, cells)

    def _rules_of(self, role: Role) -> list[Rule]:
        return self._of_role(self.rules, role)

    def _of_role(self, rules: tuple[Rule, ...], role: Role) -> list[Rule]:
        """The rules of the role and its groups; none when the role does not exist under the version."""
        groups = self.groups_of(role) if role in self.edition.roles else frozenset[str]()
        return [rule for rule in rules if rule.role in groups]


def _grant(rules: list[Rule], kind: str, name: str, known: Known) -> Grant:
    about = [rule for rule in rules if rule.object == kind and name in rule.fields]
    return grant_of(
        (rule.condition for rule in about if rule.allows), (rule.condition for rule in about if not rule.allows), known
    )


def load_policy(folder: Path, version: str) -> Policy:
    """Read the policy of a version from its folder, or refuse to start."""
    before = fingerprint_of(folder, version)
    edition = read_version(folder, version)
    check_consents(folder)
    definitions = read_terms(folder / "terms.csv")
    groups = read_groups(folder / "roles.csv")
    every = read_rules(folder / "rules.csv", definitions, groups)
    rules = tuple(rule for rule in every if rule.action == READ)
    commands = tuple(rule for rule in every if rule.action != READ)
    policy = Policy(edition, rules, groups, definitions, before, commands)
    check_translation(every, policy.terms, edition.known)
    if fingerprint_of(folder, version) != before:
        raise Misconfigured("the policy was changed while it was read", hint="try again")
    return policy


def check_fields(policy: Policy, published: Mapping[str, frozenset[str]]) -> None:
    """Refuse a rule that names a field the schema does not have, and a field of the schema without any rule."""
    ruled, nothing = policy.fields(), frozenset[str]()
    for kind in sorted({*ruled, *published}):
        named, offered = ruled.get(kind, nothing), published.get(kind, nothing)
        unknown, silent = named - offered, offered - named
        if unknown:
            (line, *_) = [rule.line for rule in policy.rules if rule.object == kind and min(unknown) in rule.fields]
            raise Misconfigured(
                f"rules.csv, line {line}: a rule names `{kind}.{min(unknown)}`, which does not exist",
                hint="check its spelling",
            )
        if silent:
            raise Misconfigured(
                f"rules.csv: no rule speaks of `{kind}.{min(silent)}`", hint="add it to a rule or remove the field"
            )
