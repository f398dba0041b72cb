"""The values of a request's variables, coerced to the types that the operation declares.

In: schema, operation, the `variables` of the request as read from JSON. Out: graphql-core's `VariableValues` (its
`coerced` is the dictionary by name), or a refusal that repeats no value: LIMIT_EXCEEDED or BAD_USER_INPUT.
"""

from __future__ import annotations

from typing import Any

from graphql import GraphQLSchema, OperationDefinitionNode
from graphql.execution.values import VariableValues, get_variable_values

from app.errors import Code
from app.resolvers.document.limits import LIMITS, Limits
from app.resolvers.document.messages import variable_finding
from app.resolvers.document.refusal import DocumentRefused, refuse
from app.resolvers.document.shape import too_much


def coerce_variables(
    schema: GraphQLSchema, operation: OperationDefinitionNode, raw: dict[str, Any] | None, limits: Limits = LIMITS
) -> VariableValues:
    """The variables that the operation declares; others are ignored, as the specification says."""
    definitions = operation.variable_definitions or ()
    declared = {definition.variable.name.value for definition in definitions}
    if raw and len(raw) > limits.input_values:
        too_much("values in the variables", limits.input_values)
    given = {name: value for name, value in (raw or {}).items() if name in declared}
    _check_values(given, limits)
    values = get_variable_values(schema, definitions, given, max_errors=limits.errors, hide_suggestions=True)
    if isinstance(values, VariableValues):
        return values
    findings = tuple(variable_finding(error, schema) for error in values[: limits.errors])
    raise DocumentRefused(Code.BAD_USER_INPUT, findings)


def _check_values(given: dict[str, Any], limits: Limits) -> None:
    """Size, depth and characters, before anything copies or converts a value."""
    stack = [(value, 0) for value in given.values()]
    count = 0
    while stack:
        value, depth = stack.pop()
        count += 1
        if isinstance(value, str):
            _check_string(value)
        elif isinstance(value, list | dict):
            if isinstance(value, list) and len(value) > limits.list_items:
                too_much("items in one list", limits.list_items)
            if depth >= limits.input_depth:
                too_much("levels in one value", limits.input_depth)
            stack.extend((item, depth + 1) for item in (value if isinstance(value, list) else value.values()))
        if count + len(stack) > limits.input_values:
            too_much("values in the variables", limits.input_values)


def _check_string(text: str) -> None:
    if "\0" in text:
        raise refuse(Code.BAD_USER_INPUT, "A string holds the character NUL.")
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise refuse(Code.BAD_USER_INPUT, "A string holds half of a surrogate pair.")
