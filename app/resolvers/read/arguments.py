"""Reads the arguments of fields: the constant ones once for each document, variables anew for each request.

In: a field of the schema, its node in a checked document, the coerced variables. Out: what graphql-core's
`get_argument_values` gives. That function does all of the work, but where every argument may be left out, constants
are coerced once, and an argument that is a variable takes the value that was coerced for it (GraphQL specification,
6.4.1: a variable that is not given leaves the argument out).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, GraphQLField, GraphQLNonNull, Undefined, VariableNode
from graphql.execution.values import VariableValues, get_argument_values

from app.resolvers.bounded import BoundedCache
from app.resolvers.document.shape import children

_BYTES_OF_ARGUMENT = 500


@dataclass(frozen=True, slots=True)
class _Recipe:
    """Constants, and which argument is which variable; None for what graphql-core reads anew. Holds its node."""

    node: FieldNode
    constants: dict[str, Any] | None
    variables: tuple[tuple[str, str], ...] = ()


class ArgumentMemory:
    """The arguments of a process, by field and node: a bounded LRU. Holds constants of documents, never a variable."""

    def __init__(self, *, entries: int = 5_000, size: int = 5_000_000) -> None:
        self._recipes: BoundedCache[tuple[int, int], _Recipe] = BoundedCache(entries, heaviest=size, weigh=_weight)

    def values(self, field: GraphQLField, node: FieldNode, variables: VariableValues) -> dict[str, Any]:
        """The coerced arguments of a field."""
        recipe = self._recipes.get((id(field), id(node)), lambda: _recipe(field, node))
        if recipe.constants is None:
            return get_argument_values(field, node, variables)
        values = recipe.constants.copy()
        for name, variable in recipe.variables:
            if variable in variables.coerced:
                values[name] = variables.coerced[variable]
        return values


def _recipe(field: GraphQLField, node: FieldNode) -> _Recipe:
    if any(
        isinstance(argument.type, GraphQLNonNull) or argument.default_value is not Undefined
        for argument in field.args.values()
    ):
        return _Recipe(node, None)
    given = node.arguments or ()
    constant = [each for each in given if not isinstance(each.value, VariableNode)]
    if any(_holds_variable(each.value) for each in constant):
        return _Recipe(node, None)
    stripped = FieldNode(name=node.name, arguments=tuple(constant))
    names = tuple((each.name.value, each.value.name.value) for each in given if isinstance(each.value, VariableNode))
    return _Recipe(node, get_argument_values(field, stripped, None), names)


def _holds_variable(value: Any) -> bool:
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, VariableNode):
            return True
        stack.extend(children(node))
    return False


def _weight(recipe: _Recipe) -> int:
    return _BYTES_OF_ARGUMENT * (1 + len(recipe.node.arguments or ()))
