"""Tokens with any header and claims, rightly signed: written by hand, part by part, and not by the code under test."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from joserfc.jwk import ECKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

from app.authz.caller import Caller
from app.errors import Unauthenticated
from app.identity.claims import IssuerRules
from app.identity.key_sources import FixedKeys
from app.identity.keys import ALGORITHMS, read_key_set
from app.identity.signed_text import NotSigned, read_signed_text
from app.identity.verifier import Verifier

PrivateKey = RSAKey | ECKey | OKPKey

REAL = IssuerRules("https://login.example/oidc", "https://twingraph.example")


def text_of(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def forge(key: PrivateKey, header: dict[str, Any] | bytes, claims: dict[str, Any] | bytes, *, by: str = "") -> str:
    """A token; `by` is the algorithm that signs it when the header names another."""
    parts = [part if isinstance(part, bytes) else json.dumps(part).encode() for part in (header, claims)]
    signed = ".".join(map(text_of, parts))
    name = by or (header["alg"] if isinstance(header, dict) else "Ed25519")
    return f"{signed}.{text_of(JWSRegistry.algorithms[name].sign(signed.encode(), key))}"


@dataclass(frozen=True, slots=True)
class Reader:
    """A verifier with keys at hand, asked without a loop."""

    verifier: Verifier
    keys: FixedKeys

    def read(self, token: str, now: datetime) -> Caller:
        try:
            text = read_signed_text(token)
        except NotSigned:
            raise Unauthenticated("The token is not valid.") from None
        return self.verifier.read_under(self.keys.ring, text, now)

    def assert_refused(self, token: str, now: datetime) -> None:
        with pytest.raises(Unauthenticated) as caught:
            self.read(token, now)
        assert caught.value.message == "The token is not valid."


def reader(*keys: dict[str, Any], rules: IssuerRules = REAL) -> Reader:
    """Reads the tokens of an issuer that publishes these keys."""
    source = FixedKeys(read_key_set(json.dumps({"keys": keys}).encode(), ALGORITHMS))
    return Reader(Verifier(source, rules), source)


def public(key: PrivateKey, **members: Any) -> dict[str, Any]:
    """What an issuer publishes of a key."""
    return {**key.as_dict(private=False), **members}
