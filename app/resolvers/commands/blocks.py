"""Commands about blocks: two peers are hidden from each other, and nobody is told (PURP-04, decision 0090).

Whom somebody has blocked is their own to know, although the person is hidden from them now. Everything else about the
other is looked at as everywhere: who has blocked the viewer is nobody to them.
"""

from __future__ import annotations

from datetime import datetime

from app.authz.facts import Viewer
from app.authz.picking import load_user
from app.database.commands import blocks
from app.database.commands.contacts import take_turn
from app.errors import Conflict
from app.resolvers.commands.command import Input, Outcome, Transaction
from app.resolvers.commands.contacts import KIND, meet
from app.resolvers.commands.input import identifier

MOST_BLOCKED = 500  # each is compared with every person whom the viewer looks at


async def block_member(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Hide oneself and a peer from each other. Who is blocked already stays so."""
    transaction.require_role("block", KIND)
    connection, named = transaction.connection, identifier(given["user"])
    assert viewer.user is not None  # noqa: S101 - strangers are not admitted
    if await blocks.has_blocked(connection, viewer.user, named):
        return Outcome(changed=False)
    try:
        oneself, other = await meet(transaction, viewer, given, now, "block")
    except Exception:
        # Another of one's own requests may have blocked this person while this one waited for its turn.
        if await blocks.has_blocked(connection, viewer.user, named):
            return Outcome(changed=False)
        raise
    if await blocks.count_blocked(connection, oneself) >= MOST_BLOCKED:
        raise Conflict(f"You have blocked {MOST_BLOCKED} people already.", hint="Take a block back first.")
    return Outcome(concerns=(other,), changed=await blocks.block(connection, oneself, other, now))


async def unblock_member(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Take a block back. Who is not blocked, and who does not exist, stays so."""
    transaction.require_role("unblock", KIND)
    connection, named = transaction.connection, identifier(given["user"])
    assert viewer.user is not None  # noqa: S101 - strangers are not admitted
    if not await blocks.has_blocked(connection, viewer.user, named):
        return Outcome(changed=False)
    await take_turn(connection, viewer.user, named)
    transaction.require_action(viewer, "unblock", KIND, await load_user(connection, named, now))
    return Outcome(concerns=(named,), changed=await blocks.unblock(connection, viewer.user, named))
