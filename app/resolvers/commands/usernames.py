"""A user name: nobody else has it in any spelling, and who has one keeps it.

Whether a name is free tells that somebody has it, so it is told once: else whoever changes theirs again and again would
learn which ones others have.
"""

from __future__ import annotations

from uuid import UUID

from app.database.commands.registering import is_name_free
from app.database.text import fold
from app.errors import BadInput
from app.resolvers.commands.command import Transaction


def refused_change(before: str | None, after: str | None) -> list[BadInput]:
    """What is wrong with another name for who has one: only its capitals and marks can change."""
    if before is None or (after is not None and fold(after) == fold(before)):
        return []
    hint = "Only its capitals and marks can change. Write to the support."
    return [BadInput("A user name is kept.", hint=hint, field="username")]


async def require_free(transaction: Transaction, person: UUID, username: str) -> None:
    """Refuse a name that somebody else has. It comes last, when nothing else is wrong."""
    if not await is_name_free(transaction.connection, username, person):
        raise BadInput("This user name cannot be had.", hint="Choose another, or none.", field="username")
