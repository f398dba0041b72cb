"""A school, its head, and what was decided about it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.arguments import ordered_page
from app.schema.connections import Connection
from app.schema.enums import SchoolStatus
from app.schema.mapping import Cell, Collection, Composite, Kind, Records, Rows, mapped, rows
from app.schema.node import Node
from app.schema.orders import UserOrder
from app.schema.scalars import CountryCode, EmailAddress

if TYPE_CHECKING:
    from app.schema.user import User


@strawberry.type(
    description="The head of a school, as one of its staff named that person. Hidden from every user role, except "
    "for the user who supplied the data."
)
class HeadOfSchool:
    """A person who has no account here by this record."""

    first_name: str | None = strawberry.field(description="First name.")
    last_name: str | None = strawberry.field(description="Last name.")
    email: EmailAddress | None = strawberry.field(description="E-mail address at work.")


@strawberry.type(description="What a national support organisation decided about a school that was entered here.")
class SchoolDecision:
    """One decision about a school; who decided is not told."""

    decision: SchoolStatus = strawberry.field(description="VALIDATED or REFUSED.")
    decided_at: datetime = strawberry.field(description="When it was decided.")
    reason: str | None = strawberry.field(description="Why it was refused, in the words of who decided.")


_DECISIONS = Records(
    table="school_validations",
    there="school_id",
    order=("decided_at",),
    parts=(
        ("decision", "decision", Kind.WORD),
        ("decidedAt", "decided_at", Kind.INSTANT),
        ("reason", "reason", Kind.TEXT),
    ),
)

_HEAD = Composite(
    (
        ("firstName", "head_first_name", Kind.TEXT),
        ("lastName", "head_last_name", Kind.TEXT),
        ("email", "head_email", Kind.TEXT),
    )
)


@rows(Rows("schools"))
@strawberry.type(description="A school. A null field is absent or hidden from the viewer: the answer does not tell.")
class School(Node):
    """A school."""

    official_name: str | None = mapped(Cell("official_name", Kind.TEXT), "The official name.")
    address: str | None = mapped(Cell("address", Kind.TEXT), "The postal address.")
    city: str | None = mapped(Cell("city", Kind.TEXT), "The city.")
    region: str | None = mapped(Cell("region", Kind.TEXT), "The region.")
    country: CountryCode | None = mapped(Cell("country", Kind.WORD), "The country.")
    email: EmailAddress | None = mapped(
        Cell("email", Kind.TEXT),
        "The e-mail address of the school. Null for most viewers where it is also the address of a person.",
    )
    status: SchoolStatus | None = mapped(
        Cell("status", Kind.WORD), "What was decided about it, for its own people and for staff who decide or oversee."
    )
    decisions: list[SchoolDecision] | None = mapped(
        _DECISIONS,
        "What was decided about it, the last one last, for whoever entered it and for staff who decide or oversee: "
        "empty where nothing was, null when hidden.",
    )
    head: HeadOfSchool | None = mapped(_HEAD, "The head of the school.")
    users: Connection[Annotated[User, strawberry.lazy("app.schema.user")]] = mapped(
        Collection("User", links=("school", "secondSchool")),
        "The people of this school whom the viewer may see: those of whom the viewer sees that they are at it, by "
        "`school` or by `secondSchool`.",
        arguments=ordered_page(UserOrder),
    )
