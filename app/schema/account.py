"""The commands about one's own account: accept a notice, sign out everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload

if TYPE_CHECKING:
    from app.schema.viewer import Viewer


@strawberry.input(description="Which version of the general notice was read, and in which language.")
class AcceptNoticeInput(CommandInput):
    """Which version of the general notice was read, and in which language."""

    version: str = strawberry.field(description="The version of the general notice that was shown.")
    language: str = strawberry.field(description="The language in which it was shown, such as `en` or `pt-BR`.")


@strawberry.type(description="What `acceptNotice` came to.")
class AcceptNoticePayload(Payload):
    """The viewer, who has an account now."""

    viewer: Annotated[Viewer, strawberry.lazy("app.schema.viewer")] | None = strawberry.field(
        description="The viewer, who has an account now."
    )


@strawberry.input(description="Nothing more: it is about the viewer.")
class SignOutEverywhereInput(CommandInput):
    """Nothing more: it is about the viewer."""


@strawberry.type(description="What `signOutEverywhere` came to.")
class SignOutEverywherePayload(Payload):
    """Nothing more."""
