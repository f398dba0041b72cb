"""Random compositions of the shapes of the corpus, allowing and denying, on rows and on their cells.

A row is guarded by rules of its own, and its cells by others: what the row already implies is left out of a cell's
guard, and on a row that stands both together must decide as Casbin does.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from tests.authz.corpus.callers import CALLERS
from tests.authz.corpus.deciding import Court
from tests.authz.corpus.families import FAMILIES
from tests.authz.corpus.forms import Rules
from tests.authz.corpus.objects import Asked
from tests.authz.corpus.world import CLOCKS
from tests.conformance.budget import examples

Draw = Any
SHAPES = {
    kind: [shape for family in FAMILIES if family.kind == kind and not family.entries for shape in family.shapes]
    for kind in ("User", "School", "Project", "Member", "Event")
}


def compositions(kind: str) -> st.SearchStrategy[str]:
    """Shapes of one kind, negated and joined."""
    return st.recursive(
        st.sampled_from(SHAPES[kind]),
        lambda inner: st.one_of(
            inner.map(lambda text: f"not ({text})"),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: " and ".join(f"({part})" for part in parts)),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: " or ".join(f"({part})" for part in parts)),
        ),
        max_leaves=6,
    )


@st.composite
def rules(draw: Draw, kind: str) -> Rules:
    """A few rules, the first of which allows."""
    allowing = draw(st.lists(compositions(kind), min_size=1, max_size=3))
    denying = draw(st.lists(compositions(kind), max_size=2))
    return [("allow", text) for text in allowing] + [("deny", text) for text in denying]


@pytest.mark.parametrize("kind", SHAPES)
@examples(10)
@given(data=st.data())
def test_sql_decides_as_casbin_does_about_rows_and_cells(court: Court, kind: str, data: st.DataObject) -> None:
    asked, (row, cell) = Asked(kind), (data.draw(rules(kind)), data.draw(rules(kind)))
    caller, now = data.draw(st.sampled_from([*CALLERS.values()])), data.draw(st.sampled_from([*CLOCKS.values()]))
    note(f"{row} {cell} {caller} {now}")
    rulings = court.guarded(asked, row, cell)
    subjects = court.subjects(asked, now)[:30]
    stands, shown = court.by_sql(rulings, caller, now)
    rows, cells = (court.by_casbin(one, caller, now, subjects) for one in rulings)
    assert {one.identity: stands[one.identity] for one in subjects} == rows
    for identity, standing in rows.items():
        assert (standing and shown[identity]) is (standing and cells[identity])
