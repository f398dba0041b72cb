"""Bearer tokens of the development issuer: issue one, read one.

In: the secret of this installation, a caller, the time. Out: a JWT (RFC 7519) of one person in one acting role, with at
most one purpose; or, the other way, what such a token says. A token is a claim: whether the person may act so is read
from the database with the answer (`app.authz.viewer`).

HS256 is pinned and the key is derived from the secret, so that no other use of the secret makes a token. Every doubt is
`Unauthenticated` with one and the same text: a caller learns nothing about why. In production nobody issues such
tokens and nobody reads them (`app.identity.authenticator`).
"""

from __future__ import annotations

import base64
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from app.authz.caller import Caller
from app.database.vocabulary import Purpose, Role
from app.errors import Unauthenticated
from app.identity.purposes import caller_for_purpose
from app.identity.strict_json import NotStrictJson, read_json

ISSUER = "twingraph-development"
AUDIENCE = "twingraph"
ALGORITHM = "HS256"
TYPE = "at+jwt"
LIFETIME = timedelta(hours=12)
# What clocks of two machines may differ by; a token counts this much longer, and this much before `nbf` and `iat`.
LEEWAY = 30
LONGEST = 8 * 1024

_HEADER = {"alg": ALGORITHM, "typ": TYPE}
_CLAIMS = frozenset({"iss", "aud", "sub", "role", "purpose", "iat", "nbf", "exp", "jti"})


def signing_key(secret: bytes) -> OctKey:
    """The key of tokens: its own, so that cursors and ids made with the same secret never pass for a token."""
    return OctKey.import_key(hmac.digest(secret, b"twingraph token of the development issuer", "sha256"))


def issue(secret: bytes, caller: Caller, now: datetime, *, lifetime: timedelta = LIFETIME) -> str:
    """A token for a person in a role. The purpose may be left to the header `X-Purpose`."""
    if caller.user_id is None or caller.role is Role.ANONYMOUS:
        raise ValueError("a token is for a person in a role")
    issued = int(now.timestamp())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(caller.user_id),
        "role": caller.role.value,
        "iat": issued,
        "exp": issued + int(lifetime.total_seconds()),
        "jti": secrets.token_urlsafe(16),
    }
    if caller.purpose is not None:
        claims["purpose"] = caller.purpose.value
    return jwt.encode(_HEADER, claims, signing_key(secret), algorithms=[ALGORITHM], default_type=None)


def verify(token: str, secret: bytes, now: datetime) -> Caller:
    """Who calls with this token; a purpose that no version allows the role is `Forbidden`."""
    return caller_for_purpose(read_token(token, signing_key(secret), now))


def read_token(token: str, key: OctKey, now: datetime) -> Caller:
    """What a genuine, current token says; the purpose may still be missing."""
    claims = _genuine_claims(token, key)
    _check_time(claims, now.timestamp())
    try:
        role = Role(claims["role"])
        purpose = Purpose(claims["purpose"]) if "purpose" in claims else None
        user_id = UUID(claims["sub"])
    except (KeyError, ValueError, TypeError, AttributeError):
        raise _bad_token() from None
    if role is Role.ANONYMOUS or str(user_id) != claims["sub"]:
        raise _bad_token()
    return Caller(role=role, purpose=purpose, user_id=user_id, expires=_seconds(claims.get("exp")))


def _genuine_claims(token: str, key: OctKey) -> dict[str, Any]:
    """The claims of a token that this issuer signed, each once, none unknown."""
    try:
        # Header and claims are read by our own strict reader: the library takes a member twice and the last one wins.
        header, payload = _parts(token)
        if header != _HEADER:
            raise _bad_token()
        jws.deserialize_compact(token.encode("ascii"), key, algorithms=[ALGORITHM])
        claims = read_json(payload)
    except (JoseError, NotStrictJson, ValueError):
        raise _bad_token() from None
    if not isinstance(claims, dict) or not claims.keys() <= _CLAIMS:
        raise _bad_token()
    if claims.get("iss") != ISSUER or claims.get("aud") != AUDIENCE or not isinstance(claims.get("jti"), str):
        raise _bad_token()
    return claims


def _parts(token: str) -> tuple[Any, bytes]:
    """Header and payload; each part in the one base64url text that its bytes have, so that a token has one spelling."""
    if len(token) > LONGEST or not token.isascii():
        raise ValueError("too long, or not base64url")
    header, payload, signature = token.split(".")
    _decoded(signature)
    return read_json(_decoded(header)), _decoded(payload)


def _decoded(part: str) -> bytes:
    decoded = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    if base64.urlsafe_b64encode(decoded).rstrip(b"=").decode("ascii") != part:
        raise ValueError("not the canonical text")
    return decoded


def _check_time(claims: dict[str, Any], now: float) -> None:
    """Expired, not yet valid, or issued in the future; every time is a whole number of seconds."""
    issued, expires = _seconds(claims.get("iat")), _seconds(claims.get("exp"))
    starts = max(issued, _seconds(claims.get("nbf", 0)))
    if now >= expires + LEEWAY or now < starts - LEEWAY:
        raise _bad_token()


def _seconds(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise _bad_token()


def _bad_token() -> Unauthenticated:
    return Unauthenticated("The token is not valid.", hint="Sign in again, or send no token at all.")
