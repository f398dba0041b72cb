"""Who calls, as far as the token says: the input of every decision.

A `Caller` is a claim, not a right. What decides (state of the account, live assignment, country, sets) is read
from the database in the very statement that answers (see `app.authz.viewer`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from app.database.vocabulary import Purpose, Role


@dataclass(frozen=True, slots=True)
class Caller:
    """One person in exactly one role with at most one purpose (A-29, G-02)."""

    role: Role = Role.ANONYMOUS
    purpose: Purpose | None = None
    user_id: UUID | None = None
    # When the token ends, in seconds since 1970: for whoever stays connected. It is no part of who calls.
    expires: int | None = field(default=None, compare=False)

    @property
    def person(self) -> str | None:
        """One and the same text for one and the same person, whatever the role; None for the public."""
        return None if self.user_id is None else str(self.user_id)


ANONYMOUS = Caller()
