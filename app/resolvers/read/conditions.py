"""The filters of a plan, in three-valued logic over the masked relation (G-07), and what else cuts a list: search,
order and place. Types only, as the plan itself.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A value of the request, by its place in the list of values."""

    index: int


@dataclass(frozen=True, slots=True)
class SearchWord:
    """One word of a search, as queries over cells by their letters, any of which may find it.

    `unguarded` is over all cells that are readable wherever the row stands; of the others each has its own.
    """

    unguarded: Slot | None
    guarded: tuple[tuple[str, Slot], ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these; met when there are none."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some of these; met by nothing when there are none."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Negated:
    """Not this; what is unknown stays unknown."""

    part: Filter


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison of one cell. `operator` is a key of the table in `app.resolvers.read.truth`."""

    field: str
    operator: str
    slots: tuple[Slot, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A cell is absent or hidden (or, with `wanted=False`, is not)."""

    field: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Related:
    """There is a visible object behind a link, or a visible entry of a connection, that meets a filter (G-31)."""

    field: str
    part: Filter


Filter = All | AnyOf | Negated | Test | Missing | Related


@dataclass(frozen=True, slots=True)
class OrderKey:
    """One cell to order by."""

    field: str
    descending: bool


@dataclass(frozen=True, slots=True)
class Position:
    """The place of a cursor: the value of each order key (None: in the tail of null and hidden), and the id."""

    keys: tuple[Slot | None, ...]
    identifier: Slot
    parent: Slot | None
