"""The commands by which a person chooses the own picture. What is chosen from comes in by `POST /pictures`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload

if TYPE_CHECKING:
    from app.schema.user import User


@strawberry.input(description="Which picture to show.")
class SetMyPictureInput(CommandInput):
    """Which picture to show."""

    upload: strawberry.ID = strawberry.field(
        description="What `POST /pictures` has answered to the same person, not more than ten minutes ago."
    )


@strawberry.type(description="What `setMyPicture` came to.")
class SetMyPicturePayload(Payload):
    """The person with the picture."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person with the picture."
    )


@strawberry.input(description="That one shows no picture any more.")
class RemoveMyPictureInput(CommandInput):
    """Nothing more to say."""


@strawberry.type(description="What `removeMyPicture` came to.")
class RemoveMyPicturePayload(Payload):
    """The person without a picture."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person without a picture."
    )
