"""What a token must say, and what of it counts: a person, a role and a purpose; nothing of rights."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from joserfc.jwk import OKPKey

from app.authz.caller import Caller, Subject
from app.database.vocabulary import Purpose, Role
from app.identity.tokens import ISSUER, RULES, issue, signing_key, verify
from tests.identity.forging import Reader, forge, public, reader

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


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", "https://issuer.example"),
        ("aud", "another"),
        ("aud", []),
        ("auth_time", "1"),
        ("auth_time", None),
        ("auth_time", 1.5),
        ("aud", ["another"]),
        ("aud", ["twingraph", 1]),
        ("aud", ["twingraph"] * 21),
        ("sub", "7FD6152E-19A5-4B66-94F7-9293322B34DB"),
        ("sub", "7fd6152e19a54b6694f79293322b34db"),
        ("sub", "{7fd6152e-19a5-4b66-94f7-9293322b34db}"),
        ("sub", ""),
        ("sub", "a b"),
        ("sub", "s" * 256),
        ("sub", "é"),
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
    ],
)
def test_f21_a_claim_that_is_not_of_this_issuer_is_refused(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime, claim: str, value: object
) -> None:
    issuer.assert_refused(forge(key, HEADER, {**claims, claim: value}), now)


@pytest.mark.parametrize("claim", ["country", "region", "groups", "roles", "status", "user_id"])
def test_f21_what_a_token_says_of_rights_is_not_read(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime, claim: str
) -> None:
    assert issuer.read(forge(key, HEADER, {**claims, claim: "EE"}), now) == CALLER


def test_a_token_that_asks_for_no_role_is_a_general_user_s(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime
) -> None:
    del claims["role"], claims["purpose"]
    assert issuer.read(forge(key, HEADER, claims), now) == Caller(Role.GENERAL_USER, None, CALLER.user_id)


def test_somebody_without_an_account_is_named_by_the_issuer(secret: bytes, now: datetime) -> None:
    newcomer = Caller(Role.GENERAL_USER, None, None, Subject(ISSUER, "new-1", "new@example.org"))
    assert verify(issue(secret, newcomer, now), secret, now) == newcomer


@pytest.mark.parametrize(
    ("email", "verified", "expected"),
    [
        ("a@example.org", True, "a@example.org"),
        ("a@example.org", "true", None),
        ("a@example.org", 1, None),
        ("a@example.org", None, None),
        ("a@example.org", False, None),
        ("a@b@example.org", True, None),
        ("a\n@example.org", True, None),
        ("example.org", True, None),
        ("", True, None),
        (["a@example.org"], True, None),
    ],
)
def test_an_address_counts_where_the_issuer_says_that_it_is_verified(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime, email: object, verified: object, expected: str
) -> None:
    claims |= {"sub": "somebody", "email": email, "email_verified": verified}
    assert issuer.read(forge(key, HEADER, claims), now).subject == Subject(ISSUER, "somebody", expected)


@pytest.mark.parametrize(("said", "understood"), [(-600, -600), (0, 0), (600, 0)])
def test_a_token_may_say_when_the_person_signed_in(
    issuer: Reader, key: OKPKey, claims: dict[str, Any], now: datetime, said: int, understood: int
) -> None:
    token = forge(key, HEADER, claims | {"auth_time": claims["iat"] + said})
    assert issuer.read(token, now).signed_in == claims["iat"] + understood, "never after the token itself"
    assert issuer.read(forge(key, HEADER, claims), now).signed_in is None
