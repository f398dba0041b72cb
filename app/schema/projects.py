"""The commands about what a project is: found it, say what it is about, give up a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.age_range import AgeRangeInput
from app.schema.commands import CommandInput, Payload
from app.schema.scalars import LanguageCode

if TYPE_CHECKING:
    from app.schema.project import Project


@strawberry.input(description="What a new project is about. Texts are kept in NFC.")
class CreateProjectInput(CommandInput):
    """What a new project is about."""

    title: str = strawberry.field(description="The title, 200 characters at most.")
    description: str | None = strawberry.field(
        default=strawberry.UNSET, description="What the project is about, 5,000 characters at most."
    )
    languages: list[LanguageCode] = strawberry.field(description="The languages of the project, at least one.")
    pupil_ages: AgeRangeInput = strawberry.field(description="The ages of the pupils.")


@strawberry.type(description="What `createProject` came to.")
class CreateProjectPayload(Payload):
    """The new draft."""

    project: Annotated[Project, strawberry.lazy("app.schema.project")] | None = strawberry.field(
        description="The new draft, with its TwinSpace and its founder."
    )


@strawberry.input(description="What is to be said about a project. What is left out stays. Texts are kept in NFC.")
class UpdateProjectInput(CommandInput):
    """What is to be said about a project."""

    project: strawberry.ID = strawberry.field(description="The id of the project.")
    version: int = strawberry.field(description="The `version` of the project that the change was made from.")
    title: str | None = strawberry.field(
        default=strawberry.UNSET, description="The title, 200 characters at most; it cannot be removed."
    )
    description: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="What the project is about, 5,000 characters at most; null removes it.",
    )
    languages: list[LanguageCode] | None = strawberry.field(
        default=strawberry.UNSET, description="The languages of the project, at least one."
    )
    pupil_ages: AgeRangeInput | None = strawberry.field(
        default=strawberry.UNSET, description="The ages of the pupils; they cannot be removed."
    )


@strawberry.type(description="What `updateProject` came to.")
class UpdateProjectPayload(Payload):
    """The project with its new version."""

    project: Annotated[Project, strawberry.lazy("app.schema.project")] | None = strawberry.field(
        description="The project with its new version."
    )


@strawberry.input(description="Which draft to give up.")
class DeleteDraftInput(CommandInput):
    """Which draft to give up."""

    project: strawberry.ID = strawberry.field(description="The id of the draft.")


@strawberry.type(description="What `deleteDraft` came to.")
class DeleteDraftPayload(Payload):
    """Nothing more: the draft is gone."""
