"""Cursors: the place of an object in one list of one viewer, sealed.

A cursor is base64url(seal ‖ payload). The payload is a JSON array: the id of the parent object (null at the root), the
values of the order keys as the viewer saw them, the id. The seal is HMAC-SHA-256, cut to 16 bytes, under a key that
is derived from the secret, the viewer, role, purpose, list, filter, search and order: a cursor of another one is
refused (G-30). The same viewer gets the same cursor for the same place, and it says nothing that was not shown.

PostgreSQL writes cursors inside the statement that answers; it gets the derived key as two blocks, which is HMAC by its
definition (RFC 2104). Python reads them, before anything runs.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import orjson

from app.authz.caller import Caller
from app.errors import BadInput

SEAL = 16
LONGEST_CURSOR = 16_384
_BLOCK = 64


@dataclass(frozen=True, slots=True)
class Place:
    """What a cursor holds."""

    parent: str | None
    keys: tuple[str | None, ...]
    identifier: str


class CursorKey:
    """The key of the cursors of one list, as one viewer sees it."""

    def __init__(self, secret: bytes, caller: Caller, context: Sequence[object]) -> None:
        about = (str(caller.person), caller.role.value, str(caller.purpose), *context)
        self._key = hmac.digest(secret, b"cursor" + sha256(repr(about).encode()).digest(), "sha256")

    def blocks(self) -> tuple[bytes, bytes]:
        """The inner and the outer block of HMAC."""
        padded = self._key.ljust(_BLOCK, b"\0")
        return bytes(byte ^ 0x36 for byte in padded), bytes(byte ^ 0x5C for byte in padded)

    def open(self, cursor: str, *, keys: int, argument: str) -> Place:
        """The place that a cursor stands for, or BAD_USER_INPUT for every cursor that is not of this list."""
        if len(cursor) <= LONGEST_CURSOR:
            try:
                sealed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            except (binascii.Error, ValueError):
                sealed = b""
            seal, payload = sealed[:SEAL], sealed[SEAL:]
            if (
                hmac.compare_digest(seal, hmac.digest(self._key, payload, "sha256")[:SEAL])
                and encoded(sealed) == cursor
            ):
                parent, *values, identifier = orjson.loads(payload)
                if len(values) == keys:
                    return Place(parent, tuple(values), identifier)
        raise refused(argument)


def encoded(sealed: bytes) -> str:
    """The one written form of a cursor."""
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def refused(argument: str | None = None) -> BadInput:
    """The refusal of a cursor, the same for every reason."""
    return BadInput(
        "The cursor is not one of this list.",
        hint="use a cursor of the same list, filter and order, taken by the same viewer, or start without one",
        field=argument,
    )
