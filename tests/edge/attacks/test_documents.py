"""Documents and variables that are wrong, or ask for too much, in ways that the document stage alone does not show."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import get_introspection_query

from app.errors import Code
from tests.edge.attacks.site import ANNA, GRAPHQL, NSO, Site, assert_harmless
from tests.edge.shape import assert_refused

NEARLY = {
    "C20 a field of the root": ("{ user { nodes { id } } }", "users"),
    "C20 a field": ("{ users { nodes { firstNam } } }", "firstName"),
    "C20 a field that is secret": ("{ users { nodes { emai } } }", "email"),
    "C20 behind a fragment": ("{ users { nodes { ...F } } } fragment F on User { lastNam }", "lastName"),
    "C21 an argument": ("{ users(firs: 1) { totalCount } }", "first"),
    "C21 a type": ("{ node(id: 1) { ... on Use { id } } }", "User`"),
    "C21 a type of a variable": ("query ($w: UserWher) { users(where: $w) { totalCount } }", "UserWhere"),
    "C21 an input field": ("{ users(where: {firstNam: {eq: 1}}) { totalCount } }", "firstName"),
    "C21 an argument of a directive": ("{ __typename @skip(i: true) }", "if"),
    "C21 a directive": ("{ __typename @ski(if: true) }", "skip"),
    "C21 an enum value": ("{ users(orderBy: [{field: LAST_NAM}]) { totalCount } }", "LAST_NAME"),
}


@pytest.mark.parametrize(("query", "meant"), NEARLY.values(), ids=NEARLY.keys())
def test_what_nearly_exists_is_refused_without_a_suggestion(
    site: Site, query: str, meant: str, caplog: pytest.LogCaptureFixture
) -> None:
    response = site.ask(query)
    assert_harmless(response, caplog.text)
    assert_refused(response, 400, Code.VALIDATION_FAILED)
    said = " ".join(str(error["message"]) for error in response.json()["errors"])
    assert meant.rstrip("`") not in said.replace("`User`", "").split()
    assert "mean" not in said


def test_c20_what_is_never_read_and_what_does_not_exist_are_told_apart_by_the_schema_alone(site: Site) -> None:
    answers = {site.ask("{ users { nodes { secret } } }", asker=asker).content for asker in (ANNA, NSO)}
    assert len(answers) == 1


PRICED: dict[str, tuple[str, dict[str, Any] | None, Code]] = {
    "C25 ten counts": (
        "{" + " ".join(f"a{n}: users(first: 0) {{ totalCount }}" for n in range(10)) + "}",
        None,
        Code.LIMIT_EXCEEDED,
    ),
    "C25 16 names for one field": (
        "{ users { nodes {" + " ".join(f"a{n}: firstName" for n in range(16)) + "} } }",
        None,
        Code.LIMIT_EXCEEDED,
    ),
    "D06 less than nothing": ("{ users(first: -1) { totalCount } }", None, Code.BAD_USER_INPUT),
    "D06 more than a page": ("{ users(first: 101) { totalCount } }", None, Code.LIMIT_EXCEEDED),
    "D06 the largest integer": ("{ users(last: 2147483647) { totalCount } }", None, Code.LIMIT_EXCEEDED),
    "D03 null": ("query ($id: ID!) { node(id: $id) { id } }", {"id": None}, Code.BAD_USER_INPUT),
    "D03 nothing": ("query ($id: ID!) { node(id: $id) { id } }", {}, Code.BAD_USER_INPUT),
    "D08 a list for one": ("query ($id: ID!) { node(id: $id) { id } }", {"id": ["S3CR3T"]}, Code.BAD_USER_INPUT),
    "D08 a list for one, written": ('{ node(id: ["S3CR3T"]) { id } }', None, Code.VALIDATION_FAILED),
    "D13 a role that nobody asks for": (
        "query ($role: Role = EACEA) { viewer { role } }",
        None,
        Code.VALIDATION_FAILED,
    ),
    "O05 an order by text": ('{ users(orderBy: "name; select") { totalCount } }', None, Code.VALIDATION_FAILED),
    "O05 a field by text": ('{ users(orderBy: [{field: "LAST_NAME"}]) { totalCount } }', None, Code.VALIDATION_FAILED),
    "O05 a direction with more": (
        "query ($o: [UserOrder!]) { users(orderBy: $o) { totalCount } }",
        {"o": [{"field": "LAST_NAME", "direction": "DESC NULLS FIRST, (select 'S3CR3T')"}]},
        Code.BAD_USER_INPUT,
    ),
    "O05 a field with more": (
        "query ($o: [UserOrder!]) { users(orderBy: $o) { totalCount } }",
        {"o": [{"field": "lastName; S3CR3T"}]},
        Code.BAD_USER_INPUT,
    ),
}


@pytest.mark.parametrize(("query", "variables", "code"), PRICED.values(), ids=PRICED.keys())
def test_it_is_refused(
    site: Site, query: str, variables: dict[str, Any] | None, code: Code, caplog: pytest.LogCaptureFixture
) -> None:
    response = site.ask(query, variables)
    assert_harmless(response, caplog.text)
    assert_refused(response, 400, code)


def test_c25_each_alias_counts_in_the_price(site: Site) -> None:
    def price(number: int) -> int:
        aliases = " ".join(f'a{n}: users(search: "a", first: 10) {{ nodes {{ id }} }}' for n in range(number))
        extensions = site.ask(f"{{ {aliases} }}", extensions={"cost": True}).json()["extensions"]
        return int(extensions["cost"]["objects"])

    assert price(3) == 3 * price(1)


def test_c19_introspection_is_answered_for_everyone_and_bounded(site: Site) -> None:
    query = get_introspection_query()
    assert site.ask(query).content == site.ask(query, asker=NSO).content
    nested = "{ __schema { types " + "{ fields { type " * 15 + "{ name }" + " } }" * 15 + "} }"
    assert_refused(site.ask(nested), 400, Code.LIMIT_EXCEEDED)


def test_d06_a_page_of_nothing_is_empty_and_null_is_as_if_not_given(site: Site) -> None:
    page = site.data("{ users(first: 0) { nodes { id } pageInfo { hasNextPage } } }", asker=NSO)["users"]
    assert page == {"nodes": [], "pageInfo": {"hasNextPage": True}}
    query = "query ($n: Int) { users(first: $n) { nodes { id } } }"
    assert site.data(query, {"n": None}, NSO) == site.data(query, {"n": 20}, NSO)


def test_d08_one_item_is_a_list_of_one_and_still_decided_alone(site: Site) -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert site.data(query, {"ids": "S3CR3T"}) == {"nodes": [None]}
    mine = site.data("{ viewer { user { id } } }", asker=ANNA)["viewer"]["user"]["id"]
    assert site.data(query, {"ids": mine}, ANNA) == {"nodes": [{"id": mine}]}


def test_d13_the_role_comes_from_the_token_alone(site: Site) -> None:
    body = {
        "query": "{ viewer { role purpose } }",
        "variables": {"role": "EACEA", "viewer": {"role": "EACEA"}},
        "extensions": {"role": "EACEA"},
        "role": "EACEA",
    }
    response = site.send("POST", "/graphql?role=EACEA", json=body, headers={"accept": GRAPHQL, "x-role": "EACEA"})
    assert response.json() == {"data": {"viewer": {"role": "ANONYMOUS", "purpose": None}}}
