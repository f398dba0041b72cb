"""The price of lists without pages and of long texts: each has one, and no short document gets around it."""

from __future__ import annotations

import pytest

from app.application import POLICY
from app.authz.caller import ANONYMOUS, Caller
from app.authz.policy import Policy, load_policy
from app.database.vocabulary import Role
from app.errors import Code
from app.resolvers.cost import Cost, CostBook, cost_of
from app.resolvers.document.refusal import DocumentRefused
from app.resolvers.prices import BLOCKED, LISTS, LONG_LIST, RECEIPT, TEXTS
from app.resolvers.read.catalog import Catalog, read_catalog
from app.schema.build import build_schema
from app.schema.mapping import Records
from tests.resolvers.planning import ETWINNER, NSO, Plan, planner


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(build_schema())


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(POLICY, "esep-nb")


@pytest.fixture(scope="module")
def planned(catalog: Catalog, policy: Policy) -> Plan:
    return planner(catalog, policy)


PRICES = {
    "lists without pages": (
        "{ users(first: 3) { nodes { comments { text } savedSearches { query } consents { purpose } } } }",
        Cost(3 * (1 + 2 * LONG_LIST + LISTS["User.consents"])),
    ),
    "a list without pages by two names": (
        "{ viewer { user { a: comments { text } b: comments { text } } blocked { blockedAt } } }",
        Cost(1 + 1 + 2 * LONG_LIST + BLOCKED),
    ),
    "receipts": (
        "{ viewer { user { consents { receipt again: receipt } } } }",
        Cost(1 + 1 + LISTS["User.consents"] + 2 * RECEIPT),
    ),
    "a long text by two names": (
        "{ articles(first: 2) { nodes { a: body b: body title } } }",
        Cost(2 * (1 + 2 * TEXTS["Article.body"])),
    ),
}


@pytest.mark.parametrize(("source", "price"), PRICES.values(), ids=PRICES.keys())
def test_what_has_no_pages_has_its_price(planned: Plan, source: str, price: Cost) -> None:
    assert cost_of(*planned(source), Role.NSO) == price


def test_every_list_without_pages_has_a_price(catalog: Catalog) -> None:
    lists = {
        f"{kind}.{name}"
        for kind, described in catalog.types.items()
        for name, declaration in described.fields.items()
        if isinstance(declaration, Records)
    }
    assert set(LISTS) == lists
    assert min(LISTS.values()) > 0


def test_without_a_token_no_list_of_a_person_is_read_and_none_costs(planned: Plan, policy: Policy) -> None:
    lists = [name.removeprefix("User.") for name in LISTS if name.startswith("User.")]
    assert [name for name in lists if policy.is_ever_readable(Role.ANONYMOUS, "User", name)] == []
    source = "{ users(first: 3) { nodes { comments { text } consents { receipt } } } }"
    assert cost_of(*planned(source, None, ANONYMOUS), Role.ANONYMOUS) == Cost(3)


@pytest.mark.parametrize("field", ["comments { text }", "savedSearches { query }"])
def test_a_short_document_cannot_name_a_long_list_again_and_again(planned: Plan, field: str) -> None:
    lists = " ".join(f"c{number}: {field}" for number in range(8))
    viewers = " ".join(f"v{number}: viewer {{ user {{ ...F }} }}" for number in range(6))
    plan, values = planned(f"{{ {viewers} }} fragment F on User {{ {lists} }}", None, ETWINNER)
    with pytest.raises(DocumentRefused) as caught:
        CostBook().check(plan, values, Role.ETWINNER)
    assert caught.value.code is Code.LIMIT_EXCEEDED


EVERYTHING = """{ users { nodes { comments { text } savedSearches { query } favourites { object } consents { purpose }
  representations { email } } } }"""


@pytest.mark.parametrize("caller", [ANONYMOUS, ETWINNER, NSO], ids=lambda caller: caller.role)
def test_the_page_that_is_not_asked_for_may_hold_every_list_of_people(planned: Plan, caller: Caller) -> None:
    plan, values = planned(EVERYTHING, None, caller)
    assert CostBook().check(plan, values, caller.role).objects <= CostBook().allowed(caller.role)
