"""The command by which a person changes the school, and with it perhaps the country (A-51, NAT-14, REG-05).

The registration was found valid by the organisation of the former school's country, and for that school. From now on it
waits for that of the new one: peers and the public do not see the person meanwhile, and the former organisation sees
them no more. A decision about the same person comes before the move, or does not find them: both have the lock on that
person alone.
"""

from __future__ import annotations

from datetime import datetime

from app.authz.facts import Viewer
from app.database.commands.audit import Changes
from app.database.commands.profiles import move
from app.database.vocabulary import AccountStatus
from app.errors import Conflict
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.profile import locked_oneself
from app.resolvers.commands.registering import school_of
from app.resolvers.commands.registration_input import in_nfc, problems_of_choice
from app.resolvers.commands.second_schools import changes_of_second

ACTION = "move"
_REGISTERED = frozenset({AccountStatus.PENDING, AccountStatus.VALIDATED})


async def change_my_school(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Move to another school. The one where the person is already changes nothing."""
    user = await locked_oneself(transaction, viewer, ACTION, now)
    if user.status not in _REGISTERED or user.restricted:
        raise Conflict(
            "This account cannot change the school as it is now.",
            hint="Who is not registered sends `registerAsETwinner`; see `viewer { registration { state } }`.",
        )
    said = in_nfc({name: given[name] for name in ("school", "newSchool") if name in given})
    if problems := problems_of_choice(said, transaction.countries):
        raise InputRefused(*problems)
    school, country = await school_of(transaction, viewer, said)
    if school == user.school:
        return Outcome({"user": user.id}, changed=False)
    await move(transaction.connection, user.id, school, country)
    changes: Changes = {"school": (user.school, school)}
    if user.status == AccountStatus.VALIDATED:
        changes = {**changes, "status": (AccountStatus.VALIDATED, AccountStatus.PENDING)}
    changes = {**changes, **changes_of_second(user, school, again=False)}
    return Outcome({"user": user.id}, (school,), changes=changes)
