"""No rule is idle: over the corpus each one shows a cell, alone, and hides one where it does not hold.

A guard against vacuous success: a rule that never decides could say anything, and every other test would pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from app.application import POLICY
from app.authz.enforcer import Enforcer
from app.authz.facts import Viewer
from app.authz.loading import Facts, load_facts
from app.authz.policy import Policy, load_policy
from app.authz.rules import Rule
from app.database.addresses import Addresses
from app.database.vocabulary import Role
from app.schema.mapping import Collection
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference import facts as of_records
from tests.conformance.reference.askers import askers
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.surveyed import surveyed

# Rules whose cells another rule shows as well: they state a clause of their own, and taking one out changes nothing.
SAID_TWICE = {
    "event-peer-members": "event-own",
    "group-peer-members": "group-own",
}


@dataclass
class Evidence:
    """The rules that showed some cell, that showed one alone, and that kept one hidden."""

    shows: set[str] = field(default_factory=set)
    shows_alone: set[str] = field(default_factory=set)
    hides: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def evidence(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """Under the newest notice and an old one: some rules are about what only the old ones say."""
    found, real = Evidence(), RealGraph(new_database(), tmp_path_factory.mktemp("surveyed"))
    real.load(surveyed())
    for version in ("esep-nb", "etwinning-lv"):
        gather(found, real, load_policy(POLICY, version))
    real.close()
    return found


def gather(found: Evidence, real: RealGraph, policy: Policy) -> None:
    """Ask every cell for everybody."""
    enforcer = Enforcer(policy, POLICY / "model.conf", real.now)
    loaded = load_facts(real.owner, real.now)
    for asker in askers(of_records.Facts(corpus())):
        viewer = loaded.viewer(asker.caller())
        rules = [rule for rule in policy.rules if rule.role in policy.groups_of(Role(viewer.role))]
        for kind, name, subject, entry in cells(real, loaded):
            weigh(found, [rule for rule in rules if rule.object == kind and name in rule.fields], enforcer)(
                viewer, kind, name, subject, entry
            )


def cells(real: RealGraph, loaded: Facts) -> Iterator[tuple[str, str, Any, Any]]:
    """Every cell of every object, and every entry of the one connection whose rules look at entries."""
    for kind, one in loaded.objects():
        for name, declared in real.graph.catalog.types[kind].fields.items():
            if not isinstance(declared, Collection) or (kind, name) != ("User", "projects"):
                yield kind, name, one, None
    for partner in loaded.partners:
        if partner.is_live(loaded.now):
            yield "User", "projects", partner.user, partner.project


def weigh(found: Evidence, rules: list[Rule], enforcer: Enforcer) -> Any:
    """Note what each of the rules about a cell did to it."""

    def note(viewer: Viewer, kind: str, name: str, subject: Any, entry: Any) -> None:
        applying = set(enforcer.applying(viewer, kind, name, subject, entry))
        allowing = [rule.id for rule in rules if rule.allows and rule.id in applying]
        denying = [rule.id for rule in rules if not rule.allows and rule.id in applying]
        if allowing and not denying:
            found.shows.update(allowing, (rule.id for rule in rules if not rule.allows))
            found.shows_alone.update(allowing if len(allowing) == 1 else [])
        if not allowing:
            found.hides.update(rule.id for rule in rules if rule.allows)
        elif denying:
            found.hides.update(denying)

    return note


def test_every_rule_shows_some_cell(real_corpus: RealGraph, evidence: Evidence) -> None:
    assert {rule.id for rule in real_corpus.policy.rules} - evidence.shows == set()


def test_every_rule_that_allows_shows_some_cell_that_no_other_shows(real_corpus: RealGraph, evidence: Evidence) -> None:
    idle = {rule.id for rule in real_corpus.policy.rules if rule.allows} - evidence.shows_alone
    assert idle == set(SAID_TWICE) & {rule.id for rule in real_corpus.policy.rules}


def test_every_rule_with_a_condition_hides_some_cell(real_corpus: RealGraph, evidence: Evidence) -> None:
    conditional = {rule.id for rule in real_corpus.policy.rules if rule.condition_text}
    assert conditional - evidence.hides == set()
