"""Policies that are changed at random, and policies that say the same in other words.

In: a policy and a source of chance. Out: another policy, its conditions read anew from their texts. Nothing of the diff
is used here.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

from app.authz.attributes import ENTRIES
from app.authz.parse import Parser
from app.authz.policy import Policy
from app.authz.rules import Rule, Term
from app.authz.versions import VERSIONS, read_version
from app.database.vocabulary import Role

# Conditions that a change may bring in, by the kind of object that they are about.
ATOMS: Mapping[str, list[str]] = {
    "User": [
        "object.ambassador",
        "not object.restricted",
        "object.status == 'PENDING'",
        "object.status not in ('INACTIVE', 'ANONYMISED')",
        "object.country == viewer.country",
        "object.country != viewer.country",
        "object.country in ('EE', 'FI')",
        "object.country < 'LV'",
        "object.region is None",
        "object.region == object.country",
        "object.school == viewer.school",
        "object.id == viewer.user",
        "consented(object, 'SURVEY')",
        "not consented(object, 'PUBLIC_PROFILE')",
        "is_visible(object)",
        "not is_public(object)",
    ],
    "School": [
        "object.country == viewer.country",
        "object.region is not None",
        "has_public_user(object)",
        "not email_is_personal(object)",
        "object.head_supplied_by != viewer.user",
        "object.country >= 'LV'",
    ],
    "Project": [
        "object.published",
        "object.published is None",
        "object.status == 'CLOSED'",
        "object.id in viewer.projects",
        "object.id not in viewer.projects",
        "not is_public_project(object)",
        "has_visible_partner_in_mandate(object)",
    ],
    "Assignment": ["object.role == 'NSO'", "object.country == viewer.country", "object.user.id == viewer.user"],
    "Article": ["object.status == 'PUBLISHED'", "object.country == viewer.country", "object.country is None"],
    "Comment": [
        "object.status == 'REMOVED'",
        "object.author == viewer.user",
        "object.country != viewer.country",
        "not has_current_author(object)",
    ],
    "Survey": ["object.open", "object.country is None", "object.country == viewer.country"],
    "SurveyResponse": ["object.survey.open", "is_visible(object.user)", "object.user.id == viewer.user"],
    "SurveyResult": ["object.survey.open", "object.survey.country == viewer.country"],
    "Partner": ["object.user.ambassador", "is_public(object.user)", "object.user.id == viewer.user"],
    "Member": ["object.area.kind == 'GROUP'", "object.area.id in viewer.areas", "is_visible(object.user)"],
    **{
        kind: [
            "object.id in viewer.areas",
            "object.country == 'EE'",
            "object.kind != 'EVENT'",
            "viewer.country is None",
        ]
        for kind in ("TwinSpace", "Group", "Event")
    },
}
TERMS: Mapping[str, list[str]] = {
    "is_visible": ["subject.status == 'VALIDATED'", "not subject.restricted", "subject.status != 'ANONYMISED'"],
    "is_public": ["is_visible(subject)", "is_visible(subject) and subject.ambassador", "not subject.ambassador"],
    "is_published": ["subject.published", "subject.status == 'CLOSED'"],
    "is_registered": ["subject.status == 'PENDING'", "subject.ambassador"],
}


def reread(policy: Policy, rules: list[Rule], definitions: Mapping[str, Term]) -> Policy:
    """A policy with other rules and terms, all conditions read from their texts."""
    read = []
    for rule in sorted(rules, key=lambda one: one.id):
        entries = [
            ("entry", ENTRIES[name]) for name in (f"{rule.object}.{one}" for one in rule.fields) if name in ENTRIES
        ]
        names = dict([("object", rule.object), *entries])
        read.append(replace(rule, condition=Parser(names, definitions).read(rule.condition_text)))
    return replace(policy, rules=tuple(read), definitions=definitions)


def changed(policy: Policy, random: Random, folder: Path) -> Policy:
    """One to three random changes: rules, terms, the version."""
    rules, definitions = list(policy.rules), dict(policy.definitions)
    for _ in range(random.randint(1, 3)):
        how = random.randrange(10)
        if how == 0:
            name = random.choice(sorted(TERMS))
            definitions[name] = replace(definitions[name], condition=random.choice(TERMS[name]))
        elif how == 1:
            policy = replace(policy, edition=read_version(folder, random.choice(VERSIONS)))
        else:
            place = random.randrange(len(rules))
            rules[place] = _changed_rule(rules[place], random, how)
    return reread(policy, [rule for rule in rules if rule.fields], definitions)


def _changed_rule(rule: Rule, random: Random, how: int) -> Rule:
    text, atom = rule.condition_text or "True", random.choice(ATOMS[rule.object])
    if how == 2:
        return replace(rule, fields=tuple(field for field in rule.fields if random.random() < 0.7))
    if how == 3:
        return replace(rule, role=random.choice([*(role.value for role in Role), "EVERYONE", "EU_STAFF"]))
    if how == 4:
        return replace(rule, allows=not rule.allows)
    texts = {5: "", 6: atom, 7: f"not ({text})", 8: f"({text}) or {atom}", 9: f"({text}) and {atom}"}
    return replace(rule, condition_text=texts[how])


def reworded(policy: Policy, random: Random) -> Policy:
    """The same policy in other words: every condition rewritten, rules in pieces and in another order."""
    rules: list[Rule] = []
    for rule in policy.rules:
        text = rule.condition_text
        for _ in range(random.randint(0, 3)):
            text = random.choice(REWORDINGS)(text or "True", policy)
        half = random.randrange(len(rule.fields) + 1)
        for number, fields in enumerate((rule.fields[:half], rule.fields[half:])):
            if fields:
                rules.append(
                    replace(rule, id=f"{random.randrange(99)}-{rule.id}-{number}", fields=fields, condition_text=text)
                )
    return reread(policy, rules, policy.definitions)


def _negated_twice(text: str, _: Policy) -> str:
    return f"not (not ({text}))"


def _turned(text: str, _: Policy) -> str:
    """Comparisons and operands the other way round."""
    return ast.unparse(_Turn().visit(ast.parse(text, mode="eval")))


def _repeated(text: str, _: Policy) -> str:
    return f"({text}) or (({text}) and ({text}))"


def _split(text: str, _: Policy) -> str:
    """By a case that is either so or not, and never unknown."""
    return f"(({text}) and viewer.country is None) or (viewer.country is not None and ({text}))"


def _de_morgan(text: str, _: Policy) -> str:
    parts = [ast.unparse(part) for part in _operands(ast.parse(text, mode="eval").body, ast.And)]
    return f"not ({' or '.join(f'not ({part})' for part in parts)})"


def _written_out(text: str, policy: Policy) -> str:
    """Terms replaced by what they say."""
    return ast.unparse(_Inline(policy.definitions).visit(ast.parse(text, mode="eval")))


REWORDINGS: list[Callable[[str, Policy], str]] = [_negated_twice, _turned, _repeated, _split, _de_morgan, _written_out]


def _operands(node: ast.expr, join: type[ast.boolop]) -> list[ast.expr]:
    return node.values if isinstance(node, ast.BoolOp) and isinstance(node.op, join) else [node]


class _Turn(ast.NodeTransformer):
    """Turns every comparison with a constant, and every chain."""

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.BoolOp:
        return ast.BoolOp(node.op, [self.visit(value) for value in reversed(node.values)])

    def visit_Compare(self, node: ast.Compare) -> ast.Compare:
        if isinstance(node.ops[0], ast.Eq | ast.NotEq):
            return ast.Compare(node.comparators[0], node.ops, [node.left])
        return node


class _Inline(ast.NodeTransformer):
    """Puts the condition of a term in the place of its name."""

    def __init__(self, definitions: Mapping[str, Term]) -> None:
        self._definitions = definitions

    def visit_Call(self, node: ast.Call) -> ast.expr:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in self._definitions:
            return node
        written = ast.parse(self._definitions[name].condition, mode="eval").body
        inlined: ast.expr = _Subject(node.args[0]).visit(written)
        return inlined


class _Subject(ast.NodeTransformer):
    """Puts what a term is asked of in the place of `subject`."""

    def __init__(self, argument: ast.expr) -> None:
        self._argument = argument

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._argument if node.id == "subject" else node
