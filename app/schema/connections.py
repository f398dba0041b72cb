"""Pages of a list, after the Relay specification, with `nodes` and `totalCount` beside `edges`.

`Connection[User]` is published as `UserConnection`, `Edge[User]` as `UserEdge`. A connection is never null: a
hidden relation is the empty connection (G-09).
"""

from __future__ import annotations

from typing import Generic, TypeVar

import strawberry

T = TypeVar("T")


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Whether there is more, and how to ask for it."""

    has_next_page: bool = strawberry.field(description="Whether visible objects follow this page.")
    has_previous_page: bool = strawberry.field(description="Whether visible objects precede this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first object; null on an empty page.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last object; null on an empty page.")


@strawberry.type(description="One object of a page, with its place in the list.")
class Edge(Generic[T]):
    """An object and its cursor."""

    cursor: str = strawberry.field(
        description="The place of the object. Opaque; valid only for the same viewer, role, list, filter and order."
    )
    node: T = strawberry.field(description="The object.")


@strawberry.type(
    description="One page of a list of the objects that the viewer may see; empty where the list is hidden."
)
class Connection(Generic[T]):
    """One page of a list."""

    edges: list[Edge[T]] = strawberry.field(description="The objects of the page with their cursors.")
    nodes: list[T] = strawberry.field(description="The objects of the page.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the list.")
    total_count: int = strawberry.field(
        description="How many objects the viewer can page to. Counting costs more than a page: ask only when needed."
    )
