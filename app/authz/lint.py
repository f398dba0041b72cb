"""What is wrong with rules that can be read: nothing here stops a start-up, all of it stops a review.

In: the same rules under every version, and the fields that the schema publishes. Out: findings in plain words. A rule
is looked at under all versions together: a condition that a switch makes constant under one of them is as it should be.
What cannot be read at all (an unknown attribute, a literal that Casbin would rewrite, a file out of order) is refused
by the readers, see `app.authz.rules`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.authz.attributes import READ
from app.authz.expression import FALSE, TRUE, UNKNOWN, Expression, conjunction, describe, negation
from app.authz.partial import fold
from app.authz.policy import Policy
from app.authz.possible import impossible_parts, is_possible
from app.authz.rules import Rule
from app.authz.switches import SWITCHES
from app.database.vocabulary import Purpose, Role

Published = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Sight:
    """A rule as one role for one purpose meets it: under one version, and whatever the version chooses."""

    policy: Policy
    role: Role
    purpose: Purpose | None
    residual: Expression
    whatever: Expression


def lint(policies: Sequence[Policy], published: Published) -> list[str]:
    """Every finding about the rules that these versions share."""
    first = policies[0]
    return [
        *_out_of_order(first),
        *_never_allowed_fields(first, published),
        *_roles_without_rules(policies),
        *_idle_groups(first),
        *_idle_switches(policies),
        *(f"{rule.id}: {finding}" for rule in (*first.rules, *first.commands) for finding in _about(rule, policies)),
    ]


def _out_of_order(policy: Policy) -> Iterator[str]:
    """Rules out of order are refused when they are read; a difference of the other files should be as easy to read."""
    if list(policy.groups) != sorted(policy.groups):
        yield "roles.csv is not sorted: sort it by role and group"
    if list(policy.definitions) != sorted(policy.definitions):
        yield "terms.csv is not sorted: sort it by name"


def _never_allowed_fields(policy: Policy, published: Published) -> Iterator[str]:
    allowed = {(rule.object, name) for rule in policy.rules if rule.allows for name in rule.fields}
    for kind, names in sorted(published.items()):
        yield from (
            f"no rule allows `{kind}.{name}`: nobody will ever read it; write a rule or remove the field"
            for name in sorted(names)
            if (kind, name) not in allowed
        )


def _roles_without_rules(policies: Sequence[Policy]) -> Iterator[str]:
    for role in Role:
        if not any(rule.role in policy.groups_of(role) for policy in policies for rule in policy.rules):
            yield f"no rule is about the role {role}: put it into a group in roles.csv"


def _idle_groups(policy: Policy) -> Iterator[str]:
    named = {rule.role for rule in policy.rules} | {member for member, _ in policy.groups}
    for group in sorted({group for _, group in policy.groups} - named):
        yield f"no rule is about the group {group}: remove it from roles.csv"


def _idle_switches(policies: Sequence[Policy]) -> Iterator[str]:
    for name, kind in SWITCHES.items():
        if not any(changes(policy, name, word) for policy in policies for word in kind.words):
            yield f"the switch `{name}` changes nothing: no grant and no admission; make it a fact"


def changes(policy: Policy, switch: str, word: str) -> bool:
    """Whether another word of a switch would change what somebody may read, or who may act for what."""
    edition = policy.edition
    turned = {**edition.switches, switch: replace(edition.switches[switch], value=word)}
    other = replace(policy, edition=replace(edition, switches=turned))
    return other.edition.purposes != edition.purposes or any(
        policy.grants(role, purpose) != other.grants(role, purpose)
        for role, purposes in edition.purposes.items()
        for purpose in purposes
    )


def _about(rule: Rule, policies: Sequence[Policy]) -> Iterator[str]:
    """The findings about one rule."""
    contradictions = [describe(part) for part in impossible_parts(rule.condition)]
    yield from (f"`{part}` contradicts itself" for part in contradictions)
    sights = list(_sights(rule, policies))
    if not sights:
        yield f"it is unreachable: nobody acts as {rule.role} under any version"
    elif not contradictions:
        yield from _constant(rule, sights)
        yield from _shadowed(rule, sights)


def _sights(rule: Rule, policies: Sequence[Policy]) -> Iterator[Sight]:
    for policy in policies:
        for role, purposes in policy.edition.purposes.items():
            if rule.role in policy.groups_of(role):
                for purpose in purposes:
                    known = policy.known(role, purpose)
                    viewer = {name: value for name, value in known.items() if name not in policy.edition.known}
                    yield Sight(policy, role, purpose, fold(rule.condition, known), fold(rule.condition, viewer))


def _constant(rule: Rule, sights: list[Sight]) -> Iterator[str]:
    """A condition that is always or never true for a role: the rule is then for other roles, or without condition."""
    never = {FALSE, UNKNOWN} if rule.allows else {FALSE}
    always = {TRUE} if rule.allows else {TRUE, UNKNOWN}
    if all(sight.residual in never for sight in sights):
        yield "it is unreachable: its condition is never true for anybody, under any version"
        return
    for role in Role:
        conditions = {sight.whatever for sight in sights if sight.role is role}
        if conditions and conditions <= never:
            yield f"its condition is never true for {role}: leave that role out"
        elif conditions and conditions <= always and rule.condition != TRUE:
            yield f"its condition is always true for {role}: leave the condition out"


def _shadowed(rule: Rule, sights: list[Sight]) -> Iterator[str]:
    """A permission that denials always take back."""
    if rule.action != READ or not rule.allows or not any(is_possible(sight.residual) for sight in sights):
        return
    for name in rule.fields:
        denials = [(sight, _denials(sight, rule.object, name)) for sight in sights]
        if not any(is_possible(conjunction((sight.residual, *denied.values()))) for sight, denied in denials):
            names = ", ".join(sorted({denial for _, denied in denials for denial in denied}))
            yield f"`{rule.object}.{name}` is shadowed: {names} always denies it"


def _denials(sight: Sight, kind: str, name: str) -> dict[str, Expression]:
    """What has to hold so that no denial applies, by the rule that denies; the row and the cell may both be denied."""
    return {
        verdict.rule.id: negation(verdict.residual)
        for coordinate in {"id", name}
        for verdict in sight.policy.reasons(sight.role, sight.purpose, kind, coordinate)
        if not verdict.rule.allows
    }
