"""Which keys of a key set verify a token: fit ones, each for its own algorithm, named without doubt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from app.authz.caller import Caller, Subject
from app.database.vocabulary import Role
from app.identity.keys import ALGORITHMS, LARGEST_SET, MOST_KEYS, UnfitKeySet, read_key_set
from app.settings import TOKEN_ALGORITHMS
from tests.identity.forging import REAL, PrivateKey, forge, public, reader, text_of

CALLER = Caller(Role.ETWINNER, None, None, Subject(REAL.issuer, "s1"))


@cache
def rsa() -> RSAKey:
    return RSAKey.generate_key(2048)


@cache
def elliptic(curve: str) -> ECKey | OKPKey:
    return OKPKey.generate_key("Ed25519") if curve == "Ed25519" else ECKey.generate_key(curve)


KEYS: dict[str, PrivateKey] = {
    **{name: rsa() for name in ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")},
    "ES256": elliptic("P-256"),
    "ES384": elliptic("P-384"),
    "ES512": elliptic("P-521"),
    "Ed25519": elliptic("Ed25519"),
    "EdDSA": elliptic("Ed25519"),
}


@pytest.fixture
def claims(now: datetime) -> dict[str, Any]:
    seconds = int(now.timestamp())
    times = {"iat": seconds, "exp": seconds + 3600}
    return {"iss": REAL.issuer, "aud": [REAL.audience, "x"], "sub": "s1", "role": "ETWINNER", "jti": "1", **times}


def header(algorithm: str, **members: Any) -> dict[str, Any]:
    return {"alg": algorithm, "typ": "at+jwt", **members}


def test_every_algorithm_that_can_be_allowed_is_tried_here() -> None:
    assert set(KEYS) == ALGORITHMS == TOKEN_ALGORITHMS


@pytest.mark.parametrize("algorithm", KEYS)
def test_f15_a_token_is_read_by_the_key_that_signed_it(claims: dict[str, Any], now: datetime, algorithm: str) -> None:
    issuer = reader(public(KEYS[algorithm], kid="a"))
    token = forge(KEYS[algorithm], header(algorithm, kid="a"), claims)
    assert issuer.read(token, now) == CALLER
    for position in (0, len(token) // 2, len(token) - 1):
        other = "B" if token[position] == "A" else "A"
        issuer.assert_refused(token[:position] + other + token[position + 1 :], now)


def confusions() -> Iterator[tuple[str, str]]:
    """A key signs by one algorithm and the header names another."""
    for name in ALGORITHMS:
        for by in ALGORITHMS:
            if name != by and {name, by} != {"Ed25519", "EdDSA"}:  # two names of one algorithm
                yield name, by


@pytest.mark.parametrize(("name", "by"), sorted(confusions()))
def test_f03_a_signature_counts_for_its_own_algorithm(
    claims: dict[str, Any], now: datetime, name: str, by: str
) -> None:
    issuer = reader(public(KEYS[name], kid="a"), public(KEYS[by], kid="b"))
    for kid in ("a", "b"):
        issuer.assert_refused(forge(KEYS[by], header(name, kid=kid), claims, by=by), now)


def test_a_set_of_several_keys_demands_that_the_token_names_one(claims: dict[str, Any], now: datetime) -> None:
    first, second = elliptic("P-256"), ECKey.generate_key("P-256")
    both = reader(public(first, kid="a"), public(second, kid="b"))
    assert both.read(forge(second, header("ES256", kid="b"), claims), now) == CALLER
    both.assert_refused(forge(second, header("ES256"), claims), now)
    both.assert_refused(forge(second, header("ES256", kid="a"), claims), now)
    both.assert_refused(forge(second, header("ES256", kid="c"), claims), now)
    other_kind = reader(public(rsa(), kid="a"), public(second, kid="b"))
    other_kind.assert_refused(forge(second, header("ES256"), claims), now)
    alone = reader(public(second, kid="b"))
    assert alone.read(forge(second, header("ES256"), claims), now) == CALLER


def test_keys_that_cannot_be_told_apart_verify_nothing(claims: dict[str, Any], now: datetime) -> None:
    first, second, third = elliptic("P-256"), ECKey.generate_key("P-256"), elliptic("Ed25519")
    issuer = reader(public(first, kid="a"), public(second, kid="a"), public(third, kid="a"))
    issuer.assert_refused(forge(first, header("ES256", kid="a"), claims), now)
    assert issuer.read(forge(third, header("Ed25519", kid="a"), claims), now) == CALLER


@pytest.mark.parametrize(
    ("algorithm", "members"),
    [
        ("RS256", {"use": "enc"}),
        ("RS256", {"use": None}),
        ("RS256", {"alg": "RSA-OAEP"}),
        ("RS256", {"alg": "PS256"}),
        ("RS256", {"alg": ["RS256"]}),
        ("ES256", {"alg": "ES384"}),
        ("ES256", {"key_ops": ["sign"]}),
        ("ES256", {"key_ops": ["verify", "sign"]}),
        ("ES256", {"key_ops": "verify"}),
        ("ES256", {"kid": 1}),
        ("ES256", {"kid": ""}),
        ("ES256", {"x": "AAAA"}),
        ("ES256", {"x": 1}),
        ("ES256", {"crv": "P-521"}),
        ("ES256", {"kty": "oct"}),
        ("RS256", {"e": "AQ"}),
        ("RS256", {"e": "AAAC"}),
        ("RS256", {"n": "AQAB"}),
        ("Ed25519", {"crv": "X25519"}),
    ],
    ids=str,
)
def test_a_key_that_is_not_fit_is_left_out(
    claims: dict[str, Any], now: datetime, algorithm: str, members: dict[str, Any]
) -> None:
    good = ECKey.generate_key("P-256")
    issuer = reader(public(KEYS[algorithm], **{"kid": "a", **members}), public(good, kid="good"))
    issuer.assert_refused(forge(KEYS[algorithm], header(algorithm, kid="a"), claims), now)
    assert issuer.read(forge(good, header("ES256", kid="good"), claims), now) == CALLER


@pytest.mark.parametrize(
    "key",
    [
        rsa().as_dict(private=True),
        elliptic("P-256").as_dict(private=True),
        elliptic("Ed25519").as_dict(private=True),
        OctKey.generate_key(256).as_dict(private=True),
        public(elliptic("P-256"), k="AAAA"),
        {"kty": "RSA", "e": "AQAB", "n": text_of(b"\xc1" * 128)},
        {"kty": "RSA", "e": "AQAB", "n": text_of(b"\xc1" * 1025)},
        {"kty": "EC", "crv": "secp256k1", "x": text_of(b"\x01" * 32), "y": text_of(b"\x01" * 32)},
        OKPKey.generate_key("Ed448").as_dict(private=False),
        OKPKey.generate_key("X25519").as_dict(private=False),
        {"kty": "RSA"},
        {},
        [],
        "key",
    ],
    ids=lambda key: "+".join(sorted(map(str, key))),
)
def test_a_set_without_a_fit_key_is_refused(key: Any) -> None:
    with pytest.raises(UnfitKeySet):
        read_key_set(json.dumps({"keys": [key]}).encode(), ALGORITHMS)


def test_an_algorithm_that_is_not_allowed_leaves_its_keys_out() -> None:
    text = json.dumps({"keys": [public(rsa()), public(elliptic("P-256"))]}).encode()
    (key,) = read_key_set(text, ["ES256"]).keys
    assert key.algorithms == {"ES256"}


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        b'{"keys":{}}',
        b'{"keys":[]}',
        b'{"keys":[],"keys":[]}',
        b"<html></html>",
        json.dumps({"keys": [public(elliptic("P-256"))] * (MOST_KEYS + 1)}).encode(),
        json.dumps({"keys": [public(elliptic("P-256"))]}).encode() + b" " * LARGEST_SET,
    ],
    ids=range(9),
)
def test_what_is_no_key_set_is_refused(text: bytes) -> None:
    with pytest.raises(UnfitKeySet):
        read_key_set(text, ALGORITHMS)


def test_a_subject_that_looks_like_an_id_is_a_name_of_the_issuer_and_no_user(
    claims: dict[str, Any], now: datetime
) -> None:
    name = "7fd6152e-19a5-4b66-94f7-9293322b34db"
    issuer = reader(public(rsa(), kid="a"))
    caller = issuer.read(forge(rsa(), header("RS256", kid="a"), {**claims, "sub": name}), now)
    assert caller == Caller(Role.ETWINNER, None, None, Subject(REAL.issuer, name))


def test_a_signature_that_held_once_is_still_checked_against_the_clock_and_the_keys(
    claims: dict[str, Any], now: datetime
) -> None:
    issuer = reader(public(rsa(), kid="a"))
    token = forge(rsa(), header("RS256", kid="a"), claims)
    assert issuer.read(token, now) == CALLER
    issuer.assert_refused(token, now.replace(year=now.year + 1))
    assert issuer.read(token, now) == CALLER
    issuer.keys.ring = read_key_set(json.dumps({"keys": [public(elliptic("P-256"), kid="a")]}).encode(), ALGORITHMS)
    issuer.assert_refused(token, now)
