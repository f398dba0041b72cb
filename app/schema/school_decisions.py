"""The commands by which a national organisation decides about schools, and says which of them are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload

if TYPE_CHECKING:
    from app.schema.school import School


@strawberry.input(description="Which school is valid.")
class ValidateSchoolInput(CommandInput):
    """Which school is valid."""

    school: strawberry.ID = strawberry.field(description="The id of the school.")


@strawberry.type(description="What `validateSchool` came to.")
class ValidateSchoolPayload(Payload):
    """The school."""

    school: Annotated[School, strawberry.lazy("app.schema.school")] | None = strawberry.field(
        description="The school, which whoever may see schools sees now."
    )


@strawberry.input(description="Which school is refused, and why.")
class RefuseSchoolInput(CommandInput):
    """Which school is refused, and why."""

    school: strawberry.ID = strawberry.field(description="The id of the school.")
    reason: str = strawberry.field(description="The reason: 2,000 characters at most.")


@strawberry.type(description="What `refuseSchool` came to.")
class RefuseSchoolPayload(Payload):
    """The school."""

    school: Annotated[School, strawberry.lazy("app.schema.school")] | None = strawberry.field(
        description="The school, which stays hidden from all but its own people and staff."
    )


@strawberry.input(description="Which two schools are one.")
class MergeSchoolsInput(CommandInput):
    """Which two schools are one."""

    surviving: strawberry.ID = strawberry.field(description="The id of the school that stays; it was found valid.")
    absorbed: strawberry.ID = strawberry.field(description="The id of the school that becomes part of it.")


@strawberry.type(description="What `mergeSchools` came to.")
class MergeSchoolsPayload(Payload):
    """The school."""

    school: Annotated[School, strawberry.lazy("app.schema.school")] | None = strawberry.field(
        description="The surviving school, to which both ids lead now."
    )
