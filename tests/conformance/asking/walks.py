"""Walks through a list: page after page by cursors, forward and back.

In: a way to choose and a pool, then whatever answers questions. Out: `ListQuestion`, one list with its filter, search
and order, and `walk`, which follows its cursors and hands every answer to whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, get_named_type
from hypothesis import strategies as st

from tests.conformance.asking.documents import Question
from tests.conformance.asking.inputs import Chooser, Inputs, literal
from tests.conformance.asking.pool import Pool
from tests.conformance.semantics.contract import core_schema

PAGE = {"first": "Int", "last": "Int", "after": "String", "before": "String"}
LONGEST_WALK = 6
NODES = {
    "User": "id firstName email lastLoginAt",
    "School": "id officialName email",
    "Project": "id title status",
    "Group": "id title",
    "Event": "id title startsAt",
    "Partner": "role joinedOn user { id lastName }",
    "Member": "role joinedOn user { id email }",
}
# Lists below an object: type of the object, field.
NESTED = [
    *[("User", "contacts"), ("User", "projects"), ("School", "users"), ("Project", "partners")],
    *[("TwinSpace", "members"), ("Group", "members"), ("Event", "members")],
]
ROOTS = ["users", "schools", "projects", "groups", "events"]

Page = dict[str, Any]
Ask = Callable[[Question], Any]


@dataclass(frozen=True)
class ListQuestion:
    """A list and how it is cut; only the page is left open."""

    field: str
    target: str
    parent: tuple[str, str] | None  # type and id of the object that the list belongs to
    arguments: str  # filter, search and order as literals
    pages: tuple[str, ...]  # the page arguments that the list takes
    size: int
    counted: bool

    def at(self, **page: Any) -> Question:
        """The question for one page."""
        names = ", ".join(f"${name}: {PAGE[name]}" for name in page)
        given = ", ".join(filter(None, [self.arguments, *(f"{name}: ${name}" for name in page)]))
        parts = f"edges {{ cursor node {{ {NODES[self.target]} }} }} {'totalCount ' if self.counted else ''}"
        info = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
        listed = f"list: {self.field}{f'({given})' if given else ''} {{ {parts}{info} }}"
        if self.parent is not None:
            kind, parent_id = self.parent
            listed = f'parent: node(id: "{parent_id}") {{ ... on {kind} {{ {listed} }} }}'
        return Question(f"query{f'({names})' if names else ''} {{ {listed} }}", page)


def list_in(data: Any) -> Any:
    """The list in an answer; None when the object that it belongs to is not there."""
    return data["list"] if "list" in data else (data["parent"] or {}).get("list")


def walk(asked: ListQuestion, ask: Ask) -> Iterator[tuple[Question, Any]]:
    """Every question of the walk, with the list in its answer: forward to the end, then back from there."""
    steps: list[tuple[str, str, str, str]] = [("first", "after", "endCursor", "hasNextPage")]
    if "last" in asked.pages:
        steps.append(("last", "before", "startCursor", "hasPreviousPage"))
    for size, bound, cursor, more in steps:
        page: Page = {size: asked.size}
        for _ in range(LONGEST_WALK):
            question = asked.at(**page)
            found = list_in(ask(question))
            yield question, found
            if not found or not found["pageInfo"][more] or not found["pageInfo"][cursor]:
                break
            page = {size: asked.size, bound: found["pageInfo"][cursor]}


@st.composite
def list_questions(draw: Any, pool: Pool) -> ListQuestion:
    """Lists of the root and below objects, hidden ones included."""
    choose = Chooser(draw)
    inputs = Inputs(choose, core_schema(), pool)
    parent: tuple[str, str] | None = None
    if choose.chance(3):
        kind, name = choose.pick(NESTED)
        parent, parent_type = (kind, inputs.an_id(kind)), kind
    else:
        parent_type, name = "Query", choose.pick(ROOTS)
    holder = core_schema().type_map[parent_type]
    assert isinstance(holder, GraphQLObjectType)
    definition = holder.fields[name]
    target = get_named_type(definition.type).name.removesuffix("Connection")
    return ListQuestion(
        field=name,
        target=target,
        parent=parent,
        arguments=_arguments(choose, inputs, definition, target),
        pages=tuple(page for page in PAGE if page in definition.args),
        size=choose.pick([1, 2, 3]),
        counted=choose.chance(2),
    )


def _arguments(choose: Chooser, inputs: Inputs, definition: GraphQLField, target: str) -> str:
    given: dict[str, Any] = {}
    if "where" in definition.args and choose.chance(2):
        given["where"] = inputs.where(f"{target}Where")
    if "search" in definition.args and choose.chance(4):
        given["search"] = inputs.search()
    if "orderBy" in definition.args and choose.chance(2):
        given["orderBy"] = inputs.orders(definition.args["orderBy"].type)
    return ", ".join(f"{name}: {literal(value, definition.args[name].type)}" for name, value in given.items())
