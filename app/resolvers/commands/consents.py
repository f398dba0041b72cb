"""Commands about one's own consents: each is explicit, for one purpose, and given by the person alone (CONS-02, A-74).

Who acts is the person of the viewer, never somebody whom the input names. A person acts in a role of their own: staff
who act for their office take a token of their own role first. No two commands of a person run at once
(`Command.alone`), so the instants of what is given and withdrawn are in the order in which it was done.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from app.authz.facts import Viewer
from app.authz.picking import load_user
from app.database.commands.consents import NewConsent, count_consents, find_standing, insert_consent
from app.database.commands.consents import withdraw_consents as end_consents
from app.database.vocabulary import ConsentPurpose
from app.errors import BadInput, Conflict
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction

KIND = "User"
MOST_CONSENTS = 200  # they are kept for ever, and are one list; to withdraw one is never refused
PUBLIC = (ConsentPurpose.PUBLIC_PROFILE, ConsentPurpose.PUBLIC_PICTURE)


async def give_consent(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Consent to a purpose under the notice in force. Given already under this notice, it stays as it is."""
    person = await _oneself(transaction, viewer, "consent", now)
    notice = given["noticeVersion"]
    if notice != (in_force := transaction.policy.version):
        hint = f"Show the notice in force, `{in_force}`, and ask the person again."
        raise InputRefused(BadInput("This is not the notice in force.", hint=hint, field="noticeVersion"))
    purpose: ConsentPurpose = given["purpose"]
    if await find_standing(transaction.connection, person, purpose, notice, now) is not None:
        return Outcome({"user": person}, changed=False)
    if await count_consents(transaction.connection, person) >= MOST_CONSENTS:
        raise Conflict(f"A person has {MOST_CONSENTS} consents at most.", hint="Write to the support.")
    new = NewConsent(uuid4(), person, purpose, notice, given["language"])
    await insert_consent(transaction.connection, new, now)
    return Outcome({"user": person}, (new.id,))


async def withdraw_consent(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Withdraw a consent, under whatever notices it was given. One that is withdrawn stays as it is."""
    return await _withdraw(transaction, viewer, (given["purpose"],), now)


async def unpublish_me(transaction: Transaction, viewer: Viewer, _: Input, now: datetime) -> Outcome:
    """Withdraw the consents to be shown on the open internet, both or none (PUB-02)."""
    return await _withdraw(transaction, viewer, PUBLIC, now)


async def _withdraw(
    transaction: Transaction, viewer: Viewer, purposes: Iterable[ConsentPurpose], now: datetime
) -> Outcome:
    person = await _oneself(transaction, viewer, "withdraw", now)
    ended = await end_consents(transaction.connection, person, purposes, now)
    return Outcome({"user": person}, ended, changed=bool(ended))


async def _oneself(transaction: Transaction, viewer: Viewer, action: str, now: datetime) -> UUID:
    """The person of the viewer, who may do this with their own consents."""
    transaction.require_role(action, KIND)
    assert viewer.user is not None  # noqa: S101 - these commands admit no strangers
    oneself = await load_user(transaction.connection, viewer.user, now)
    transaction.require_action(viewer, action, KIND, oneself)
    return viewer.user
