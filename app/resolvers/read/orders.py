"""Orders and keysets: in which order a list is, and which rows lie behind a place.

Text is ordered by its folded key, by code point. Null and hidden form one tail, last in both directions; every tie is
broken by id (G-10). A cell that is readable on every standing row is ordered by its bare column, whose index serves it;
another one by its masked value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.authz.partial import Always
from app.authz.translate import all_of, any_of
from app.resolvers.read.access import Access, Column, Condition, Place
from app.resolvers.read.conditions import All, Filter, Missing, OrderKey, Position, Slot, Test
from app.resolvers.read.truth import bound


@dataclass(frozen=True, slots=True)
class SortKey:
    """A masked value to order by."""

    value: Column
    descending: bool
    never_null: bool

    def ordering(self, *, backward: bool) -> sa.ColumnElement[Any]:
        """The ORDER BY of a page that is read forward or backward."""
        descending = self.descending != backward
        ordered = self.value.desc() if descending else self.value.asc()
        if self.never_null:
            # Without NULLS LAST an index in the other direction serves as well.
            return ordered
        return ordered.nulls_first() if backward else ordered.nulls_last()


def sort_keys(
    access: Access, place: Place, order: tuple[OrderKey, ...], *, required: frozenset[str] = frozenset()
) -> list[SortKey]:
    """The keys of an order on a place; ties are broken by id elsewhere.

    Only rows are ordered on which the `required` fields are readable: another field of the same grant needs no mask.
    """
    keys = []
    met = [access.grant(place.kind, field) for field in required]
    for key in order:
        value, never_null = access.order_value(place, key.field)
        grant = access.grant(place.kind, key.field)
        bare = isinstance(grant, Always) or grant in met
        shown = value if bare else access.masked(place, key.field, value)
        keys.append(SortKey(shown, key.descending, never_null=bare and never_null))
    return keys


def required_fields(where: Filter) -> frozenset[str]:
    """The fields that have to be readable for a filter to be true."""
    match where:
        case All(parts):
            return frozenset().union(*map(required_fields, parts))
        case Test(field) | Missing(field, wanted=False):
            return frozenset({field})
        case _:
            return frozenset()


def beyond(keys: list[SortKey], identifier: Column, position: Position, *, behind: bool) -> Condition:
    """The rows behind a place, or in front of it: never the row of the place itself."""
    tied: list[Condition] = []
    found: list[Condition] = []
    for key, slot in zip(keys, position.keys, strict=True):
        strictly = _strictly(key, slot, behind=behind)
        if strictly is not None:
            found.append(all_of([*tied, strictly]))
        tied.append(key.value.is_(None) if slot is None else key.value == _value(key, slot))
    own = parameter_of(position.identifier)
    found.append(all_of([*tied, identifier > own if behind else identifier < own]))
    bounds = _bound(keys, position, behind=behind)
    return all_of([any_of(found)] if bounds is None else [bounds, any_of(found)])


def parameter_of(slot: Slot) -> Column:
    """An id of the request."""
    return bound(slot, sa.Uuid())


def _value(key: SortKey, slot: Slot) -> Column:
    return bound(slot, key.value.type)


def _strictly(key: SortKey, slot: Slot | None, *, behind: bool) -> Condition | None:
    """The rows that this key alone puts behind (or in front of) a value; None when there are none."""
    if slot is None:
        # The tail of null and hidden: nothing is behind it, all that has a value is in front.
        return None if behind else key.value.is_not(None)
    larger = behind != key.descending
    compared: Condition = key.value > _value(key, slot) if larger else key.value < _value(key, slot)
    return sa.or_(compared, key.value.is_(None)) if behind and not key.never_null else compared


def _bound(keys: list[SortKey], position: Position, *, behind: bool) -> Condition | None:
    """A bound on the first key alone, implied by the rest: an index can begin its scan there."""
    if not keys or not keys[0].never_null or position.keys[0] is None:
        return None
    key, slot = keys[0], position.keys[0]
    bounded: Condition = key.value >= _value(key, slot) if behind != key.descending else key.value <= _value(key, slot)
    return bounded
