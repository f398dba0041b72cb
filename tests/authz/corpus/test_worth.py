"""The corpus is worth something: many shapes, many rows, every part of the language, and no oracle that says one thing.

A family that allowed everything or nothing would let every fault of the compiler pass.
"""

from __future__ import annotations

import ast
from itertools import product

import pytest

from app.authz.attributes import ENTRIES, OBJECTS, POLICY, VIEWER
from app.authz.policy import Policy
from app.authz.predicates import PREDICATES
from tests.authz.corpus.callers import CALLERS
from tests.authz.corpus.deciding import Court
from tests.authz.corpus.families import FAMILIES, FIXED
from tests.authz.corpus.forms import FORMS, OTHER, POLARITIES
from tests.authz.corpus.objects import Asked
from tests.authz.corpus.shapes import Family, versions
from tests.authz.corpus.world import CLOCKS, NOW

NODES = [
    (family.kind, node)
    for family in FAMILIES
    for shape in family.shapes
    for node in ast.walk(ast.parse(shape, mode="eval"))
]
KINDS = sorted({family.kind for family in FAMILIES})


def shapes() -> list[str]:
    return [f"{family.kind}: {shape}" for family in FAMILIES for shape in family.shapes]


def truths(court: Court, family: Family) -> dict[tuple[str, str], set[bool]]:
    """What each shape comes to in both polarities, over every viewer, every row and some clocks."""
    rules = {
        (shape, form): FORMS[form].rules(shape, OTHER[family.kind]) for shape in family.shapes for form in POLARITIES
    }
    found: dict[tuple[str, str], set[bool]] = {key: set() for key in rules}
    for version in {version for shape in family.shapes for version in versions(shape)}:
        asked = {" ".join(key): some for key, some in rules.items()}
        made = court.rulings(Asked(family.kind, family.entries), asked, version).values()
        for caller, now in product(CALLERS.values(), list(CLOCKS.values())[: 1 + family.clocked]):
            for key, said in zip(rules, court.by_sql(made, caller, now), strict=True):
                found[key] |= set(said.values())
    return found


def test_there_are_150_shapes_and_more_and_each_stands_once() -> None:
    assert len(shapes()) >= 150
    assert len(set(shapes())) == len(shapes())
    assert len({family.name for family in FAMILIES}) == len(FAMILIES)


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_20_rows_of_each_kind(court: Court, kind: str) -> None:
    assert len(court.subjects(Asked(kind), NOW)) >= 20


def test_every_kind_of_object_is_asked_about() -> None:
    assert set(KINDS) == set(OBJECTS)
    assert {f"{family.kind}.projects" for family in FAMILIES if family.entries} == set(ENTRIES)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_shape_allows_something_and_refuses_something(court: Court, family: Family) -> None:
    """But for those whose answer is fixed; of these a family has others beside, in both polarities."""
    found = truths(court, family)
    for form in POLARITIES:
        assert set().union(*(said for (_, asked), said in found.items() if asked == form)) == {True, False}
    one_sided = {
        f"{family.kind}: {shape}" for (shape, form), said in found.items() if form == "allow" and len(said) == 1
    }
    assert one_sided == FIXED & {f"{family.kind}: {shape}" for shape in family.shapes}


def test_no_shape_is_called_fixed_that_does_not_exist() -> None:
    assert set(shapes()) >= FIXED


def test_every_attribute_is_asked_about() -> None:
    asked = {ast.unparse(node) for _, node in NODES if isinstance(node, ast.Attribute)}
    assert {f"viewer.{name}" for name in VIEWER} <= asked
    assert {f"policy.{name}" for name in POLICY} <= asked
    for kind, shapes in OBJECTS.items():
        own = {ast.unparse(node) for found, node in NODES if found == kind and isinstance(node, ast.Attribute)}
        assert {f"object.{name}" for name in shapes} <= own, kind


def test_every_predicate_and_every_term_is_asked_with_every_constant(policy: Policy) -> None:
    calls = {ast.unparse(node) for _, node in NODES if isinstance(node, ast.Call)}
    called = {ast.unparse(node.func) for _, node in NODES if isinstance(node, ast.Call)}
    assert called == {*PREDICATES, *policy.definitions}
    for name, predicate in PREDICATES.items():
        for constants in product(*predicate.constants):
            assert f"{name}({', '.join(('object', *map(repr, map(str, constants))))})" in calls


@pytest.mark.parametrize("operator", [ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE])
def test_every_operator_stands_in_both_orders(operator: type[ast.cmpop]) -> None:
    compared = [node for _, node in NODES if isinstance(node, ast.Compare) and isinstance(node.ops[0], operator)]
    assert any(isinstance(node.left, ast.Constant) for node in compared)
    assert any(isinstance(node.comparators[0], ast.Constant) for node in compared)


@pytest.mark.parametrize("node", [ast.In, ast.NotIn, ast.Is, ast.IsNot, ast.And, ast.Or, ast.Not, ast.List, ast.Tuple])
def test_every_other_sign_of_the_language_stands_somewhere(node: type[ast.AST]) -> None:
    assert any(isinstance(one, node) for _, one in NODES)
