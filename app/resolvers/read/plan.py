"""The plan of a read: what the stages between the document and the statement tell each other. Types only.

A plan is structure: fields, filters, orders, which page. Every value of a request (a text to compare with, a page
size, the place of a cursor) is a `Slot`: its number in the list of values that travels beside the plan. So equal
plans have equal statements, whatever the values, and a plan can be the key of a cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from app.resolvers.read.conditions import Filter, OrderKey, Position, SearchWord, Slot

# Lists.


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of which list: filter, search, order, place, size, direction, and the keys that seal its cursors.

    `limit` is the size that was asked for, `reach` the next of a few sizes: so many rows and one more are read.
    PostgreSQL plans by it, and a statement serves every size up to it.
    """

    where: Filter
    search: tuple[SearchWord, ...]
    order: tuple[OrderKey, ...]
    after: Position | None
    before: Position | None
    limit: Slot
    reach: int
    backward: bool
    seal: tuple[Slot, Slot] | None


@dataclass(frozen=True, slots=True)
class ConnectionPlan:
    """A page of a list, and what is asked of it. `field` is None for a list of the root."""

    field: str | None
    target: str
    page: Page
    parts: tuple[tuple[str, ConnectionPart], ...]


@dataclass(frozen=True, slots=True)
class TypeName:
    """`__typename`."""

    name: str


@dataclass(frozen=True, slots=True)
class Nodes:
    """`nodes`."""

    node: ObjectPlan


@dataclass(frozen=True, slots=True)
class Edges:
    """`edges`: for each response key the cursor, the node or the name of the type."""

    parts: tuple[tuple[str, CursorPart | ObjectPlan | TypeName], ...]


@dataclass(frozen=True, slots=True)
class CursorPart:
    """`cursor` of an edge."""


@dataclass(frozen=True, slots=True)
class PageInfo:
    """`pageInfo`: for each response key a field of it, or the name of the type."""

    parts: tuple[tuple[str, str | TypeName], ...]


@dataclass(frozen=True, slots=True)
class TotalCount:
    """`totalCount`."""


ConnectionPart = TypeName | Nodes | Edges | PageInfo | TotalCount


# Objects.


@dataclass(frozen=True, slots=True)
class CellPlan:
    """A cell of the row."""

    field: str


@dataclass(frozen=True, slots=True)
class PartsPlan:
    """An object or a list of objects that stands or falls as one cell: which of its parts, by response key."""

    field: str
    parts: tuple[tuple[str, str | TypeName], ...]


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """An object behind a link."""

    field: str
    node: ObjectPlan


FieldPlan = TypeName | CellPlan | PartsPlan | LinkPlan | ConnectionPlan


@dataclass(frozen=True, slots=True)
class ObjectPlan:
    """The fields of an object of a type, by response key, in the order of the response."""

    kind: str
    fields: tuple[tuple[str, FieldPlan], ...]


@dataclass(frozen=True, slots=True)
class NodePlan:
    """`node` and `nodes`: the object with an id, whatever its type.

    `places` says for each place of `nodes` which of the identifiers stands there, counted from one.
    """

    identifiers: Slot
    places: Slot | None
    nodes: tuple[ObjectPlan, ...]

    @property
    def many(self) -> bool:
        """Whether it is `nodes`."""
        return self.places is not None


@dataclass(frozen=True, slots=True)
class FacetPart:
    """The values of one cell with their numbers: what is shown of each, by response key."""

    field: str
    parts: tuple[tuple[str, str | TypeName], ...]


@dataclass(frozen=True, slots=True)
class FacetsPlan:
    """How the objects of a list of the root are spread over the values of some cells; of the page only what cuts it."""

    target: str
    page: Page
    parts: tuple[tuple[str, FacetPart | TypeName], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """Objects that no table has, under a field: which of their fields, by response key."""

    field: str
    parts: tuple[tuple[str, str | TypeName | Shape], ...]


@dataclass(frozen=True, slots=True)
class ExplanationPlan:
    """Why a field of the object with an id is readable or not. `words` are the texts of the policy about it."""

    kind: str
    field: str
    identifier: Slot
    words: Slot
    shape: Shape


@dataclass(frozen=True, slots=True)
class VisibilityPlan:
    """Who sees what of the own row: texts of the list, and the number of the fact that follows each, 0 for none."""

    texts: Slot
    followed: Slot


@dataclass(frozen=True, slots=True)
class PersonaPlan:
    """The own row and the own projects through the eyes of a persona."""

    persona: str
    parts: tuple[tuple[str, TypeName | ObjectPlan | ConnectionPlan], ...]


@dataclass(frozen=True, slots=True)
class AccessesPlan:
    """Who read the viewer's data: a page of a connection that no table has."""

    page: Page
    shape: Shape


@dataclass(frozen=True, slots=True)
class RegistrationPlan:
    """How it stands with the viewer's registration."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class BlockedPlan:
    """Whom the viewer has blocked."""

    shape: Shape


ViewerPart = (
    str
    | TypeName
    | ObjectPlan
    | ConnectionPlan
    | LinkPlan
    | PersonaPlan
    | ExplanationPlan
    | VisibilityPlan
    | AccessesPlan
    | RegistrationPlan
    | BlockedPlan
)


@dataclass(frozen=True, slots=True)
class ViewerPlan:
    """`viewer`: for each response key a fact, the own row, or what is said about it."""

    parts: tuple[tuple[str, ViewerPart], ...]


@dataclass(frozen=True, slots=True)
class Echo:
    """What a command itself says: `clientMutationId` of its input; with a shape the outcomes, as JSON."""

    said: Slot
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class ChangedPlan:
    """The object that a command has changed, by its id; none when the id is null."""

    field: str
    identifier: Slot
    node: ObjectPlan


@dataclass(frozen=True, slots=True)
class PayloadPlan:
    """What is asked of a command: objects by their ids, read as every other object is."""

    parts: tuple[tuple[str, TypeName | Echo | ChangedPlan | ViewerPlan], ...]


@dataclass(frozen=True, slots=True)
class ChoicesPlan:
    """The schools of a country that may be chosen, by words of their names and cities."""

    country: Slot
    words: tuple[SearchWord, ...]
    shape: Shape


RootPlan = ConnectionPlan | FacetsPlan | NodePlan | ViewerPlan | PayloadPlan | ChoicesPlan


@dataclass(frozen=True)
class ReadPlan:
    """Everything that one statement answers, by response key."""

    roots: tuple[tuple[str, RootPlan], ...]

    @cached_property
    def _hash(self) -> int:
        return hash(self.roots)

    def __hash__(self) -> int:
        """Computed once: a plan is remembered, and looked up by each request."""
        return self._hash
