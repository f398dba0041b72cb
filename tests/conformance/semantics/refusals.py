"""Which requests are refused before anything is read: limits, wrong pages, coordinates that a role never reads.

In: a valid document with its variables, and a role. Out: the set of codes of readings G-07, G-26, G-29 that apply.
Any one of them is a right answer: the texts do not say which comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
)
from graphql.execution.values import VariableValues, get_argument_values, get_directive_values
from graphql.type import GraphQLIncludeDirective, GraphQLSkipDirective

from tests.conformance.semantics.lists import ORDERED

LARGEST_PAGE = 100
LARGEST_SET = 100

_OUTSIDERS = {"Event.startsAt", "Event.online", "Event.country"}  # an own membership opens title and description
NEVER: dict[str, set[str]] = {
    "ANONYMOUS": {
        *(f"User.{name}" for name in ("email", "username", "schoolRole", "subjects", "languages", "status")),
        *("User.registeredAt", "User.lastLoginAt", "School.email", "Project.status", "Project.published"),
        *("Group.title", "Group.description", "Event.title", "Event.description"),
        *_OUTSIDERS,
    },
    "GENERAL_USER": _OUTSIDERS,
    "SCHOOL_AUTHORITY": _OUTSIDERS,
    "JRC": _OUTSIDERS,
    "NSO": {"Event.online", "Event.country"},  # G-23: title and dates
}

Composite = GraphQLObjectType | GraphQLInterfaceType


class Reader:
    """One walk over an operation, in the types that its selections stand on."""

    def __init__(
        self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode], variables: VariableValues, role: str
    ) -> None:
        self.schema, self.fragments, self.variables = schema, fragments, variables
        self.never = NEVER.get(role, set())

    def refusals(self, operation: OperationDefinitionNode) -> set[str]:
        query = self.schema.query_type
        assert query is not None
        return set(self._of_selections(query, operation.selection_set))

    def _of_selections(self, parent: Composite, selections: SelectionSetNode) -> Iterator[str]:
        for node in selections.selections:
            if not self._is_included(node):
                continue
            if isinstance(node, FieldNode):
                yield from self._of_field(parent, node)
            elif isinstance(node, InlineFragmentNode):
                yield from self._of_selections(self._narrowed(parent, node.type_condition), node.selection_set)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self.fragments[node.name.value]
                yield from self._of_selections(self._narrowed(parent, fragment.type_condition), fragment.selection_set)

    def _is_included(self, node: Any) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, node, self.variables)
        include = get_directive_values(GraphQLIncludeDirective, node, self.variables)
        return not (skip and skip["if"]) and (include is None or bool(include["if"]))

    def _narrowed(self, parent: Composite, condition: Any) -> Composite:
        found = parent if condition is None else self.schema.type_map[condition.name.value]
        assert isinstance(found, GraphQLObjectType | GraphQLInterfaceType)
        return found

    def _of_field(self, parent: Composite, node: FieldNode) -> Iterator[str]:
        definition = parent.fields.get(node.name.value)
        if definition is None:
            return  # __typename
        arguments = get_argument_values(definition, node, self.variables)
        kind = get_named_type(definition.type)
        yield from _of_page(arguments)
        if len(arguments.get("ids") or []) > LARGEST_SET:
            yield "LIMIT_EXCEEDED"
        name = kind.name.removesuffix("Connection")
        if any(coordinate in self.never for coordinate in _coordinates(name, arguments)):
            yield "FORBIDDEN"
        if node.selection_set is not None:
            assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
            yield from self._of_selections(kind, node.selection_set)


def _of_page(arguments: dict[str, Any]) -> Iterator[str]:
    sizes = [arguments[name] for name in ("first", "last") if arguments.get(name) is not None]
    if len(sizes) == 2 or any(size < 0 for size in sizes):
        yield "BAD_USER_INPUT"
    if any(size > LARGEST_PAGE for size in sizes):
        yield "LIMIT_EXCEEDED"


def _coordinates(type_name: str, arguments: dict[str, Any]) -> Iterator[str]:
    """What a field filters and orders by."""
    ordered = "User" if type_name == "Member" else type_name
    for order in arguments.get("orderBy") or []:
        yield f"{ordered}.{ORDERED[order['field']]}"
    yield from _of_where(type_name, arguments.get("where") or {})


def _of_where(type_name: str, where: dict[str, Any]) -> Iterator[str]:
    for name, given in where.items():
        if given is None:
            continue
        if name in ("and", "or"):
            for one in given:
                yield from _of_where(type_name, one)
        elif name == "not":
            yield from _of_where(type_name, given)
        elif name == "school":
            yield f"{type_name}.school"
            yield from _of_where("School", given)
        elif name == "partnerCountry":
            yield "Partner.country"
        else:
            yield f"{type_name}.{name}"
