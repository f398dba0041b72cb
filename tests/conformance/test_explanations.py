"""An explanation comes to what the read path shows: for every cell of every row, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from app.authz.explain import Answer, Explainer, Outcome, Truth
from app.authz.inquiry import Inquiry, inquire
from app.authz.loading import load_facts
from tests.conformance.asking.decisions import OBJECTS, Decider, Decisions, single_fields
from tests.conformance.asking.graph import RealGraph
from tests.conformance.budget import examples
from tests.conformance.reference.askers import Asker, askers, one_per_role
from tests.conformance.reference.facts import Facts
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.world import World
from tests.conformance.worlds.worlds import worlds

ANONYMOUS = Asker()
# One of each role, and the purposes that change rows (G-03).
ASKERS = list({asker.role: asker for asker in reversed(one_per_role(Facts(corpus())))}.values())
ASKERS += [Asker("NSO", "SURVEY", "nso-ee"), Asker("EACEA", "RIGHTS_REQUEST", "eacea")]
ENTRIES = ("Partner", "Member")


def disagreements(real: RealGraph, asker: Asker, explainer: Explainer) -> Iterator[str]:
    """Cells of which the explanation and the guards of the read path say different things."""
    decided, catalog = Decider(real, asker).decide(), real.graph.catalog
    entries = _entries(decided)
    for kind, subject in load_facts(real.owner, real.now).objects():
        shown = entries.get((kind, subject.id)) if kind in ENTRIES else decided.cells[kind].get(subject.id)
        if kind in ENTRIES and shown is None:
            continue  # the guards of entries were asked below objects that stand
        for field in ["id", *single_fields(catalog, kind)]:
            found = inquire(real.owner, explainer, asker.caller(), (kind, field), subject.id, real.now)
            assert found is not None, (kind, subject.id)
            readable = shown is not None and (field == "id" or field in shown)
            if (found.answer is Answer.READABLE) != readable:
                yield f"{asker} {kind}.{field} of {subject.id}: {found.answer}, but readable: {readable}"
            yield from incoherent(found)


def _entries(decided: Decisions) -> dict[tuple[str, object], frozenset[str]]:
    targets = {("Project", "partners"): "Partner", **{(kind, "members"): "Member" for kind in OBJECTS}}
    return {
        (targets[connection], entry): cells
        for connection, found in decided.entries.items()
        if connection in targets
        for (_, entry), cells in found.items()
    }


def incoherent(inquiry: Inquiry) -> Iterator[str]:
    """Rules whose outcome does not follow from their parts, and findings without the rule that decides."""
    for finding in inquiry.findings:
        for rule in finding.rules:
            fails = Truth.FAILS in rule.truths or (rule.reason.rule.allows and Truth.UNKNOWN in rule.truths)
            if (rule.outcome is Outcome.LOST) != fails:
                yield f"{finding.coordinate}: {rule.reason.rule.id} is {rule.outcome} by {rule.truths}"
        applying = {rule.reason.rule.id for rule in finding.rules if rule.outcome is Outcome.APPLIES}
        if finding.answer is Answer.READABLE and finding.winner not in applying:
            yield f"{finding.coordinate}: readable by {finding.winner}, not by {applying}"


@pytest.mark.parametrize("asker", ASKERS, ids=lambda asker: f"{asker.role} {asker.purpose}")
def test_every_cell_of_the_corpus_is_explained_as_it_is_read(real_corpus: RealGraph, asker: Asker) -> None:
    assert list(disagreements(real_corpus, asker, Explainer(real_corpus.policy))) == []


@examples(3)
@given(world=worlds(), data=st.data())
def test_every_cell_is_explained_as_it_is_read(real: RealGraph, world: World, data: st.DataObject) -> None:
    note(world.as_lines())
    real.load(world)
    asker = data.draw(st.sampled_from(askers(Facts(world))))
    assert list(disagreements(real, asker, Explainer(real.policy))) == []


def test_both_answers_occur(real_corpus: RealGraph) -> None:
    """A role that reads everything, or nothing, would prove nothing."""
    explainer, found = Explainer(real_corpus.policy), set()
    for kind, subject in load_facts(real_corpus.owner, real_corpus.now).objects():
        if kind == "User":
            asked = inquire(
                real_corpus.owner, explainer, ANONYMOUS.caller(), (kind, "picture"), subject.id, real_corpus.now
            )
            assert asked is not None
            found.add(asked.answer)
    assert found == {Answer.READABLE, Answer.NOT_READABLE}
