"""The Merkle tree hash of RFC 6962 (2.1) over a stream of leaves, and the hashes of records and of seals.

In: bytes, one leaf after the other. Out: SHA-256 digests. A leaf and a node begin with different bytes, so that neither
can pass for the other; a seal begins with a third.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

_LEAF, _NODE, _SEAL = b"\x00", b"\x01", b"\x02"


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root of a tree; of no leaf, the digest of nothing. Holds one digest for each level of the tree."""
    # Complete subtrees, the largest first: as the ones of the number of leaves in binary.
    stack: list[tuple[int, bytes]] = []
    for leaf in leaves:
        height, digest = 0, sha256(_LEAF + leaf).digest()
        while stack and stack[-1][0] == height:
            digest = _node(stack.pop()[1], digest)
            height += 1
        stack.append((height, digest))
    if not stack:
        return sha256(b"").digest()
    digest = stack.pop()[1]
    while stack:
        digest = _node(stack.pop()[1], digest)
    return digest


def seal_hash(said: bytes) -> str:
    """The hash of a seal by everything that it says, the hash of the seal before it included."""
    return sha256(_SEAL + said).hexdigest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(_NODE + left + right).digest()
