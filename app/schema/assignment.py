"""The authority of a person to act in a staff role, and the commands that give it and take it back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload
from app.schema.enums import Purpose, Role
from app.schema.mapping import Cell, Computed, Kind, Link, Rows, mapped, rows
from app.schema.scalars import CountryCode

if TYPE_CHECKING:
    from app.schema.user import User


@rows(Rows("assignments", stands_with="user", orders_itself=True))
@strawberry.type(
    description="The authority of a person to act in a staff role. It is shown only together with the person."
)
class Assignment:
    """The authority of a person to act in a staff role."""

    id: strawberry.ID = mapped(Cell("id", Kind.IDENTIFIER), "The id.")
    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = mapped(
        Link("User", here="user_id"), "The person."
    )
    role: Role | None = mapped(Cell("role", Kind.WORD), "The role.")
    country: CountryCode | None = mapped(
        Cell("country", Kind.WORD), "The country that the person acts for; null where the role has none."
    )
    region: str | None = mapped(
        Cell("region", Kind.TEXT), "The region that the person acts for; null for the whole country."
    )
    organisation: str | None = mapped(
        Computed("organisation", Kind.TEXT), "The name of the organisation that the person acts for; null without one."
    )
    purposes: list[Purpose] | None = mapped(
        Cell("purposes", Kind.TEXTS), "The only purposes that the person may act for; null for all of the role."
    )
    live: bool | None = mapped(
        Computed("live", Kind.BOOLEAN), "Whether it is valid now, by its dates: what it allows depends on more."
    )
    valid_from: datetime | None = mapped(Cell("valid_from", Kind.INSTANT), "From when the person may act so.")
    valid_to: datetime | None = mapped(
        Cell("valid_to", Kind.INSTANT), "From when the person may no longer act so; null while no end is set."
    )


@strawberry.input(description="Which authority to give to whom. Whoever gives it is its approver.")
class GrantAssignmentInput(CommandInput):
    """Which authority to give to whom."""

    user: strawberry.ID = strawberry.field(description="The id of the person; never oneself.")
    role: Role = strawberry.field(description="A staff role.")
    country: CountryCode | None = strawberry.field(
        default=strawberry.UNSET, description="The country: needed for NSO and SCHOOL_AUTHORITY, not for the others."
    )
    region: str | None = strawberry.field(
        default=strawberry.UNSET, description="The region, for SCHOOL_AUTHORITY only; the whole country without one."
    )
    organisation: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET,
        description="The id of the organisation that the person acts for: its agreement must run. Without one the "
        "assignment stands for that.",
    )
    purposes: list[Purpose] | None = strawberry.field(
        default=strawberry.UNSET, description="The only purposes, out of those of the role; all of them without a list."
    )
    valid_from: datetime | None = strawberry.field(
        default=strawberry.UNSET, description="From when it is valid, not in the past; now without a date."
    )
    valid_to: datetime | None = strawberry.field(
        default=strawberry.UNSET, description="From when it is no longer valid; no end without a date."
    )


@strawberry.type(description="What `grantAssignment` came to.")
class GrantAssignmentPayload(Payload):
    """The new assignment."""

    assignment: Assignment | None = strawberry.field(description="The new assignment, as far as the viewer sees it.")


@strawberry.input(description="Which authority to take back.")
class RevokeAssignmentInput(CommandInput):
    """Which authority to take back."""

    assignment: strawberry.ID = strawberry.field(description="The id of the assignment.")


@strawberry.type(description="What `revokeAssignment` came to.")
class RevokeAssignmentPayload(Payload):
    """The assignment with its end."""

    assignment: Assignment | None = strawberry.field(
        description="The assignment with its end, as far as the viewer sees it."
    )
