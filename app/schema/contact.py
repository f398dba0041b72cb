"""The commands about contacts: ask, answer, ask no more, part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload

if TYPE_CHECKING:
    from app.schema.user import User


@strawberry.input(description="Whom to ask.")
class RequestContactInput(CommandInput):
    """Whom to ask."""

    user: strawberry.ID = strawberry.field(description="The id of the person; never oneself.")


@strawberry.type(description="What `requestContact` came to.")
class RequestContactPayload(Payload):
    """The person who is asked."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person who is asked: in `Viewer.sentContactRequests`, or a contact by now."
    )


@strawberry.input(description="To whose request one agrees.")
class AcceptContactInput(CommandInput):
    """To whose request one agrees."""

    user: strawberry.ID = strawberry.field(description="The id of the person who asks.")


@strawberry.type(description="What `acceptContact` came to.")
class AcceptContactPayload(Payload):
    """The person, who is a contact now."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person, who is a contact now."
    )


@strawberry.input(description="Whose request one declines.")
class DeclineContactInput(CommandInput):
    """Whose request one declines."""

    user: strawberry.ID = strawberry.field(description="The id of the person who asks.")


@strawberry.type(description="What `declineContact` came to.")
class DeclineContactPayload(Payload):
    """The person, who is not told."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person, who is not told."
    )


@strawberry.input(description="Whom one asks no more.")
class WithdrawContactRequestInput(CommandInput):
    """Whom one asks no more."""

    user: strawberry.ID = strawberry.field(description="The id of the person who was asked.")


@strawberry.type(description="What `withdrawContactRequest` came to.")
class WithdrawContactRequestPayload(Payload):
    """The person who is asked no more."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person who is asked no more."
    )


@strawberry.input(description="From whom one parts.")
class RemoveContactInput(CommandInput):
    """From whom one parts."""

    user: strawberry.ID = strawberry.field(description="The id of the contact.")


@strawberry.type(description="What `removeContact` came to.")
class RemoveContactPayload(Payload):
    """The person, who is no contact any more."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person, who is no contact any more."
    )
