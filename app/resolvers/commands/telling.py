"""Letters to somebody about what a peer has done: only where the recipient sees the peer.

Who is restricted acts as a member and is seen by nobody; a letter after such a command would say that there is
somebody.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from app.authz.facts import Viewer
from app.authz.picking import load_user
from app.database.commands.outbox import Letter, LetterKind
from app.resolvers.commands.command import Transaction


async def letters_to(
    transaction: Transaction, viewer: Viewer, kind: LetterKind, recipient: UUID, now: datetime
) -> list[Letter]:
    """A letter to a peer about what the viewer does; none where peers do not see the viewer.

    The viewer acts as an eTwinner and sees the recipient, so nothing but a restriction hides them (`is_visible`, A-10).
    """
    assert viewer.user is not None  # noqa: S101 - these commands admit no strangers
    oneself = await load_user(transaction.connection, viewer.user, now)
    return [] if oneself is None or oneself.restricted else [Letter(kind, recipient)]
