"""The commands by which a person keeps the own profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.age_range import AgeRangeInput
from app.schema.commands import CommandInput, Payload
from app.schema.enums import SchoolRole
from app.schema.registering import NewSchoolInput
from app.schema.scalars import LanguageCode

if TYPE_CHECKING:
    from app.schema.user import User


@strawberry.input(description="What changes in one's profile: what is left out stays. Texts are kept in NFC.")
class UpdateMyProfileInput(CommandInput):
    """What changes in one's profile."""

    first_name: str | None = strawberry.field(default=strawberry.UNSET, description="First name.")
    last_name: str | None = strawberry.field(default=strawberry.UNSET, description="Last name.")
    username: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="A user name as in `RegisterAsETwinnerInput`. Who has one keeps it, but for capitals and marks.",
    )
    school_role: SchoolRole | None = strawberry.field(
        default=strawberry.UNSET,
        description="What one does at school. A validated registration with another role waits to be validated again.",
    )
    subjects: list[str] | None = strawberry.field(
        default=strawberry.UNSET,
        description="The codes of the `subjects` that one teaches, or what one's profile shows already; at least one "
        "of a teacher.",
    )
    languages: list[LanguageCode] | None = strawberry.field(
        default=strawberry.UNSET, description="The languages one speaks, at least one."
    )
    pupil_ages: AgeRangeInput | None = strawberry.field(
        default=strawberry.UNSET, description="The ages of one's pupils."
    )
    description: str | None = strawberry.field(
        default=strawberry.UNSET, description="What one says about oneself, 5,000 characters at most; null for nothing."
    )


@strawberry.type(description="What `updateMyProfile` came to.")
class UpdateMyProfilePayload(Payload):
    """The person, as they are now."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person, as they are now."
    )


@strawberry.input(description="Whether eTwinners see one's contacts.")
class HideMyContactsInput(CommandInput):
    """Whether eTwinners see one's contacts."""

    hide: bool = strawberry.field(description="True: they do not. False: they do.")


@strawberry.type(description="What `hideMyContacts` came to.")
class HideMyContactsPayload(Payload):
    """The person, who still sees all of their own contacts."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person, who still sees all of their own contacts."
    )


@strawberry.input(description="The school that one works at now.")
class ChangeMySchoolInput(CommandInput):
    """The school that one works at now."""

    school: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="The id of the school; this or `newSchool`."
    )
    new_school: NewSchoolInput | None = strawberry.field(
        default=strawberry.UNSET, description="The school where it is not there yet; this or `school`."
    )


@strawberry.type(description="What `changeMySchool` came to.")
class ChangeMySchoolPayload(Payload):
    """The person, as far as they still see themselves in this role."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person, whose registration waits. Null in the role of an eTwinner, which is over until it is "
        "validated: take a token of a general user."
    )
