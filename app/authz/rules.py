"""The strict reader of the policy files: every line is accounted for, or the start-up stops.

In: `policy/rules.csv`, `roles.csv`, `terms.csv`. Out: frozen rules, groups and terms, their conditions read. Casbin's
own file adapter drops malformed lines in silence and splits inside quotes, so it never sees the files: it is handed
rows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.authz.attributes import ACTIONS, ENTRIES, OBJECTS, READ
from app.authz.expression import Expression
from app.authz.parse import ConditionRefused, Parser
from app.database.vocabulary import Role
from app.errors import Misconfigured

_RULE_COLUMNS = ["id", "role", "action", "object", "fields", "condition", "effect", "clauses", "reason"]
_TERM_COLUMNS = ["name", "subject", "condition", "clauses", "meaning"]
_ROLE_COLUMNS = ["role", "group", "clauses", "reason"]
_CLAUSE = re.compile(r"[A-Z]+-\d\d")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_RULE_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class PolicyRefused(Misconfigured):
    """A policy file that is not understood: file, line, what is wrong, what to do."""

    def __init__(self, path: Path, line: int, message: str, *, hint: str | None = None) -> None:
        super().__init__(f"{path.name}, line {line}: {message}", hint=hint)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `fields` are fields of the public schema, `id` standing for the row itself.

    A command acts on a row as a whole: the rules of its action name no other field.
    """

    id: str
    role: str
    action: str
    object: str
    fields: tuple[str, ...]
    condition: Expression
    condition_text: str
    allows: bool
    clauses: tuple[str, ...]
    reason: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """A word that conditions share: what it asks about, and its condition."""

    name: str
    subject: str
    condition: str
    clauses: tuple[str, ...]
    meaning: str


def read_terms(path: Path) -> Mapping[str, Term]:
    """The terms by name."""
    terms: dict[str, Term] = {}
    lines: dict[str, int] = {}
    for line, (name, subject, condition, clauses, meaning) in read_lines(path, _TERM_COLUMNS):
        if not _NAME.fullmatch(name) or name in terms:
            raise PolicyRefused(path, line, "a term needs a name of its own", hint="use letters, digits and _")
        if subject not in OBJECTS:
            raise PolicyRefused(path, line, "unknown subject", hint=f"one of {', '.join(OBJECTS)}")
        terms[name] = Term(name, subject, condition, _clauses(path, line, clauses), _reason(path, line, meaning))
        lines[name] = line
    for term in terms.values():
        try:
            Parser({"subject": term.subject}, terms).read(term.condition)
        except ConditionRefused as error:
            raise PolicyRefused(path, lines[term.name], error.message, hint=error.hint) from error
    return terms


def read_groups(path: Path) -> tuple[tuple[str, str], ...]:
    """The pairs (role or group, group it belongs to)."""
    pairs: dict[tuple[str, str], int] = {}
    for line, (role, group, clauses, reason) in read_lines(path, _ROLE_COLUMNS):
        _clauses(path, line, clauses)
        _reason(path, line, reason)
        if group in set(Role) or not group.isupper() or (role, group) in pairs:
            raise PolicyRefused(path, line, "a group needs a name of its own", hint="roles are not groups")
        if _is_within(group, role, pairs):
            raise PolicyRefused(path, line, f"`{role}` and `{group}` belong to each other", hint="break the circle")
        pairs[role, group] = line
    groups = {group for _, group in pairs}
    for (role, _), line in pairs.items():
        if role not in groups and role not in set(Role):
            raise PolicyRefused(path, line, f"`{role}` is neither a role nor a group", hint="see the enum Role")
    return tuple(pairs)


def _is_within(member: str, group: str, pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether a member is the group or belongs to it, directly or through another one."""
    return member == group or any(_is_within(above, group, pairs) for below, above in pairs if below == member)


def read_rules(path: Path, terms: Mapping[str, Term], groups: tuple[tuple[str, str], ...]) -> tuple[Rule, ...]:
    """The rules, in the order of the file, which is the order of their ids."""
    rules: list[Rule] = []
    known = {group for _, group in groups} | set(Role)
    for line, values in read_lines(path, _RULE_COLUMNS):
        rule = _rule(path, line, values, terms)
        if rule.role not in known:
            raise PolicyRefused(path, line, "unknown role or group", hint="see policy/roles.csv")
        if rules and rule.id <= rules[-1].id:
            raise PolicyRefused(path, line, "ids are not in order, or one stands twice", hint="sort the file by id")
        rules.append(rule)
    if not rules:
        raise PolicyRefused(path, 1, "there is no rule", hint="an empty policy would show nothing to anybody")
    return tuple(rules)


def _rule(path: Path, line: int, values: list[str], terms: Mapping[str, Term]) -> Rule:
    rule_id, role, action, kind, fields, condition, effect, clauses, reason = values
    if not _RULE_ID.fullmatch(rule_id):
        raise PolicyRefused(path, line, "an id is words joined by hyphens", hint="for example `user-public`")
    if kind not in OBJECTS:
        raise PolicyRefused(path, line, "unknown object", hint=f"one of {', '.join(OBJECTS)}")
    _check_action(path, line, action, kind, fields)
    if effect not in {"allow", "deny"}:
        raise PolicyRefused(path, line, "unknown effect", hint="`allow` or `deny`")
    names = fields.split(" ")
    if names != sorted(set(names)) or not all(names):
        raise PolicyRefused(path, line, "fields are sorted, separated by one space, each once", hint="sort them")
    expression = _condition(path, line, condition, kind, names, terms)
    return Rule(
        rule_id,
        role,
        action,
        kind,
        tuple(names),
        expression,
        condition,
        effect == "allow",
        _clauses(path, line, clauses),
        _reason(path, line, reason),
        line,
    )


def _check_action(path: Path, line: int, action: str, kind: str, fields: str) -> None:
    actions = ACTIONS.get(kind, frozenset())
    if action != READ and action not in actions:
        listed = ", ".join(f"`{name}`" for name in (READ, *sorted(actions)))
        raise PolicyRefused(path, line, "unknown action", hint=f"of `{kind}`: {listed}")
    if action != READ and fields != "id":
        raise PolicyRefused(path, line, "a command is about the whole row", hint="the only field is `id`")


def _condition(path: Path, line: int, text: str, kind: str, fields: list[str], terms: Mapping[str, Term]) -> Expression:
    entries = {ENTRIES.get(f"{kind}.{name}") for name in fields}
    entry = entries.pop() if len(entries) == 1 else None
    names = {"object": kind} if entry is None else {"object": kind, "entry": entry}
    try:
        return Parser(names, terms).read(text)
    except ConditionRefused as error:
        raise PolicyRefused(path, line, error.message, hint=error.hint) from error


def read_lines(path: Path, columns: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of a policy file with their numbers, each one complete: nothing is skipped."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path.name} cannot be read", hint="the policy folder needs it, in UTF-8") from error
    if not text:
        raise PolicyRefused(path, 1, "the file is empty", hint=",".join(columns))
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        for number, values in enumerate(reader, start=1):
            if number == 1 and values != columns:
                raise PolicyRefused(path, 1, "the header differs", hint=",".join(columns))
            if reader.line_num != number:
                raise PolicyRefused(path, number, "a value holds a line break", hint="one rule is one line")
            if len(values) != len(columns):
                raise PolicyRefused(path, number, f"{len(values)} values, {len(columns)} expected", hint="quote commas")
            if any(value != value.strip() for value in values):
                raise PolicyRefused(path, number, "a value begins or ends with white space", hint="remove it")
            if number > 1:
                yield number, values
    except csv.Error as error:
        raise PolicyRefused(path, reader.line_num, "not a line of CSV", hint="check the quotes") from error


def _clauses(path: Path, line: int, text: str) -> tuple[str, ...]:
    clauses = tuple(text.split(" "))
    if not all(_CLAUSE.fullmatch(clause) for clause in clauses):
        raise PolicyRefused(path, line, "at least one clause is cited, as `PUB-04`", hint="see docs/policy.md, clauses")
    return clauses


def _reason(path: Path, line: int, text: str) -> str:
    if not text.endswith(".") or len(text) < 12:
        raise PolicyRefused(path, line, "the reason is a sentence", hint="say why, in words an officer understands")
    return text
