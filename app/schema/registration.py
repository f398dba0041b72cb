"""The commands by which a national organisation decides about registrations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload

if TYPE_CHECKING:
    from app.schema.user import User


@strawberry.input(description="Whose registration is valid.")
class ValidateRegistrationInput(CommandInput):
    """Whose registration is valid."""

    user: strawberry.ID = strawberry.field(description="The id of the person; never oneself.")


@strawberry.type(description="What `validateRegistration` came to.")
class ValidateRegistrationPayload(Payload):
    """The person, who is an eTwinner now."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person, who is an eTwinner now, as far as the viewer sees them."
    )


@strawberry.input(description="Whose registration is refused, and why.")
class RefuseRegistrationInput(CommandInput):
    """Whose registration is refused, and why."""

    user: strawberry.ID = strawberry.field(description="The id of the person; never oneself.")
    reason: str = strawberry.field(description="The reason, for the person: 2,000 characters at most.")


@strawberry.type(description="What `refuseRegistration` came to.")
class RefuseRegistrationPayload(Payload):
    """The person, whom the viewer sees no longer."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person as far as the viewer sees them; a national organisation does not see who was refused."
    )


@strawberry.input(description="Whose validation no longer holds, and why.")
class WithdrawValidationInput(CommandInput):
    """Whose validation no longer holds, and why."""

    user: strawberry.ID = strawberry.field(description="The id of the person; never oneself.")
    reason: str = strawberry.field(description="The reason, for the person: 2,000 characters at most.")


@strawberry.type(description="What `withdrawValidation` came to.")
class WithdrawValidationPayload(Payload):
    """The person, whom the viewer sees no longer."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person as far as the viewer sees them; a national organisation does not see who was refused."
    )
