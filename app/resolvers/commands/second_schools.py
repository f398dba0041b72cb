"""What becomes of a second school by commands that are about the first one, in the words of the audit log (A-52).

In: the locked person as before the command. Out: changes. The rows are written elsewhere: `let_wait` and
`write_registration` let a valid one wait, a trigger ends the one that becomes the first.
"""

from __future__ import annotations

from uuid import UUID

from app.authz.facts import User
from app.database.commands.audit import Changes
from app.database.vocabulary import AffiliationStatus


def changes_of_second(user: User, first: UUID | None, *, again: bool) -> Changes:
    """Of the second school when that is the first one from now on; `again` when all is to be validated again."""
    if user.second_school is None or user.second_status is None:
        return {}
    status = AffiliationStatus(user.second_status)
    if first == user.second_school:
        return {"secondSchool": (user.second_school, None), "secondStatus": (status, None)}
    if again and status == AffiliationStatus.VALIDATED:
        return {"secondStatus": (status, AffiliationStatus.PENDING)}
    return {}
