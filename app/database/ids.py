"""Ids of records: a keyed hash of kind and key, so that two imports agree and nobody can guess or order them.

In: the secret of the deployment, the kind of record as the import names it ("user", "school", ...; an implied
membership is an "implied-member" with the key of its partner) and its key. Out: a UUID that looks random
(version 4), the same for ever. Order and time of registration are personal, so no sequence, no UUID v1 or v7.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from uuid import UUID

_VERSION_4 = 0x4 << 76
_VARIANT = 0x8 << 60
_FREE_BITS = (1 << 128) - 1 & ~(0xF << 76) & ~(0xC << 60)


def record_id(secret: bytes, kind: str, key: str) -> UUID:
    """The id of one record. Kind and key are parted by NUL, which neither may contain."""
    digest = hmac.digest(secret, f"{kind}\0{key}".encode(), sha256)
    return UUID(int=int.from_bytes(digest[:16], "big") & _FREE_BITS | _VERSION_4 | _VARIANT)
