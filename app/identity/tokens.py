"""Access tokens of the development issuer: issue one, read one.

In: the secret of this installation, a caller, the time. Out: a JWT of one person in one acting role, with at most one
purpose (RFC 9068); or, the other way, who calls with it. It is signed with an Ed25519 key that is derived from the
secret, so that the verb `token` and a server with the same secret agree without a file, and no other use of the secret
makes a token. Verification is the one of every issuer (`app.identity.verifier`). In production nobody issues such
tokens and nobody reads them.
"""

from __future__ import annotations

import hmac
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.jwk import OKPKey

from app.authz.caller import Caller
from app.database.vocabulary import Role
from app.identity.claims import LEEWAY, IssuerRules
from app.identity.key_sources import FixedKeys
from app.identity.keys import KeyRing, read_key_set
from app.identity.purposes import caller_for_purpose
from app.identity.signed_text import NotSigned, read_signed_text
from app.identity.verifier import Verifier, bad_token

__all__ = ["AUDIENCE", "ISSUER", "LEEWAY", "LIFETIME", "issue", "verify"]

# Where its discovery document is when nothing else is set; elsewhere a name, not an address.
ISSUER = "http://127.0.0.1:8000/issuer"
AUDIENCE = "twingraph"
CLIENT = "twingraph-token"
ALGORITHM = "Ed25519"  # RFC 9864
TYPE = "at+jwt"
LIFETIME = timedelta(hours=12)
RULES = IssuerRules(ISSUER, AUDIENCE, subjects_are_users=True)


def signing_key(secret: bytes) -> OKPKey:
    """The key of tokens: its own, so that cursors and ids made with the same secret never pass for a token."""
    seed = hmac.digest(secret, b"twingraph signing key of the development issuer", "sha256")
    key = OKPKey.import_key(Ed25519PrivateKey.from_private_bytes(seed))
    return OKPKey.import_key(key.as_dict(private=True, kid=key.thumbprint(), use="sig", alg=ALGORITHM))


def key_set(secret: bytes) -> bytes:
    """What the issuer publishes: the public half."""
    return json.dumps({"keys": [signing_key(secret).as_dict(private=False)]}).encode()


def key_ring(secret: bytes) -> KeyRing:
    """The same, as production would read it."""
    return read_key_set(key_set(secret), [ALGORITHM])


def development_verifier(secret: bytes) -> Verifier:
    """Believes the tokens of the development issuer, in the way in which production believes others."""
    return Verifier(FixedKeys(key_ring(secret)), RULES)


def issue(secret: bytes, caller: Caller, now: datetime, *, lifetime: timedelta = LIFETIME) -> str:
    """A token for a person in a role. The purpose may be left to the header `X-Purpose`."""
    if caller.person is None or caller.role is Role.ANONYMOUS:
        raise ValueError("a token is for a person in a role")
    issued = int(now.timestamp())
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(caller.user_id) if caller.subject is None else caller.subject.name,
        "client_id": CLIENT,
        "role": caller.role.value,
        "iat": issued,
        "exp": issued + int(lifetime.total_seconds()),
        "jti": secrets.token_urlsafe(16),
    }
    if caller.signed_in is not None:
        claims["auth_time"] = caller.signed_in
    if caller.purpose is not None:
        claims["purpose"] = caller.purpose.value
    if caller.subject is not None and caller.subject.email is not None:
        claims |= {"email": caller.subject.email, "email_verified": True}
    return sign(secret, TYPE, claims)


def sign(secret: bytes, kind: str, claims: dict[str, Any]) -> str:
    """Claims of the development issuer, signed."""
    key = signing_key(secret)
    header = {"alg": ALGORITHM, "typ": kind, "kid": key.kid}
    return jws.serialize_compact(header, json.dumps(claims).encode(), key, algorithms=[ALGORITHM])


def verify(token: str, secret: bytes, now: datetime) -> Caller:
    """Who calls with this token; a purpose that no version allows the role is `Forbidden`."""
    try:
        text = read_signed_text(token)
    except NotSigned:
        raise bad_token() from None
    return caller_for_purpose(development_verifier(secret).read_under(key_ring(secret), text, now))
