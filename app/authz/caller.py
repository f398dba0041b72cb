"""Who calls, as far as the token says: the input of every decision.

A `Caller` is a claim, not a right. What decides (state of the account, live assignment, country, sets) is read
from the database in the very statement that answers (see `app.authz.viewer`).
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.database.vocabulary import Purpose, Role


@dataclass(frozen=True, slots=True)
class Caller:
    """One person in exactly one role with at most one purpose (A-29, G-02)."""

    role: Role = Role.ANONYMOUS
    purpose: Purpose | None = None
    user_id: UUID | None = None


ANONYMOUS = Caller()
