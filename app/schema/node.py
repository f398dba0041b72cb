"""The interface of everything that has an id of its own."""

from __future__ import annotations

import strawberry

from app.schema.mapping import Cell, Kind, mapped


@strawberry.interface(description="An object that can be fetched again by its id.")
class Node:
    """Anything with an id."""

    id: strawberry.ID = mapped(
        Cell("id", Kind.IDENTIFIER), "The id: opaque, stable, looks random; nothing can be read from it."
    )
