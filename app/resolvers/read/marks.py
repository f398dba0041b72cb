"""Marks in the text of an answer whose data a staff read shows, so that the statement itself can write that down.

In: rows as they are written. Out: their JSON, behind a mark where it shows of a person what the public could not see
there. A mark stands between two signs U+0001: a letter and an id, `p` for a person, `s` for a school whose head or
address is shown. No JSON holds that sign, for PostgreSQL writes control characters as escapes; so no value can be a
mark or hide one. The statement collects the ids; behind it the marks are taken out (`app.resolvers.read.recording`).

A person is marked unless it is the viewer, or the public sees the row, every cell that is shown, and the list in which
it stands. Where a list is filtered or ordered by something that the public does not see, everybody in it is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, TypeGuard

import sqlalchemy as sa

from app.authz.expression import Attribute, Call, Expression, describe
from app.authz.partial import Always, Grant, Never, conditions_of
from app.authz.translate import all_of
from app.authz.witness import assuming
from app.resolvers.read.access import Access, Column, Condition, Place
from app.resolvers.read.catalog import Catalog
from app.resolvers.read.disclosure import OF_SCHOOLS, PEOPLE, shows_everybody
from app.resolvers.read.json_text import Text
from app.resolvers.read.plan import ConnectionPlan, FieldPlan, LinkPlan, ObjectPlan, TypeName
from app.resolvers.read.scopes import Scope

PERSON, SCHOOL = "p", "s"
SIGN, SIGN_READ = "chr(1)", b"\x01"  # in a statement, and in the answer to it

# What a public entry of a list shows of the object that the list belongs to: it is the witness of the predicate.
_SHOWN_BY_ENTRY: dict[tuple[str, str], str] = {
    ("Project", "partners"): "has_public_partner",
    ("School", "users"): "has_public_user",
}
_ENTRY = re.compile(r"\bentry\b")


class Marks:
    """Marks the objects of one statement. `public` asks as the public does, over the same rows."""

    def __init__(self, catalog: Catalog, access: Access, public: Access) -> None:
        self._catalog = catalog
        self._access = access
        self._public = public

    def marked(self, place: Place, scope: Scope, plan: ObjectPlan, written: Text, way: Condition | None) -> Text:
        """The JSON of an object behind its mark; `way` is whether the public sees the list in which it stands."""
        if plan.kind == "School":
            return self._marked_school(place, scope, OF_SCHOOLS.intersection(_fields(plan)), written)
        return self._behind(self._person(place, scope, plan, way), written) if plan.kind in PEOPLE else written

    def bare(self, place: Place, scope: Scope, written: Text, way: Condition | None) -> Text:
        """A cursor, or an edge of nothing, behind the mark of the person: it holds the id, or says there is one."""
        return self._behind(self._person(place, scope, None, way), written) if place.kind in PEOPLE else written

    def listed(
        self, plan: ConnectionPlan, way: Condition | None, parent: Place | None, entry: Place
    ) -> Condition | None:
        """The way to the entries of a list; nobody's where the list is cut by something hidden.

        Of a list that is read backwards, as the people of a school, it is that of a link that the public reads.
        """
        if not shows_everybody(self._catalog, self._public.grants, plan):
            return sa.false()
        led = None if parent is None else self._public.leads_here(parent, plan.field or "", entry)
        ways = [condition for condition in (way, led) if condition is not None]
        return all_of(ways) if ways else None

    def way(self, parent: Place, scope: Scope, field: str) -> Condition | None:
        """Whether the public sees an object and a list of it, as far as a public entry does not show that."""
        predicate = _SHOWN_BY_ENTRY.get((parent.kind, field))
        facts = frozenset[Expression]({Call(predicate, (Attribute(("object",)),))}) if predicate else frozenset()
        grants = self._public.grants
        asked = [assuming(grant, facts) for grant in (grants.row(parent.kind), grants.cell(parent.kind, field))]
        if any(isinstance(grant, Never) or _asks_entry(grant) for grant in asked):
            return sa.false()
        if all(isinstance(grant, Always) for grant in asked):
            return None
        return scope.once(
            parent, ("way", field), lambda: all_of([self._public.granted(parent, grant) for grant in asked])
        )

    def explained(self, kind: str, field: str, identifier: Column, written: Text) -> Text:
        """An explanation behind the mark of the object that it is about."""
        if kind == "User":
            return self._behind(self._hidden(identifier, [sa.false()]), written)
        return self._behind(_mark(SCHOOL, identifier), written) if field in OF_SCHOOLS else written

    def _person(self, place: Place, scope: Scope, plan: ObjectPlan | None, way: Condition | None) -> Text:
        """The mark of the person that a row is, or is about, with what is asked of both."""
        link = self._catalog.types[place.kind].rows.person
        person = place if link is None else place.related(link) or place
        asked = [(place, name) for name in _fields(plan)]
        if person is not place:
            linked = [part.node for _, part in plan.fields if _leads(part, link)] if plan else []
            asked += [(person, name) for name in chain.from_iterable(map(_fields, linked))]
        rows = [place] if person is place else [place, person]
        shown = [] if way is None else [way]
        shown += [self._public.granted(row, self._public.grants.row(row.kind)) for row in rows]
        grants = {(row is person, *self._grants(row.kind, name)): (row, name) for row, name in asked}
        shown += chain.from_iterable(self._shown(row, scope, name) for row, name in grants.values())
        return self._hidden(self._access.identifier(person), shown)

    def _grants(self, kind: str, name: str) -> tuple[Grant, Grant]:
        """Where the viewer and the public read a cell."""
        return self._access.grant(kind, name), self._public.grants.cell(kind, name)

    def _shown(self, row: Place, scope: Scope, name: str) -> Iterator[Condition]:
        """Where a cell shows no more than the public sees: the public reads it, or the viewer does not."""
        own, public = self._grants(row.kind, name)
        if isinstance(own, Never) or isinstance(public, Always):
            return
        # A list inside is readable or not entry by entry; here the person counts as shown by it.
        known = sa.false() if _asks_entry(public) else self._public.granted(row, public)
        if isinstance(own, Always) or _asks_entry(own):
            yield known
        else:
            yield sa.or_(known, scope.guarded(row, name).is_not(sa.true()))

    def _hidden(self, identifier: Column, shown: list[Condition]) -> Text:
        """The mark of a person unless it is the viewer or all of this is shown to the public."""
        own: Condition = identifier == sa.cast(self._access.question.viewer("user"), sa.Uuid)
        nothing = sa.literal_column("''", sa.Text)
        if any(isinstance(condition, sa.sql.elements.False_) for condition in shown):
            return sa.case((own, nothing), else_=_mark(PERSON, identifier))
        return sa.case((sa.or_(own, all_of(shown)), nothing), else_=_mark(PERSON, identifier))

    def _marked_school(self, place: Place, scope: Scope, fields: frozenset[str], written: Text) -> Text:
        """A school is marked where its head or its address is readable, whether there is one or not."""
        readable = [scope.guarded(place, name) for name in sorted(fields)]
        if not readable:
            return written
        mark = _mark(SCHOOL, self._access.identifier(place))
        return self._behind(sa.case((sa.or_(*readable), mark), else_=sa.literal_column("''", sa.Text)), written)

    def _behind(self, mark: Text, written: Text) -> Text:
        return sa.func.concat(mark, written, type_=sa.Text)


def _fields(plan: ObjectPlan | None) -> list[str]:
    """The fields of an object that are asked for."""
    return [] if plan is None else [str(part.field) for _, part in plan.fields if not isinstance(part, TypeName)]


def _leads(part: FieldPlan, field: str | None) -> TypeGuard[LinkPlan]:
    return isinstance(part, LinkPlan) and part.field == field


def _mark(letter: str, identifier: Column) -> Text:
    sign: Any = sa.literal_column(SIGN, sa.Text)
    return sa.func.concat(sign, sa.literal_column(f"'{letter}'", sa.Text), identifier, sign, type_=sa.Text)


def _asks_entry(grant: Grant) -> bool:
    """Whether a grant asks about an entry of a list."""
    return any(_ENTRY.search(describe(part)) for part in conditions_of(grant))
