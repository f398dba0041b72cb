"""From an operation to the plan of a read.

In: a validated operation, its variables, the caller. Out: the plan and, beside it, the values of the request. Response
keys keep the order of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any, TypeVar

from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet

from app.authz.caller import Caller
from app.authz.explain import Explainer
from app.authz.personas import AUDIENCE_OF, STANDPOINTS, grants_of, require_member, shown_to_both
from app.authz.policy import Policy
from app.database.vocabulary import Persona
from app.errors import LimitExceeded
from app.resolvers.read.accesses import plan_accesses
from app.resolvers.read.catalog import NODE_TYPES, Catalog
from app.resolvers.read.explaining import plan_explanation
from app.resolvers.read.filters import FilterReader, known_id
from app.resolvers.read.memory import DocumentMemory
from app.resolvers.read.paging import LARGEST_PAGE, PageReader
from app.resolvers.read.plan import (
    CellPlan,
    ChangedPlan,
    ConnectionPart,
    ConnectionPlan,
    CursorPart,
    Echo,
    Edges,
    FieldPlan,
    LinkPlan,
    NodePlan,
    Nodes,
    ObjectPlan,
    PageInfo,
    PartsPlan,
    PayloadPlan,
    PersonaPlan,
    ReadPlan,
    RootPlan,
    Shape,
    TotalCount,
    TypeName,
    ViewerPart,
    ViewerPlan,
)
from app.resolvers.read.requested import TYPENAME, Selection, name_of
from app.resolvers.read.values import Values
from app.resolvers.read.visibility import plan_visibility
from app.schema.mapping import Collection, Composite, Link, Records

__all__ = ["STATIC_ROOTS", "TYPENAME", "Planner", "Selection", "name_of"]

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

    def _page_reader(self) -> PageReader:
        filters = FilterReader(self._catalog, self.values, self._is_ever_readable)
        return PageReader(self._caller, self._secret, self.values, filters)

    def _is_ever_readable(self, kind: str, name: str) -> bool:
        """Whether the role can read a field of any row; through the eyes of a persona, whether both can."""
        roles = [self._caller.role]
        if self._persona is not None:
            roles.append(STANDPOINTS[AUDIENCE_OF[self._persona]].roles[0])
        return all(self._policy.is_ever_readable(role, kind, name) for role in roles)

    def plan(self, roots: GroupedFieldSet) -> ReadPlan:
        """The plan of the fields of the root that come from rows."""
        return ReadPlan(
            tuple(
                (key, self._root(details)) for key, details in roots.items() if name_of(details[0]) not in STATIC_ROOTS
            )
        )

    def _root(self, details: FieldDetailsList) -> RootPlan:
        name = name_of(details[0])
        if self._selection.is_mutation:
            return self._payload(self._named_type("Mutation", name), details)
        if name in ROOT_LISTS:
            return self._connection("Query", name, ROOT_LISTS[name], details, is_root=True)
        if name == "viewer":
            return self._viewer(details)
        return self._node(details, many=name == "nodes")

    def _payload(self, kind: str, details: FieldDetailsList) -> PayloadPlan:
        """The plan of a payload; the values of its slots are known when the command has been carried out."""

        def part(name: str, below: FieldDetailsList) -> Echo | ChangedPlan | ViewerPlan:
            target = self._named_type(kind, name)
            if name in {"clientMutationId", "outcomes"}:
                return Echo(self.values.add(None), self._shape(name, below, target) if name == "outcomes" else None)
            if target == "Viewer":
                return self._viewer(below)
            return ChangedPlan(name, self.values.add(None), self._object(target, below))

        return PayloadPlan(self._parts(details, kind, part))

    def _viewer(self, details: FieldDetailsList) -> ViewerPlan:
        def part(name: str, below: FieldDetailsList) -> ViewerPart:
            match name:
                case "user":
                    return self._object("User", below)
                case "assignments":
                    return self._object("Assignment", below)
                case "as":
                    return self._as_persona(below)
                case "explain":
                    arguments = self._selection.arguments("Viewer", below[0])
                    shape = self._shape(name, below, "Explanation")
                    return plan_explanation(self._explainer, self._caller, self._catalog, self.values, arguments, shape)
                case "accesses":
                    arguments = self._selection.arguments("Viewer", below[0])
                    return plan_accesses(self._pages, arguments, self._shape(name, below, "AccessConnection"))
                case "visibleTo":
                    shape = self._shape(name, below, "Visibility")
                    return plan_visibility(self._explainer, self._catalog, self.values, shape)
            return name

        return ViewerPlan(self._parts(details, "Viewer", part))

    def _shape(self, field: str, details: FieldDetailsList, kind: str) -> Shape:
        """The fields of objects that no table has, of whatever depth."""

        def part(name: str, below: FieldDetailsList) -> str | Shape:
            inner = self._named_type(kind, name)
            return self._shape(name, below, inner) if below[0].node.selection_set else name

        return Shape(field, self._parts(details, kind, part))

    def _as_persona(self, details: FieldDetailsList) -> PersonaPlan:
        arguments = self._selection.arguments("Viewer", details[0])
        planner = self._seen_by(Persona(arguments["persona"].value))

        def part(name: str, below: FieldDetailsList) -> ObjectPlan | ConnectionPlan:
            if name == "user":
                return planner._object("User", below)
            return planner._connection("PersonaView", name, "Project", below, is_root=False)

        return PersonaPlan(str(planner._persona), planner._parts(details, "PersonaView", part))

    def _seen_by(self, persona: Persona) -> Planner:
        """A planner for what a persona may see, too. It remembers nothing: its plans are others for the same fields."""
        require_member(self._caller.role)
        planner = copy(self)
        planner._persona, planner._memory = persona, None
        others = grants_of(self._policy, AUDIENCE_OF[persona])
        planner._grants = shown_to_both(self._grants, others, persona)
        planner._pages = planner._page_reader()
        return planner

    def _node(self, details: FieldDetailsList, *, many: bool) -> NodePlan:
        arguments = self._selection.arguments("Query", details[0])
        if many:
            if len(arguments["ids"]) > LARGEST_PAGE:
                raise LimitExceeded(f"At most {LARGEST_PAGE} ids at once.", hint="ask in parts", field="ids")
            asked = [known_id(identifier) for identifier in arguments["ids"]]
            # Each is looked up once, however often it is asked for: a hundred times one id would take a hundred times
            # the time that tells a hidden object from an absent one.
            once = {identifier: number for number, identifier in enumerate(dict.fromkeys(asked), start=1)}
            identifiers = self.values.add(list(once))
            places = self.values.add([once[identifier] for identifier in asked])
        else:
            identifiers, places = self.values.add(known_id(arguments["id"])), None
        nodes = self._recalled(details, "Node", lambda: tuple(self._object(kind, details) for kind in NODE_TYPES))
        return NodePlan(identifiers, places, nodes)

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
