"""Where the edge asks who calls: the seam between the HTTP side and the issuer of this installation.

In: the values of the headers `Authorization` and `X-Purpose`, every one of them. Out: a `Caller`; no token is
ANONYMOUS, a bad one is `Unauthenticated`, never a silent fall to ANONYMOUS; while the keys of the issuer cannot be had,
a token is `Unavailable`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from app.authz.caller import ANONYMOUS, Caller
from app.errors import Unauthenticated
from app.identity.purposes import caller_for_purpose
from app.identity.tokens import development_verifier
from app.identity.verifier import Verifier

# RFC 6750: the scheme in any case, exactly one space, a token without a comma or space.
_BEARER = re.compile(r"[Bb][Ee][Aa][Rr][Ee][Rr] ([A-Za-z0-9\-._~+/]+=*)")


class Authenticator(Protocol):
    """Who sends these headers."""

    async def authenticate(self, authorization: Sequence[str], purpose: Sequence[str]) -> Caller: ...


class TokenAuthenticator:
    """Reads the tokens that a verifier believes."""

    def __init__(self, verifier: Verifier, clock: Callable[[], datetime]) -> None:
        self._verifier = verifier
        self._clock = clock

    async def authenticate(self, authorization: Sequence[str], purpose: Sequence[str]) -> Caller:
        token = bearer_token(authorization)
        claimed = ANONYMOUS if token is None else await self._verifier.read(token, self._clock())
        return caller_for_purpose(claimed, purpose)


class DevelopmentAuthenticator(TokenAuthenticator):
    """Reads the tokens of the development issuer: the same, with keys that are at hand."""

    def __init__(self, secret: bytes, clock: Callable[[], datetime]) -> None:
        super().__init__(development_verifier(secret), clock)


class NoIssuer:
    """Knows no issuer: the public may read, every token is refused. Production, until an issuer is configured."""

    async def authenticate(self, authorization: Sequence[str], purpose: Sequence[str]) -> Caller:
        if bearer_token(authorization) is not None:
            raise Unauthenticated("The token is not valid.", hint="This installation accepts no tokens yet.")
        return caller_for_purpose(ANONYMOUS, purpose)


def bearer_token(authorization: Sequence[str]) -> str | None:
    """The one bearer token of a request. Two headers are refused: layers differ in which of them counts."""
    if not authorization:
        return None
    match = _BEARER.fullmatch(authorization[0]) if len(authorization) == 1 else None
    if match is None:
        raise Unauthenticated(
            "The header `Authorization` cannot be read.", hint="Send it once, as `Bearer` and the token."
        )
    return match[1]
