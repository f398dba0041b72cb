"""Which definitions a document has and how its fragments hang together, checked before anything follows a spread.

In: a parsed document. Out: its operations and fragments, where every spread leads somewhere, no fragment contains
itself, and every fragment is used. The walks over fragments that come later need no guard of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
)

from app.errors import Code
from app.resolvers.document.refusal import DocumentRefused, places_of, refuse


@dataclass(frozen=True, slots=True)
class Definitions:
    """The operations in their order, the fragments by name."""

    operations: tuple[OperationDefinitionNode, ...]
    fragments: dict[str, FragmentDefinitionNode]


def read_definitions(document: DocumentNode) -> Definitions:
    """The definitions of a document whose fragments form no cycle and leave no end loose."""
    operations: list[OperationDefinitionNode] = []
    fragments: dict[str, FragmentDefinitionNode] = {}
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            operations.append(definition)
        elif not isinstance(definition, FragmentDefinitionNode):
            raise _invalid("Only operations and fragments can be executed.", definition)
        elif definition.name.value in fragments:
            raise _invalid("There can be only one fragment of this name.", definition)
        else:
            fragments[definition.name.value] = definition
    if not operations:
        raise _invalid("The document has no operation.", document)
    _check_spreads(operations, fragments)
    return Definitions(tuple(operations), fragments)


def spreads(selection_set: SelectionSetNode) -> Iterator[FragmentSpreadNode]:
    """Every spread that stands in a selection set, at any depth, without following it."""
    stack = [selection_set]
    while stack:
        for selection in stack.pop().selections:
            if isinstance(selection, FragmentSpreadNode):
                yield selection
            else:
                nested: SelectionSetNode | None = getattr(selection, "selection_set", None)
                if nested is not None:
                    stack.append(nested)


def _check_spreads(operations: list[OperationDefinitionNode], fragments: dict[str, FragmentDefinitionNode]) -> None:
    """Depth first, each fragment once; a spread that leads back into the path is a cycle."""
    finished: set[str] = set()
    for operation in operations:
        path: list[tuple[str, Iterator[FragmentSpreadNode]]] = [("", spreads(operation.selection_set))]
        open_names: set[str] = set()
        while path:
            name, pending = path[-1]
            spread = next(pending, None)
            if spread is None:
                path.pop()
                open_names.discard(name)
                finished.add(name)
                continue
            target = spread.name.value
            if target in open_names:
                raise _invalid("A fragment cannot contain itself.", spread)
            if target not in fragments:
                raise _invalid("This fragment is not defined.", spread)
            if target not in finished:
                open_names.add(target)
                path.append((target, spreads(fragments[target].selection_set)))
    for name, fragment in fragments.items():
        if name not in finished:
            raise _invalid("This fragment is never used.", fragment)


def _invalid(message: str, node: Node) -> DocumentRefused:
    return refuse(Code.VALIDATION_FAILED, message, *places_of(node))
