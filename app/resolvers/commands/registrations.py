"""Commands about registrations: a person of the national organisation decides (REG-04, REG-05, A-50, RIGHT-08).

There is no way without a person: each needs a viewer in the role NSO for the purpose of validation, of the country that
the school of the registrant is in at that moment. Who is decided about is looked at before the lock, so that a hidden
person holds up nobody, and once more under it: what was found there is what is written. A command about many people is
one transaction with a savepoint for each: what is refused for one is undone for that one alone.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import psycopg

from app.authz.facts import User, Viewer
from app.authz.picking import load_locked_user, load_user
from app.database.commands.locks import lock_person
from app.database.commands.outbox import Letter, LetterKind
from app.database.commands.registrations import STATES, NewDecision, write_decision
from app.database.vocabulary import Decision, DecisionCode
from app.errors import BadInput, Conflict
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.faults import refusals_of
from app.resolvers.commands.input import identifier, refused_prose
from app.resolvers.cost import MOST_AT_ONCE

KIND, ACTION = "User", "decide"
REASON_LENGTH = 2000
LETTERS = {
    Decision.VALIDATED: LetterKind.REGISTRATION_VALIDATED,
    Decision.REFUSED: LetterKind.REGISTRATION_REFUSED,
    Decision.WITHDRAWN: LetterKind.VALIDATION_WITHDRAWN,
}
DONE = DecisionCode.DONE.value


async def validate_registration(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """The registration is valid: from now on the person acts as an eTwinner."""
    return await _decide_one(transaction, viewer, given, now, Decision.VALIDATED)


async def refuse_registration(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """The registration is refused, for a reason: the person is a general user as before."""
    return await _decide_one(transaction, viewer, given, now, Decision.REFUSED)


async def withdraw_validation(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """A validation no longer holds, for a reason: what the person showed as an eTwinner is hidden at once."""
    return await _decide_one(transaction, viewer, given, now, Decision.WITHDRAWN)


async def _decide_one(
    transaction: Transaction, viewer: Viewer, given: Input, now: datetime, decision: Decision
) -> Outcome:
    transaction.require_role(ACTION, KIND)
    reason: str | None = given.get("reason")
    if reason is not None and (problems := refused_prose(reason, "reason", longest=REASON_LENGTH)):
        raise InputRefused(*problems)
    person = identifier(given["user"])
    await decide(transaction, viewer, person, now, decision=decision, reason=reason)
    return Outcome({"user": person}, changes={"status": STATES[decision]}, letters=[Letter(LETTERS[decision], person)])


async def validate_registrations(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Up to a hundred registrations are valid, each by itself."""
    return await _decide_many(transaction, viewer, given, now, Decision.VALIDATED)


async def refuse_registrations(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Up to a hundred registrations are refused for one reason, each by itself."""
    return await _decide_many(transaction, viewer, given, now, Decision.REFUSED)


async def _decide_many(
    transaction: Transaction, viewer: Viewer, given: Input, now: datetime, decision: Decision
) -> Outcome:
    transaction.require_role(ACTION, KIND)
    reason: str | None = given.get("reason")
    problems = [] if reason is None else refused_prose(reason, "reason", longest=REASON_LENGTH)
    people = [identifier(one) for one in given["users"]]
    if not 0 < len(people) <= MOST_AT_ONCE:
        problems.append(BadInput(f"Expected 1 to {MOST_AT_ONCE} ids.", hint="Send several commands.", field="users"))
    if problems:
        raise InputRefused(*problems)
    became: dict[UUID, str] = {}
    # In one order for everybody: of two lists with the same people, one waits for the other.
    for person in sorted(set(people)):
        try:
            async with transaction.connection.transaction():
                await decide(transaction, viewer, person, now, decision=decision, reason=reason)
            became[person] = DONE
        except Exception as fault:
            refusals = refusals_of(fault)
            if not refusals:
                raise
            became[person] = refusals[0].code.value
    decided = tuple(person for person, code in became.items() if code == DONE)
    codes = [became[person] for person in people]
    return Outcome(
        concerns=decided,
        changed=bool(decided),
        codes=codes,
        changes={"status": STATES[decision]},
        letters=[Letter(LETTERS[decision], person) for person in decided],
    )


async def decide(
    transaction: Transaction, viewer: Viewer, person: UUID, now: datetime, *, decision: Decision, reason: str | None
) -> None:
    """Decide about one registration, or refuse to."""
    connection = transaction.connection
    transaction.require_sight(viewer, KIND, await load_user(connection, person, now), "user")
    # Nobody acts by the old state once the new one is written.
    await lock_person(connection, person)
    user = await load_locked_user(connection, person, now)
    transaction.require_sight(viewer, KIND, user, "user")
    assert user is not None  # noqa: S101 - an absent one was refused
    transaction.require_action(viewer, ACTION, KIND, user)
    _require_state(user, decision)
    assert viewer.user is not None  # noqa: S101 - strangers are not admitted
    assert user.country is not None  # noqa: S101 - the rule compares it with that of the viewer
    new = NewDecision(decision, user.id, viewer.user, user.country, reason)
    try:
        done = await write_decision(connection, new, now)
    except psycopg.Error as fault:
        # A limit on assignments: the national organisation does not see those of others.
        if (fault.sqlstate or "").startswith("TG"):
            raise _not_now() from None
        raise
    if not done:
        raise _not_now()


def _require_state(user: User, decision: Decision) -> None:
    before, _ = STATES[decision]
    if user.status != before:
        raise _not_now()


def _not_now() -> Conflict:
    return Conflict(
        "This cannot be decided about the registration as it is now.", hint="Read it again: somebody may have decided."
    )
