"""The command by which a general user registers as an eTwinner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.age_range import AgeRangeInput
from app.schema.commands import CommandInput, Payload
from app.schema.enums import SchoolRole
from app.schema.scalars import CountryCode, EmailAddress, LanguageCode

if TYPE_CHECKING:
    from app.schema.user import User


@strawberry.type(description="A school as those see it who register: to be chosen by its id.")
class RegistrationSchool:
    """A school that may be chosen."""

    id: strawberry.ID = strawberry.field(description="The id, for `RegisterAsETwinnerInput.school`.")
    official_name: str = strawberry.field(description="The official name.")
    city: str = strawberry.field(description="The city.")


@strawberry.input(description="The head of a school. Users do not see these data; who supplies them reads them back.")
class HeadOfSchoolInput:
    """The head of a school."""

    first_name: str = strawberry.field(description="First name.")
    last_name: str = strawberry.field(description="Last name.")
    email: EmailAddress = strawberry.field(description="E-mail address at work.")


@strawberry.input(description="A school that is not there yet.")
class NewSchoolInput:
    """A school that is not there yet."""

    official_name: str = strawberry.field(description="The official name.")
    address: str = strawberry.field(description="The postal address.")
    city: str = strawberry.field(description="The city.")
    region: str = strawberry.field(description="The region.")
    country: CountryCode = strawberry.field(description="A country of `countries`.")
    email: EmailAddress = strawberry.field(description="The e-mail address of the school.")
    head: HeadOfSchoolInput = strawberry.field(description="The head of the school.")


@strawberry.input(description="What one registers with. Texts are kept in NFC.")
class RegisterAsETwinnerInput(CommandInput):
    """What one registers with."""

    school: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="The id of one's school; this or `newSchool`."
    )
    new_school: NewSchoolInput | None = strawberry.field(
        default=strawberry.UNSET, description="One's school where it is not there yet; this or `school`."
    )
    first_name: str = strawberry.field(description="First name.")
    last_name: str = strawberry.field(description="Last name.")
    username: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="A user name of 3 to 50 letters, digits, dots and dashes that nobody else has in any spelling.",
    )
    school_role: SchoolRole = strawberry.field(description="What one does at school.")
    subjects: list[str] = strawberry.field(
        description="The codes of the `subjects` that one teaches; at least one of a teacher."
    )
    languages: list[LanguageCode] = strawberry.field(description="The languages one speaks, at least one.")
    pupil_ages: AgeRangeInput = strawberry.field(description="The ages of one's pupils.")
    description: str | None = strawberry.field(
        default=strawberry.UNSET, description="What one says about oneself, 5,000 characters at most."
    )
    notice_version: str = strawberry.field(
        description="The notice of eTwinners that was shown; it has to be the one in force (`Viewer.policyVersion`)."
    )
    notice_language: LanguageCode = strawberry.field(description="The language in which it was shown.")


@strawberry.type(description="What `registerAsETwinner` came to.")
class RegisterAsETwinnerPayload(Payload):
    """The person, who waits to be validated."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person, whose registration waits."
    )
