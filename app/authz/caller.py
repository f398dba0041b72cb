"""Who calls, as far as the token says: the input of every decision.

A `Caller` is a claim, not a right. What decides (state of the account, live assignment, country, sets) is read
from the database in the very statement that answers (see `app.authz.viewer`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from app.database.vocabulary import Purpose, Role


@dataclass(frozen=True, slots=True)
class Subject:
    """A person as an issuer names them; which account that is, if any, the database says.

    `email` is an address that the issuer has verified, for the claim of an old account and for nothing else.
    """

    issuer: str
    name: str
    email: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Caller:
    """One person in exactly one role with at most one purpose (A-29, G-02), named by a user id or by an issuer."""

    role: Role = Role.ANONYMOUS
    purpose: Purpose | None = None
    user_id: UUID | None = None
    subject: Subject | None = None
    # When the token was issued, in seconds since 1970: one that is older than a sign-out everywhere does not count.
    issued: int | None = field(default=None, compare=False)
    # When the person signed in, in seconds since 1970: only a token that comes of a sign-in says so (`auth_time`).
    signed_in: int | None = field(default=None, compare=False)
    # When the token ends, in seconds since 1970: for whoever stays connected. It is no part of who calls.
    expires: int | None = field(default=None, compare=False)

    @property
    def person(self) -> str | None:
        """One and the same text for one and the same person, whatever the role; None for the public.

        It is written to logs and counters, so the name that an issuer has for the person is not in it.
        """
        if self.user_id is not None:
            return str(self.user_id)
        if self.subject is None:
            return None
        return sha256(f"{self.subject.issuer}\0{self.subject.name}".encode()).hexdigest()[:32]


ANONYMOUS = Caller()
