"""Areas where members work together: TwinSpaces, groups and events, with one table behind them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.arguments import ordered_page
from app.schema.connections import Connection
from app.schema.enums import AreaRole
from app.schema.mapping import Cell, Collection, Kind, Link, Rows, mapped, rows
from app.schema.node import Node
from app.schema.orders import UserOrder
from app.schema.scalars import CountryCode

if TYPE_CHECKING:
    from app.schema.project import Project
    from app.schema.user import User


@rows(Rows("members", live=True, stands_with="user"))
@strawberry.type(description="A person's membership of an area. It is shown only together with the person.")
class Member:
    """A person's membership of an area."""

    role: AreaRole | None = mapped(Cell("role", Kind.WORD), "What the person is in the area.")
    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = mapped(
        Link("User", here="user_id"), "The person."
    )
    joined_on: date | None = mapped(Cell("joined_on", Kind.DATE), "Since when.")


@strawberry.interface(
    description="Where members work together. Its content is visible to the members of that very area."
)
class Area:
    """What TwinSpaces, groups and events have in common; each inherits these mappings."""

    id: strawberry.ID = mapped(
        Cell("id", Kind.IDENTIFIER), "The id: opaque, stable, looks random; nothing can be read from it."
    )
    title: str | None = mapped(Cell("title", Kind.TEXT), "The title.")
    description: str | None = mapped(Cell("description", Kind.TEXT), "What the area is for.")
    members: Connection[Member] = mapped(
        Collection("Member", there="area_id"),
        "The members whom the viewer may see. An order goes by those fields of the person that the viewer reads.",
        arguments=ordered_page(UserOrder),
    )


@rows(Rows("areas", kind="TWINSPACE"))
@strawberry.type(
    description="The private working space of a project. Among users only its members see it; partners are members."
)
class TwinSpace(Node, Area):
    """The working space of a project."""

    project: Annotated[Project, strawberry.lazy("app.schema.project")] | None = mapped(
        Link("Project", here="project_id"), "The project that works here."
    )


@rows(Rows("areas", kind="GROUP"))
@strawberry.type(description="A group of eTwinners with a common interest.")
class Group(Node, Area):
    """A group of eTwinners."""


@rows(Rows("areas", kind="EVENT"))
@strawberry.type(description="A course or an event, online or on site.")
class Event(Node, Area):
    """A course or an event."""

    starts_at: datetime | None = mapped(Cell("starts_at", Kind.INSTANT), "When it starts.")
    ends_at: datetime | None = mapped(Cell("ends_at", Kind.INSTANT), "When it ends.")
    online: bool | None = mapped(Cell("online", Kind.BOOLEAN), "Whether it takes place online.")
    country: CountryCode | None = mapped(Cell("country", Kind.WORD), "The country that holds it.")
