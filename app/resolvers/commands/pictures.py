"""Commands about one's own picture (DATA-22): an upload is kept for a while, chosen, and goes when another is chosen.

A person uploads and chooses in a role of their own, and nothing that somebody else has uploaded: an upload of another
person, one that is over and one that never was are the same answer. Who sees the picture, the rules about reading say.
"""

from __future__ import annotations

from datetime import datetime

from app.authz.facts import Viewer
from app.database.commands.pictures import add_upload, is_waiting, remove_picture, show_picture, shown_picture
from app.errors import NotFound
from app.resolvers.commands.command import Command, Input, Outcome, Transaction
from app.resolvers.commands.input import identifier
from app.resolvers.commands.profile import locked_oneself

ACTION = "picture"


async def keep_upload(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Keep a picture until it is chosen. Nobody is shown anything by this."""
    user = await locked_oneself(transaction, viewer, ACTION, now)
    picture = await add_upload(transaction.connection, user.id, given["body"], now)
    return Outcome({"upload": picture})


async def set_my_picture(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Show an upload from now on. The one that is shown already stays."""
    user = await locked_oneself(transaction, viewer, ACTION, now)
    upload = identifier(given["upload"])
    before = await shown_picture(transaction.connection, user.id)
    if before == upload:
        return Outcome({"user": user.id}, changed=False)
    if not await is_waiting(transaction.connection, upload, user.id, now):
        raise NotFound("There is no such upload.", hint="Upload the picture again.", field="upload")
    await show_picture(transaction.connection, user.id, upload)
    return Outcome({"user": user.id}, changes={"picture": (before, upload)})


async def remove_my_picture(transaction: Transaction, viewer: Viewer, _: Input, now: datetime) -> Outcome:
    """Show no picture from now on."""
    user = await locked_oneself(transaction, viewer, ACTION, now)
    before = await shown_picture(transaction.connection, user.id)
    changed = await remove_picture(transaction.connection, user.id)
    return Outcome({"user": user.id}, changed=changed, changes={"picture": (before, None)} if changed else {})


# No document asks for it: the body of a request is no value of GraphQL.
UPLOAD = Command("uploadPicture", keep_upload, alone=True)
