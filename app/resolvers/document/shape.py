"""How large a document is, measured before it is validated, in time linear in what it expands to.

In: checked definitions and the limits. Out: nothing, or `LIMIT_EXCEEDED` with the number that is allowed. Sizes of
fragments are computed once and added up where they are spread, so a fragment bomb is refused by arithmetic: nothing
of it is ever expanded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    ListValueNode,
    Node,
    ObjectFieldNode,
    ObjectValueNode,
    SelectionSetNode,
)
from graphql.language.ast import QUERY_DOCUMENT_KEYS

from app.errors import Code
from app.resolvers.document.fragments import Definitions
from app.resolvers.document.limits import Limits
from app.resolvers.document.refusal import places_of, refuse

_INTROSPECTION = frozenset({"__schema", "__type"})


def check_shape(document: DocumentNode, definitions: Definitions, limits: Limits) -> None:
    """Refuse a document that is larger than the limits in any direction."""
    if len(definitions.operations) > limits.operations:
        too_much("operations in one document", limits.operations)
    sizes = _Sizes(definitions, limits)
    fields = selections = 0
    for operation in definitions.operations:
        root = sizes.of(operation.selection_set, is_root=True)
        fields += root.fields
        selections += root.selections
        if fields > limits.fields:
            too_much("fields", limits.fields)
        if selections > limits.selections:
            too_much("fields and fragments", limits.selections)
        if root.width > limits.root_fields:
            too_much("fields at the root", limits.root_fields)
        if root.depth > limits.depth + 1:
            too_much("levels of fields under the root", limits.depth)
        if root.introspection_depth > limits.introspection_depth + 1:
            too_much("levels of introspection", limits.introspection_depth)
    # Only now is the expansion known to be small enough to be walked.
    _check_overlap(definitions, limits)
    _check_nodes(document, limits)


def too_much(what: str, allowed: int) -> NoReturn:
    """Refuse with the number: a caller who reads it can ask for less."""
    raise refuse(Code.LIMIT_EXCEEDED, f"The request asks for too much: at most {allowed:,} {what}.")


def _check_nodes(document: DocumentNode, limits: Limits) -> None:
    """Aliases, directives and literals, each where it is written."""
    aliases = directives = 0
    stack: list[tuple[Node, int]] = [(document, 0)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, FieldNode) and node.alias is not None:
            aliases += 1
        elif isinstance(node, DirectiveNode):
            directives += 1
        elif isinstance(node, SelectionSetNode) and not node.selections:
            raise refuse(Code.VALIDATION_FAILED, "A selection of fields cannot be empty.", *places_of(node))
        elif isinstance(node, ListValueNode | ObjectValueNode):
            depth += 1
            if isinstance(node, ListValueNode) and len(node.values) > limits.list_items:
                too_much("items in one list", limits.list_items)
            if depth > limits.input_depth:
                too_much("levels in one value", limits.input_depth)
        elif not isinstance(node, ObjectFieldNode):
            depth = 0
        stack.extend((child, depth) for child in children(node))
    if aliases > limits.aliases:
        too_much("aliases", limits.aliases)
    if directives > limits.directives:
        too_much("directives", limits.directives)


def children(node: Node) -> Iterator[Node]:
    """The nodes right below a node."""
    for key in QUERY_DOCUMENT_KEYS.get(node.kind, ()):
        value = getattr(node, key)
        if isinstance(value, Node):
            yield value
        elif value:
            yield from value


@dataclass(slots=True)
class _Size:
    """Of a selection set, fragments expanded."""

    width: int = 0  # its own fields
    fields: int = 0  # with all that is below
    selections: int = 0  # fields, spreads and inline fragments
    depth: int = 0  # levels of fields
    introspection_depth: int = 0

    def add(self, other: _Size) -> None:
        self.width += other.width
        self.fields += other.fields
        self.selections += other.selections
        self.depth = max(self.depth, other.depth)
        self.introspection_depth = max(self.introspection_depth, other.introspection_depth)


class _Sizes:
    """Sizes of selection sets; that of a named fragment is computed once.

    A fragment may stand at the root and below, where `__schema` is an ordinary name: one size for each.
    """

    def __init__(self, definitions: Definitions, limits: Limits) -> None:
        self._fragments = definitions.fragments
        self._limits = limits
        self._known: dict[tuple[str, bool], _Size] = {}

    def of(self, selection_set: SelectionSetNode, *, is_root: bool = False) -> _Size:
        size = _Size(selections=len(selection_set.selections))
        for selection in selection_set.selections:
            if isinstance(selection, FragmentSpreadNode):
                size.add(self._of_fragment(selection.name.value, is_root=is_root))
            elif isinstance(selection, FieldNode):
                size.add(self._of_field(selection, is_root=is_root))
            else:
                size.add(self.of(selection.selection_set, is_root=is_root))  # type: ignore[attr-defined]
        return size

    def _of_fragment(self, name: str, *, is_root: bool) -> _Size:
        known = self._known.get((name, is_root))
        if known is None:
            known = self._known[name, is_root] = self.of(self._fragments[name].selection_set, is_root=is_root)
        return known

    def _of_field(self, field: FieldNode, *, is_root: bool) -> _Size:
        below = self.of(field.selection_set) if field.selection_set else _Size()
        depth = below.depth + 1
        if is_root and field.name.value in _INTROSPECTION:
            return _Size(1, below.fields + 1, below.selections, introspection_depth=depth)
        return _Size(1, below.fields + 1, below.selections, depth=depth)


def _check_overlap(definitions: Definitions, limits: Limits) -> None:
    """Validation compares fields with one response key pair by pair, and then what is below them pair by pair."""
    pairs = 0
    for operation in definitions.operations:
        level = [[operation.selection_set]]
        while level:
            groups = [group for merged in level for group in _by_key(merged, definitions).values()]
            pairs += sum(len(group) ** 2 for group in groups)
            if pairs > limits.overlap:
                too_much("pairs of fields with one name", limits.overlap)
            level = [[field.selection_set for field in group if field.selection_set] for group in groups]


def _by_key(merged: list[SelectionSetNode], definitions: Definitions) -> dict[str, list[FieldNode]]:
    """The fields of selection sets that are merged in the answer, by response key."""
    groups: dict[str, list[FieldNode]] = {}
    stack = list(merged)
    while stack:
        for selection in stack.pop().selections:
            if isinstance(selection, FieldNode):
                key = (selection.alias or selection.name).value
                groups.setdefault(key, []).append(selection)
            elif isinstance(selection, FragmentSpreadNode):
                stack.append(definitions.fragments[selection.name.value].selection_set)
            else:
                stack.append(selection.selection_set)  # type: ignore[attr-defined]
    return groups
