"""Who is asking. The read path answers this type from the token and the live assignment, not from one row."""

from __future__ import annotations

import strawberry

from app.schema.enums import Purpose, Role
from app.schema.scalars import CountryCode
from app.schema.user import User


@strawberry.type(description="Who is asking: the acting role and what it stands on.")
class Viewer:
    """The acting role and what it stands on."""

    role: Role = strawberry.field(description="The acting role; ANONYMOUS without a token.")
    purpose: Purpose | None = strawberry.field(description="Why a staff member reads; null for the other roles.")
    country: CountryCode | None = strawberry.field(
        description="The country of the assignment for national roles, of the own school for users, else null."
    )
    user: User | None = strawberry.field(description="The own row, in every role; null for the public.")
    policy_version: str = strawberry.field(description="The privacy notice that the answers follow.")
