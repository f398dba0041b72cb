"""Rows and cells of the compiled SQL equal what Casbin says, one decision at a time, on loaded objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from app.application import POLICY
from app.authz.enforcer import Enforcer
from app.authz.facts import Viewer
from app.authz.loading import KINDS, Facts, load_facts
from tests.conformance.asking.decisions import OBJECTS, Decider, Decisions, single_fields
from tests.conformance.asking.graph import RealGraph
from tests.conformance.budget import examples
from tests.conformance.reference import facts as of_records
from tests.conformance.reference.askers import Asker, askers, one_per_role
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.world import World
from tests.conformance.worlds.worlds import worlds

ASKERS = one_per_role(of_records.Facts(corpus()))
Cells = dict[UUID, frozenset[str]]
Entries = dict[tuple[UUID, UUID], frozenset[str]]


class Oracle:
    """Casbin over the objects of the database."""

    def __init__(self, real: RealGraph, asker: Asker) -> None:
        self._enforcer = Enforcer(real.policy, POLICY / "model.conf", real.now)
        self._facts: Facts = load_facts(real.owner, real.now)
        self._viewer: Viewer = self._facts.viewer(asker.caller())
        self._catalog = real.graph.catalog
        self._decided: dict[tuple[Any, ...], bool] = {}

    def cells(self, kind: str) -> Cells:
        """Rows of a type that stand, and which of their cells are readable."""
        return {
            one.id: self._readable(kind, one)
            for found, one in self._facts.objects()
            if found == kind and self._stands(kind, one)
        }

    def _readable(self, kind: str, subject: Any) -> frozenset[str]:
        return frozenset(name for name in single_fields(self._catalog, kind) if self._allows(kind, name, subject))

    def entries(self, kind: str, connection: str) -> Entries:
        """Pairs of an object that stands and an entry of its connection that stands and is readable there."""
        return {
            (parent.id, entry.id): self._readable(target, entry)
            for parent, target, entry in self._pairs(kind, connection)
            if self._allows(kind, "id", parent)
            and self._stands(target, entry)
            and self._allows(kind, connection, parent, entry)
        }

    def _stands(self, target: str, entry: Any) -> bool:
        """An entry with a user falls with it (G-19), and so does an assignment."""
        person = entry.user if target in ("Partner", "Member", "Assignment") else None
        return self._allows(target, "id", entry) and (person is None or self._allows("User", "id", person))

    def _pairs(self, kind: str, connection: str) -> Iterator[tuple[Any, str, Any]]:
        facts = self._facts
        live = [partner for partner in facts.partners if partner.is_live(facts.now)]
        match connection:
            case "users":
                yield from self._people(facts)
            case "projects":
                yield from ((partner.user, "Project", partner.project) for partner in live)
            case "partners":
                yield from ((partner.project, "Partner", partner) for partner in live)
            case "comments":
                yield from ((comment.article, "Comment", comment) for comment in facts.comments)
            case "responses":
                yield from ((one.survey, "SurveyResponse", one) for one in facts.responses)
            case "results":
                yield from ((one.survey, "SurveyResult", one) for one in facts.results)
            case "members":
                for member in facts.members:
                    if member.is_live(facts.now) and KINDS[member.area.kind] == kind:
                        yield member.area, "Member", member

    def _people(self, facts: Facts) -> Iterator[tuple[Any, str, Any]]:
        """A school and whoever is at it, by a link that is readable."""
        for user in facts.users.values():
            if user.affiliation and self._allows("User", "school", user):
                yield user.affiliation, "User", user
            if user.second_school and self._allows("User", "secondSchool", user):
                yield facts.schools[user.second_school], "User", user

    def _allows(self, kind: str, name: str, subject: Any, entry: Any = None) -> bool:
        """One decision of Casbin, asked once."""
        key = (kind, name, id(subject), id(entry))
        if key not in self._decided:
            self._decided[key] = self._enforcer.allows(self._viewer, kind, name, subject, entry)
        return self._decided[key]


def disagreements(decided: Decisions, oracle: Oracle) -> Iterator[str]:
    for kind in OBJECTS:
        if decided.cells[kind] != (expected := oracle.cells(kind)):
            yield f"{kind}: SQL says {decided.cells[kind]}, Casbin says {expected}"
    for (kind, connection), found in decided.entries.items():
        if connection == "contacts":
            continue  # no rule looks at the two ends of a contact together; the cell and the row are decided above
        if found != (expected_entries := oracle.entries(kind, connection)):
            yield f"{kind}.{connection}: SQL says {found}, Casbin says {expected_entries}"


@pytest.mark.parametrize("asker", ASKERS, ids=lambda asker: f"{asker.role} {asker.purpose}")
def test_the_guards_decide_as_casbin_does_on_the_corpus(real_corpus: RealGraph, asker: Asker) -> None:
    assert list(disagreements(Decider(real_corpus, asker).decide(), Oracle(real_corpus, asker))) == []


@examples(12)
@given(world=worlds(), data=st.data())
def test_the_guards_decide_as_casbin_does(real: RealGraph, world: World, data: st.DataObject) -> None:
    note(world.as_lines())
    real.load(world)
    facts = of_records.Facts(world)
    asker = data.draw(st.sampled_from(one_per_role(facts)) | st.sampled_from(askers(facts)))
    assert list(disagreements(Decider(real, asker).decide(), Oracle(real, asker))) == []
