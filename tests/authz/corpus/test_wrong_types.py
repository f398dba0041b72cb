"""A value of the wrong type decides nothing: whatever is asked of it, Casbin neither allows nor fails to deny.

Rows of the database cannot hold such a value. Objects that a program puts together can.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from app.authz.attributes import OBJECTS, Shape
from app.authz.facts import Viewer
from tests.authz.corpus.comparisons import COMPARISONS
from tests.authz.corpus.deciding import Court
from tests.authz.corpus.forms import FORMS
from tests.authz.corpus.objects import Asked, Subject
from tests.authz.corpus.world import NOW, number

VIEWER = Viewer(
    "NSO", "SURVEY", number(1), number(2), "NO", "NO", frozenset({number(3)}), frozenset({number(4)}), registered=True
)
SHAPES = [
    (family.kind, shape)
    for family in COMPARISONS
    for shape in family.shapes
    if "object." in shape and " is " not in shape and " or " not in shape and "(object" not in shape
    # A constant decides alone.
    and not shape.startswith(("True", "False")) and "False" not in shape
]  # fmt: skip


def wrong(shape: Shape) -> Any:
    """A value that an attribute cannot have."""
    return "yes" if shape.is_truth else 5


@pytest.mark.parametrize(("kind", "shape"), SHAPES, ids=[f"{kind}: {shape}" for kind, shape in SHAPES])
def test_a_value_of_the_wrong_type_never_allows_and_always_denies(court: Court, kind: str, shape: str) -> None:
    thing = SimpleNamespace(**{name: wrong(declared) for name, declared in OBJECTS[kind].items()})
    names = ("allow", "deny", "allow unless", "deny unless")
    for ruling in court.rulings(Asked(kind), {name: FORMS[name].rules(shape, "") for name in names}).values():
        assert court.casbin_of(ruling, VIEWER, NOW, [Subject((), thing)]) == {(): False}
