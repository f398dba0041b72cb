"""Tokens of the development issuer: what is genuine and current counts, everything else is one and the same refusal.

Rows F01 to F21 of the list of attacks; forged tokens are written by hand and not with the code under test.
"""

from __future__ import annotations

import hmac
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from joserfc.jwk import OKPKey

from app.authz.caller import Caller
from app.database.vocabulary import Purpose, Role
from app.errors import Unauthenticated
from app.identity.claims import LEEWAY
from app.identity.tokens import ISSUER, RULES, issue, signing_key, verify
from tests.identity.forging import Reader, forge, public, reader, text_of

CALLER = Caller(Role.NSO, Purpose.VALIDATION, UUID("7fd6152e-19a5-4b66-94f7-9293322b34db"))
HEADER = {"alg": "Ed25519", "typ": "at+jwt"}


@pytest.fixture
def key(secret: bytes) -> OKPKey:
    return signing_key(secret)


@pytest.fixture
def issuer(key: OKPKey) -> Reader:
    return reader(public(key), rules=RULES)


@pytest.fixture
def claims(now: datetime) -> dict[str, Any]:
    seconds = int(now.timestamp())
    return {
        "iss": ISSUER,
        "aud": "twingraph",
        "sub": str(CALLER.user_id),
        "role": "NSO",
        "purpose": "VALIDATION",
        "iat": seconds,
        "exp": seconds + 3600,
        "jti": "one",
    }


def test_a_token_says_who_was_issued_it(secret: bytes, now: datetime) -> None:
    assert verify(issue(secret, CALLER, now), secret, now) == CALLER


def test_two_tokens_of_one_person_differ(secret: bytes, now: datetime) -> None:
    assert issue(secret, CALLER, now) != issue(secret, CALLER, now)


def test_the_forgery_of_these_tests_is_taken_when_nothing_is_wrong_with_it(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime
) -> None:
    assert issuer.read(forge(key, HEADER, claims), now) == CALLER


def test_the_purpose_may_be_left_to_the_header(secret: bytes, issuer: Reader, now: datetime) -> None:
    token = issue(secret, Caller(Role.CSS, None, CALLER.user_id), now)
    assert issuer.read(token, now).purpose is None
    assert verify(token, secret, now) == Caller(Role.CSS, None, CALLER.user_id)


@pytest.mark.parametrize("caller", [Caller(), Caller(Role.ANONYMOUS, None, CALLER.user_id), Caller(Role.NSO)])
def test_nobody_and_anonymous_get_no_token(secret: bytes, now: datetime, caller: Caller) -> None:
    with pytest.raises(ValueError, match="a person in a role"):
        issue(secret, caller, now)


@pytest.mark.parametrize(
    "algorithm", ["none", "None", "nOnE", "HS256", "RS256", "ES256", "EdDSA", "Ed448", "ed25519", "", None, 1]
)
def test_f02_another_algorithm_is_refused(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime, algorithm: object
) -> None:
    issuer.assert_refused(forge(key, {**HEADER, "alg": algorithm}, claims, by="Ed25519"), now)


def test_f02_a_token_without_a_signature_is_refused(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime
) -> None:
    unsigned = forge(key, HEADER, claims).rsplit(".", 1)[0]
    none = f"{text_of(json.dumps({'alg': 'none', 'typ': 'at+jwt'}).encode())}.{unsigned.split('.')[1]}"
    for token in (unsigned, f"{unsigned}.", f"{none}.", none):
        issuer.assert_refused(token, now)


@pytest.mark.parametrize("algorithm", ["HS256", "Ed25519"])
def test_f03_the_public_key_is_no_shared_one(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime, algorithm: str
) -> None:
    published = public(key)
    signed = forge(key, {**HEADER, "alg": algorithm}, claims, by="Ed25519").rsplit(".", 1)[0]
    for material in (key.as_pem(private=False), key.as_der(private=False), published["x"].encode(), b""):
        issuer.assert_refused(f"{signed}.{text_of(hmac.digest(material, signed.encode(), 'sha256'))}", now)


def test_f03_another_secret_signs_nothing(secret: bytes, issuer: Reader, now: datetime) -> None:
    issuer.assert_refused(issue(secret + b"!", CALLER, now), now)
    assert issuer.read(issue(secret, CALLER, now), now) == CALLER


def test_f04_a_token_counts_until_it_expires_and_for_the_stated_leeway(
    secret: bytes, issuer: Reader, now: datetime
) -> None:
    token = issue(secret, CALLER, now, lifetime=timedelta(hours=1))
    end = now + timedelta(hours=1, seconds=LEEWAY)
    assert issuer.read(token, end - timedelta(milliseconds=1)) == CALLER
    issuer.assert_refused(token, end)


@pytest.mark.parametrize("claim", ["nbf", "iat"])
def test_f04_a_token_of_the_future_counts_within_the_leeway_only(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime, claim: str
) -> None:
    seconds = int(now.timestamp())
    assert issuer.read(forge(key, HEADER, {**claims, claim: seconds + LEEWAY}), now) == CALLER
    issuer.assert_refused(forge(key, HEADER, {**claims, claim: seconds + LEEWAY + 1}), now)


@pytest.mark.parametrize("value", [None, "9999999999", 9999999999.0, True, -1, [9999999999], 10**500])
@pytest.mark.parametrize("claim", ["exp", "iat", "nbf"])
def test_f05_times_are_whole_seconds(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime, claim: str, value: object
) -> None:
    issuer.assert_refused(forge(key, HEADER, {**claims, claim: value}), now)


@pytest.mark.parametrize("claim", ["iss", "aud", "sub", "exp", "iat", "jti"])
def test_f05_no_claim_may_be_missing(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime, claim: str
) -> None:
    issuer.assert_refused(forge(key, HEADER, {name: claims[name] for name in claims if name != claim}), now)


def test_f05_a_number_that_is_no_number_is_refused(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime
) -> None:
    text = json.dumps(claims).replace(str(claims["exp"]), "1e400").encode()
    issuer.assert_refused(forge(key, HEADER, text), now)


@pytest.mark.parametrize(
    "extra",
    [
        {"jku": "https://attacker.example/keys"},
        {"x5u": "https://attacker.example/cert"},
        {"jwk": {"kty": "oct", "k": "AAAA"}},
        {"x5c": ["AAAA"]},
        {"kid": "../../dev/null"},
        {"kid": ""},
        {"kid": None},
        {"kid": "k" * 300},
        {"crit": ["b64"], "b64": True},
        {"crit": ["exp"], "exp": 1},
        {"crit": []},
        {"b64": False},
        {"zip": "DEF"},
        {"typ": "JWT"},
        {"typ": None},
        {"cty": "JWT"},
    ],
    ids="+".join,
)
def test_f09_f10_the_header_is_the_one_of_this_issuer(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime, extra: dict[str, Any]
) -> None:
    issuer.assert_refused(forge(key, {**HEADER, **extra}, claims, by="Ed25519"), now)


@pytest.mark.parametrize("extra", [{"typ": "application/at+jwt"}, {"typ": "AT+JWT"}, {"x5t": "AAAA"}], ids="+".join)
def test_other_words_for_the_same_header_are_taken(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime, extra: dict[str, Any]
) -> None:
    assert issuer.read(forge(key, {**HEADER, **extra}, claims), now) == CALLER


def test_f09_a_header_without_a_type_is_refused(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime
) -> None:
    issuer.assert_refused(forge(key, {"alg": "Ed25519"}, claims), now)


@pytest.mark.parametrize("length", [60_000, 1_000_000])
def test_f11_a_long_token_is_refused(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime, length: int
) -> None:
    issuer.assert_refused("a" * length, now)
    issuer.assert_refused(forge(key, HEADER, {**claims, "jti": "j" * length}), now)


def test_f13_a_token_has_one_spelling(issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime) -> None:
    token = forge(key, HEADER, claims)
    head, signature = token.rsplit(".", 1)
    # The last letter of 64 bytes in base64url carries four bits that nobody reads.
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    unread = letters[letters.index(signature[-1]) ^ 1]
    for spelling in (f"{signature}=", f"{signature[:-1]}{unread}", f"{signature}\n", f" {signature}", f"{signature}.x"):
        issuer.assert_refused(f"{head}.{spelling}", now)


@pytest.mark.parametrize("position", [0, 1, 2])
def test_f15_a_changed_part_is_refused(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime, position: int
) -> None:
    parts = forge(key, HEADER, claims).split(".")
    other = forge(key, {**HEADER, "x": 1}, {**claims, "role": "CSS"}).split(".")
    parts[position] = other[position]
    issuer.assert_refused(".".join(parts), now)


@pytest.mark.parametrize("text", ["", ".", "..", "a.b", "a.b.c.d", "é.é.é", "....", "e30.e30.e30", "null.null.null"])
def test_f15_what_is_no_token_is_refused(issuer: Reader, now: datetime, text: str) -> None:
    with pytest.raises(Unauthenticated):
        issuer.read(text, now)


def test_f20_a_claim_or_header_that_occurs_twice_is_refused(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime
) -> None:
    twice = json.dumps(claims).replace("{", '{"role":"CSS",', 1).encode()
    issuer.assert_refused(forge(key, HEADER, twice), now)
    issuer.assert_refused(forge(key, b'{"alg":"none","alg":"Ed25519","typ":"at+jwt"}', claims), now)


@pytest.mark.parametrize("payload", [b"[]", b"null", b'"x"', b"1", b"", b"\xff"])
def test_f20_claims_are_an_object(issuer: Reader, key: OKPKey, now: datetime, payload: bytes) -> None:
    issuer.assert_refused(forge(key, HEADER, payload), now)
