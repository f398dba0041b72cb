"""Whether the version in force knows the acting role, with this purpose: nothing is asked of the database for it.

In: what the token and the header say, and the policy. Out: nothing, or `Forbidden`: never silently a smaller view
(G-02). Whether this very person may act so is read with the answer (`app.authz.viewer`).
"""

from __future__ import annotations

from app.authz.caller import Caller
from app.authz.policy import Policy
from app.database.vocabulary import STAFF_ROLES
from app.errors import Forbidden


def require_purpose(caller: Caller, policy: Policy) -> None:
    """Refuse a role that the version does not know, and a purpose that it does not allow or does not see."""
    purposes = policy.purposes(caller.role)
    if caller.purpose in purposes:
        return
    if not purposes:
        raise Forbidden(
            "This role does not exist under the notice in force.", hint="`viewer.policyVersion` names the notice."
        )
    if caller.purpose is None:
        raise Forbidden("A staff role needs a purpose.", hint="Name it in the header `X-Purpose`.")
    if caller.role not in STAFF_ROLES:
        raise Forbidden("Only staff roles act for a purpose.", hint="Leave the header `X-Purpose` out.")
    raise Forbidden("The acting role may not have this purpose.")
