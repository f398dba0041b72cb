"""Remembers plans of what a document says without variables: the same for every request of a role and purpose.

In: nodes of a checked document, who reads, where the numbering of values stands, and how to plan. Out: the plan, with
its values added. Only structure and the constants of documents are kept. What depends on a variable, or on who calls
beyond role and purpose (the seal of a cursor), is planned anew each time.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from graphql import FragmentDefinitionNode, FragmentSpreadNode, Node, VariableNode

from app.resolvers.bounded import BoundedCache
from app.resolvers.document.prepare import PreparedDocument
from app.resolvers.document.shape import children
from app.resolvers.read.arguments import ArgumentMemory
from app.resolvers.read.values import Values

T = TypeVar("T")

# Measured: a part of a plan with its share of texts and numbers.
_BYTES_OF_PART = 200


@dataclass(frozen=True, slots=True)
class _Known:
    """A plan with the values that it added, or None for nodes that are planned anew each time.

    The document is held so that the identity of its nodes stays theirs.
    """

    document: PreparedDocument
    plan: Any
    values: tuple[object, ...] | None


class PlanMemory:
    """The plans of a process, by nodes and reader: a bounded LRU."""

    def __init__(self, *, entries: int = 2_000, size: int = 10_000_000) -> None:
        self.arguments = ArgumentMemory()
        self._plans: BoundedCache[Hashable, _Known] = BoundedCache(entries, heaviest=size, weigh=_weight)

    def of(self, document: PreparedDocument, reader: Hashable) -> DocumentMemory:
        """What is remembered of one document for one reader."""
        return DocumentMemory(self._plans, document, reader)


class DocumentMemory:
    """The plans of one document for one reader, during one request."""

    def __init__(self, plans: BoundedCache[Hashable, _Known], document: PreparedDocument, reader: Hashable) -> None:
        self._plans = plans
        self._document = document
        self._reader = reader
        self._is_planning = False

    def recall(self, nodes: Iterable[Node], about: Hashable, values: Values, plan: Callable[[], T]) -> T:
        """The plan of these nodes: remembered, or made now."""
        if self._is_planning:
            return plan()  # the larger part around it is about to be remembered
        asked = tuple(nodes)
        key = (tuple(map(id, asked)), about, self._reader, len(values))
        known = self._plans.known(key)
        if known is None:
            return self._make(key, asked, values, plan)
        if known.values is None:
            return plan()
        values.extend(known.values)
        return cast("T", known.plan)

    def _make(self, key: Hashable, asked: tuple[Node, ...], values: Values, plan: Callable[[], T]) -> T:
        if names_variable(asked, self._document.fragments):
            self._plans.get(key, lambda: _Known(self._document, None, None))
            return plan()
        begun = len(values)
        self._is_planning = True
        try:
            made = plan()
        finally:
            self._is_planning = False
        added = values.since(begun)
        kept = _Known(self._document, None if added is None else made, added)
        self._plans.get(key, lambda: kept)
        return made


def names_variable(nodes: Iterable[Node], fragments: dict[str, FragmentDefinitionNode]) -> bool:
    """Whether anything below these nodes names a variable, fragments included."""
    stack, followed = list(nodes), set[str]()
    while stack:
        node = stack.pop()
        if isinstance(node, VariableNode):
            return True
        if isinstance(node, FragmentSpreadNode) and node.name.value not in followed:
            followed.add(node.name.value)
            stack.append(fragments[node.name.value].selection_set)
        stack.extend(children(node))
    return False


def _weight(known: _Known) -> int:
    """About the bytes of a plan."""
    stack, parts = [known.plan], 0
    while stack:
        part = stack.pop()
        parts += 1
        if isinstance(part, tuple):
            stack.extend(part)
        elif dataclasses.is_dataclass(part):
            stack.extend(getattr(part, field.name) for field in dataclasses.fields(part))
    return parts * _BYTES_OF_PART
