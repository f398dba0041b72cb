"""Commands about one's own account: the first one of everybody, and the last one of a token (REG-01, REG-07, SCOPE-04).

Whoever an issuer names without an account can do nothing but accept the general notice. That makes a general account,
or claims the imported one with the verified address of the token. Without a verified address the answer is the same for
every person and every address; with one, it tells only about that address, to the person whose it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from app.authz.confirming import confirm_viewer
from app.authz.facts import Viewer
from app.database.commands.accounts import NoAccount, Notice, Person, accept_notice, account_of, sign_out
from app.database.commands.outbox import Letter, LetterKind
from app.database.vocabulary import Role
from app.errors import BadInput, Conflict, Unauthenticated
from app.resolvers.commands.command import Denied, Input, InputRefused, Outcome, Transaction

_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,49}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


async def accept_general_notice(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Record that the general notice was accepted; at the first sign-in, make or claim the account."""
    problems = _problems(given)
    if problems:
        raise InputRefused(*problems)
    user, made = viewer.user, False
    if user is None:
        subject = transaction.caller.subject
        if subject is None:
            raise Unauthenticated("A command needs somebody who has signed in.", hint="Send a token.")
        found = await account_of(transaction.connection, Person(subject.issuer, subject.name, subject.email), now)
        if isinstance(found, NoAccount):
            raise _refusal_of(found)
        user, made = found.user, found.made
        # Somebody whose tokens were revoked, or whose account is over, was no stranger.
        as_general = replace(transaction.caller, role=Role.GENERAL_USER, purpose=None)
        await confirm_viewer(transaction.connection, as_general, now, admits_strangers=False)
    version, language = given["version"], given["language"]
    accepted = await accept_notice(transaction.connection, user, Notice.GENERAL, version, language, now)
    letters = [Letter(LetterKind.WELCOME, user)] if made else []
    return Outcome({}, (user,), changed=made or accepted, letters=letters)


async def sign_out_everywhere(transaction: Transaction, viewer: Viewer, _: Input, now: datetime) -> Outcome:
    """End every token of the viewer, this one included, also where the clock of its issuer is ahead."""
    assert viewer.user is not None  # noqa: S101 - strangers are not admitted
    issued = transaction.caller.issued
    at = now if issued is None else max(now, datetime.fromtimestamp(issued, UTC))
    await sign_out(transaction.connection, viewer.user, at)
    return Outcome({}, (viewer.user,))


def _refusal_of(reason: NoAccount) -> Denied | Conflict:
    if reason is NoAccount.NO_ADDRESS:
        return Denied(
            "An account needs an e-mail address that the issuer has verified.",
            hint="Verify the address at the issuer, then sign in again.",
        )
    return Conflict("The verified address belongs to an account already.", hint="Write to the support.")


def _problems(given: Input) -> list[BadInput]:
    problems = []
    if _VERSION.fullmatch(given["version"]) is None:
        hint = "Send the version of the notice that was shown."
        problems.append(BadInput("Expected the name of a version.", hint=hint, field="version"))
    if _LANGUAGE.fullmatch(given["language"]) is None:
        problems.append(BadInput("Expected a language tag.", hint="Such as `en`.", field="language"))
    return problems
