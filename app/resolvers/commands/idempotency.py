"""A request that is sent again does nothing again: the outcome is kept under the key that its caller chose.

In: a transaction, a command and its input. Out: hashes; neither the key nor the input is kept, and nobody without the
key finds an input by trying. The same viewer is the same person in the same role for the same purpose.
`clientMutationId` may differ: clients number their attempts.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import orjson

from app.authz.caller import Caller
from app.errors import BadInput, Conflict
from app.resolvers.commands.command import Command

LONGEST_KEY = 200
_OF_THE_REQUEST = frozenset({"clientMutationId", "idempotencyKey"})


def request_of(caller: Caller, given: Mapping[str, Any]) -> bytes | None:
    """Who asks under which key; None without a key."""
    key = given.get("idempotencyKey")
    if key is None:
        return None
    if not 0 < len(key) <= LONGEST_KEY:
        raise BadInput(f"Expected a text of 1 to {LONGEST_KEY} characters.", field="idempotencyKey")
    return _hashed([caller.person, caller.role.value, caller.purpose and caller.purpose.value, key])


def body_of(command: Command, given: Mapping[str, Any]) -> bytes:
    """What is asked, in a form that does not depend on how it was written; the key is the salt."""
    left_out = _OF_THE_REQUEST | command.unhashed(given)
    said = {name: value for name, value in given.items() if name not in left_out}
    return _hashed([given.get("idempotencyKey"), command.name, said])


def require_same(kept: bytes, body: bytes) -> None:
    """Refuse a key that has named another request."""
    if kept != body:
        raise Conflict(
            "This key has named another request.", hint="Choose a new key for a new request.", field="idempotencyKey"
        )


def _hashed(value: object) -> bytes:
    return sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS, default=str)).digest()
