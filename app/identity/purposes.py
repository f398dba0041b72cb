"""The purpose that the claim and the header of one request agree on (G-02).

In: what the token says and the values of the header `X-Purpose`. Out: a `Caller`, or `Forbidden`. Which roles exist and
what each may read for, the version in force says; it is asked where the answer is made (`app.authz.admission`), so that
a request is never refused by a policy that is no longer in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.authz.caller import ANONYMOUS, Caller
from app.database.vocabulary import PURPOSES_OF_ROLE, STAFF_ROLES, Purpose
from app.errors import Forbidden


def caller_for_purpose(claimed: Caller, headers: Sequence[str] = ()) -> Caller:
    """The caller with the one purpose, if any, that claim and header agree on; some version must allow it."""
    purpose = _agreed(claimed.purpose, headers)
    if claimed.role not in STAFF_ROLES:
        if purpose is not None:
            raise Forbidden("Only staff roles act for a purpose.", hint="Leave the header `X-Purpose` out.")
        return claimed if claimed.person is not None else ANONYMOUS
    if purpose is not None and purpose not in PURPOSES_OF_ROLE[claimed.role]:
        raise Forbidden("The acting role may not have this purpose.")
    return replace(claimed, purpose=purpose)


def _agreed(claimed: Purpose | None, headers: Sequence[str]) -> Purpose | None:
    if not headers:
        return claimed
    if len(headers) > 1:
        raise Forbidden("The header `X-Purpose` occurs more than once.")
    try:
        purpose = Purpose(headers[0])
    except ValueError:
        raise Forbidden("The header `X-Purpose` names no purpose.") from None
    if claimed not in (None, purpose):
        raise Forbidden("The token and the header `X-Purpose` name different purposes.")
    return purpose
