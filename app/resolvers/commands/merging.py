"""The command by which a national organisation merges two schools that are one (REG-05, NAT-02, NAT-14).

Both are of its country. People, partners of projects and aliases move to the surviving school, which takes over what
it does not have; the id of the absorbed one leads to it from then on, for those who may see it (docs/decisions/0083).
Both are looked at before any lock and once more under it. What has been merged already stays so: of two merges at once,
in whichever direction, the first one is carried out. A former id is no name for what is to be absorbed: whoever sends
it has seen another school than the one that it leads to now.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from app.authz.facts import School, Viewer
from app.authz.picking import load_school
from app.database.commands.merging import Merging, lock_schools, merge_schools
from app.database.vocabulary import SchoolStatus
from app.errors import BadInput, Conflict
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.input import identifier

KIND, ACTION = "School", "merge"


async def merge_two_schools(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Let one school become part of another, which was found valid."""
    transaction.require_role(ACTION, KIND)
    named = {name: identifier(given[name]) for name in ("surviving", "absorbed")}
    if named["surviving"] == named["absorbed"]:
        raise InputRefused(BadInput("Expected two schools.", hint="Name another one.", field="absorbed"))
    looked_at = await _both(transaction, viewer, named)
    if looked_at[1].id not in (named["absorbed"], looked_at[0].id):
        raise Conflict("That school is part of another one already.", hint="Read it again, and name the other one.")
    if looked_at[0].id != looked_at[1].id:
        await lock_schools(transaction.connection, looked_at[0].id, looked_at[1].id)
    surviving, absorbed = await _both(transaction, viewer, named)
    if surviving.id == absorbed.id:
        return Outcome({"school": surviving.id}, changed=False)
    if {surviving.id, absorbed.id} != {school.id for school in looked_at}:
        raise Conflict("Somebody else merges these schools now.", hint="Read them again.")
    if surviving.status != SchoolStatus.VALIDATED:
        raise Conflict("The surviving school waits itself, or was refused.", hint="Send `validateSchool` first.")
    assert viewer.user is not None  # noqa: S101 - strangers are not admitted
    new = Merging(surviving.id, absorbed.id, viewer.user)
    moved = await merge_schools(transaction.connection, new, now)
    return Outcome({"school": surviving.id}, (absorbed.id, *moved), changes={"school": (absorbed.id, surviving.id)})


async def _both(transaction: Transaction, viewer: Viewer, named: dict[str, UUID]) -> tuple[School, School]:
    """Both schools as they are now, each seen and of one's own country."""
    found = {name: await load_school(transaction.connection, one) for name, one in named.items()}
    for name, school in found.items():
        transaction.require_sight(viewer, KIND, school, name)
    surviving, absorbed = found["surviving"], found["absorbed"]
    assert surviving is not None  # noqa: S101 - an absent one was refused
    assert absorbed is not None  # noqa: S101 - an absent one was refused
    for school in (surviving, absorbed):
        transaction.require_action(viewer, ACTION, KIND, school)
    return surviving, absorbed
