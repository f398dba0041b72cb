"""Looks at oneself tell nothing of others: equal bytes over worlds that differ in what is hidden, leaks caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
import sqlalchemy as sa
from hypothesis import given, note
from hypothesis import strategies as st

from app.authz import personas
from app.authz.explain import Truth, truth_of
from app.authz.policy import Grants
from app.database.vocabulary import Persona
from app.resolvers.read import explaining, statement, viewing
from app.resolvers.read.access import Access
from app.resolvers.read.telling import Telling
from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.interference import find_leak, interview
from tests.conformance.asking.looks import explanations, known_to, looks
from tests.conformance.budget import examples
from tests.conformance.reference.askers import Asker, askers
from tests.conformance.reference.facts import Facts
from tests.conformance.worlds.changes import unnoticed
from tests.conformance.worlds.records import (
    consent,
    contact,
    member,
    partner,
    project,
    school,
    staff,
    twinspace,
    user,
    world,
)
from tests.conformance.worlds.world import Record, World
from tests.conformance.worlds.worlds import worlds

ANNA = Asker("ETWINNER", None, "anna")
REFUSED = Asker("GENERAL_USER", None, "refused")
SUPPORT = Asker("CSS", "SUPPORT", "css")
RIGHTS = Asker("CSS", "RIGHTS_REQUEST", "css")


@examples(12)
@given(world=worlds(), data=st.data())
def test_what_is_hidden_changes_no_byte_of_a_look_at_oneself(
    real: RealGraph, world: World, data: st.DataObject
) -> None:
    asker = data.draw(st.sampled_from(askers(Facts(world))))
    other = data.draw(unnoticed(world, asker, known_to))
    note(f"{asker}\n{world.as_lines()}\n{other.as_lines()}")
    asked = [*looks(asker), *explanations(asker, world, other)]
    chosen = [*looks(asker), *data.draw(st.lists(st.sampled_from(asked), min_size=2, max_size=5, unique_by=id))]
    real.load(world)
    record = interview(real, asker, chosen)
    assert [reply for _, reply in record if reply.body is None] == []
    real.load(other)
    leak = find_leak(real, asker, record)
    assert leak is None, leak


# Pairs of worlds that differ in one hidden thing, and what would show it.

EE = [school("s1", "EE", email="office@one.example"), school("s2", "NO", email="post@two.example")]
PEOPLE: list[Record] = [
    user("anna", "s1"),
    user("jaan", "s2"),
    user("refused", "s1", "REFUSED"),
    contact("anna", "jaan"),
    *staff("css", "CSS"),
]


def base(*records: Record | list[Record]) -> World:
    return world(EE, PEOPLE, *records)


def room(*partners: Record) -> list[Record]:
    """A project in whose TwinSpace the asker is, not published, with these partners."""
    return [
        project("p1", publishedAt=None),
        twinspace("t1", "p1"),
        member("twinspace", "t1", "anna"),
        member("twinspace", "t1", "refused"),
        *partners,
    ]


def changed(found: World, key: str, **changes: object) -> World:
    return found.with_records(one | changes if one["key"] == key else one for one in found.records)


@dataclass(frozen=True)
class Pair:
    """Two worlds that one asker cannot tell apart."""

    name: str
    asker: Asker
    first: World
    second: World


PENDING = [user("pending", "s1", "PENDING"), user("plain", "s2")]
PAIRS = [
    Pair(
        "a pending partner of the own country",
        ANNA,
        base(PENDING, room(partner("p1", "jaan", None), partner("p1", "pending", "s1"))),
        base(PENDING, room(partner("p1", "jaan", None))),
    ),
    Pair(
        "a hidden partner of the own country",
        REFUSED,
        base(PENDING, user("more", "s1"), room(partner("p1", "more", "s1"))),
        base(PENDING, user("more", "s1"), room()),
    ),
    Pair(
        "the address of a colleague", ANNA, base(), changed(base(), "jaan", email="other@people.example", username="j")
    ),
    Pair(
        "an address that is absent, or a person's",
        Asker("ETWINNER", None, "jaan"),
        changed(base(), "s2", email="jaan@people.example"),
        changed(base(), "s2", email=None),
    ),
    Pair(
        "who supplied the data of the head",
        ANNA,
        changed(base(), "s1", headSuppliedBy="jaan"),
        changed(base(), "s1", headSuppliedBy=None),
    ),
    Pair("a hidden person, or none", SUPPORT, base(user("off", "s1", "DEACTIVATED")), base()),
    Pair("a restricted person", RIGHTS, base(), changed(base(), "jaan", processingRestricted=True)),
    Pair("a consent of a peer, to surveys", ANNA, base(), base(consent("jaan", "SURVEY"))),
    Pair(
        "a project that will be published, or will not",
        Asker("ETWINNER", None, "jaan"),
        base(project("p1", publishedAt="2026-01-01T00:00:00Z"), partner("p1", "jaan", None)),
        base(project("p1", publishedAt=None), partner("p1", "jaan", None)),
    ),
]


def all_asked(pair: Pair) -> list[Question]:
    return [*looks(pair.asker), *explanations(pair.asker, pair.first, pair.second)]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_nothing_tells_these_worlds_apart(real: RealGraph, pair: Pair) -> None:
    assert known_to(pair.first, pair.asker) == known_to(pair.second, pair.asker) != (None, None, None, None)
    assert pair.first != pair.second
    real.load(pair.first)
    record = interview(real, pair.asker, all_asked(pair))
    assert [reply for _, reply in record if reply.body is None] == []
    real.load(pair.second)
    leak = find_leak(real, pair.asker, record)
    assert leak is None, leak


Patch = Callable[[pytest.MonkeyPatch], None]


def _the_persona_alone(patch: pytest.MonkeyPatch) -> None:
    """The view of the persona is not limited to one's own."""

    def leak(_: Grants, others: Grants, persona: Persona) -> Grants:
        return personas.shown_to_both(others, others, persona)

    patch.setattr(statement, "shown_to_both", leak)
    patch.setattr(viewing, "shown_to_both", leak)


def _predicates_that_count_the_hidden(patch: pytest.MonkeyPatch) -> None:
    asked = personas.question_as
    patch.setattr(statement, "question_as", lambda *given: replace(asked(*given), within=None))


def _everything_is_told(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Telling, "is_told", lambda self, part: sa.true())  # noqa: ARG005


def _hidden_rows_are_explained(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Access, "guard", lambda self, place, shown=frozenset(): sa.true())  # noqa: ARG005


def _unknown_is_told_apart(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(explaining, "truth_of", lambda *given, **_: truth_of(*given, unknown=Truth.UNKNOWN))


LEAKS: dict[str, Patch] = {
    "the persona alone": _the_persona_alone,
    "predicates that count the hidden": _predicates_that_count_the_hidden,
    "everything is told": _everything_is_told,
    "hidden rows are explained": _hidden_rows_are_explained,
    "unknown is told apart": _unknown_is_told_apart,
}


@pytest.mark.parametrize("name", LEAKS)
def test_every_leak_is_caught(real: RealGraph, name: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        LEAKS[name](patch)
        patch.setattr(real, "variant", name)
        assert any(tells_apart(real, pair) for pair in PAIRS)


def tells_apart(real: RealGraph, pair: Pair) -> bool:
    real.load(pair.first)
    record = interview(real, pair.asker, all_asked(pair))
    real.load(pair.second)
    return find_leak(real, pair.asker, record) is not None
