"""Commands about schools that were entered here: the national organisation decides (REG-05, RIGHT-08, NAT-02).

A school is looked at before any lock and once more under it, so that a hidden one holds up nobody. It is loaded without
its people, so one that is seen because of them alone, in another country, is refused as an absent one.
"""

from __future__ import annotations

from datetime import datetime

from app.authz.facts import School, Viewer
from app.authz.picking import load_locked_school, load_school, load_user
from app.database.commands.outbox import Letter, LetterKind
from app.database.commands.schools import NewSchoolDecision, write_school_decision
from app.database.vocabulary import SchoolStatus
from app.errors import Conflict
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.input import identifier, refused_prose
from app.resolvers.commands.registrations import REASON_LENGTH

KIND, ACTION = "School", "validate"
LETTERS = {
    SchoolStatus.VALIDATED: LetterKind.SCHOOL_VALIDATED,
    SchoolStatus.REFUSED: LetterKind.SCHOOL_REFUSED,
}


async def validate_school(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """The school is one: from now on it is seen and chosen as every other. One that was refused may be found valid."""
    return await _decide(transaction, viewer, given, now, SchoolStatus.VALIDATED)


async def refuse_school(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """The school is none, or not one of its own, for a reason: it stays hidden."""
    return await _decide(transaction, viewer, given, now, SchoolStatus.REFUSED)


async def _decide(
    transaction: Transaction, viewer: Viewer, given: Input, now: datetime, status: SchoolStatus
) -> Outcome:
    transaction.require_role(ACTION, KIND)
    reason: str | None = given.get("reason")
    if reason is not None and (problems := refused_prose(reason, "reason", longest=REASON_LENGTH)):
        raise InputRefused(*problems)
    named = identifier(given["school"])
    transaction.require_sight(viewer, KIND, await load_school(transaction.connection, named), "school")
    school = await load_locked_school(transaction.connection, named)
    transaction.require_sight(viewer, KIND, school, "school")
    assert school is not None  # noqa: S101 - an absent one was refused
    transaction.require_action(viewer, ACTION, KIND, school)
    if school.status in {status, SchoolStatus.VALIDATED}:
        hint = "Read it again: somebody may have decided."
        raise Conflict("This cannot be decided about the school as it is now.", hint=hint)
    assert viewer.user is not None  # noqa: S101 - strangers are not admitted
    new = NewSchoolDecision(school.id, viewer.user, school.country, status, reason)
    await write_school_decision(transaction.connection, new, now)
    letters = await _letters(transaction, school, LETTERS[status], now)
    return Outcome({"school": school.id}, changes={"status": (SchoolStatus(school.status), status)}, letters=letters)


async def _letters(transaction: Transaction, school: School, kind: LetterKind, now: datetime) -> list[Letter]:
    """To whoever entered it and is there still, by the first or the second school: who has moved on sees it no more."""
    if school.head_supplied_by is None:
        return []
    person = await load_user(transaction.connection, school.head_supplied_by, now)
    there = person is not None and school.id in {person.school, person.second_school}
    return [Letter(kind, school.head_supplied_by)] if there else []
