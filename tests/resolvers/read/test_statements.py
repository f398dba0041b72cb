"""One statement for one operation: kept by its plan, free of values, and none at all where no row is asked for."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import psycopg
import pytest

from app.errors import Forbidden, Unauthenticated
from app.resolvers.bounded import BoundedCache
from app.resolvers.document.prepare import select_operation
from app.resolvers.document.variables import coerce_variables
from app.resolvers.operation import Graph
from app.resolvers.read.plan import ReadPlan
from app.resolvers.read.selection import Planner, Selection
from app.resolvers.read.statement import Reader
from app.schema.build import build_schema
from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import SECRET, public_id
from tests.resolvers.read.asking import ANNA, ANONYMOUS, BJORN, NSO, data, refusal

LIST = """query($where: UserWhere, $search: String, $first: Int, $after: String) {
  users(where: $where, search: $search, first: $first, after: $after) { totalCount edges { cursor node { id } } } }"""


@pytest.fixture
def executed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the statements that are executed meanwhile."""
    texts: list[str] = []
    execute = psycopg.AsyncRawCursor.execute

    async def noting(self: Any, query: Any, *arguments: Any, **options: Any) -> Any:
        texts.append(query)
        return await execute(self, query, *arguments, **options)

    monkeypatch.setattr(psycopg.AsyncCursor, "execute", noting)
    monkeypatch.setattr(psycopg.AsyncRawCursor, "execute", noting)
    return texts


def plan_of(graph: Graph, asker: Asker, source: str, variables: dict[str, Any]) -> tuple[ReadPlan, dict[str, object]]:
    document = graph.documents.prepare(source)
    operation = select_operation(document, None)
    coerced = coerce_variables(graph.catalog.schema, operation, variables)
    selection = Selection(graph.catalog, operation, document.fragments, coerced)
    planner = Planner(graph.catalog, graph.policy, asker.caller(), SECRET, selection)
    return planner.plan(selection.roots()), planner.values.parameters()


def text_of(graph: Graph, asker: Asker, source: str, **variables: Any) -> str:
    plan, _ = plan_of(graph, asker, source, variables)
    return graph.statement(plan, Reader(asker.caller().role, asker.caller().purpose)).text


def test_equal_plans_have_one_statement_whatever_the_values(real: RealGraph) -> None:
    graph, reader = real.graph, Reader(ANNA.caller().role, None)
    one = {"where": {"firstName": {"contains": "anna"}, "id": ["x"]}, "search": "one", "first": 60}
    other = {"where": {"firstName": {"contains": "bjorn"}, "id": [ANNA.role] * 9}, "search": "two", "first": 99}
    plans = [plan_of(graph, ANNA, LIST, variables)[0] for variables in (one, other)]
    assert plans[0] == plans[1]
    assert graph.statement(plans[0], reader) is graph.statement(plans[1], reader)


def test_viewers_of_a_role_share_a_statement(real: RealGraph) -> None:
    graph = real.graph
    assert plan_of(graph, ANNA, LIST, {})[0] == plan_of(graph, BJORN, LIST, {})[0]
    assert text_of(graph, ANNA, LIST) == text_of(graph, BJORN, LIST) != text_of(graph, ANONYMOUS, LIST)


STAFF = Asker("EACEA", "MONITORING", "eacea")
CANARY = "Zyxwvu"
EVERY_ARGUMENT = """query($id: ID!, $ids: [ID!]!, $users: UserWhere, $schools: SchoolWhere, $projects: ProjectWhere,
    $events: EventWhere, $search: String, $first: Int) {
  node(id: $id) { id }
  nodes(ids: $ids) { id }
  users(where: $users, search: $search, first: $first) { nodes { id contacts(first: $first) { totalCount } } }
  schools(where: $schools, search: $search, last: $first) { nodes { id } }
  projects(where: $projects, search: $search) { nodes { partners(first: $first) { nodes { role } } } }
  events(where: $events) { nodes { id } } }"""
TEXTS = {"eq": CANARY, "in": [CANARY, f"{CANARY}2"], "startsWith": CANARY, "contains": CANARY}
DAY, INSTANT = "1789-07-14", "1789-07-14T00:00:00Z"
CANARIES = {
    "id": CANARY,
    "ids": ["7a7a7a7a-7a7a-4a7a-8a7a-7a7a7a7a7a7a", CANARY],
    "search": f"{CANARY} {CANARY}3",
    "first": 77,
    "users": {
        **dict.fromkeys(("firstName", "lastName", "email", "username"), TEXTS),
        "subjects": {"has": CANARY, "hasAny": [CANARY]},
        "languages": {"has": "zy-Zyxw", "hasAny": ["zy-Zyxw"]},
        "country": {"eq": "XQ", "in": ["XQ"]},
        "schoolRole": ["COUNSELLOR"],
        "lastLoginAt": {"gt": INSTANT, "lte": INSTANT},
        "school": {"city": TEXTS, "region": TEXTS, "officialName": TEXTS},
        "id": ["7a7a7a7a-7a7a-4a7a-8a7a-7a7a7a7a7a7a"],
    },
    "schools": {"officialName": TEXTS, "country": {"in": ["XQ"]}},
    "projects": {
        "title": TEXTS,
        "registeredOn": {"eq": DAY, "lt": DAY},
        "closedOn": {"gte": DAY},
        "languages": {"has": CANARY},
        "partnerCountry": {"eq": "XQ"},
    },
    "events": {"title": TEXTS, "description": TEXTS, "startsAt": {"eq": INSTANT}, "country": {"eq": "XQ"}},
}


def test_no_value_of_a_request_is_in_the_text_of_a_statement(real: RealGraph) -> None:
    text = text_of(real.graph, STAFF, EVERY_ARGUMENT, **CANARIES).casefold()
    canaries = [CANARY, "7a7a7a7a", "XQ", "COUNSELLOR", "1789", "zy-", str(STAFF.caller().user_id), "MONITORING"]
    assert [canary for canary in canaries if canary.casefold() in text] == []
    assert not re.search(r"(?<![\w$])77(?!\w)", text), "the size of a page"
    found = data(real, STAFF, EVERY_ARGUMENT, **CANARIES)
    assert (found["users"], found["events"]) == ({"nodes": []}, {"nodes": []})


def test_literals_of_a_document_are_values_too(real: RealGraph) -> None:
    document = (
        f'{{ users(where: {{ firstName: {{ eq: "{CANARY}" }} }}, search: "{CANARY}", first: 77) {{ totalCount }} }}'
    )
    text = text_of(real.graph, ANNA, document).casefold()
    assert CANARY.casefold() not in text
    assert not re.search(r"(?<![\w$])77(?!\w)", text)


def test_an_operation_with_everything_in_it_is_one_statement(real: RealGraph, executed: list[str]) -> None:
    document = "{ __typename viewer { role } users { totalCount } countries { code } __schema { queryType { name } } }"
    found = data(real, ANNA, document)
    assert list(found) == ["__typename", "viewer", "users", "countries", "__schema"]
    assert found["viewer"] == {"role": "ETWINNER"}
    assert found["__schema"] == {"queryType": {"name": "Query"}}
    assert len(executed) == 1


@pytest.mark.parametrize(
    "document", ["{ __typename }", "{ countries { code } }", "{ __schema { queryType { name } } }"]
)
def test_what_needs_no_row_is_no_statement_for_the_public_and_one_for_a_person(
    real: RealGraph, executed: list[str], document: str
) -> None:
    data(real, ANONYMOUS, document)
    assert executed == []
    data(real, ANNA, document)
    assert len(executed) == 1, "a person is admitted by the database, whatever is asked"


@pytest.mark.parametrize("document", ["{ __typename }", "{ viewer { role } }", "{ users { totalCount } }"])
def test_a_caller_who_is_not_admitted_gets_nothing(real: RealGraph, document: str) -> None:
    def refused(asker: Asker) -> str:
        return str(refusal(real, asker, document)["code"])

    assert refused(Asker("ETWINNER", None, "nobody")) == "UNAUTHENTICATED"
    assert refused(Asker("ETWINNER", None, None)) == "UNAUTHENTICATED"
    assert refused(Asker("ETWINNER", None, "pending")) == "FORBIDDEN"
    assert refused(Asker("NSO", "VALIDATION", "nso-late")) == "FORBIDDEN"
    assert refused(Asker("NSO", "SURVEY", "nso-no")) == "FORBIDDEN"
    assert (Unauthenticated.status, Forbidden.status) == (401, 403)


def test_a_refused_document_reaches_no_database(real: RealGraph, executed: list[str]) -> None:
    for document in ("{ users(first: -1) { totalCount } }", '{ users(after: "x") { totalCount } }', "{ nothing }"):
        assert refusal(real, ANNA, document)
    assert executed == []


PARTNERS = """query($id: ID!, $after: String) {
  node(id: $id) { ... on Project { partners(first: 1, after: $after) { %s } } } }"""


def test_a_nested_cursor_of_another_object_is_refused_by_the_database(real: RealGraph) -> None:
    """SQLSTATE TG001 becomes the refusal of every other cursor, and says as little."""
    parts = "edges { cursor } pageInfo { hasNextPage } totalCount"
    water, abroad = public_id("project", "water"), public_id("project", "abroad")
    cursor = data(real, ANNA, PARTNERS % parts, id=water)["node"]["partners"]["edges"][0]["cursor"]
    assert data(real, ANNA, PARTNERS % parts, id=water, after=cursor)["node"]["partners"]["edges"]
    for selection in (parts, "nodes { role }", "pageInfo { endCursor }", "totalCount", "__typename"):
        refused = refusal(real, ANNA, PARTNERS % selection, id=abroad, after=cursor)
        assert refused["code"] == "BAD_USER_INPUT", selection
        assert refused["message"] == "The cursor is not one of this list."


def test_a_nested_cursor_says_nothing_of_an_object_that_is_hidden(real: RealGraph) -> None:
    water, hidden = public_id("project", "water"), public_id("project", "waiting")
    cursor = data(real, ANONYMOUS, PARTNERS % "edges { cursor }", id=water)["node"]["partners"]["edges"][0]["cursor"]
    for identifier in (hidden, public_id("project", "never heard of")):
        assert data(real, ANONYMOUS, PARTNERS % "nodes { role }", id=identifier, after=cursor) == {"node": None}


def test_a_fault_of_the_database_is_not_taken_for_a_refusal(real: RealGraph) -> None:
    """It goes on as what it is; the edge answers without its words."""
    graph = real.graph
    plan, values = plan_of(graph, ANONYMOUS, '{ node(id: "x") { id } }', {})
    broken = dict.fromkeys(values, "no uuid")
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        real.run(lambda: graph.read(plan, broken, ANONYMOUS.caller()))
    assert data(real, ANONYMOUS, "{ viewer { role } }") == {"viewer": {"role": "ANONYMOUS"}}


def test_many_requests_at_once_do_not_mix(real: RealGraph) -> None:
    question = Question("{ viewer { role user { firstName } } }", {})

    async def everybody() -> list[bytes]:
        askers = [ANNA, BJORN, ANONYMOUS, NSO] * 5
        answers = (real.graph.answer(question.document, None, {}, None, asker.caller()) for asker in askers)
        return list(await asyncio.gather(*answers))

    names = [(json.loads(body)["data"]["viewer"]["user"] or {}).get("firstName") for body in real.run(everybody)]
    assert names == ["Anna", "Bjørn", None, "First nso-ee"] * 5


def test_the_caches_are_bounded(real: RealGraph) -> None:
    graph = Graph(build_schema(), real.policy, real.pool, secret=SECRET)
    graph._statements = BoundedCache(3, heaviest=10**9, weigh=lambda statement: len(statement.text))
    for size in range(8):
        selection = " ".join(f"a{number}: id" for number in range(size + 1))
        text_of(graph, ANONYMOUS, f"{{ users {{ nodes {{ {selection} }} }} }}")
    assert len(graph._statements) == 3


def test_a_bounded_cache_forgets_what_was_not_used_for_longest() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    cache: BoundedCache[str, str] = BoundedCache(2, heaviest=100, weigh=len)
    for key in ("a", "b", "a", "c", "a", "b"):
        assert cache.get(key, lambda: make(key)) == key.upper()  # noqa: B023 - called at once
    assert made == ["a", "b", "c", "b"]
    assert len(cache) == 2


def test_a_bounded_cache_holds_so_much_weight_and_no_more() -> None:
    cache: BoundedCache[str, str] = BoundedCache(9, heaviest=10, weigh=len)
    for key in ("aaaa", "bbbb", "cccc"):
        cache.get(key, lambda: key)  # noqa: B023 - called at once
    assert (cache.known("aaaa"), cache.known("bbbb"), cache.known("cccc")) == (None, "bbbb", "cccc")
    assert cache.get("heavy", lambda: "x" * 11) == "x" * 11
    assert len(cache) == 0
