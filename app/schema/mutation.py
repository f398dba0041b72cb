"""The root of the commands. Each is a function of `app.resolvers.commands`, found by the name of its field."""

from __future__ import annotations

import strawberry

from app.schema.assignment import (
    GrantAssignmentInput,
    GrantAssignmentPayload,
    RevokeAssignmentInput,
    RevokeAssignmentPayload,
)
from app.schema.commands import command


@strawberry.type(
    description="The root of the commands. They are carried out one after the other, each as a whole or not at all: "
    "one that is refused is null and changes nothing, those before it stay, those after it are carried out."
)
class Mutation:
    """The root of the commands."""

    grant_assignment: GrantAssignmentPayload | None = command(
        GrantAssignmentInput, "Give a person a staff role, from a time on."
    )
    revoke_assignment: RevokeAssignmentPayload | None = command(
        RevokeAssignmentInput, "End an assignment now, for every request that starts after the answer."
    )
