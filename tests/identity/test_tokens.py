"""Tokens of the development issuer: what is genuine and current counts, everything else is one and the same refusal.

Rows F01 to F21 of the list of attacks; forged tokens are written here by hand and not with the library under test.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from joserfc.jwk import OctKey

from app.authz.caller import Caller
from app.database.vocabulary import Purpose, Role
from app.errors import Unauthenticated
from app.identity.tokens import LEEWAY, issue, read_token, signing_key, verify

CALLER = Caller(Role.NSO, Purpose.VALIDATION, UUID("7fd6152e-19a5-4b66-94f7-9293322b34db"))
HEADER = {"alg": "HS256", "typ": "at+jwt"}


@pytest.fixture
def key(secret: bytes) -> OctKey:
    return signing_key(secret)


@pytest.fixture
def claims(now: datetime) -> dict[str, Any]:
    seconds = int(now.timestamp())
    return {
        "iss": "twingraph-development",
        "aud": "twingraph",
        "sub": str(CALLER.user_id),
        "role": "NSO",
        "purpose": "VALIDATION",
        "iat": seconds,
        "exp": seconds + 3600,
        "jti": "one",
    }


def text_of(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def forge(key: OctKey, header: dict[str, Any] | bytes, claims: dict[str, Any] | bytes, *, hash_name: str = "") -> str:
    """A token with any header and claims, rightly signed with the key."""
    parts = [part if isinstance(part, bytes) else json.dumps(part).encode() for part in (header, claims)]
    signed = ".".join(map(text_of, parts))
    return f"{signed}.{text_of(hmac.digest(key.raw_value, signed.encode(), hash_name or 'sha256'))}"


def assert_refused(token: str, key: OctKey, now: datetime) -> None:
    with pytest.raises(Unauthenticated) as caught:
        read_token(token, key, now)
    assert caught.value.message == "The token is not valid."


def test_a_token_says_who_was_issued_it(secret: bytes, now: datetime) -> None:
    assert verify(issue(secret, CALLER, now), secret, now) == CALLER


def test_two_tokens_of_one_person_differ(secret: bytes, now: datetime) -> None:
    assert issue(secret, CALLER, now) != issue(secret, CALLER, now)


def test_the_forgery_of_these_tests_is_taken_when_nothing_is_wrong_with_it(
    key: OctKey, claims: dict[str, Any], now: datetime
) -> None:
    assert read_token(forge(key, HEADER, claims), key, now) == CALLER


def test_the_purpose_may_be_left_to_the_header(secret: bytes, key: OctKey, now: datetime) -> None:
    token = issue(secret, Caller(Role.CSS, None, CALLER.user_id), now)
    assert read_token(token, key, now).purpose is None
    assert verify(token, secret, now) == Caller(Role.CSS, None, CALLER.user_id)


@pytest.mark.parametrize("caller", [Caller(), Caller(Role.ANONYMOUS, None, CALLER.user_id), Caller(Role.NSO)])
def test_nobody_and_anonymous_get_no_token(secret: bytes, now: datetime, caller: Caller) -> None:
    with pytest.raises(ValueError, match="a person in a role"):
        issue(secret, caller, now)


@pytest.mark.parametrize("algorithm", ["none", "None", "nOnE", "HS384", "HS512", "RS256", "hs256", "", None, 1])
def test_f02_f03_another_algorithm_is_refused(
    key: OctKey, claims: dict[str, Any], now: datetime, algorithm: object
) -> None:
    hash_name = {"HS384": "sha384", "HS512": "sha512"}.get(str(algorithm), "sha256")
    assert_refused(forge(key, {**HEADER, "alg": algorithm}, claims, hash_name=hash_name), key, now)


def test_f02_a_token_without_a_signature_is_refused(key: OctKey, claims: dict[str, Any], now: datetime) -> None:
    unsigned = forge(key, HEADER, claims).rsplit(".", 1)[0]
    none = f"{text_of(json.dumps({'alg': 'none', 'typ': 'at+jwt'}).encode())}.{unsigned.split('.')[1]}"
    for token in (unsigned, f"{unsigned}.", f"{none}.", none):
        assert_refused(token, key, now)


@pytest.mark.parametrize(
    "material", [b"a secret of the tests, long enough for any key", b"", hashlib.sha256(b"").digest()]
)
def test_f03_the_secret_itself_and_other_keys_sign_nothing(
    key: OctKey, claims: dict[str, Any], now: datetime, material: bytes
) -> None:
    signed = forge(key, HEADER, claims).rsplit(".", 1)[0]
    token = f"{signed}.{text_of(hmac.digest(material, signed.encode(), 'sha256'))}"
    assert_refused(token, key, now)


def test_f04_a_token_counts_until_it_expires_and_for_the_stated_leeway(
    secret: bytes, key: OctKey, now: datetime
) -> None:
    token = issue(secret, CALLER, now, lifetime=timedelta(hours=1))
    end = now + timedelta(hours=1, seconds=LEEWAY)
    assert read_token(token, key, end - timedelta(milliseconds=1)) == CALLER
    assert_refused(token, key, end)


@pytest.mark.parametrize("claim", ["nbf", "iat"])
def test_f04_a_token_of_the_future_counts_within_the_leeway_only(
    key: OctKey, claims: dict[str, Any], now: datetime, claim: str
) -> None:
    seconds = int(now.timestamp())
    assert read_token(forge(key, HEADER, {**claims, claim: seconds + LEEWAY}), key, now) == CALLER
    assert_refused(forge(key, HEADER, {**claims, claim: seconds + LEEWAY + 1}), key, now)


@pytest.mark.parametrize("value", [None, "9999999999", 9999999999.0, True, -1, [9999999999], 10**500])
@pytest.mark.parametrize("claim", ["exp", "iat", "nbf"])
def test_f05_times_are_whole_seconds(
    key: OctKey, claims: dict[str, Any], now: datetime, claim: str, value: object
) -> None:
    assert_refused(forge(key, HEADER, {**claims, claim: value}), key, now)


@pytest.mark.parametrize("claim", ["iss", "aud", "sub", "role", "exp", "iat", "jti"])
def test_f05_no_claim_may_be_missing(key: OctKey, claims: dict[str, Any], now: datetime, claim: str) -> None:
    assert_refused(forge(key, HEADER, {name: claims[name] for name in claims if name != claim}), key, now)


def test_f05_a_number_that_is_no_number_is_refused(key: OctKey, claims: dict[str, Any], now: datetime) -> None:
    text = json.dumps(claims).replace(str(claims["exp"]), "1e400").encode()
    assert_refused(forge(key, HEADER, text), key, now)


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", "https://issuer.example"),
        ("aud", "another"),
        ("aud", ["twingraph"]),
        ("sub", "7FD6152E-19A5-4B66-94F7-9293322B34DB"),
        ("sub", "7fd6152e19a54b6694f79293322b34db"),
        ("sub", "{7fd6152e-19a5-4b66-94f7-9293322b34db}"),
        ("sub", 7),
        ("sub", None),
        ("role", "ANONYMOUS"),
        ("role", "ADMIN"),
        ("role", "nso"),
        ("role", ["NSO"]),
        ("purpose", "MARKETING"),
        ("purpose", None),
        ("purpose", ["VALIDATION"]),
        ("jti", 1),
        ("country", "EE"),
    ],
)
def test_f21_a_claim_that_is_not_of_this_issuer_is_refused(
    key: OctKey, claims: dict[str, Any], now: datetime, claim: str, value: object
) -> None:
    assert_refused(forge(key, HEADER, {**claims, claim: value}), key, now)


@pytest.mark.parametrize(
    "extra",
    [
        {"jku": "https://attacker.example/keys"},
        {"x5u": "https://attacker.example/cert"},
        {"jwk": {"kty": "oct", "k": "AAAA"}},
        {"x5c": ["AAAA"]},
        {"kid": "../../dev/null"},
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
    key: OctKey, claims: dict[str, Any], now: datetime, extra: dict[str, Any]
) -> None:
    assert_refused(forge(key, {**HEADER, **extra}, claims), key, now)


def test_f09_a_header_without_a_type_is_refused(key: OctKey, claims: dict[str, Any], now: datetime) -> None:
    assert_refused(forge(key, {"alg": "HS256"}, claims), key, now)


@pytest.mark.parametrize("length", [60_000, 1_000_000])
def test_f11_a_long_token_is_refused(key: OctKey, claims: dict[str, Any], now: datetime, length: int) -> None:
    assert_refused("a" * length, key, now)
    assert_refused(forge(key, HEADER, {**claims, "jti": "j" * length}), key, now)


def test_f13_a_token_has_one_spelling(key: OctKey, claims: dict[str, Any], now: datetime) -> None:
    token = forge(key, HEADER, claims)
    head, signature = token.rsplit(".", 1)
    # The last letter of 32 bytes in base64url carries two bits that nobody reads.
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    unread = letters[letters.index(signature[-1]) ^ 1]
    for spelling in (f"{signature}=", f"{signature[:-1]}{unread}", f"{signature}\n", f" {signature}", f"{signature}.x"):
        assert_refused(f"{head}.{spelling}", key, now)


@pytest.mark.parametrize("position", [0, 1, 2])
def test_f15_a_changed_part_is_refused(key: OctKey, claims: dict[str, Any], now: datetime, position: int) -> None:
    parts = forge(key, HEADER, claims).split(".")
    other = forge(key, {**HEADER, "x": 1}, {**claims, "role": "CSS"}).split(".")
    parts[position] = other[position]
    assert_refused(".".join(parts), key, now)


@pytest.mark.parametrize("text", ["", ".", "..", "a.b", "a.b.c.d", "é.é.é", "....", "e30.e30.e30", "null.null.null"])
def test_f15_what_is_no_token_is_refused(key: OctKey, now: datetime, text: str) -> None:
    assert_refused(text, key, now)


def test_f20_a_claim_or_header_that_occurs_twice_is_refused(key: OctKey, claims: dict[str, Any], now: datetime) -> None:
    twice = json.dumps(claims).replace("{", '{"role":"CSS",', 1).encode()
    assert_refused(forge(key, HEADER, twice), key, now)
    assert_refused(forge(key, b'{"alg":"none","alg":"HS256","typ":"at+jwt"}', claims), key, now)


@pytest.mark.parametrize("payload", [b"[]", b"null", b'"x"', b"1", b"", b"\xff"])
def test_f20_claims_are_an_object(key: OctKey, now: datetime, payload: bytes) -> None:
    assert_refused(forge(key, HEADER, payload), key, now)
