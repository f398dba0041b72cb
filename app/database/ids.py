"""Ids of records: a keyed hash of kind and key, so that two imports agree and nobody can guess or order them.

In: the secret of the deployment, the kind of record as the import names it ("user", "school", ...; an implied
membership is an "implied-member" with the key of its partner) and its key. Out: a UUID that looks random
(version 4), the same for ever. Order and time of registration are personal, so no sequence, no UUID v1 or v7.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

_VERSION_4 = 0x4 << 76
_VARIANT = 0x8 << 60
_FREE_BITS = ((1 << 128) - 1) & ~(0xF << 76) & ~(0x3 << 62)
_BLOCK = 64


def record_id(secret: bytes, kind: str, key: str) -> UUID:
    """The id of one record."""
    return UUID(bytes=id_maker(secret, kind)(key))


def id_maker(secret: bytes, kind: str) -> Callable[[str], bytes]:
    """The ids of many records of one kind, each as the sixteen bytes of its UUID, from their keys.

    HMAC-SHA-256 of kind, NUL and key (RFC 2104), begun once for all keys: an import makes millions, and the library's
    HMAC takes twice the time. Neither kind nor key may contain NUL.
    """
    padded = (secret if len(secret) <= _BLOCK else sha256(secret).digest()).ljust(_BLOCK, b"\0")
    inner = sha256(bytes(byte ^ 0x36 for byte in padded) + kind.encode() + b"\0")
    outer = sha256(bytes(byte ^ 0x5C for byte in padded))

    def make(key: str) -> bytes:
        message, whole = inner.copy(), outer.copy()
        message.update(key.encode())
        whole.update(message.digest())
        number = int.from_bytes(whole.digest()[:16], "big")
        return (number & _FREE_BITS | _VERSION_4 | _VARIANT).to_bytes(16, "big")

    return make
