"""An invitation to a project, and the commands by which it is sent, answered and taken back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload
from app.schema.enums import PartnerRole

if TYPE_CHECKING:
    from app.schema.project import Project
    from app.schema.user import User

_PROJECT = "The id of the project."


@strawberry.type(description="An open invitation to take part in a project. It is gone when it was answered.")
class Invitation:
    """An open invitation to take part in a project."""

    project_id: strawberry.ID = strawberry.field(
        description="The id of the project, for `acceptInvitation` and `declineInvitation`."
    )
    project: Annotated[Project, strawberry.lazy("app.schema.project")] | None = strawberry.field(
        description="The project, where the viewer sees it: a draft only those who take part."
    )
    title: str = strawberry.field(description="The title of the project when the invitation was sent.")
    role: PartnerRole = strawberry.field(description="What the person would be in the project.")
    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(description="Who is invited.")
    invited_by: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="Who invites."
    )
    invited_at: datetime = strawberry.field(description="When.")


@strawberry.input(description="Whom to invite to which project.")
class InvitePartnerInput(CommandInput):
    """Whom to invite to which project."""

    project: strawberry.ID = strawberry.field(description=_PROJECT)
    user: strawberry.ID = strawberry.field(description="The id of the person.")
    role: PartnerRole | None = strawberry.field(
        default=strawberry.UNSET, description="What the person is to be in the project: a PARTNER, unless it says so."
    )


@strawberry.type(description="What `invitePartner` came to.")
class InvitePartnerPayload(Payload):
    """The project, and who is invited."""

    project: Annotated[Project, strawberry.lazy("app.schema.project")] | None = strawberry.field(
        description="The project."
    )
    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="Who is invited: in `Viewer.sentInvitations` until they answer."
    )


@strawberry.input(description="Which invitation to take back.")
class WithdrawInvitationInput(CommandInput):
    """Which invitation to take back."""

    project: strawberry.ID = strawberry.field(description=_PROJECT)
    user: strawberry.ID = strawberry.field(description="The id of the person who is invited.")


@strawberry.type(description="What `withdrawInvitation` came to.")
class WithdrawInvitationPayload(Payload):
    """The project, and who is invited no more."""

    project: Annotated[Project, strawberry.lazy("app.schema.project")] | None = strawberry.field(
        description="The project."
    )
    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="Who is invited no more."
    )


@strawberry.input(description="To which project one agrees to come.")
class AcceptInvitationInput(CommandInput):
    """To which project one agrees to come."""

    project: strawberry.ID = strawberry.field(description=_PROJECT)


@strawberry.type(description="What `acceptInvitation` came to.")
class AcceptInvitationPayload(Payload):
    """The project, in which one takes part now."""

    project: Annotated[Project, strawberry.lazy("app.schema.project")] | None = strawberry.field(
        description="The project, in which one takes part now."
    )


@strawberry.input(description="To which project one does not come.")
class DeclineInvitationInput(CommandInput):
    """To which project one does not come."""

    project: strawberry.ID = strawberry.field(description=_PROJECT)


@strawberry.type(description="What `declineInvitation` came to.")
class DeclineInvitationPayload(Payload):
    """Nothing more: the invitation is gone."""
