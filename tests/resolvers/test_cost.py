"""The price of an operation: what it is, who may pay it, and that no row of the database takes part."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import orjson
import pytest

from app.application import POLICY
from app.authz.caller import ANONYMOUS, Caller
from app.authz.invited import NEWEST
from app.authz.policy import load_policy
from app.database.vocabulary import Role
from app.errors import BadInput, Code
from app.resolvers.cost import COUNT_INSIDE, LARGE, SMALL, TABLES, Cost, CostBook, cost_of, wants_cost
from app.resolvers.document.limits import COST_LIMITS, CostLimits
from app.resolvers.document.refusal import DocumentRefused
from app.resolvers.read.catalog import read_catalog
from app.resolvers.read.plan import ReadPlan
from app.resolvers.read.selection import ROOT_LISTS
from app.resolvers.read.values import Values
from app.schema.build import build_schema
from benchmarks.cases import cases
from tests.resolvers.planning import ETWINNER, NSO, Plan, planner

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


@pytest.fixture(scope="module")
def planned() -> Plan:
    """Plan a document."""
    return planner(read_catalog(build_schema()), load_policy(POLICY, "esep-nb"))


AREA = "members(first: 5) { totalCount nodes { user { id } } }"
PRICES: dict[str, tuple[str, dict[str, Any] | None, Cost]] = {
    "nothing from rows": ("{ __typename countries { code } __schema { types { name } } }", None, Cost()),
    "a page": ("{ users(first: 7) { nodes { id firstName } } }", None, Cost(7)),
    "the page that is not asked for": ("{ users { nodes { id } } }", None, Cost(20)),
    "a page by variable": ("query ($n: Int) { users(first: $n) { nodes { id } } }", {"n": 30}, Cost(30)),
    "the last ones": ("{ users(last: 8) { nodes { id } } }", None, Cost(8)),
    "no page": ("{ users(first: 0) { pageInfo { hasNextPage } } }", None, Cost(1)),
    "edges": ("{ users(first: 3) { edges { cursor node { school { id } } } } }", None, Cost(6)),
    "two ways to one page": ("{ users(first: 3) { nodes { id } edges { node { id } } } }", None, Cost(3)),
    "a link": ("{ users(first: 7) { nodes { school { city } } } }", None, Cost(14)),
    "a list inside": ("{ schools(first: 4) { nodes { users(first: 5) { nodes { id } } } } }", None, Cost(4 + 4 * 5)),
    "lists inside lists": (
        "{ schools(first: 4) { nodes { users(first: 5) { nodes { projects(first: 6) { nodes { id } } } } } } }",
        None,
        Cost(4 + 20 + 120),
    ),
    "inside no page": ("{ schools(first: 0) { nodes { users(first: 100) { nodes { id } } } } }", None, Cost(1)),
    "aliases": ("{ a: users(first: 3) { nodes { id } } b: users(first: 4) { nodes { id } } }", None, Cost(7)),
    "one field twice": ("{ users(first: 3) { nodes { id } } users(first: 3) { nodes { id } } }", None, Cost(3)),
    "a fragment in two places": (
        "{ a: users(first: 2) { ...P } b: users(first: 2) { ...P } } fragment P on UserConnection { nodes { id } }",
        None,
        Cost(4),
    ),
    "left out": ("{ __typename users(first: 9) @skip(if: true) { nodes { id } } }", None, Cost()),
    "a count": ("{ users(first: 0) { totalCount } }", None, Cost(1 + LARGE, ("User",))),
    "one count by two names": ("{ users(first: 0) { a: totalCount b: totalCount } }", None, Cost(1 + LARGE, ("User",))),
    "a count of a small table": ("{ events(first: 0) { totalCount } }", None, Cost(1 + SMALL, ("Event",))),
    "two counts": (
        "{ a: users(first: 1) { totalCount } b: users(first: 1) { totalCount } }",
        None,
        Cost(2002, ("User", "User")),
    ),
    "counts inside": (
        "{ schools(first: 4) { nodes { users(first: 1) { totalCount } } } }",
        None,
        Cost(4 + 4 * (1 + COUNT_INSIDE)),
    ),
    "a search": ('{ users(first: 1, search: "an na") { nodes { id } } }', None, Cost(1 + LARGE)),
    "an empty search": ('{ users(first: 1, search: " ") { nodes { id } } }', None, Cost(1)),
    "contains": ('{ users(first: 1, where: {firstName: {contains: "an"}}) { nodes { id } } }', None, Cost(1 + LARGE)),
    "contains, wherever it stands": (
        """{ users(first: 1, where: {or: [{not: {firstName: {contains: "anna"}}}, {and: [{lastName: {contains: "a"}}]},
             {school: {city: {contains: "ta"}}}, {firstName: {eq: "b"}}]}) { nodes { id } } }""",
        None,
        Cost(1 + 4 * LARGE),
    ),
    "through relations": (
        """{ a: users(first: 1, where: {school: {city: {eq: "a"}}}) { nodes { id } }
             b: projects(first: 1, where: {partnerCountry: {eq: "EE"}}) { nodes { id } } }""",
        None,
        Cost(2 + 2 * LARGE),
    ),
    "an explanation": (
        '{ viewer { a: explain(coordinate: "User.email", id: "x") { code } b: visibleTo { field } } }',
        None,
        Cost(1 + 2 * SMALL),
    ),
    "an id": ('{ node(id: "x") { id } }', None, Cost(1)),
    "ids": ("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["x"] * 30}, Cost(30)),
    "an id twice": ("{ nodes(ids: [1, 1]) { id } }", None, Cost(2)),
    "no ids": ("{ nodes(ids: []) { id } }", None, Cost()),
    "an object is of one type": (
        f"{{ node(id: 1) {{ ...on Group {{ {AREA} }} ...on Event {{ {AREA} }} ...on User {{ school {{ id }} }} }} }}",
        None,
        Cost(1 + 5 + COUNT_INSIDE + 5),
    ),
    "oneself": (
        "{ viewer { role user { school { id } projects(first: 3) { nodes { id } } } } }",
        None,
        Cost(1 + 1 + 4),
    ),
    "invitations": (
        "{ viewer { sentInvitations { title user { id school { id } } } invitations { title } } }",
        None,
        Cost(1 + 3 * NEWEST + NEWEST),
    ),
}


@pytest.mark.parametrize(("source", "variables", "price"), PRICES.values(), ids=PRICES.keys())
def test_an_operation_has_its_price(planned: Plan, source: str, variables: dict[str, Any] | None, price: Cost) -> None:
    assert cost_of(*planned(source, variables), Role.NSO) == price


def test_a_persona_costs_like_oneself(planned: Plan) -> None:
    source = "{ viewer { as(persona: PUBLIC) { user { id } projects(first: 9) { nodes { id } } } } }"
    assert cost_of(*planned(source, None, ETWINNER), Role.ETWINNER) == Cost(1 + 1 + 1 + 9)


def test_without_a_token_nobody_is_behind_viewer(planned: Plan) -> None:
    source = "{ viewer { user { contacts(first: 100) { totalCount nodes { projects(first: 100) { totalCount } } } } } }"
    assert cost_of(*planned(source, None, ANONYMOUS), Role.ANONYMOUS) == Cost(1)


def test_every_list_of_the_root_has_a_class() -> None:
    assert set(TABLES) == set(ROOT_LISTS.values())


def check(planned: tuple[ReadPlan, Values], caller: Caller, limits: CostLimits = COST_LIMITS) -> Cost:
    return CostBook(limits).check(*planned, caller.role)


# So few that a document of an allowed size reaches them.
STRICT = CostLimits(anonymous=5_000, others=20_000)


TOO_DEAR = {
    "pages inside pages": "{ schools(first: 100) { nodes { users(first: 100) { nodes { projects(first: 100) "
    "{ nodes { id } } } } } } }",
    "three counts": "{ a: events { totalCount } b: events { totalCount } c: events { totalCount } }",
    "many rows looked into": "{ users(where: {or: [" + '{school: {city: {eq: "a"}}} ' * 21 + "]}) { nodes { id } } }",
    "many texts looked into": "{ users(where: {or: [" + '{firstName: {contains: "a"}} ' * 21 + "]}) { nodes { id } } }",
}


@pytest.mark.parametrize("caller", [ANONYMOUS, NSO], ids=lambda caller: caller.role)
@pytest.mark.parametrize("source", TOO_DEAR.values(), ids=TOO_DEAR.keys())
def test_what_costs_too_much_is_refused_with_the_number_that_is_allowed(
    planned: Plan, source: str, caller: Caller
) -> None:
    with pytest.raises(DocumentRefused) as caught:
        check(planned(source, None, caller), caller, STRICT)
    assert caught.value.code is Code.LIMIT_EXCEEDED
    allowed = (
        "2 lists" if "counts" in source or "totalCount" in source else f"{CostBook(STRICT).allowed(caller.role):,} obj"
    )
    assert f"at most {allowed}" in caught.value.message


FULL_PAGES = """{ projects(first: 100) { nodes { title partners(first: 100) { totalCount nodes { user { firstName }
  school { city } } } } totalCount } users { totalCount } schools { totalCount } groups { totalCount } }"""


@pytest.mark.parametrize("caller", [ANONYMOUS, NSO], ids=lambda caller: caller.role)
def test_a_full_page_with_full_pages_inside_and_a_count_of_each_type_is_not_too_dear(
    planned: Plan, caller: Caller
) -> None:
    assert check(planned(FULL_PAGES, None, caller), caller).counts == 1


def test_a_limit_is_the_last_number_that_is_allowed(planned: Plan) -> None:
    plan, values = planned("{ users(first: 50) { nodes { school { id } } } }")
    assert CostBook(CostLimits(others=100)).check(plan, values, Role.NSO) == Cost(100)
    with pytest.raises(DocumentRefused):
        CostBook(CostLimits(others=99)).check(plan, values, Role.NSO)
    with pytest.raises(DocumentRefused):
        CostBook(CostLimits(anonymous=99)).check(plan, values, Role.ANONYMOUS)
    assert CostBook(CostLimits(anonymous=99)).check(plan, values, Role.NSO) == Cost(100)


PUBLIC = {"public_website"}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.graphql")), ids=lambda path: path.stem)
def test_the_examples_cost_at_most_half_of_what_is_allowed(planned: Plan, path: Path) -> None:
    caller = ANONYMOUS if path.stem in PUBLIC else NSO if path.stem.startswith("nso") else ETWINNER
    assert (
        check(planned(path.read_text(encoding="utf-8"), None, caller), caller).objects
        <= CostBook().allowed(caller.role) / 2
    )


def test_the_measured_queries_are_allowed(planned: Plan) -> None:
    measured = cases(lambda kind, key: uuid5(NAMESPACE_OID, f"{kind} {key}"))
    assert len(measured) >= 6
    for case in measured:
        cost = check(planned(case.query, case.variables, case.caller), case.caller)
        assert cost.objects <= CostBook().allowed(case.caller.role) * 0.8, case.name


def test_an_answer_says_what_it_cost_when_it_is_asked() -> None:
    shown = CostBook().extension(Cost(12, ("User",)), Role.ANONYMOUS)
    assert orjson.loads(b"{" + shown + b"}") == {
        "cost": {"objects": 12, "allowed": COST_LIMITS.anonymous, "counted": 1, "allowedCounted": COST_LIMITS.counted}
    }


def test_the_wish_to_know_is_true_or_false() -> None:
    assert [wants_cost(given) for given in (None, {}, {"cost": None}, {"cost": False}, {"cost": True})] == [
        *[False] * 4,
        True,
    ]
    with pytest.raises(BadInput):
        wants_cost({"cost": "S3CR3T"})
