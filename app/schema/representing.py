"""How a person is reached who represents a national support organisation, and the commands about it (DATA-35)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload, command
from app.schema.mapping import Kind, Records
from app.schema.scalars import CountryCode, EmailAddress

if TYPE_CHECKING:
    from app.schema.user import User

_Own = Annotated["User", strawberry.lazy("app.schema.user")]


@strawberry.type(description="How somebody is reached who represents the organisation of a country.")
class Representation:
    """How somebody is reached who represents the organisation of a country."""

    country: CountryCode = strawberry.field(description="The country of the organisation.")
    organisation: str = strawberry.field(description="The name of the organisation.")
    email: EmailAddress = strawberry.field(description="The e-mail address at work.")
    phone: str | None = strawberry.field(description="The telephone number at work.")


REPRESENTATIONS = Records(
    table="representations",
    there="user_id",
    order=("country",),
    parts=(
        ("country", "country", Kind.WORD),
        ("organisation", "organisation", Kind.TEXT),
        ("email", "email", Kind.TEXT),
        ("phone", "phone", Kind.TEXT),
    ),
)


@strawberry.input(description="How one is reached as a representative. It takes the place of what one said before.")
class SetMyRepresentationInput(CommandInput):
    """How one is reached as a representative."""

    organisation: str = strawberry.field(description="The name of the organisation, 200 characters at most.")
    email: EmailAddress = strawberry.field(description="The e-mail address at work.")
    phone: str | None = strawberry.field(
        default=strawberry.UNSET, description="The telephone number at work, 50 characters at most; none without one."
    )


@strawberry.type(description="What `setMyRepresentation` came to.")
class SetMyRepresentationPayload(Payload):
    """The person with what they said."""

    user: _Own | None = strawberry.field(description="Oneself, with `representations`.")


@strawberry.input(description="Which of one's contact data to delete.")
class RemoveMyRepresentationInput(CommandInput):
    """Which of one's contact data to delete."""

    country: CountryCode = strawberry.field(description="The country of the organisation.")


@strawberry.type(description="What `removeMyRepresentation` came to.")
class RemoveMyRepresentationPayload(Payload):
    """The person without it."""

    user: _Own | None = strawberry.field(description="Oneself, with `representations`.")


@strawberry.type(description="The commands about contact data of representatives.")
class RepresentativeCommands:
    """The part of `Mutation` that is about representatives."""

    set_my_representation: SetMyRepresentationPayload | None = command(
        SetMyRepresentationInput,
        "Say how one is reached as a representative of the organisation that one acts for. Staff of the Union read it, "
        "and oneself. For national support organisations.",
    )
    remove_my_representation: RemoveMyRepresentationPayload | None = command(
        RemoveMyRepresentationInput, "Delete what one said of oneself as a representative, in every role."
    )
