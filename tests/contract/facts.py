"""An SDL as a set of single facts, so that one schema can be shown to contain another.

In: SDL. Out: lines such as `type User`, `User.school: School`, `Query.users(first): Int`, `Role = NSO`.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    DefinitionNode,
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    SchemaDefinitionNode,
    parse,
    print_ast,
)


def facts(sdl: str) -> set[str]:
    return {fact for definition in parse(sdl).definitions for fact in _facts_of(definition)}


def demands(sdl: str) -> set[str]:
    """What a client must write: arguments and input fields without a default that may not be null."""
    return {
        f"{owner}{value.name.value}"
        for definition in parse(sdl).definitions
        for owner, value in _input_values(definition)
        if value.default_value is None and print_ast(value.type).endswith("!")
    }


def _facts_of(definition: DefinitionNode) -> Iterator[str]:
    match definition:
        case ObjectTypeDefinitionNode() | InterfaceTypeDefinitionNode():
            name = definition.name.value
            yield f"{'interface' if isinstance(definition, InterfaceTypeDefinitionNode) else 'type'} {name}"
            yield from (f"{name} implements {interface.name.value}" for interface in definition.interfaces or ())
            yield from (f"{name}.{field.name.value}: {print_ast(field.type)}" for field in definition.fields or ())
        case InputObjectTypeDefinitionNode():
            yield f"input {definition.name.value}"
        case EnumTypeDefinitionNode():
            yield f"enum {definition.name.value}"
            yield from (f"{definition.name.value} = {value.name.value}" for value in definition.values or ())
        case ScalarTypeDefinitionNode():
            yield f"scalar {definition.name.value}"
        case SchemaDefinitionNode():
            return
        case _:
            raise NotImplementedError(type(definition).__name__)
    yield from (f"{owner}{_written(value)}" for owner, value in _input_values(definition))


def _input_values(definition: DefinitionNode) -> Iterator[tuple[str, InputValueDefinitionNode]]:
    """The arguments of a type's fields, or the fields of an input, each with what stands before its name."""
    match definition:
        case ObjectTypeDefinitionNode() | InterfaceTypeDefinitionNode():
            for field in definition.fields or ():
                yield from ((_owner(definition.name.value, field), value) for value in field.arguments or ())
        case InputObjectTypeDefinitionNode():
            yield from ((f"{definition.name.value}.", value) for value in definition.fields or ())


def _owner(name: str, field: FieldDefinitionNode) -> str:
    return f"{name}.{field.name.value}, argument "


def _written(value: InputValueDefinitionNode) -> str:
    default = "" if value.default_value is None else f" = {print_ast(value.default_value)}"
    return f"{value.name.value}: {print_ast(value.type)}{default}"
