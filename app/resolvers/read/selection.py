"""From an operation to the plan of a read.

In: a validated operation, its variables, the caller. Out: the plan and, beside it, the values of the request. Fields
are collected by graphql-core's own functions, so aliases, merged fields, fragments, interfaces, `@skip` and `@include`
follow the specification, and response keys keep the order of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from graphql import FragmentDefinitionNode, GraphQLObjectType, OperationDefinitionNode
from graphql.execution.collect_fields import (
    FieldDetails,
    FieldDetailsList,
    FragmentDetails,
    GroupedFieldSet,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues

from app.authz.caller import Caller
from app.authz.policy import Policy
from app.errors import LimitExceeded
from app.resolvers.read.arguments import ArgumentMemory
from app.resolvers.read.catalog import NODE_TYPES, Catalog
from app.resolvers.read.filters import FilterReader, known_id
from app.resolvers.read.memory import DocumentMemory
from app.resolvers.read.paging import LARGEST_PAGE, PageReader
from app.resolvers.read.plan import (
    CellPlan,
    ConnectionPart,
    ConnectionPlan,
    CursorPart,
    Edges,
    FieldPlan,
    LinkPlan,
    NodePlan,
    Nodes,
    ObjectPlan,
    PageInfo,
    PartsPlan,
    ReadPlan,
    RootPlan,
    TotalCount,
    TypeName,
    ViewerPlan,
)
from app.resolvers.read.values import Values
from app.schema.mapping import Collection, Composite, Link, Records

ROOT_LISTS: Mapping[str, str] = {
    "users": "User",
    "schools": "School",
    "projects": "Project",
    "groups": "Group",
    "events": "Event",
}
T = TypeVar("T")

# Fields of the root that graphql-core's executor answers: they depend on the schema and on configuration only.
STATIC_ROOTS = frozenset({"__schema", "__type", "countries", "__typename"})
TYPENAME = "__typename"


class Selection:
    """One operation with its variables: collects fields, and reads arguments."""

    def __init__(
        self,
        catalog: Catalog,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: VariableValues,
        arguments: ArgumentMemory | None = None,
    ) -> None:
        self._arguments = arguments or ArgumentMemory()
        self._schema = catalog.schema
        self._operation = operation
        self._fragments = {name: FragmentDetails(definition) for name, definition in fragments.items()}
        self._variables = variables

    def roots(self) -> GroupedFieldSet:
        """The fields of the root by response key."""
        root = self._schema.query_type
        assert root is not None  # noqa: S101 - a schema without a query does not start
        collected = collect_fields(self._schema, self._fragments, self._variables, root, self._operation)
        return collected.grouped_field_set

    def fields(self, details: FieldDetailsList, kind: str) -> GroupedFieldSet:
        """The fields below these ones, for objects of a type, by response key."""
        return collect_subfields(
            self._schema, self._fragments, self._variables, self._operation, self._object(kind), details
        ).grouped_field_set

    def arguments(self, kind: str, details: FieldDetails) -> dict[str, Any]:
        """The coerced arguments of a field."""
        field = self._object(kind).fields[name_of(details)]
        return self._arguments.values(field, details.node, self._variables)

    def _object(self, kind: str) -> GraphQLObjectType:
        published = self._schema.type_map[kind]
        assert isinstance(published, GraphQLObjectType)  # noqa: S101 - the catalog names object types only
        return published


def name_of(details: FieldDetails) -> str:
    """The name of the field that is asked for, under whatever key."""
    return details.node.name.value


def _writes_cursors(part: ConnectionPart) -> bool:
    """Whether a part of a connection shows cursors, which then need their seal."""
    if isinstance(part, Edges):
        return any(isinstance(each, CursorPart) for _, each in part.parts)
    return isinstance(part, PageInfo) and any(each in {"startCursor", "endCursor"} for _, each in part.parts)


class Planner:
    """Plans one operation for one caller."""

    def __init__(
        self,
        catalog: Catalog,
        policy: Policy,
        caller: Caller,
        secret: bytes,
        selection: Selection,
        memory: DocumentMemory | None = None,
    ) -> None:
        self._catalog = catalog
        self._selection = selection
        self._memory = memory
        self._grants = policy.grants(caller.role, caller.purpose)
        self.values = Values()
        filters = FilterReader(
            catalog, self.values, lambda kind, name: policy.is_ever_readable(caller.role, kind, name)
        )
        self._pages = PageReader(caller, secret, self.values, filters)

    def plan(self, roots: GroupedFieldSet) -> ReadPlan:
        """The plan of the fields of the root that come from rows."""
        return ReadPlan(
            tuple(
                (key, self._root(details)) for key, details in roots.items() if name_of(details[0]) not in STATIC_ROOTS
            )
        )

    def _root(self, details: FieldDetailsList) -> RootPlan:
        name = name_of(details[0])
        if name in ROOT_LISTS:
            return self._connection("Query", name, ROOT_LISTS[name], details, is_root=True)
        if name == "viewer":
            return self._viewer(details)
        return self._node(details, many=name == "nodes")

    def _viewer(self, details: FieldDetailsList) -> ViewerPlan:
        def part(name: str, below: FieldDetailsList) -> str | ObjectPlan:
            return self._object("User", below) if name == "user" else name

        return ViewerPlan(self._parts(details, "Viewer", part))

    def _node(self, details: FieldDetailsList, *, many: bool) -> NodePlan:
        arguments = self._selection.arguments("Query", details[0])
        if many:
            if len(arguments["ids"]) > LARGEST_PAGE:
                raise LimitExceeded(f"At most {LARGEST_PAGE} ids at once.", hint="ask in parts", field="ids")
            identifiers = self.values.add([known_id(identifier) for identifier in arguments["ids"]])
        else:
            identifiers = self.values.add(known_id(arguments["id"]))
        nodes = self._recalled(details, "Node", lambda: tuple(self._object(kind, details) for kind in NODE_TYPES))
        return NodePlan(identifiers, many, nodes)

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

    def _named_type(self, kind: str, name: str) -> str:
        published: Any = self._catalog.schema.type_map[kind]
        inner = published.fields[name].type
        while hasattr(inner, "of_type"):
            inner = inner.of_type
        return str(inner.name)

    def _parts(
        self, details: FieldDetailsList, kind: str, part: Callable[[str, FieldDetailsList], Any]
    ) -> tuple[tuple[str, Any], ...]:
        """The fields of an object without rows of its own, each by what `part` makes of its name."""
        return tuple(
            (key, TypeName(kind) if name_of(below[0]) == TYPENAME else part(name_of(below[0]), below))
            for key, below in self._selection.fields(details, kind).items()
        )

    def _connection(
        self, kind: str, name: str, target: str, details: FieldDetailsList, *, is_root: bool
    ) -> ConnectionPlan:
        stands_with = self._catalog.types[target].rows.stands_with
        ordered = self._catalog.link(target, stands_with).target if stands_with else target
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

    def _coordinate(self, kind: str, name: str, target: str) -> str:
        """The list that cursors belong to. The members of an area are one list, by whatever type the area is named."""
        return f"{target}.{name}" if target == "Member" else f"{kind}.{name}"

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
