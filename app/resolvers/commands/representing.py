"""Commands by which a representative says how they are reached (DATA-35): themselves alone, nobody does it for them.

The country is that of the assignment by which the viewer acts. Who represents nobody any more still deletes it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from app.authz.facts import Viewer
from app.authz.picking import load_user
from app.database.commands.representations import remove_representation, set_representation
from app.database.text import nfc
from app.resolvers.commands.command import Denied, Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.input import refused_text

KIND = "User"
_ORGANISATION_LENGTH, _PHONE_LENGTH = 200, 50


async def set_my_representation(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Say how one is reached, for the country that one acts for."""
    person = await _oneself(transaction, viewer, "represent", now)
    phone = given.get("phone")
    problems = refused_text(given["organisation"], "organisation", longest=_ORGANISATION_LENGTH)
    problems += [] if phone is None else refused_text(phone, "phone", longest=_PHONE_LENGTH)
    if problems:
        raise InputRefused(*problems)
    if viewer.country is None:
        raise Denied("The organisation has no agreement that runs.", hint="Ask the Agency.")
    said = (given["organisation"], nfc(given["email"]), phone)
    await set_representation(transaction.connection, person, viewer.country, *said)
    return Outcome({"user": person})


async def remove_my_representation(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Delete it. Where there is nothing, nothing changes."""
    person = await _oneself(transaction, viewer, "retire", now)
    removed = await remove_representation(transaction.connection, person, given["country"])
    return Outcome({"user": person}, changed=removed)


async def _oneself(transaction: Transaction, viewer: Viewer, action: str, now: datetime) -> UUID:
    transaction.require_role(action, KIND)
    assert viewer.user is not None  # noqa: S101 - strangers are not admitted
    transaction.require_action(viewer, action, KIND, await load_user(transaction.connection, viewer.user, now))
    return viewer.user
