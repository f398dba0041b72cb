"""Whether an answer has the shape that the specification gives it: GraphQL of October 2021, sections 6 and 7.

In: the schema, a document of one operation without variables or named fragments, the answer. Out: every place that is
not as it must be: members beside the three, other keys or another order than asked for, null where the schema has
none, a value that is not of its type, an error without a message, with a code that is not of the closed list, or with a
path to something that is not null.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
)

from app.errors import Code

# What a client is never to be told by a request that it made: these are faults of ours.
FAULTS = frozenset({Code.INTERNAL, Code.UNAVAILABLE})
_CODES = frozenset(Code) - FAULTS
_WHOLE = range(-(2**31), 2**31)
_SCALARS: dict[str, type | tuple[type, ...]] = {
    "Int": int,
    "Float": (int, float),
    "Boolean": bool,
    "JSON": (dict, list, str, int, float, bool),
}


def misshapen(schema: GraphQLSchema, document: str, answer: Any) -> list[str]:
    """Every place of an answer that is not as the specification has it."""
    if not isinstance(answer, dict) or not set(answer) <= {"data", "errors", "extensions"}:
        return ["the members of the answer"]
    if not {"data", "errors"} & set(answer):
        return ["neither data nor errors"]
    errors = answer.get("errors", [])
    found = [f"errors: {fault}" for fault in _of_errors(errors, answer.get("data"))]
    if "errors" in answer and not errors:
        found.append("an empty list of errors")
    if answer.get("data") is None:
        return found if errors else [*found, "data is null without an error"]
    (operation,) = (one for one in parse(document).definitions if isinstance(one, OperationDefinitionNode))
    root = schema.get_root_type(operation.operation)
    assert root is not None
    return [*found, *_of_object(schema, root, [operation.selection_set], answer["data"], "data")]


def _of_errors(errors: Any, data: Any) -> Iterator[str]:
    if not isinstance(errors, list):
        yield "it is no list"
        return
    for error in errors:
        if not set(error) <= {"message", "locations", "path", "extensions"} or not isinstance(error["message"], str):
            yield f"members {sorted(error)}"
        if error.get("extensions", {}).get("code") not in _CODES:
            yield f"code {error.get('extensions')}"
        for place in error.get("locations", []):
            if set(place) != {"line", "column"} or min(place.values()) < 1:
                yield f"place {place}"
        if data is not None and _at(data, error.get("path", ())) is not None:
            yield f"path {error.get('path')}"


def _at(data: Any, path: Sequence[str | int]) -> Any:
    """What stands at a path: null, or some ancestor of it is."""
    for step in path:
        data = None if data is None else data[step]
    return data


def _of_value(
    schema: GraphQLSchema, kind: GraphQLOutputType, parts: list[SelectionSetNode], value: Any, path: str
) -> Iterator[str]:
    if isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
        if value is None:
            yield f"{path} is null"
    if value is None:
        return
    match kind:
        case GraphQLList():
            if not isinstance(value, list):
                yield f"{path} is no list"
                return
            for number, item in enumerate(value):
                yield from _of_value(schema, kind.of_type, parts, item, f"{path}.{number}")
        case GraphQLEnumType() | GraphQLScalarType():
            if not _is_of_leaf(kind, value):
                yield f"{path} is no {kind.name}"
        case GraphQLObjectType():
            yield from _of_object(schema, kind, parts, value, path)
        case GraphQLInterfaceType() | GraphQLUnionType():
            # Which type it is need not be said: some possible type must fit.
            faults = [list(_of_object(schema, one, parts, value, path)) for one in schema.get_possible_types(kind)]
            if all(faults):
                yield from min(faults, key=len)


def _of_object(
    schema: GraphQLSchema, kind: GraphQLObjectType, parts: list[SelectionSetNode], value: Any, path: str
) -> Iterator[str]:
    fields: dict[str, list[FieldNode]] = {}
    for part in parts:
        _collect(schema, kind, part, fields)
    if not isinstance(value, dict) or list(value) != list(fields):
        yield f"{path} has not the fields {list(fields)}"
        return
    for key, asked in fields.items():
        name = asked[0].name.value
        if name == "__typename":
            if value[key] != kind.name:
                yield f"{path}.{key} is not {kind.name}"
            continue
        below = [one.selection_set for one in asked if one.selection_set is not None]
        yield from _of_value(schema, kind.fields[name].type, below, value[key], f"{path}.{key}")


def _collect(
    schema: GraphQLSchema, kind: GraphQLObjectType, part: SelectionSetNode, fields: dict[str, list[FieldNode]]
) -> None:
    """CollectFields of the specification, for inline fragments."""
    for one in part.selections:
        if isinstance(one, FieldNode):
            fields.setdefault((one.alias or one.name).value, []).append(one)
        elif isinstance(one, InlineFragmentNode):
            name = kind.name if one.type_condition is None else one.type_condition.name.value
            found = schema.type_map[name]
            if found is kind or kind in schema.get_possible_types(found):  # type: ignore[arg-type]
                _collect(schema, kind, one.selection_set, fields)


def _is_of_leaf(kind: GraphQLEnumType | GraphQLScalarType, value: Any) -> bool:
    if isinstance(kind, GraphQLEnumType):
        return value in kind.values
    if kind.name == "Int":
        return type(value) is int and value in _WHOLE
    if kind.name != "Boolean" and isinstance(value, bool):
        return kind.name == "JSON"
    return isinstance(value, _SCALARS.get(kind.name, str))
