"""What is remembered of a document: its plan, never a variable of a request and never the seal of another viewer."""

from __future__ import annotations

from typing import Any

import pytest

from app.database.vocabulary import Purpose, Role
from app.resolvers.document.prepare import PreparedDocument, prepare, select_operation
from app.resolvers.document.variables import coerce_variables
from app.resolvers.operation import Graph
from app.resolvers.read.memory import PlanMemory
from app.resolvers.read.plan import ReadPlan
from app.resolvers.read.selection import Planner, Selection
from app.resolvers.read.statement import Reader
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import SECRET
from tests.golden.cases import Case, cases
from tests.resolvers.read.asking import ANNA, ANONYMOUS, BJORN

CONSTANT = '{ users(first: 3, where: {lastName: {startsWith: "an"}}, orderBy: [{field: LAST_NAME}]) { nodes { id } } }'
CURSORS = "{ users(first: 3) { edges { cursor node { id school { users(first: 2) { nodes { id } } } } } } }"
VARIABLE = """query($words: String, $first: Int, $with: Boolean!) {
  users(search: $words, first: $first) { nodes { id firstName @include(if: $with) ...Rest } } }
fragment Rest on User { projects(first: $first) { nodes { title } } school { id city } }"""
PARTLY = "query($id: ID!) { node(id: $id) { id ... on School { users(first: 2) { nodes { id } } } } }"


class Desk:
    """Plans documents with one memory, as the graph does for one request after another."""

    def __init__(self, graph: Graph) -> None:
        self._graph, self._memory = graph, PlanMemory()

    def plan(
        self, document: PreparedDocument, asker: Asker, *, remembering: bool = True, **variables: Any
    ) -> tuple[ReadPlan, dict[str, object]]:
        graph, caller = self._graph, asker.caller()
        operation = select_operation(document, None)
        coerced = coerce_variables(graph.catalog.schema, operation, variables)
        arguments = self._memory.arguments if remembering else None
        selection = Selection(graph.catalog, operation, document.fragments, coerced, arguments)
        memory = self._memory.of(document, Reader(caller.role, caller.purpose)) if remembering else None
        planner = Planner(graph.catalog, graph.policy, caller, SECRET, selection, memory)
        if memory is None:
            return planner.plan(selection.roots()), planner.values.parameters()
        plan = memory.recall((operation,), "operation", planner.values, lambda: planner.plan(selection.roots()))
        return plan, planner.values.parameters()


@pytest.fixture
def desk(real: RealGraph) -> Desk:
    return Desk(real.graph)


@pytest.fixture
def documents(real: RealGraph) -> Any:
    return real.graph.documents.prepare


def test_a_document_without_variables_is_planned_once(desk: Desk, documents: Any) -> None:
    document = documents(CONSTANT)
    first, values = desk.plan(document, ANNA)
    again, same = desk.plan(document, BJORN)
    assert again is first
    assert same == values == desk.plan(document, ANNA, remembering=False)[1]


def test_roles_do_not_share_what_is_remembered(desk: Desk, documents: Any) -> None:
    document = documents(CONSTANT)
    assert desk.plan(document, ANNA)[0] is not desk.plan(document, ANONYMOUS)[0]


def test_the_seal_of_a_cursor_is_made_for_each_viewer(desk: Desk, documents: Any) -> None:
    document = documents(CURSORS)
    plans = [desk.plan(document, asker) for asker in (ANNA, BJORN, ANNA)]
    alone = [desk.plan(document, asker, remembering=False) for asker in (ANNA, BJORN, ANNA)]
    assert plans == alone
    assert plans[0][1] != plans[1][1]


@pytest.mark.parametrize("source", [VARIABLE, PARTLY])
def test_variables_are_read_anew_each_time(desk: Desk, documents: Any, source: str) -> None:
    document = documents(source)
    for number, shown in ((1, True), (2, False), (3, True)):
        given: Any = {"words": f"word{number}", "first": number, "with": shown, "id": f"id-{number}"}
        assert desk.plan(document, ANNA, **given) == desk.plan(document, ANNA, remembering=False, **given)


def test_a_text_that_is_prepared_again_is_planned_again(desk: Desk, real: RealGraph) -> None:
    texts = [CONSTANT.replace("first: 3", f"first: {number}") for number in range(1, 40)]
    for source in texts * 2:
        document = prepare(source, real.graph.catalog.schema)
        assert desk.plan(document, ANNA) == desk.plan(document, ANNA, remembering=False)


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_a_remembered_plan_equals_one_that_is_made_anew(case: Case, desk: Desk, real: RealGraph) -> None:
    document = real.graph.documents.prepare(case.source)
    caller = case.caller
    purpose: Purpose | None = caller.purpose
    asker = Asker(Role(caller.role).value, purpose.value if purpose else None, "anna" if caller.user_id else None)
    plans = [
        desk.plan(document, asker, remembering=remembering, **case.variables) for remembering in (False, True, True)
    ]
    assert plans[0] == plans[1] == plans[2]
