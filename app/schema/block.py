"""Blocks: whom the viewer has blocked, and the commands that block and unblock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload

if TYPE_CHECKING:
    from app.schema.viewer import Viewer


@strawberry.type(
    description="A person whom the viewer has blocked. Both are hidden from each other in the role ETWINNER: here is "
    "the only place where the viewer finds this person."
)
class BlockedMember:
    """A person whom the viewer has blocked."""

    id: strawberry.ID = strawberry.field(description="The id of the person.")
    first_name: str | None = strawberry.field(
        description="First name; null unless the person is visible to peers and the viewer acts as an eTwinner."
    )
    last_name: str | None = strawberry.field(
        description="Last name; null unless the person is visible to peers and the viewer acts as an eTwinner."
    )
    blocked_at: datetime = strawberry.field(description="Since when.")


@strawberry.input(description="Whom to block.")
class BlockMemberInput(CommandInput):
    """Whom to block."""

    user: strawberry.ID = strawberry.field(description="The id of the person; never oneself.")


@strawberry.type(description="What `blockMember` came to.")
class BlockMemberPayload(Payload):
    """The viewer, whose list has one more."""

    viewer: Annotated[Viewer, strawberry.lazy("app.schema.viewer")] | None = strawberry.field(
        description="The viewer, with the person among `blocked`."
    )


@strawberry.input(description="Whom to block no more.")
class UnblockMemberInput(CommandInput):
    """Whom to block no more."""

    user: strawberry.ID = strawberry.field(description="The id of the person, as `Viewer.blocked` has it.")


@strawberry.type(description="What `unblockMember` came to.")
class UnblockMemberPayload(Payload):
    """The viewer, whose list has one less."""

    viewer: Annotated[Viewer, strawberry.lazy("app.schema.viewer")] | None = strawberry.field(
        description="The viewer, without the person among `blocked`."
    )
