"""From fields of an operation to the plans of objects and of the lists between them.

In: fields as the document has them, the type that they stand on, the grants of the caller. Out: parts of a plan and,
beside it, the values of the request. What stands at the root is planned by `app.resolvers.read.selection`, what stands
below `viewer` by `app.resolvers.read.viewing`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from graphql.execution.collect_fields import FieldDetailsList

from app.authz.caller import Caller
from app.authz.explain import Explainer
from app.authz.personas import AUDIENCE_OF, STANDPOINTS
from app.authz.policy import Policy
from app.database.vocabulary import Persona
from app.resolvers.read.catalog import Catalog
from app.resolvers.read.filters import FilterReader
from app.resolvers.read.memory import DocumentMemory
from app.resolvers.read.paging import PageReader
from app.resolvers.read.plan import (
    CellPlan,
    ConnectionPart,
    ConnectionPlan,
    CursorPart,
    Edges,
    FacetPart,
    FacetsPlan,
    FieldPlan,
    LinkPlan,
    Nodes,
    ObjectPlan,
    PageInfo,
    PartsPlan,
    Shape,
    TotalCount,
    TypeName,
)
from app.resolvers.read.requested import TYPENAME, Selection, name_of
from app.resolvers.read.values import Values
from app.schema.mapping import Collection, Composite, Link, Records

T = TypeVar("T")


def _writes_cursors(part: ConnectionPart) -> bool:
    """Whether a part of a connection shows cursors, which then need their seal."""
    if isinstance(part, Edges):
        return any(isinstance(each, CursorPart) for _, each in part.parts)
    return isinstance(part, PageInfo) and any(each in {"startCursor", "endCursor"} for _, each in part.parts)


class ObjectPlanner:
    """Plans objects and lists of one operation for one caller."""

    def __init__(
        self,
        catalog: Catalog,
        policy: Policy,
        caller: Caller,
        secret: bytes,
        selection: Selection,
        memory: DocumentMemory | None = None,
        explainer: Explainer | None = None,
    ) -> None:
        self._catalog = catalog
        self._policy = policy
        self._caller = caller
        self._secret = secret
        self._selection = selection
        self._memory = memory
        self._explainer = explainer or Explainer(policy)
        self._persona: Persona | None = None
        self._grants = policy.grants(caller.role, caller.purpose)
        self.values = Values()
        self._pages = self._page_reader()

    @property
    def _filters(self) -> FilterReader:
        return FilterReader(self._catalog, self.values, self._is_ever_readable)

    def _page_reader(self) -> PageReader:
        return PageReader(self._caller, self._secret, self.values, self._filters)

    def _is_ever_readable(self, kind: str, name: str) -> bool:
        """Whether the role can read a field of any row; through the eyes of a persona, whether both can."""
        roles = [self._caller.role]
        if self._persona is not None:
            roles.append(STANDPOINTS[AUDIENCE_OF[self._persona]].roles[0])
        return all(self._policy.is_ever_readable(role, kind, name) for role in roles)

    def _recalled(self, details: FieldDetailsList, kind: str, plan: Callable[[], T]) -> T:
        """What is below these fields, planned once for all requests where the document leaves nothing open."""
        if self._memory is None:
            return plan()
        below = [detail.node.selection_set for detail in details if detail.node.selection_set is not None]
        return self._memory.recall(below, kind, self.values, plan)

    def _remembered(self, kind: str, details: FieldDetailsList) -> ObjectPlan:
        return self._recalled(details, kind, lambda: self._object(kind, details))

    def _object(self, kind: str, details: FieldDetailsList) -> ObjectPlan:
        fields = self._selection.fields(details, kind)
        return ObjectPlan(kind, tuple((key, self._field(kind, below)) for key, below in fields.items()))

    def _field(self, kind: str, details: FieldDetailsList) -> FieldPlan:
        name = name_of(details[0])
        if name == TYPENAME:
            return TypeName(kind)
        declaration = self._catalog.declaration(kind, name)
        match declaration:
            case Link(target):
                return LinkPlan(name, self._object(target, details))
            case Collection(target):
                return self._connection(kind, name, target, details, is_root=False)
            case Composite() | Records():
                inner = self._named_type(kind, name)
                return PartsPlan(name, self._parts(details, inner, lambda part, _: part))
            case _:
                return CellPlan(name)

    def _connection(
        self, kind: str, name: str, target: str, details: FieldDetailsList, *, is_root: bool
    ) -> ConnectionPlan:
        ordered_by = self._catalog.types[target].ordered_by
        ordered = self._catalog.link(target, ordered_by).target if ordered_by else target
        published = f"{target}Connection"

        def part(field: str, below: FieldDetailsList) -> ConnectionPart:
            return self._connection_part(field, target, below)

        parts = self._recalled(details, published, lambda: self._parts(details, published, part))
        page = self._pages.page(
            self._coordinate(kind, name, target),
            ordered,
            self._selection.arguments(kind, details[0]),
            filtered=target,
            grant=self._grants.cell,
            kind_of=self._catalog.kind_of,
            writes_cursors=any(_writes_cursors(each) for _, each in parts),
        )
        return ConnectionPlan(None if is_root else name, target, page, parts)

    def _facets(self, name: str, kind: str, target: str, details: FieldDetailsList) -> FacetsPlan:
        """How a list is spread over some cells. One that the role can never read is refused, as in a filter (G-07)."""

        def part(field: str, below: FieldDetailsList) -> FacetPart:
            self._filters.require_readable(target, field)
            return FacetPart(field, self._parts(below, "Facet", lambda each, _: each))

        page = self._pages.page(
            f"Query.{name}",
            target,
            self._selection.arguments("Query", details[0]),
            filtered=target,
            grant=self._grants.cell,
            kind_of=self._catalog.kind_of,
            writes_cursors=False,
        )
        return FacetsPlan(target, page, self._parts(details, kind, part))

    def _coordinate(self, kind: str, name: str, target: str) -> str:
        """The list that cursors belong to. The members of an area are one list, by whatever type the area is named."""
        listed = f"{target}.{name}" if target == "Member" else f"{kind}.{name}"
        return listed if self._persona is None else f"{self._persona}: {listed}"

    def _connection_part(self, name: str, target: str, details: FieldDetailsList) -> ConnectionPart:
        if name == "totalCount":
            return TotalCount()
        if name == "nodes":
            return Nodes(self._remembered(target, details))
        if name == "pageInfo":
            return PageInfo(self._parts(details, "PageInfo", lambda field, _: field))

        def part(field: str, below: FieldDetailsList) -> CursorPart | ObjectPlan:
            return CursorPart() if field == "cursor" else self._remembered(target, below)

        return Edges(self._parts(details, f"{target}Edge", part))

    def _shape(self, field: str, details: FieldDetailsList, kind: str) -> Shape:
        """The fields of objects that no table has, of whatever depth."""

        def part(name: str, below: FieldDetailsList) -> str | Shape:
            inner = self._named_type(kind, name)
            return self._shape(name, below, inner) if below[0].node.selection_set else name

        return Shape(field, self._parts(details, kind, part))

    def _parts(
        self, details: FieldDetailsList, kind: str, part: Callable[[str, FieldDetailsList], Any]
    ) -> tuple[tuple[str, Any], ...]:
        """The fields of an object without rows of its own, each by what `part` makes of its name."""
        return tuple(
            (key, TypeName(kind) if name_of(below[0]) == TYPENAME else part(name_of(below[0]), below))
            for key, below in self._selection.fields(details, kind).items()
        )

    def _named_type(self, kind: str, name: str) -> str:
        published: Any = self._catalog.schema.type_map[kind]
        inner = published.fields[name].type
        while hasattr(inner, "of_type"):
            inner = inner.of_type
        return str(inner.name)
