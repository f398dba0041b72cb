"""Commands about the second school of who works at two (A-52, NAT-14, REG-05).

An eTwinner says so oneself; then a person of the national organisation of that school's country decides, who sees of
the person the core set and that school, and nothing of the first one. Nothing becomes of the registration: it is the
first school's. All four have the lock on the person, so a decision comes before the person takes the school away, or
does not find it. It names the school, too: the person may have exchanged it since the organisation looked.
"""

from __future__ import annotations

from datetime import datetime

from app.authz.facts import User, Viewer
from app.authz.picking import load_locked_user, load_school, load_user
from app.database.commands.affiliations import (
    NewAffiliationDecision,
    add_second_school,
    remove_second_school,
    write_affiliation_decision,
)
from app.database.commands.audit import Changes
from app.database.commands.locks import lock_person
from app.database.commands.outbox import Letter, LetterKind
from app.database.vocabulary import AccountStatus, AffiliationStatus
from app.errors import BadInput, Conflict
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.input import identifier
from app.resolvers.commands.profile import locked_oneself
from app.resolvers.commands.registering import school_of
from app.resolvers.commands.registration_input import in_nfc, problems_of_choice

KIND, ACTION = "User", "affirm"
LETTERS = {
    AffiliationStatus.VALIDATED: LetterKind.SECOND_SCHOOL_VALIDATED,
    AffiliationStatus.REFUSED: LetterKind.SECOND_SCHOOL_REFUSED,
}
_OPEN = frozenset({AffiliationStatus.PENDING, AffiliationStatus.VALIDATED})


async def add_my_school(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Work at a second school, too. The one that is there already stays as it is."""
    user = await locked_oneself(transaction, viewer, "affiliate", now)
    if user.status != AccountStatus.VALIDATED or user.restricted:
        raise Conflict("A validated eTwinner alone adds a school.", hint="Read `viewer { user { status } }`.")
    said = in_nfc({name: given[name] for name in ("school", "newSchool") if name in given})
    if problems := problems_of_choice(said, transaction.countries):
        raise InputRefused(*problems)
    school, country = await school_of(transaction, viewer, said)
    if school == user.school:
        raise BadInput("This is the first school already.", hint="Name another one.", field="school")
    if user.second_status in _OPEN:
        if school == user.second_school:
            return Outcome({"user": user.id}, changed=False)
        raise Conflict("There is a second school already.", hint="Send `removeMySchool` first.")
    await add_second_school(transaction.connection, user.id, school, country)
    changes: Changes = {
        "secondSchool": (user.second_school, school),
        "secondStatus": (_word(user), AffiliationStatus.PENDING),
    }
    return Outcome({"user": user.id}, (school,), changes=changes)


async def remove_my_school(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Work at one school alone. What is not the second school is none afterwards, either."""
    user = await locked_oneself(transaction, viewer, "disaffiliate", now)
    # Of a school that was merged into another, the id leads to that one.
    school = await load_school(transaction.connection, identifier(given["school"]))
    if school is not None and school.id == user.school:
        raise Conflict("The first school cannot be removed.", hint="Send `changeMySchool`.")
    if school is None or school.id != user.second_school:
        return Outcome({"user": user.id}, changed=False)
    await remove_second_school(transaction.connection, user.id)
    changes: Changes = {"secondSchool": (user.second_school, None), "secondStatus": (_word(user), None)}
    return Outcome({"user": user.id}, (school.id,), changes=changes)


async def validate_affiliation(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """The person works at that school, too: peers see it from now on."""
    return await _decide(transaction, viewer, given, now, AffiliationStatus.VALIDATED)


async def refuse_affiliation(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """The person does not work there, or no longer: the organisation sees them no more."""
    return await _decide(transaction, viewer, given, now, AffiliationStatus.REFUSED)


async def _decide(
    transaction: Transaction, viewer: Viewer, given: Input, now: datetime, status: AffiliationStatus
) -> Outcome:
    transaction.require_role(ACTION, KIND)
    person, connection = identifier(given["user"]), transaction.connection
    transaction.require_sight(viewer, KIND, await load_user(connection, person, now), "user")
    await lock_person(connection, person)
    user = await load_locked_user(connection, person, now)
    transaction.require_sight(viewer, KIND, user, "user")
    assert user is not None  # noqa: S101 - an absent one was refused
    transaction.require_action(viewer, ACTION, KIND, user)
    assert viewer.user is not None  # noqa: S101 - strangers are not admitted
    assert user.second_school is not None  # noqa: S101 - the rule compares its country with that of the viewer
    assert user.second_country is not None  # noqa: S101 - the same
    # Of a school that was merged into another, the id leads to that one.
    school = await load_school(connection, identifier(given["school"]))
    if school is None or school.id != user.second_school or user.second_status == status:
        hint = "Read it again: somebody may have decided, or it is another school."
        raise Conflict("This cannot be decided about the second school as it is now.", hint=hint)
    new = NewAffiliationDecision(user.id, user.second_school, viewer.user, user.second_country, status)
    await write_affiliation_decision(connection, new, now)
    changes: Changes = {"secondStatus": (_word(user), status)}
    letters = [Letter(LETTERS[status], user.id)]
    return Outcome({"user": user.id}, (user.second_school,), changes=changes, letters=letters)


def _word(user: User) -> AffiliationStatus | None:
    return None if user.second_status is None else AffiliationStatus(user.second_status)
