"""What a command shows of a person to staff beside what it does: that is a look, and leaves a record (SEC-15).

Whoever is told FORBIDDEN or CONFLICT of somebody learns that they are there, and something of their state. So the
people whom a command has found the viewer to see, and who stand in no entry of the audit log, get a record of the
access log before the answer goes out. A hidden person is NOT_FOUND before that, and gets none.

In: a transaction, whom it was confirmed for, the command, the people. Out: nothing; `Unavailable` where it cannot be
written (R06).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

import psycopg

from app.authz.caller import Caller
from app.authz.confirming import Confirmed
from app.database.access_log.record import write_record
from app.database.vocabulary import STAFF_ROLES
from app.resolvers.read.recording import is_of_record, not_recorded


async def record_look(
    connection: psycopg.AsyncConnection[Any],
    caller: Caller,
    confirmed: Confirmed,
    *,
    command: str,
    operation: str,
    people: Collection[UUID],
) -> None:
    """Record that a member of staff was shown these people, if any are others."""
    others = sorted({*people} - {confirmed.viewer.user})
    if caller.role not in STAFF_ROLES or confirmed.viewer.user is None or not others:
        return
    try:
        await write_record(
            connection,
            viewer=confirmed.viewer.user,
            role=caller.role.value,
            purpose=None if caller.purpose is None else caller.purpose.value,
            organisation=confirmed.organisation,
            operation=operation,
            subjects=others,
            coordinates=[f"Mutation.{command}"],
        )
    except psycopg.Error as fault:
        if is_of_record(fault):
            raise not_recorded(fault) from None
        raise
