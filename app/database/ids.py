"""Ids of records: a keyed hash of kind and key, so that two imports agree and nobody can guess or order them.

In: the secret of the deployment, the kind of record as the import names it ("user", "school", ...; an implied
membership is an "implied-member" with the key of its partner) and its key. Out: a UUID that looks random
(version 4), the same for ever. Order and time of registration are personal, so no sequence, no UUID v1 or v7.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

_VERSION_4 = 0x4 << 76
_VARIANT = 0x8 << 60
_FREE_BITS = ((1 << 128) - 1) & ~(0xF << 76) & ~(0x3 << 62)


def record_id(secret: bytes, kind: str, key: str) -> UUID:
    """The id of one record."""
    return UUID(bytes=id_maker(secret, kind)(key))


def id_maker(secret: bytes, kind: str) -> Callable[[str], bytes]:
    """The ids of many records of one kind, each as the sixteen bytes of its UUID, from their keys.

    Kind and key are parted by NUL, which neither may contain.
    """
    start = hmac.new(secret, f"{kind}\0".encode(), sha256)

    def make(key: str) -> bytes:
        keyed = start.copy()
        keyed.update(key.encode())
        number = int.from_bytes(keyed.digest()[:16], "big")
        return (number & _FREE_BITS | _VERSION_4 | _VARIANT).to_bytes(16, "big")

    return make
