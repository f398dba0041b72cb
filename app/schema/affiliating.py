"""The commands about the second school of who works at two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload, command
from app.schema.registering import NewSchoolInput

if TYPE_CHECKING:
    from app.schema.user import User


@strawberry.input(description="The second school that one works at.")
class AddMySchoolInput(CommandInput):
    """The second school that one works at."""

    school: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="The id of the school; this or `newSchool`."
    )
    new_school: NewSchoolInput | None = strawberry.field(
        default=strawberry.UNSET, description="The school where it is not there yet; this or `school`."
    )


@strawberry.type(description="What `addMySchool` came to.")
class AddMySchoolPayload(Payload):
    """The person, whose second school waits to be validated."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person, whose second school waits to be validated."
    )


@strawberry.input(description="The school that one works at no more.")
class RemoveMySchoolInput(CommandInput):
    """The school that one works at no more."""

    school: strawberry.ID = strawberry.field(description="The id of the second school.")


@strawberry.type(description="What `removeMySchool` came to.")
class RemoveMySchoolPayload(Payload):
    """The person, who is at one school."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person, who is at one school."
    )


@strawberry.input(description="Whose second school is valid.")
class ValidateAffiliationInput(CommandInput):
    """Whose second school is valid."""

    user: strawberry.ID = strawberry.field(description="The id of the person.")
    school: strawberry.ID = strawberry.field(description="The id of the second school; of another one it is CONFLICT.")


@strawberry.type(description="What `validateAffiliation` came to.")
class ValidateAffiliationPayload(Payload):
    """The person."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person, with the second school that peers see from now on."
    )


@strawberry.input(description="Whose second school is refused.")
class RefuseAffiliationInput(CommandInput):
    """Whose second school is refused."""

    user: strawberry.ID = strawberry.field(description="The id of the person.")
    school: strawberry.ID = strawberry.field(description="The id of the second school; of another one it is CONFLICT.")


@strawberry.type(description="What `refuseAffiliation` came to.")
class RefuseAffiliationPayload(Payload):
    """The person, where the organisation still sees them."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person, where they are seen for another reason; else null."
    )


@strawberry.type(description="The commands about second schools.")
class AffiliationCommands:
    """The commands about second schools, a part of the root of all commands."""

    add_my_school: AddMySchoolPayload | None = command(
        AddMySchoolInput,
        "Say that one works at a second school, too: one at most. It waits for the organisation of that school's "
        "country, which sees of the person the core set and this school. For validated eTwinners, oneself alone.",
    )
    remove_my_school: RemoveMySchoolPayload | None = command(
        RemoveMySchoolInput,
        "Say that one works at the second school no more; its organisation sees the person no more. For oneself alone.",
    )
    validate_affiliation: ValidateAffiliationPayload | None = command(
        ValidateAffiliationInput,
        "Find the second school of a person valid, which is of one's own country. For national support organisations "
        "with the purpose VALIDATION, as the next one.",
    )
    refuse_affiliation: RefuseAffiliationPayload | None = command(
        RefuseAffiliationInput,
        "Refuse the second school of a person, which waits or was valid. The registration stays as it is.",
    )
