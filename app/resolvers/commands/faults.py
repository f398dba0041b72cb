"""What a command that has failed says, whatever failed.

In: an exception. Out: the refusals that stand in the answer, or None for a fault of ours. Nothing of the database is
repeated: a uniqueness or a reference that does not hold says nothing about the row that it met (attacks I03, I04).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import psycopg
from psycopg import errors

from app.errors import Conflict, Refusal, Unavailable
from app.resolvers.commands.command import InputRefused

_AGAIN = "Try again in some seconds."
# SQLSTATEs of our own, raised by triggers: what they hold may be told to who may act on such objects at all.
_HELD: Mapping[str, tuple[str, str]] = {
    "TG002": ("The person has this role at that time already.", "Revoke the other assignment first."),
    "TG003": (
        "Three people of the service provider have this role at that time: there is no fourth.",
        "Revoke one of their assignments first.",
    ),
}


def refusals_of(fault: Exception) -> Sequence[Refusal] | None:
    """The refusals that a fault stands for; None for one that nobody expected."""
    match fault:
        case Refusal():
            return (fault,)
        case InputRefused(refusals=refusals):
            return refusals
        case errors.SerializationFailure() | errors.DeadlockDetected():
            return (Conflict("Somebody else changes the same objects now.", hint="Send the command again."),)
        case errors.IntegrityError():
            return (Conflict("The command does not fit what is there.", hint="Read the objects again."),)
        case errors.LockNotAvailable() | errors.QueryCanceled():
            return (Unavailable("The command takes too long now.", hint=_AGAIN),)
        case psycopg.OperationalError() | psycopg.InterfaceError():
            return (Unavailable("The service is not available now.", hint=_AGAIN),)
        case psycopg.Error(sqlstate=str(state)) if state in _HELD:
            message, hint = _HELD[state]
            return (Conflict(message, hint=hint),)
        case _:
            return None
