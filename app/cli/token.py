"""The verb `token`: a development token for an imported person, in a role that this person may act in.

In: the key of the user in the import file, a role and a purpose. Out: the token alone. What the API would refuse is
refused here too (G-14): the same check, `app.authz.viewer.admit`, decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar

import psycopg
import typer

from app.application import policy_of
from app.authz.admission import require_purpose
from app.authz.caller import Caller
from app.authz.policy import Policy
from app.authz.viewer import admit
from app.cli.start import begin, open_database
from app.database.connections import owner_connection
from app.database.ids import record_id
from app.database.vocabulary import Purpose, Role
from app.errors import Forbidden, Misconfigured, Unauthenticated
from app.identity.tokens import issue
from app.settings import secret_of

Word = TypeVar("Word", bound=StrEnum)


def print_token(
    user: Annotated[str, typer.Option(help="Key of the user in the import file.", show_default=False)],
    role: Annotated[
        str | None,
        typer.Option(help="Acting role. Without it: ETWINNER for a validated account, else GENERAL_USER."),
    ] = None,
    purpose: Annotated[
        str | None,
        typer.Option(help="Purpose of a staff role. Without it, each request names one in the header `X-Purpose`."),
    ] = None,
) -> None:
    """Print a development token for an imported user."""
    settings = begin()
    if not settings.has_development_issuer:
        place = "production" if settings.environment == "production" else "an installation with an issuer"
        raise Misconfigured(f"{place} has no development issuer", hint="Sign in at the issuer of this installation.")
    secret, now = secret_of(settings), settings.clock()()
    asked = Caller(
        role=Role.ETWINNER if role is None else read_word(Role, role),
        purpose=None if purpose is None else read_word(Purpose, purpose),
        user_id=record_id(secret, "user", user),
        issued=int(now.timestamp()),
    )
    with open_database(settings) as addresses, owner_connection(addresses) as connection:
        try:
            caller = admitted(connection, asked, policy_of(settings), now, may_step_down=role is None)
        except Unauthenticated:
            raise Unauthenticated(
                "nobody with this key has an account", hint="`--user` takes the key of a user in the import file."
            ) from None
    typer.echo(issue(secret, caller, now))


def admitted(
    connection: psycopg.Connection[Any], asked: Caller, policy: Policy, now: datetime, *, may_step_down: bool
) -> Caller:
    """The caller as asked, or as GENERAL_USER when no role was asked for, if the person may act so now."""
    if asked.role is Role.ANONYMOUS:
        raise Forbidden("ANONYMOUS is the role of a request without a token.")
    try:
        _admit_for_any(connection, asked, policy, now)
    except Forbidden:
        if not may_step_down:
            raise
        asked = replace(asked, role=Role.GENERAL_USER, purpose=None)
        admit(connection, asked, now)
    return asked


def _admit_for_any(connection: psycopg.Connection[Any], asked: Caller, policy: Policy, now: datetime) -> None:
    """A token without a purpose is for somebody who may act for at least one of the purposes of the role."""
    refusal: Forbidden | None = None
    for caller in _with_purposes(asked, policy):
        try:
            return admit(connection, caller, now)
        except Forbidden as fault:
            refusal = fault
    if refusal is not None:
        raise refusal
    return None


def _with_purposes(asked: Caller, policy: Policy) -> Iterator[Caller]:
    purposes = policy.purposes(asked.role)
    if asked.purpose is not None or not purposes:
        require_purpose(asked, policy)
        yield asked
        return
    for purpose in purposes:
        yield replace(asked, purpose=purpose)


def read_word(vocabulary: type[Word], text: str) -> Word:
    """A member of a closed list, by its name."""
    try:
        return vocabulary(text)
    except ValueError:
        raise Misconfigured(f"`{text}` is not one of {', '.join(vocabulary)}") from None
