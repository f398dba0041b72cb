"""Filters as SQL over the masked relation, rewritten so that indexes live.

The reference semantics is SQL over a relation in which every hidden cell is NULL: a comparison with a hidden cell is
unknown, and so is its negation. A filter is translated into two conditions, where it is *true* and where it is *false*;
what is neither is unknown. Negation exchanges the two, so it never meets a guard from outside, and each comparison
stands beside the guard of its own cell, where an index can serve it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from app.authz.rows import current_ids
from app.authz.translate import all_of, any_of
from app.database.statements import parameter
from app.resolvers.read.access import Access, Condition, Place
from app.resolvers.read.catalog import Catalog
from app.resolvers.read.conditions import All, AnyOf, Filter, Missing, Negated, Related, SearchWord, Slot, Test
from app.resolvers.read.values import slot_name
from app.schema.mapping import Collection, Composite, Kind, Link, LinkedCell

_TYPES: Mapping[Kind, sa.types.TypeEngine[Any]] = {
    Kind.IDENTIFIER: sa.Uuid(),
    Kind.TEXT: sa.Text(),
    Kind.WORD: sa.Text(),
    Kind.TEXTS: ARRAY(sa.Text()),
    Kind.BOOLEAN: sa.Boolean(),
    Kind.NUMBER: sa.Integer(),
    Kind.DATE: sa.Date(),
    Kind.INSTANT: sa.TIMESTAMP(timezone=True),
}

# PostgreSQL expects one row in two hundred to have any given beginning of a word in a cell, so in the four cells of a
# person one in fifty. For a name that few or none have it would walk all people in the order of the page, to find the
# first twenty soon. A condition that is asked twice it expects one in 2,500 to meet, and asks the index.
_SOUGHT_BY_NAME = frozenset({"User"})

_ORDERED: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": lambda cell, value: cell == value,
    "lt": lambda cell, value: cell < value,
    "lte": lambda cell, value: cell <= value,
    "gt": lambda cell, value: cell > value,
    "gte": lambda cell, value: cell >= value,
}


@dataclass(frozen=True, slots=True)
class Truth:
    """Where a filter is true, and where it is false. Both are conditions of which only *true* counts."""

    holds: Condition
    fails: Condition


def bound(slot: Slot, kind: sa.types.TypeEngine[Any]) -> sa.ColumnElement[Any]:
    """A value of the request."""
    return parameter(slot_name(slot), kind)


def type_of(kind: Kind) -> sa.types.TypeEngine[Any]:
    """The type of a value that is compared with a cell."""
    return _TYPES[kind]


class Filters:
    """Translates the filters of one statement."""

    def __init__(self, catalog: Catalog, access: Access) -> None:
        self._catalog = catalog
        self._access = access

    def truth(self, place: Place, part: Filter) -> Truth:
        """Where a filter is true of a standing row, and where it is false."""
        match part:
            case All(parts):
                truths = [self.truth(place, inner) for inner in parts]
                return Truth(all_of([each.holds for each in truths]), any_of([each.fails for each in truths]))
            case AnyOf(parts):
                truths = [self.truth(place, inner) for inner in parts]
                return Truth(any_of([each.holds for each in truths]), all_of([each.fails for each in truths]))
            case Negated(inner):
                truth = self.truth(place, inner)
                return Truth(truth.fails, truth.holds)
            case Missing(field, wanted):
                present = self._present(place, field)
                absent = present.is_not(sa.true())
                return Truth(absent, present) if wanted else Truth(present, absent)
            case Related(field, inner):
                return self._related(place, field, inner)
            case Test():
                return self._test(place, part)

    def search(self, place: Place, words: tuple[SearchWord, ...]) -> list[Condition]:
        """Every word begins a word of some readable cell. The index finds candidates, the masked cells decide."""
        found = [self._search_word(place, word) for word in words]
        return found * 2 if place.kind in _SOUGHT_BY_NAME and len(found) == 1 else found

    def _search_word(self, place: Place, word: SearchWord) -> Condition:
        """The index finds the word in each cell, and the guard of that cell stands beside what it finds."""
        found = [] if word.unguarded is None else [self._found(place, word.unguarded)]
        for letter, query in word.guarded:
            readable = self._access.readable(place, self._access.searched_field(place.kind, letter))
            found.append(all_of([readable, self._found(place, query)]))
        return any_of(found)

    def _present(self, place: Place, field: str) -> Condition:
        """A cell that is readable and not NULL."""
        declaration = self._catalog.declaration(place.kind, field)
        if isinstance(declaration, LinkedCell):
            return self._through_link(place, declaration, lambda other: self._present(other, declaration.field))
        if isinstance(declaration, Composite):
            return all_of([self._access.readable(place, field), self._is_given(place, declaration)])
        value = self._access.value(place, field)
        return all_of([self._access.readable(place, field), value.is_not(None)])

    def _test(self, place: Place, test: Test) -> Truth:
        declaration = self._catalog.declaration(place.kind, test.field)
        if isinstance(declaration, LinkedCell):
            inner = Test(declaration.field, test.operator, test.slots, test.words)
            readable = self._access.readable(place, test.field)
            return Truth(
                all_of(
                    [readable, self._through_link(place, declaration, lambda other: self._test(other, inner).holds)]
                ),
                all_of(
                    [readable, self._through_link(place, declaration, lambda other: self._test(other, inner).fails)]
                ),
            )
        if isinstance(declaration, Composite):
            return self._overlapping(place, test, declaration)
        meets = self._comparison(place, test)
        readable = self._access.readable(place, test.field)
        value = self._access.value(place, test.field)
        return Truth(all_of([readable, meets]), all_of([readable, value.is_not(None), meets.is_not(sa.true())]))

    def _overlapping(self, place: Place, test: Test, declaration: Composite) -> Truth:
        """Whether two ranges have something in common. A missing end leaves open what the other does not decide."""
        begin, end = self._parts(place, declaration)
        first, last = (bound(slot, sa.Integer()) for slot in test.slots)
        readable = self._access.readable(place, test.field)
        meets = sa.and_(first <= last, begin <= last, end >= first)
        given = self._is_given(place, declaration)
        return Truth(all_of([readable, meets]), all_of([readable, given, sa.not_(meets)]))

    def _is_given(self, place: Place, declaration: Composite) -> Condition:
        given: list[Condition] = [part.is_not(None) for part in self._parts(place, declaration)]
        return any_of(given)

    def _parts(self, place: Place, declaration: Composite) -> list[sa.ColumnElement[Any]]:
        return [self._access.part(place, column) for _, column, _ in declaration.parts]

    def _comparison(self, place: Place, test: Test) -> Condition:
        """The comparison itself, of the unmasked cell: `_test` puts the guard beside it."""
        match test.operator, test.slots:
            case "id_in", (slot,):
                return self._access.identifier(place) == sa.any_(current_ids(place.kind, bound(slot, ARRAY(sa.Uuid()))))
            case "in_words", ():
                return self._access.status_in(place, test.words)
            case (("text_eq" | "text_in" | "starts_with" | "contains" | "contains_indexed"), slots):
                return self._text(place, test.field, test.operator, slots)
        value = self._access.value(place, test.field)
        match test.operator, test.slots:
            case "in", (slot,):
                return value == sa.any_(bound(slot, ARRAY(sa.Text())))
            case "listed", (query,):
                return self._found(place, query)
            case "overlaps", (slot,):
                return value.op("&&", is_comparison=True)(bound(slot, ARRAY(sa.Text())))
            case "overlaps_indexed", (slot, query):
                return all_of(
                    [self._found(place, query), value.op("&&", is_comparison=True)(bound(slot, ARRAY(sa.Text())))]
                )
            case operator, (slot,):
                kind = self._catalog.kind_of(place.kind, test.field)
                compared: Condition = _ORDERED[operator](value, bound(slot, type_of(kind)))
                return compared
        raise LookupError(test.operator)

    def _text(self, place: Place, field: str, operator: str, slots: tuple[Slot, ...]) -> Condition:
        value, folded = self._access.value(place, field), self._access.folded(place, field)
        texts = ARRAY(sa.Text())
        match operator, slots:
            case "text_eq", (slot, key):
                # The folded key has the index; the text itself decides.
                return all_of([folded == bound(key, sa.Text()), value == bound(slot, sa.Text())])
            case "text_in", (slot, key):
                return all_of([folded == sa.any_(bound(key, texts)), value == sa.any_(bound(slot, texts))])
            case "starts_with", (slot,):
                return sa.func.starts_with(folded, bound(slot, sa.Text()))
            case "contains", (slot,):
                return sa.func.strpos(folded, bound(slot, sa.Text())) > sa.literal_column("0")
            case "contains_indexed", (slot, query):
                inside = sa.func.strpos(folded, bound(slot, sa.Text())) > sa.literal_column("0")
                return all_of([self._found(place, query), inside])
        raise LookupError(operator)

    def _found(self, place: Place, query: Slot) -> Condition:
        """What the index of the terms finds: candidates, before the cell itself decides."""
        return self._access.terms(place).op("@@", is_comparison=True)(bound(query, TSQUERY()))

    def _related(self, place: Place, field: str, inner: Filter) -> Truth:
        declaration = self._catalog.declaration(place.kind, field)
        if isinstance(declaration, Collection):
            rows = self._access.collected(place, field)
        else:
            assert isinstance(declaration, Link)  # noqa: S101 - the schema has no other relation in a filter
            rows = self._access.linked(place, declaration)
        found = (
            sa.select(sa.literal_column("1"))
            .select_from(rows.source)
            .where(*rows.conditions, self.truth(rows.place, inner).holds)
            .exists()
        )
        readable = self._access.readable(place, field)
        return Truth(all_of([readable, found]), all_of([readable, sa.not_(found)]))

    def _through_link(self, place: Place, cell: LinkedCell, meets: Callable[[Place], Condition]) -> Condition:
        link = self._catalog.link(place.kind, cell.link)
        rows = self._access.linked(place, link)
        return (
            sa.select(sa.literal_column("1"))
            .select_from(rows.source)
            .where(self._access.readable(place, cell.link), *rows.conditions, meets(rows.place))
            .exists()
        )
