"""The arguments that lists take, declared once: pages, order, filter, search.

A field that is answered by the read path has no resolver, so its arguments are given to it as data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

Arguments = Sequence[StrawberryArgument]


def argument(name: str, annotation: Any, description: str) -> StrawberryArgument:
    """One argument without a default; `name` in Python's spelling."""
    return StrawberryArgument(name, None, StrawberryAnnotation(annotation), description=description)


def declared(description: str, *, arguments: Arguments = (), name: str | None = None) -> Any:
    """A field that the read path answers and that stands for no column: no resolver, no mapping."""
    return with_arguments(strawberry.field(description=description, name=name), arguments)


def with_arguments(field: StrawberryField, arguments: Arguments) -> StrawberryField:
    field.arguments = list(arguments)
    return field


def forward_page() -> Arguments:
    """A page counted from the front."""
    return (
        argument("first", int | None, "At most so many objects: 20 when not given, 100 at most; 0 is allowed."),
        argument("after", str | None, "Only objects behind this cursor."),
    )


def ordered_page(order: type, *, default_order: str = "id") -> Arguments:
    """A page counted from the front, in a chosen order; by id when none is chosen."""
    return (*forward_page(), _order_by(order, default_order))


def whole_list(where: type, order: type, *, searched: str, default_order: str = "id") -> Arguments:
    """What a list of the root takes."""
    return (
        argument("where", where | None, "Only objects that meet this filter."),
        argument(
            "search",
            str | None,
            f"Only objects where every word begins a word in a readable one of: {searched}. No operators; marks and "
            "case do not count; empty means no search.",
        ),
        _order_by(order, default_order),
        *forward_page(),
        argument("last", int | None, "At most so many objects, counted from the end; not together with `first`."),
        argument("before", str | None, "Only objects in front of this cursor."),
    )


def one_id() -> Arguments:
    return (argument("id", strawberry.ID, "The id."),)


def many_ids() -> Arguments:
    return (argument("ids", list[strawberry.ID], "The ids, 100 at most."),)


def _order_by(order: type, default: str) -> StrawberryArgument:
    annotation: Any = list[order] | None  # type: ignore[valid-type]
    return argument("order_by", annotation, f"The order, by {default} when not given; every tie by id.")
