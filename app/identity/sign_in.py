"""Sign-ins at the development issuer: the authorization code flow with PKCE (RFC 6749, RFC 7636, OpenID Connect Core).

In: the parameters of a client, and who signs in. Out: a code for one use within a minute, then tokens for whoever has
the verifier of its challenge. Codes live in this process only. A client is anybody on this machine: every address to
return to is a loopback one (RFC 8252, section 7.3) or of this very server, so that no code leaves the machine.
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

from app.authz.caller import Caller, Subject
from app.database.text import email_key
from app.database.vocabulary import Role
from app.identity.tokens import ISSUER, LIFETIME, issue, sign

CODE_LIFETIME = timedelta(minutes=1)
_MOST_CODES = 1_000
_OWN_ROLES = frozenset({Role.GENERAL_USER, Role.ETWINNER})
_MOST_LETTERS = 2_000
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class BadSignIn(Exception):
    """The client asks for what cannot be: the error code of RFC 6749 and what is wrong."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(code)
        self.code = code
        self.description = description


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """What a client asks for, checked."""

    client: str
    redirect: str
    challenge: str
    state: str | None
    nonce: str | None

    @property
    def origin(self) -> str:
        parts = urlsplit(self.redirect)
        return f"{parts.scheme}://{parts.netloc}"

    def answer(self, **parameters: str) -> str:
        """The address to return to, with an answer."""
        known = {} if self.state is None else {"state": self.state}
        sign = "&" if urlsplit(self.redirect).query else "?"
        return f"{self.redirect}{sign}{urlencode({**parameters, **known, 'iss': ISSUER})}"


@dataclass(frozen=True, slots=True)
class _Pending:
    request: AuthorizationRequest
    caller: Caller
    signed_in: int
    ends: datetime


def read_request(given: Mapping[str, str], own_origin: str) -> AuthorizationRequest:
    """The parameters of the authorization endpoint. What is wrong here is told to the person, never redirected."""
    redirect = given.get("redirect_uri", "")
    if any(len(value) > _MOST_LETTERS for value in given.values()):
        raise BadSignIn("invalid_request", "A parameter is too long.")
    if not _may_return(redirect, own_origin):
        raise BadSignIn("invalid_request", "`redirect_uri` must be an address of this machine, without a fragment.")
    if given.get("response_type") != "code":
        raise BadSignIn("unsupported_response_type", "`response_type` must be `code`.")
    challenge = given.get("code_challenge", "")
    if given.get("code_challenge_method") != "S256" or _CHALLENGE.fullmatch(challenge) is None:
        raise BadSignIn("invalid_request", "`code_challenge` is needed, by the method `S256`.")
    if not given.get("client_id"):
        raise BadSignIn("invalid_request", "`client_id` is needed.")
    return AuthorizationRequest(given["client_id"], redirect, challenge, given.get("state"), given.get("nonce"))


def newcomer(email: str, role: str = Role.GENERAL_USER) -> Caller:
    """Somebody who is named by their address, which counts as verified here, in a role that needs no assignment.

    BadSignIn for another role. Whether the account may act in it is decided at each request.
    """
    if role not in _OWN_ROLES:
        raise BadSignIn("invalid_request", "This is no role that somebody has by oneself.")
    name = f"new-{sha256(email_key(email).encode()).hexdigest()[:32]}"
    return Caller(Role(role), None, None, Subject(ISSUER, name, email))


class SignIns:
    """Codes that wait to be redeemed."""

    def __init__(self, secret: bytes, clock: Callable[[], datetime]) -> None:
        self._secret = secret
        self._clock = clock
        self._pending: dict[str, _Pending] = {}

    def admit(self, request: AuthorizationRequest, caller: Caller) -> str:
        """The address to return to, with a code for this person."""
        if len(self._pending) >= _MOST_CODES:
            self._pending.pop(next(iter(self._pending)))
        code = secrets.token_urlsafe(32)
        now = self._clock()
        self._pending[code] = _Pending(request, caller, int(now.timestamp()), now + CODE_LIFETIME)
        return request.answer(code=code)

    def redeem(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Tokens for a code. It is spent by the first attempt, right or wrong."""
        if given.get("grant_type") != "authorization_code":
            raise BadSignIn("unsupported_grant_type", "`grant_type` must be `authorization_code`.")
        pending = self._pending.pop(given.get("code", ""), None)
        if pending is None or pending.ends <= self._clock() or not _is_of(pending.request, given):
            raise BadSignIn("invalid_grant", "The code is unknown, spent, over, or not this client's.")
        now = self._clock()
        return {
            "access_token": issue(self._secret, replace(pending.caller, signed_in=pending.signed_in), now),
            "token_type": "Bearer",
            "expires_in": int(LIFETIME.total_seconds()),
            "id_token": sign(self._secret, "JWT", _id_claims(pending, int(now.timestamp()))),
            "scope": "openid",
        }


def _is_of(request: AuthorizationRequest, given: Mapping[str, str]) -> bool:
    verifier = given.get("code_verifier", "")
    if given.get("client_id") != request.client or given.get("redirect_uri") != request.redirect:
        return False
    if _VERIFIER.fullmatch(verifier) is None:
        return False
    digest = base64.urlsafe_b64encode(sha256(verifier.encode("ascii")).digest()).rstrip(b"=").decode("ascii")
    return hmac.compare_digest(digest, request.challenge)


def _id_claims(pending: _Pending, now: int) -> dict[str, Any]:
    """Who signed in, for the client and for nobody else: an ID token is no access token."""
    subject = pending.caller.subject
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "aud": pending.request.client,
        "sub": str(pending.caller.user_id) if subject is None else subject.name,
        "iat": now,
        "auth_time": pending.signed_in,
        "exp": now + int(CODE_LIFETIME.total_seconds()),
    }
    if pending.request.nonce is not None:
        claims["nonce"] = pending.request.nonce
    if subject is not None and subject.email is not None:
        claims |= {"email": subject.email, "email_verified": True}
    return claims


def _may_return(address: str, own_origin: str) -> bool:
    try:
        parts = urlsplit(address)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if "#" in address or "@" in parts.netloc or not address.isascii() or not has_port or not address.isprintable():
        return False
    if f"{parts.scheme}://{parts.netloc}" == own_origin:
        return True
    return parts.scheme == "http" and parts.hostname in _LOOPBACK
