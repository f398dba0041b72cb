"""Deliberate leaks: one line each in the read path, of the kinds that other products have shipped.

In: nothing. Out: `MUTANTS`, each of which puts its leak in through pytest's monkeypatch. They calibrate the test of
non-interference: a test that lets one of them pass proves nothing about the code without it.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from app.authz.expression import Expression
from app.authz.translate import all_of, any_of
from app.resolvers.read import orders, pages
from app.resolvers.read.access import Access, Place, Rows
from app.resolvers.read.conditions import Filter, Missing, Negated, Test
from app.resolvers.read.pages import PageWriter
from app.resolvers.read.seals import sealed_cursor
from app.resolvers.read.truth import Filters, Truth, bound

Patch = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Mutant:
    """A leak by name."""

    name: str
    put_in: Patch


class _Unguarded(Access):
    """Every row stands."""

    def guard(self, place: Place, shown: frozenset[Expression] = frozenset()) -> Any:  # noqa: ARG002
        return sa.true()


def _unguarded(access: Access) -> Access:
    other = copy(access)
    other.__class__ = _Unguarded
    return other


def _filter_without_its_guard(patch: pytest.MonkeyPatch) -> None:
    _test_unguarded(patch, lambda _: True)


def _contains_through_its_index(patch: pytest.MonkeyPatch) -> None:
    _test_unguarded(patch, lambda test: test.operator == "contains_indexed")


def _test_unguarded(patch: pytest.MonkeyPatch, concerned: Callable[[Test], bool]) -> None:
    """The comparison stands alone, of the cell as it is stored."""
    guarded = Filters._test

    def leak(self: Any, place: Place, test: Test) -> Truth:
        try:
            meets, value = self._comparison(place, test), self._access.value(place, test.field)
        except LookupError:
            return guarded(self, place, test)
        if not concerned(test):
            return guarded(self, place, test)
        return Truth(meets, all_of([value.is_not(None), meets.is_not(sa.true())]))

    patch.setattr(Filters, "_test", leak)


def _not_outside_the_guard(patch: pytest.MonkeyPatch) -> None:
    """`NOT (guard AND comparison)`: a hidden cell meets every negation."""
    truth_of = Filters.truth

    def leak(self: Any, place: Place, part: Filter) -> Truth:
        if not isinstance(part, Negated):
            return truth_of(self, place, part)
        inner = truth_of(self, place, part.part).holds
        return Truth(sa.not_(inner), inner)

    patch.setattr(Filters, "truth", leak)


def _is_null_and_guard(patch: pytest.MonkeyPatch) -> None:
    """`guard AND cell IS NULL`: a hidden cell is told from an absent one."""
    truth_of = Filters.truth

    def leak(self: Any, place: Place, part: Filter) -> Truth:
        if not isinstance(part, Missing) or not part.wanted:
            return truth_of(self, place, part)
        try:
            value = self._access.value(place, part.field)
        except LookupError:
            return truth_of(self, place, part)
        readable = self._access.readable(place, part.field)
        return Truth(all_of([readable, value.is_(None)]), all_of([readable, value.is_not(None)]))

    patch.setattr(Filters, "truth", leak)


def _order_by_the_raw_column(patch: pytest.MonkeyPatch) -> None:
    def leak(access: Access, place: Place, order: Any, **_: Any) -> list[orders.SortKey]:
        values = [(key, access.order_value(place, key.field)[0]) for key in order]
        return [orders.SortKey(value, key.descending, never_null=False) for key, value in values]

    patch.setattr(pages, "sort_keys", leak)


def _hidden_apart_from_null(patch: pytest.MonkeyPatch) -> None:
    """The absent come right behind the last value, the hidden behind them."""
    sort_keys = orders.sort_keys

    def leak(access: Access, place: Place, order: Any, **rest: Any) -> list[orders.SortKey]:
        return [
            apart(access, place, *pair) for pair in zip(sort_keys(access, place, order, **rest), order, strict=True)
        ]

    def apart(access: Access, place: Place, key: orders.SortKey, asked: Any) -> orders.SortKey:
        if key.descending:
            return key
        last = "U&'\\+10FFFD'" if isinstance(key.value.type, sa.Text) else "'infinity'"
        behind = sa.literal_column(last, key.value.type)
        value = sa.case((access.readable(place, asked.field), sa.func.coalesce(key.value, behind)))
        return orders.SortKey(value, key.descending, never_null=False)

    patch.setattr(pages, "sort_keys", leak)


def _count_before_filtering(patch: pytest.MonkeyPatch) -> None:
    """`totalCount` counts rows that nobody may page to."""
    counting = Access.counting.fget  # type: ignore[attr-defined]

    def leak(self: Access) -> Access:
        return _unguarded(counting(self))

    patch.setattr(Access, "counting", property(leak))


def _cursor_with_a_raw_value(patch: pytest.MonkeyPatch) -> None:
    def leak(self: Any, listed: Any, cut: Any, parent: Place | None) -> Any:
        link = self._catalog.types[cut.place.kind].rows.stands_with
        ordered = (cut.place.related(link) if link else None) or cut.place
        keys = [self._access.order_value(ordered, key.field)[0] for key in listed.page.order]
        above = sa.null() if parent is None else self._access.identifier(parent)
        inner, outer = (bound(slot, sa.LargeBinary()) for slot in listed.page.seal)
        return sealed_cursor(inner, outer, above, keys, self._access.identifier(ordered))

    patch.setattr(PageWriter, "_cursor", leak)


def _search_in_hidden_cells(patch: pytest.MonkeyPatch) -> None:
    """The index decides, and it holds the words of every cell."""

    def leak(self: Any, place: Place, word: Any) -> Any:
        queries = [query for _, query in word.guarded] + ([word.unguarded] if word.unguarded else [])
        return any_of([self._found(place, query) for query in queries])

    patch.setattr(Filters, "_search_word", leak)


def _a_hidden_node_is_an_empty_one(patch: pytest.MonkeyPatch) -> None:
    """The cells are masked, but the object is there."""

    def leak(self: Any, kind: str, identifier: Any) -> Rows:
        def own(target: Any) -> Any:
            return (target.c.id == identifier,)

        rows: Rows = _unguarded(self)._rows(kind, own, {}, None)
        return rows

    patch.setattr(Access, "identified", leak)


def _entries_of_hidden_people(patch: pytest.MonkeyPatch) -> None:
    """A partner or member stands although its user does not."""
    guard = Access.guard

    def leak(self: Any, place: Place, shown: frozenset[Expression] = frozenset()) -> Any:
        if self._catalog.types[place.kind].rows.stands_with is None:
            return guard(self, place, shown)
        return self._question.granted(self._grants.row(place.kind), {"object": place.row})

    patch.setattr(Access, "guard", leak)


def _relation_filter_on_hidden_objects(patch: pytest.MonkeyPatch) -> None:
    """`school: {…}` and `partnerCountry` look at objects that the viewer does not see."""
    related = Filters._related

    def leak(self: Any, place: Place, field: str, inner: Filter) -> Truth:
        other = copy(self)
        other._access = _unguarded(self._access)
        return related(other, place, field, inner)

    patch.setattr(Filters, "_related", leak)


def _links_to_hidden_objects(patch: pytest.MonkeyPatch) -> None:
    """A field that leads to one object leads to a hidden one, too."""
    linked = Access.linked

    def leak(self: Any, parent: Place, link: Any) -> Rows:
        rows = linked(self, parent, link)
        return Rows(rows.place, rows.source, rows.conditions[:-1], rows.aliases)

    patch.setattr(Access, "linked", leak)


def _a_mask_that_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    """What depends on the row is shown on every row that stands."""
    patch.setattr(Access, "granted", lambda self, place, grant: sa.true())  # noqa: ARG005


MUTANTS = [
    Mutant("a filter without its guard", _filter_without_its_guard),
    Mutant("NOT outside the guard", _not_outside_the_guard),
    Mutant("isNull as guard AND cell IS NULL", _is_null_and_guard),
    Mutant("order by the raw column", _order_by_the_raw_column),
    Mutant("hidden cells sorted apart from nulls", _hidden_apart_from_null),
    Mutant("count before filtering", _count_before_filtering),
    Mutant("a cursor with a raw value", _cursor_with_a_raw_value),
    Mutant("search that matches a hidden word", _search_in_hidden_cells),
    Mutant("contains that reaches a hidden cell through its index", _contains_through_its_index),
    Mutant("a node that answers differently when hidden", _a_hidden_node_is_an_empty_one),
    Mutant("entries of hidden people", _entries_of_hidden_people),
    Mutant("a relation filter that looks at hidden objects", _relation_filter_on_hidden_objects),
    Mutant("a link that leads to a hidden object", _links_to_hidden_objects),
    Mutant("a mask that is forgotten", _a_mask_that_is_forgotten),
]
