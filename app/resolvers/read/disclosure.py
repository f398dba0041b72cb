"""What a plan reads of people beyond what everybody reads: for the record of a staff read, before any row is asked.

In: a plan, and what the public may read. Out: the coordinates (`User.email`), and whether the plan also *asks* about
people without showing them: a filter, an order, a search or a count tells something even where no person is in the
answer. Rather too much is named than too little. Personal are people, their entries in projects and areas, and the head
and the e-mail address of a school; the own row is nobody else's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.authz.partial import Always
from app.authz.policy import Grants
from app.database.lexicon import LEXICONS
from app.resolvers.read.catalog import ROW, Catalog
from app.resolvers.read.conditions import All, AnyOf, Filter, Missing, Negated, Related, Test
from app.resolvers.read.plan import (
    ChangedPlan,
    ConnectionPlan,
    CursorPart,
    Edges,
    ExplanationPlan,
    FacetPart,
    FacetsPlan,
    FieldPlan,
    LinkPlan,
    NodePlan,
    Nodes,
    ObjectPlan,
    Page,
    PageInfo,
    PayloadPlan,
    ReadPlan,
    RootPlan,
    TotalCount,
    TypeName,
    ViewerPart,
    ViewerPlan,
)
from app.schema.mapping import Cell, Collection, Link

# Types whose every object is about a person.
PEOPLE = frozenset({"User", "Partner", "Member", "Assignment", "SurveyResponse"})
# Cells about a person on objects that are about none.
OF_SCHOOLS = frozenset({"head", "email"})
OF_COMMENTS = frozenset({"author"})

Coordinate = tuple[str, str]


@dataclass
class Disclosure:
    """What was found of a plan."""

    coordinates: set[str] = field(default_factory=set)
    is_asked: bool = False

    def add(self, kind: str, name: str) -> None:
        if is_personal(kind, name):
            self.coordinates.add(f"{kind}.{name}")


def is_personal(kind: str, name: str) -> bool:
    """Whether a coordinate is about a person."""
    return kind in PEOPLE or (kind == "School" and name in OF_SCHOOLS) or (kind == "Comment" and name in OF_COMMENTS)


def asked_of_people(catalog: Catalog, kind: str, page: Page) -> Iterator[Coordinate]:
    """The personal coordinates that a page is filtered by, ordered by and searched in."""
    ordered_by = catalog.types[kind].ordered_by
    ordered = catalog.link(kind, ordered_by).target if ordered_by else kind
    asked = [*_filtered(catalog, kind, page.where), *((ordered, key.field) for key in page.order)]
    if page.search:
        words = LEXICONS[catalog.types[kind].rows.table].words
        fields = catalog.types[kind].fields.items()
        asked += [(kind, name) for name, cell in fields if isinstance(cell, Cell) and cell.column in words]
    return (coordinate for coordinate in asked if is_personal(*coordinate))


def shows_everybody(catalog: Catalog, public: Grants, plan: ConnectionPlan) -> bool:
    """Whether a list is cut by nothing of people that is hidden from the public on some row that it sees."""
    return all(isinstance(public.cell(*asked), Always) for asked in asked_of_people(catalog, plan.target, plan.page))


def disclosed_by(catalog: Catalog, plan: ReadPlan) -> Disclosure:
    """What a plan reads of people."""
    walk = _Walk(catalog)
    for _, root in plan.roots:
        walk.root(root)
    return walk.found


class _Walk:
    """Goes through a plan, from the roots to the cells."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.found = Disclosure()

    def root(self, plan: RootPlan) -> None:
        """A field of the root."""
        match plan:
            case ConnectionPlan():
                self.listed(plan)
            case FacetsPlan():
                self._spread(plan)
            case NodePlan(_, _, nodes):
                for node in nodes:
                    self.shown(node)
            case ViewerPlan(parts):
                for _, part in parts:
                    self._of_viewer(part)
            case PayloadPlan(changes):
                for _, change in changes:
                    if isinstance(change, ChangedPlan):
                        self.shown(change.node)
                    elif isinstance(change, ViewerPlan):
                        self.root(change)

    def _of_viewer(self, part: ViewerPart) -> None:
        """A field of `viewer`: the own row, a list of others, or what is said about somebody."""
        match part:
            case ObjectPlan():
                self.shown(part, own=True)
            case ConnectionPlan():
                self.listed(part)
            case LinkPlan(_, node):
                self.shown(node)
            case ExplanationPlan(kind, field):
                self.found.add(kind, field)
            case _:
                pass

    def _spread(self, plan: FacetsPlan) -> None:
        """Facets show nobody, and tell of everybody on the list."""
        shown = [(plan.target, part.field) for _, part in plan.parts if isinstance(part, FacetPart)]
        asked = [(plan.target, ROW), *shown, *asked_of_people(self._catalog, plan.target, plan.page)]
        for coordinate in asked:
            self.found.add(*coordinate)
        self.found.is_asked = self.found.is_asked or any(is_personal(*coordinate) for coordinate in asked)

    def shown(self, plan: ObjectPlan, *, own: bool = False) -> None:
        """An object. The cells of the own row are not others' data; what hangs on it may be."""
        if not own:
            self.found.add(plan.kind, ROW)
        for _, part in plan.fields:
            self._field(plan.kind, part, own=own)

    def _field(self, kind: str, part: FieldPlan, *, own: bool) -> None:
        if isinstance(part, TypeName):
            return
        if not own and part.field is not None:
            self.found.add(kind, part.field)
        match part:
            case LinkPlan(_, node):
                self.shown(node)
            case ConnectionPlan():
                self.listed(part, kind, own=own)
            case _:
                pass

    def listed(self, plan: ConnectionPlan, parent: str | None = None, *, own: bool = False) -> None:
        """A list, and what it is cut by."""
        is_of_people = plan.target in PEOPLE
        asked = list(asked_of_people(self._catalog, plan.target, plan.page))
        for coordinate in asked:
            self.found.add(*coordinate)
        counts = any(isinstance(part, TotalCount | PageInfo) for _, part in plan.parts)
        if is_of_people:
            self.found.coordinates |= {f"{plan.target}.{ROW}"} | ({f"{parent}.{plan.field}"} if parent else set())
        if asked or (is_of_people and counts and not own):
            self.found.is_asked = True
        for _, part in plan.parts:
            match part:
                case Nodes(node):
                    self.shown(node)
                case Edges(parts):
                    for _, each in parts:
                        if isinstance(each, ObjectPlan):
                            self.shown(each)
                        elif isinstance(each, CursorPart):
                            self.found.add(plan.target, ROW)
                case _:
                    pass


def _filtered(catalog: Catalog, kind: str, part: Filter) -> Iterator[Coordinate]:
    match part:
        case All(parts) | AnyOf(parts):
            for inner in parts:
                yield from _filtered(catalog, kind, inner)
        case Negated(inner):
            yield from _filtered(catalog, kind, inner)
        case Test(name) | Missing(name, _):
            yield kind, name
        case Related(name, inner):
            yield kind, name
            declaration = catalog.declaration(kind, name)
            assert isinstance(declaration, Link | Collection)  # noqa: S101 - nothing else is a relation
            if declaration.target in PEOPLE:
                yield declaration.target, ROW
            yield from _filtered(catalog, declaration.target, inner)
