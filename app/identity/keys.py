"""The public keys of an issuer: a JSON Web Key Set (RFC 7517) read strictly, and which key of it verifies a token.

In: the bytes of a key set and the algorithms that the operator allows. Out: a `KeyRing`; keys that are not fit for
verifying are left out (RFC 7517, section 5), and a set in which none is left is `UnfitKeySet`. Unfit is: a private or
shared key, which whoever reads the set could sign with; another use; an algorithm that is not allowed; an RSA key of
fewer than 2,048 bits (RFC 7518, section 3.3); a curve that no allowed algorithm has; two keys that look alike.
"""

from __future__ import annotations

import logging
import warnings
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import ECKey, OKPKey, RSAKey, import_key
from joserfc.jws import JWSRegistry

from app.identity.signed_text import SignedText
from app.identity.strict_json import NotStrictJson, read_json

log = logging.getLogger("twingraph.identity")

LARGEST_SET = 256 * 1024
MOST_KEYS = 100
RSA_BITS = range(2048, 8193)
RSA_EXPONENTS = range(65537, 2**32, 2)
# What the members of a private or a shared key are called (RFC 7518, section 6; RFC 8037, section 2).
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_RSA = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
_CURVES = {"P-256": ("ES256",), "P-384": ("ES384",), "P-521": ("ES512",), "Ed25519": ("Ed25519", "EdDSA")}
# Every algorithm that can be allowed: none of them has a shared key, so no public key can be taken for one (RFC 8725).
ALGORITHMS = frozenset(_RSA).union(*_CURVES.values())

PublicKey = RSAKey | ECKey | OKPKey


class UnfitKeySet(ValueError):
    """The text is no key set, or no key of it can be used; the message may be logged."""


@dataclass(frozen=True, slots=True)
class VerificationKey:
    """A public key and what it may verify."""

    key_id: str | None
    algorithms: frozenset[str]
    key: PublicKey


@dataclass(frozen=True, eq=False, slots=True)
class KeyRing:
    """The keys of one key set. A token that names no key is verified only where there is no choice."""

    keys: tuple[VerificationKey, ...]

    def names(self, text: SignedText) -> bool:
        """Whether there is a key for this token; if not, a newer set may have it."""
        return self._key(text) is not None

    def verifies(self, text: SignedText) -> bool:
        """Whether the one key that the token names signed it."""
        found = self._key(text)
        if found is None:
            return False
        algorithm = JWSRegistry.algorithms[text.algorithm]
        try:
            algorithm.check_key(found.key)
            return algorithm.verify(text.signed, text.signature, found.key)
        except (JoseError, ValueError):
            return False

    def _key(self, text: SignedText) -> VerificationKey | None:
        only = text.key_id is None and len(self.keys) == 1
        named = [key for key in self.keys if only or (text.key_id is not None and key.key_id == text.key_id)]
        fitting = [key for key in named if text.algorithm in key.algorithms]
        return fitting[0] if len(fitting) == 1 else None


def read_key_set(text: bytes, allowed: Collection[str]) -> KeyRing:
    """The keys of a set that may verify tokens, each with its algorithms."""
    if len(text) > LARGEST_SET:
        raise UnfitKeySet("the key set is too large")
    try:
        document = read_json(text)
    except NotStrictJson as fault:
        raise UnfitKeySet(f"the key set cannot be read: {fault}") from None
    listed = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST_KEYS:
        raise UnfitKeySet("the key set has no list of keys, or too many")
    found = [key for item in listed if (key := _read_key(item, frozenset(allowed))) is not None]
    names = Counter((key.key_id, type(key.key)) for key in found)
    keys = tuple(key for key in found if names[key.key_id, type(key.key)] == 1 or len(found) == 1)
    if len(keys) < len(listed):
        log.warning("key set: %d of %d keys are not used", len(listed) - len(keys), len(listed))
    if not keys:
        raise UnfitKeySet("the key set has no key that can verify a token")
    return KeyRing(keys)


def _read_key(item: Any, allowed: frozenset[str]) -> VerificationKey | None:
    """The key, or None where it is not fit."""
    if not isinstance(item, dict) or not _may_verify(item):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what the library only warns of is no key for us
            key = import_key(item)
    except (JoseError, ValueError, TypeError, KeyError, SecurityWarning):
        return None
    if not isinstance(key, PublicKey) or key.is_private:
        return None
    algorithms = _algorithms_of(key) & allowed
    if "alg" in item:
        algorithms &= {item["alg"]} if isinstance(item["alg"], str) else set()
    key_id = item.get("kid")
    return VerificationKey(key_id, algorithms, key) if algorithms else None


def _may_verify(item: dict[str, Any]) -> bool:
    """Public, for signatures, with a name that is a text if it has one."""
    operations = item.get("key_ops", ["verify"])
    return (
        item.keys().isdisjoint(_PRIVATE)
        and item.get("use", "sig") == "sig"
        and operations == ["verify"]
        and isinstance(item.get("kid", ""), str)
        and item.get("kid") != ""
    )


def _algorithms_of(key: PublicKey) -> frozenset[str]:
    if isinstance(key, RSAKey):
        numbers = key.public_key.public_numbers()
        fit = numbers.n.bit_length() in RSA_BITS and numbers.e in RSA_EXPONENTS
        return frozenset(_RSA if fit else ())
    return frozenset(_CURVES.get(key.curve_name, ()))
