"""The commands by which a national organisation decides about registrations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload
from app.schema.enums import DecisionCode

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


@strawberry.type(description="What became of one of many decisions.")
class DecisionOutcome:
    """What became of one of many decisions."""

    id: strawberry.ID | None = strawberry.field(description="The id of the person, as the input has it.")
    code: DecisionCode | None = strawberry.field(description="Done, or the code of the refusal.")


@strawberry.input(description="Whose registrations are valid.")
class ValidateRegistrationsInput(CommandInput):
    """Whose registrations are valid."""

    users: list[strawberry.ID] = strawberry.field(description="The ids of the people, 1 to 100.")


@strawberry.type(description="What `validateRegistrations` came to.")
class ValidateRegistrationsPayload(Payload):
    """An outcome for each."""

    outcomes: list[DecisionOutcome] | None = strawberry.field(
        description="What became of each, in the order of the input."
    )


@strawberry.input(description="Whose registrations are refused, and why.")
class RefuseRegistrationsInput(CommandInput):
    """Whose registrations are refused, and why."""

    users: list[strawberry.ID] = strawberry.field(description="The ids of the people, 1 to 100.")
    reason: str = strawberry.field(description="The reason for all of them, for each person: 2,000 characters at most.")


@strawberry.type(description="What `refuseRegistrations` came to.")
class RefuseRegistrationsPayload(Payload):
    """An outcome for each."""

    outcomes: list[DecisionOutcome] | None = strawberry.field(
        description="What became of each, in the order of the input."
    )
