"""A JSON Web Signature in its compact form (RFC 7515, section 7.1), taken apart and not yet believed.

In: the text of a bearer token. Out: header, payload and signature, or `NotSigned` without a word of the text in it. A
text has one reading and one spelling: base64url without padding and without bits that nobody reads, JSON that every
layer reads alike. The header says how to verify and never with which key: members that bring or name one from outside
(`jwk`, `jku`, `x5c`, `x5u`), and all that are not known here, are refused (RFC 8725, sections 3.1 and 3.10).
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from app.identity.strict_json import NotStrictJson, read_json

LONGEST = 8 * 1024
LONGEST_KEY_ID = 256
# RFC 9068, section 4: a token of another kind, such as an ID token, must never pass for an access token.
ACCESS_TOKEN = frozenset({"at+jwt", "application/at+jwt"})
# The thumbprints of a certificate say nothing that is asked here, and issuers send them.
_MEMBERS = frozenset({"alg", "typ", "kid", "x5t", "x5t#S256"})


class NotSigned(ValueError):
    """The text is no access token in compact form; says nothing about why."""


@dataclass(frozen=True, slots=True)
class SignedText:
    """What was signed, how, and the signature. `key_id` is a name in the set of keys, no more."""

    algorithm: str
    key_id: str | None
    signed: bytes
    payload: bytes
    signature: bytes


def read_signed_text(token: str) -> SignedText:
    """Header, payload and signature of an access token."""
    if len(token) > LONGEST or not token.isascii():
        raise NotSigned
    parts = token.split(".")
    if len(parts) != 3:
        raise NotSigned
    header, payload, signature = map(_decoded, parts)
    algorithm, key_id = _read_header(header)
    return SignedText(algorithm, key_id, token.rpartition(".")[0].encode("ascii"), payload, signature)


def _read_header(text: bytes) -> tuple[str, str | None]:
    try:
        header = read_json(text)
    except NotStrictJson:
        raise NotSigned from None
    if not isinstance(header, dict) or not header.keys() <= _MEMBERS:
        raise NotSigned
    algorithm, kind, key_id = header.get("alg"), header.get("typ"), header.get("kid")
    if not isinstance(algorithm, str) or not kind_is_taken(kind):
        raise NotSigned
    if "kid" in header and not (isinstance(key_id, str) and 0 < len(key_id) <= LONGEST_KEY_ID):
        raise NotSigned
    return algorithm, key_id


def kind_is_taken(kind: object) -> bool:
    """Whether the header says that this is an access token. A media type has no case (RFC 2045)."""
    return isinstance(kind, str) and kind.lower() in ACCESS_TOKEN


def _decoded(part: str) -> bytes:
    try:
        decoded = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except binascii.Error:
        raise NotSigned from None
    if base64.urlsafe_b64encode(decoded).rstrip(b"=").decode("ascii") != part:
        raise NotSigned
    return decoded
