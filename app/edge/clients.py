"""First-party servers: programs of the operator that ask for many people from one address, such as the public website.

In: the header `X-Client-Authorization`, which holds the name and the secret of a client as `Basic` credentials do (RFC
7617); `Authorization` is the person's. Out: the name of the client, None where there is no such header, or 401: a
wrong secret is never taken for none. A client pays for its requests itself (`app.edge.rate`), and that is all: no
decision knows that there are clients. Of a secret only its SHA-256 is known here; secrets are random, so a slow hash
would add nothing.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from app.edge.refusals import HttpRefusal
from app.errors import Code

HEADER = "x-client-authorization"
_BASIC = re.compile(r"[Bb][Aa][Ss][Ii][Cc] ([A-Za-z0-9+/]{1,400}={0,2})")
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Clients:
    """The hashes of the secrets of each client, by its name; two while a secret is being replaced."""

    hashes: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def authenticate(self, given: Sequence[str]) -> str | None:
        """The client that sends these headers."""
        if not given:
            return None
        credentials = _credentials(given)
        if credentials is not None:
            name, secret = credentials
            digest = hash_of(secret)
            # Every hash is compared, and in constant time: how long it takes tells of none.
            known = [hmac.compare_digest(digest, each) for each in self.hashes.get(name, ())]
            if any(known):
                return name
        raise HttpRefusal(
            HTTPStatus.UNAUTHORIZED,
            "The client is not known, or its secret is wrong.",
            code=Code.UNAUTHENTICATED,
            hint="Send `X-Client-Authorization` once, as `Basic`, with the name and the secret of a client.",
            headers={"WWW-Authenticate": "Bearer"},
        )


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    """A secret that nobody can guess."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def _credentials(given: Sequence[str]) -> tuple[str, str] | None:
    """Name and secret of the one header."""
    match = _BASIC.fullmatch(given[0]) if len(given) == 1 else None
    if match is None:
        return None
    try:
        text = base64.b64decode(match[1], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    name, colon, secret = text.partition(":")
    return (name, secret) if colon else None
