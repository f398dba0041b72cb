"""Signatures whose mathematics is right and whose encoding is not: made with the private key, by hand, and refused.

A library that reads a padding from the left and stops at the digest, or takes a length as it comes, verifies what
nobody signed (Bleichenbacher 2006; the classes are those that the project Wycheproof tries). So the blocks are built
by hand: PKCS #1 v1.5 (RFC 8017, section 9.2), PSS (section 9.1), and the two numbers of ECDSA (RFC 7518, section 3.4).
The right block stands beside the wrong ones, as the proof that these are refused for what is wrong with them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import ECKey, RSAKey
from joserfc.util import urlsafe_b64encode

from app.identity import signed_text
from app.identity.keys import ALGORITHMS, KeyRing, read_key_set
from app.identity.signed_text import NotSigned, read_signed_text

RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PRIVATE = RSA.private_numbers()
N, SIZE = PRIVATE.public_numbers.n, 256
CURVE = ec.generate_private_key(ec.SECP256R1())
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SHA256_OID = bytes.fromhex("0609608648016503040201")
SHA512_OID = bytes.fromhex("0609608648016503040203")
NULL = b"\5\0"
SALT = bytes(range(32))


@pytest.fixture(autouse=True)
def any_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """The signature is asked here, not the token."""
    monkeypatch.setattr(signed_text, "kind_is_taken", lambda _: True)


def encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode()


def said(algorithm: str) -> str:
    """Header and payload."""
    return f"{encoded(json.dumps({'alg': algorithm, 'kid': 'k'}).encode())}.{encoded(b'twelve o clock')}"


@cache
def ring(algorithm: str) -> KeyRing:
    key = ECKey.import_key(CURVE) if algorithm == "ES256" else RSAKey.import_key(RSA)
    public = {**key.as_dict(private=False), "kid": "k", "alg": algorithm}
    return read_key_set(json.dumps({"keys": [public]}).encode(), ALGORITHMS)


def verifies(algorithm: str, signature: bytes) -> bool:
    try:
        return ring(algorithm).verifies(read_signed_text(f"{said(algorithm)}.{encoded(signature)}"))
    except NotSigned:
        return False


def raised(block: bytes) -> bytes:
    """What the private key makes of a block, without asking what is in it."""
    number, p, q = int.from_bytes(block, "big"), PRIVATE.p, PRIVATE.q
    first, second = pow(number, PRIVATE.dmp1, p), pow(number, PRIVATE.dmq1, q)
    return (second + (PRIVATE.iqmp * (first - second) % p) * q).to_bytes(SIZE, "big")


def value(tag: int, content: bytes) -> bytes:
    return bytes([tag, len(content)]) + content


def padded(digest_info: bytes, *, start: bytes = b"\0\1", fill: bytes = b"\xff", end: bytes = b"\0") -> bytes:
    return start + fill * (SIZE - len(start) - len(end) - len(digest_info)) + end + digest_info


DIGEST = hashlib.sha256(said("RS256").encode()).digest()
GOOD = value(0x30, value(0x30, SHA256_OID + NULL) + value(4, DIGEST))


def disturbed(tag: int, content: bytes) -> Iterator[bytes]:
    """One value of ASN.1 as it must not be: other lengths, tags and contents, something before, behind or missing."""
    size = len(content)
    yield from (bytes([tag, 0x81, size]) + content, bytes([tag, 0x82, 0, size]) + content)  # not the shortest length
    yield from (bytes([tag, size + 1]) + content, bytes([tag, max(size - 1, 0) if size else 1]) + content)
    for length in ("80", "81", "ff", "847fffffff", "84ffffffff", "850100000000", "88ffffffffffffffff"):
        yield bytes([tag]) + bytes.fromhex(length) + content
    yield bytes([tag, 0x80]) + content + b"\0\0"  # of indefinite length
    for more in (b"\0\0", NULL, b"\x30\0", b"\xa0\2\5\0", b"\x30\x11" + bytes(17)):
        yield from (value(tag, content + more), value(tag, more + content), value(tag, content) + more)
    for other in (0, 0xFF, tag ^ 1, tag ^ 0x20, tag | 0x80):
        yield value(other, content)
    yield from (b"", bytes([tag]), value(tag, value(tag, content)))
    if content:
        yield from (value(tag, b""), value(tag, content[1:]), value(tag, content[:-1]))
        yield from (
            value(tag, bytes([content[0] ^ 1]) + content[1:]),
            value(tag, content[:-1] + bytes([content[-1] ^ 1])),
        )


def wrong_digest_infos() -> Iterator[bytes]:
    yield from disturbed(0x30, GOOD[2:])
    yield from (value(0x30, one + value(4, DIGEST)) for one in disturbed(0x30, SHA256_OID + NULL))
    for one in disturbed(6, SHA256_OID[2:]):
        yield value(0x30, value(0x30, one + NULL) + value(4, DIGEST))
    for one in disturbed(5, b""):
        yield value(0x30, value(0x30, SHA256_OID + one) + value(4, DIGEST))
    yield from (value(0x30, value(0x30, SHA256_OID + NULL) + one) for one in disturbed(4, DIGEST))
    yield value(0x30, value(0x30, SHA512_OID + NULL) + value(4, DIGEST))


def wrong_blocks() -> Iterator[bytes]:
    """Paddings that are none, with the right digest."""
    yield padded(GOOD, start=b"\0\2")
    yield padded(GOOD, start=b"\0\0")
    yield padded(GOOD, fill=b"\xfe")
    yield padded(GOOD, end=b"")
    yield padded(GOOD, end=b"\0\0")
    yield b"\0\1" + b"\xff" * 8 + b"\0" + GOOD + bytes(SIZE - 11 - len(GOOD))  # something behind the digest
    yield b"\0\1" + bytes(SIZE - 2 - len(GOOD)) + GOOD


def test_f15_a_padding_of_pkcs1_is_taken_as_a_whole() -> None:
    assert verifies("RS256", raised(padded(GOOD)))
    blocks = [*(padded(one) for one in wrong_digest_infos() if one != GOOD), *wrong_blocks()]
    assert len(blocks) > 150
    assert [block.hex() for block in blocks if verifies("RS256", raised(block))] == []


def mask(seed: bytes, size: int, name: str) -> bytes:
    rounds = (hashlib.new(name, seed + number.to_bytes(4, "big")).digest() for number in range(size))
    whole = b""
    while len(whole) < size:
        whole += next(rounds)
    return whole[:size]


def pss(*, salt: bytes = SALT, trailer: int = 0xBC, one: int = 1, before: int = 0, masked_by: str = "sha256") -> bytes:
    """A block of RFC 8017, section 9.1.1, right unless asked otherwise."""
    digest = hashlib.sha256(said("PS256").encode()).digest()
    inner = hashlib.sha256(bytes(8) + digest + salt).digest()
    data = bytes([before]) * (SIZE - len(inner) - 2 - len(salt)) + bytes([one]) + salt
    block = bytearray(a ^ b for a, b in zip(data, mask(inner, len(data), masked_by), strict=True))
    block[0] &= 0x7F
    return bytes(block) + inner + bytes([trailer])


def test_f15_a_padding_of_pss_is_taken_as_a_whole() -> None:
    assert verifies("PS256", raised(pss()))
    assert not verifies("PS256", raised(pss(trailer=0xCC)))
    assert not verifies("PS256", raised(pss(one=2)))
    assert not verifies("PS256", raised(pss(before=1)))
    assert not verifies("PS256", raised(pss(masked_by="sha1")))
    for size in (0, 1, 20, 31, 33, 64):  # RFC 7518, section 3.5: as long as the digest
        assert not verifies("PS256", raised(pss(salt=SALT[:1] * size)))


@pytest.mark.parametrize("algorithm", ["RS256", "PS256"])
def test_f15_a_number_of_rsa_has_one_text(algorithm: str) -> None:
    signature = raised(padded(GOOD) if algorithm == "RS256" else pss())
    assert verifies(algorithm, signature)
    number = int.from_bytes(signature, "big")
    for wrong in (0, 1, N - 1, N, N + 1):
        assert not verifies(algorithm, wrong.to_bytes(SIZE, "big"))
    for text in (
        (number + N).to_bytes(SIZE + 1, "big"),
        b"\0" + signature,
        signature + b"\0",
        signature[:-1],
        signature[1:],
    ):
        assert not verifies(algorithm, text)


def test_f15_the_numbers_of_ecdsa_are_in_their_range_and_of_their_length() -> None:
    signed = CURVE.sign(said("ES256").encode(), ec.ECDSA(SHA256()))
    r, s = decode_dss_signature(signed)
    right = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    assert verifies("ES256", right)
    assert not verifies("ES256", signed), "the form of ASN.1 is another"
    edges = (0, 1, ORDER - 1, ORDER, 2**256 - 1)
    for pair in [(a, b) for a in edges for b in edges] + [(r, 0), (0, s), (s, r), (r, ORDER)]:
        assert not verifies("ES256", b"".join(number.to_bytes(32, "big") for number in pair))
    for size in (31, 33, 48, 64, 128):
        assert not verifies(
            "ES256", r.to_bytes(max(size, 32), "big")[-size:] + s.to_bytes(max(size, 32), "big")[-size:]
        )
    for text in (right + b"\0", b"\0" + right, right[:-1], right[:32], b""):
        assert not verifies("ES256", text)
