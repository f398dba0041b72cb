"""The commands about the life of a project: leave it, close it, publish it and take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload

if TYPE_CHECKING:
    from app.schema.project import Project

_PROJECT = "The id of the project."


@strawberry.input(description="Which project to leave.")
class LeaveProjectInput(CommandInput):
    """Which project to leave."""

    project: strawberry.ID = strawberry.field(description=_PROJECT)


@strawberry.type(description="What `leaveProject` came to.")
class LeaveProjectPayload(Payload):
    """The project that was left."""

    project: Annotated[Project, strawberry.lazy("app.schema.project")] | None = strawberry.field(
        description="The project, as far as the viewer sees it now."
    )


@strawberry.input(description="Which project to close.")
class CloseProjectInput(CommandInput):
    """Which project to close."""

    project: strawberry.ID = strawberry.field(description=_PROJECT)


@strawberry.type(description="What `closeProject` came to.")
class CloseProjectPayload(Payload):
    """The project, which is closed now."""

    project: Annotated[Project, strawberry.lazy("app.schema.project")] | None = strawberry.field(
        description="The project, which is closed now."
    )


@strawberry.input(description="Which project to publish.")
class PublishProjectInput(CommandInput):
    """Which project to publish."""

    project: strawberry.ID = strawberry.field(description=_PROJECT)


@strawberry.type(description="What `publishProject` came to.")
class PublishProjectPayload(Payload):
    """The project, which is published now."""

    project: Annotated[Project, strawberry.lazy("app.schema.project")] | None = strawberry.field(
        description="The project, which is published now."
    )


@strawberry.input(description="Which project to take off the open internet.")
class UnpublishProjectInput(CommandInput):
    """Which project to take off the open internet."""

    project: strawberry.ID = strawberry.field(description=_PROJECT)


@strawberry.type(description="What `unpublishProject` came to.")
class UnpublishProjectPayload(Payload):
    """The project, which is published no more."""

    project: Annotated[Project, strawberry.lazy("app.schema.project")] | None = strawberry.field(
        description="The project, which is published no more."
    )
