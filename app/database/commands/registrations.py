"""Writes decisions about registrations, and the state of the account that follows (REG-04, REG-05, A-50).

In: the connection of a transaction that has locked the person, a decision that was found to be allowed. Out: nothing.
Nothing else of an account depends on its state: its words, its clocks and the periods of its consents stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg

from app.database.vocabulary import AccountStatus, Decision

# From which state each decision leads to which. A validation that is withdrawn ends as one that was refused.
STATES: Mapping[Decision, tuple[AccountStatus, AccountStatus]] = {
    Decision.VALIDATED: (AccountStatus.PENDING, AccountStatus.VALIDATED),
    Decision.REFUSED: (AccountStatus.PENDING, AccountStatus.REFUSED),
    Decision.WITHDRAWN: (AccountStatus.VALIDATED, AccountStatus.REFUSED),
}

_CHANGE = "UPDATE users SET status = %(after)s WHERE id = %(user)s AND status = %(before)s"
_RECORD = """
INSERT INTO validations (id, user_id, validator_id, country, decision, reason, decided_at)
VALUES (%(id)s, %(user)s, %(validator)s, %(country)s, %(decision)s, %(reason)s, %(now)s)
"""
# What holds assignments looks at accounts that come to life; it speaks here, where its words can be kept back.
_CHECK = "SET CONSTRAINTS users_assignments_held IMMEDIATE"


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision that is about to be written. `reason` is there unless the registration is valid."""

    decision: Decision
    user: UUID
    validator: UUID
    country: str
    reason: str | None


async def write_decision(connection: psycopg.AsyncConnection[Any], new: NewDecision, now: datetime) -> bool:
    """Write a decision and the state that follows; False where the account is in another state than it must be."""
    before, after = STATES[new.decision]
    values = {
        "id": uuid4(),
        "user": new.user,
        "validator": new.validator,
        "country": new.country,
        "decision": new.decision.value,
        "reason": new.reason,
        "before": before.value,
        "after": after.value,
        "now": now,
    }
    changed = await connection.execute(_CHANGE, values)
    if changed.rowcount == 0:
        return False
    await connection.execute(_RECORD, values)
    await connection.execute(_CHECK)
    return True
