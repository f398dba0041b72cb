"""Commands about contacts: to ask somebody, to answer, to ask no more, to part (PURP-02, DATA-20).

Whom a command is about is looked at before any lock, and once more under it. Two people who act upon each other take
turns. What a command answers follows from what the viewer sees and from the viewer's own lists: nobody is told that a
request was declined, nor who keeps whom in a list that is hidden.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from app.authz.facts import Viewer
from app.authz.picking import load_locked_user, load_user
from app.database.commands import contacts
from app.database.commands.blocks import hidden_by_blocks
from app.database.commands.outbox import LetterKind
from app.errors import Conflict
from app.resolvers.commands.command import Input, Outcome, Transaction
from app.resolvers.commands.input import identifier
from app.resolvers.commands.telling import letters_to

KIND = "User"


async def request_contact(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Ask a peer to be a contact. Who is asked by that peer already agrees by asking back."""
    oneself, other = await meet(transaction, viewer, given, now, "contact")
    connection = transaction.connection
    if await contacts.keeps(connection, oneself, other):
        return Outcome({"user": other}, changed=False)
    # Also who was declined: a request beside their own would tell them so.
    if await contacts.asks(connection, other, oneself):
        await contacts.join(connection, oneself, other)
        letters = await letters_to(transaction, viewer, LetterKind.CONTACT_ACCEPTED, other, now)
        return Outcome({"user": other}, letters=letters)
    asked = await contacts.ask(connection, oneself, other, now)
    # A request that was declined once does not reach the person again, and no letter does.
    arrived = asked and await contacts.is_asked(connection, other, oneself)
    letters = await letters_to(transaction, viewer, LetterKind.CONTACT_REQUESTED, other, now) if arrived else []
    return Outcome({"user": other}, changed=asked, letters=letters)


async def accept_contact(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Agree to a request: from now on both are contacts of each other."""
    oneself, other = await meet(transaction, viewer, given, now, "answer")
    connection = transaction.connection
    if await contacts.is_asked(connection, oneself, other):
        await contacts.join(connection, oneself, other)
        letters = await letters_to(transaction, viewer, LetterKind.CONTACT_ACCEPTED, other, now)
        return Outcome({"user": other}, letters=letters)
    if await contacts.keeps(connection, oneself, other):
        return Outcome({"user": other}, changed=False)
    raise Conflict("This person has no open request.", hint="Read `contactRequests` again, or ask this person.")


async def decline_contact(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Take a request off one's list; who has sent it is not told. Without a request, nothing happens."""
    oneself, other = await meet(transaction, viewer, given, now, "answer")
    return Outcome({"user": other}, changed=await contacts.decline(transaction.connection, oneself, other, now))


async def withdraw_contact_request(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Ask a peer no more. Without a request, nothing happens."""
    oneself, other = await meet(transaction, viewer, given, now, "part")
    return Outcome({"user": other}, changed=await contacts.withdraw(transaction.connection, oneself, other))


async def remove_contact(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Neither is a contact of the other any more."""
    oneself, other = await meet(transaction, viewer, given, now, "part")
    return Outcome({"user": other}, changed=await contacts.part(transaction.connection, oneself, other))


async def meet(transaction: Transaction, viewer: Viewer, given: Input, now: datetime, action: str) -> tuple[UUID, UUID]:
    """The viewer, and the other person, whom they see and may act upon; nobody else acts upon the two meanwhile."""
    transaction.require_role(action, KIND)
    connection, named = transaction.connection, identifier(given["user"])
    transaction.require_sight(viewer, KIND, await load_user(connection, named, now), "user")
    oneself = viewer.user
    assert oneself is not None  # noqa: S101 - these commands admit no strangers
    await contacts.take_turn(connection, oneself, named)
    # Who has waited for the turn may have been blocked meanwhile.
    viewer = replace(viewer, blocked=await hidden_by_blocks(connection, oneself))
    other = await load_locked_user(connection, named, now)
    transaction.require_sight(viewer, KIND, other, "user")
    assert other is not None  # noqa: S101 - an absent one was refused
    transaction.require_action(viewer, action, KIND, other)
    return oneself, other.id
