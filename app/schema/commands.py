"""What every command takes and gives, after the Relay specification of mutations.

A field of `Mutation` has one argument, `input`, whose type adds its own members to `CommandInput`. Its payload adds to
`Payload` the objects that the command has changed: nullable, read as every other object is, masked for the viewer.
"""

from __future__ import annotations

from typing import Any

import strawberry

from app.schema.arguments import argument, declared


@strawberry.input(description="What every command takes.")
class CommandInput:
    """What every command takes."""

    client_mutation_id: str | None = strawberry.field(
        default=strawberry.UNSET, description="A text that the payload repeats; nothing is done with it."
    )
    idempotency_key: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="A text of one's own choice that names this request, 200 characters at most. For 24 hours the same "
        "viewer with the same key and the same input gets the same outcome, and nothing is done twice.",
    )


@strawberry.type(description="What every command gives.")
class Payload:
    """What every command gives."""

    client_mutation_id: str | None = strawberry.field(description="The text of the input.")


def command(given: type, description: str) -> Any:
    """A field of `Mutation`. It has no resolver: `app.resolvers.commands` answers it."""
    return declared(description, arguments=(argument("input", given, "What to do."),))
