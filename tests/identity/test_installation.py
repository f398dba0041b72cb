"""An installation with an issuer: the whole application, its settings, and tokens that somebody else signs."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from joserfc.jwk import RSAKey
from pydantic import ValidationError

from app.application import create_application
from app.authz.caller import Caller
from app.database.addresses import Addresses
from app.database.connections import owner_connection
from app.database.vocabulary import PURPOSES_OF_ROLE, STAFF_ROLES, Role
from app.errors import Code
from app.identity.tokens import issue
from app.settings import Settings
from tests.database import rows
from tests.edge.shape import assert_refused
from tests.identity.forging import REAL, forge, public

pytestmark = pytest.mark.anyio

KEY = RSAKey.generate_key(2048)
SECRET = "s" * 32
WHO = {"query": "{ viewer { role purpose user { firstName } } }"}


def production(addresses: Addresses, **values: Any) -> Settings:
    usual = {"environment": "production", "database_url": addresses.api, "secret": SECRET}
    return Settings(**{**usual, **values})


def of_issuer(folder: Path, **values: Any) -> dict[str, Any]:
    file = folder / "keys.json"
    file.write_text(json.dumps({"keys": [public(KEY, kid="k1", use="sig")]}), encoding="utf-8")
    return {"issuer": REAL.issuer, "audience": REAL.audience, "jwks": str(file), **values}


def token(sub: str = "s1", **claims: Any) -> dict[str, str]:
    seconds = int(datetime.now(UTC).timestamp())
    usual = {"iss": REAL.issuer, "aud": REAL.audience, "sub": sub, "jti": "1", "iat": seconds, "exp": seconds + 600}
    signed = forge(KEY, {"alg": "RS256", "typ": "at+jwt", "kid": "k1"}, {**usual, **claims})
    return {"authorization": f"Bearer {signed}", "x-forwarded-proto": "https"}


@asynccontextmanager
async def running(settings: Settings, addresses: Addresses) -> AsyncIterator[httpx.AsyncClient]:
    application = create_application(settings, addresses)
    transport = httpx.ASGITransport(application, client=("127.0.0.1", 1))
    async with (
        application.router.lifespan_context(application),
        httpx.AsyncClient(transport=transport, base_url="http://twingraph.test") as client,
    ):
        yield client


def settle(addresses: Addresses, role: Role | None = None) -> None:
    """An account that the issuer knows as s1, in a role of staff perhaps."""
    now = datetime.now(UTC)
    with owner_connection(addresses) as connection:
        person = rows.user(connection, first_name="Anna", registered_at=now, last_login_at=now)
        rows.record(connection, "identities", issuer=REAL.issuer, subject="s1", user_id=person, created_at=now)
        if role is not None:
            start = now - timedelta(days=1)
            rows.insert(connection, "assignments", user_id=person, role=role, country="EE", valid_from=start)


async def test_a_token_of_the_issuer_is_its_account_in_the_role_that_is_asked_for(
    empty_world: Addresses, tmp_path: Path
) -> None:
    settle(empty_world)
    async with running(production(empty_world, **of_issuer(tmp_path)), empty_world) as client:
        for role in ("GENERAL_USER", "ETWINNER"):
            answer = await client.post("/graphql", json=WHO, headers=token(role=role))
            assert answer.json()["data"]["viewer"] == {"role": role, "purpose": None, "user": {"firstName": "Anna"}}
        assert_refused(await client.post("/graphql", json=WHO, headers=token(role="EACEA")), 403, Code.FORBIDDEN)
        refused = await client.post("/graphql", json=WHO, headers=token("s2", role="ETWINNER"))
        assert_refused(refused, 401, Code.UNAUTHENTICATED)
        assert refused.headers["www-authenticate"] == 'Bearer error="invalid_token"'


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
async def test_every_purpose_of_a_role_is_asked_for_by_claim_or_header_and_no_other_is_taken(
    empty_world: Addresses, tmp_path: Path, role: Role
) -> None:
    """G-02, with tokens of an issuer."""
    settle(empty_world, role)
    esep = PURPOSES_OF_ROLE[role] - {"NATIONAL_PRESS"}  # of the other versions only
    async with running(production(empty_world, **of_issuer(tmp_path)), empty_world) as client:
        for purpose in sorted(set().union(*PURPOSES_OF_ROLE.values())):
            by_claim = await client.post("/graphql", json=WHO, headers=token(role=role, purpose=purpose))
            by_header = await client.post("/graphql", json=WHO, headers={**token(role=role), "x-purpose": purpose})
            if purpose in esep:
                assert by_claim.json()["data"]["viewer"]["purpose"] == purpose
                assert by_header.json() == by_claim.json()
            else:
                assert_refused(by_claim, 403, Code.FORBIDDEN)
                assert_refused(by_header, 403, Code.FORBIDDEN)
        assert_refused(await client.post("/graphql", json=WHO, headers=token(role=role)), 403, Code.FORBIDDEN)


async def test_with_an_issuer_or_in_production_the_development_issuer_is_nobody(
    empty_world: Addresses, tmp_path: Path
) -> None:
    own = issue(SECRET.encode(), Caller(Role.ETWINNER, None, uuid4()), datetime.now(UTC))
    headers = {"authorization": f"Bearer {own}", "x-forwarded-proto": "https"}
    development = Settings(data_dir=tmp_path, secret=SECRET, **of_issuer(tmp_path))
    for settings in (
        development,
        production(empty_world),
        production(empty_world, graphiql=True),
        production(empty_world, **of_issuer(tmp_path)),
    ):
        async with running(settings, empty_world) as client:
            refused = await client.post("/graphql", json=WHO, headers=headers)
            assert_refused(refused, 401, Code.UNAUTHENTICATED)
            assert_refused(await client.post("/graphql/viewers/1", headers=headers), 404, Code.NOT_FOUND)
            for path in ("jwks", "authorize", ".well-known/openid-configuration"):
                assert_refused(await client.get(f"/issuer/{path}", headers=headers), 404, Code.NOT_FOUND)
            assert_refused(await client.post("/issuer/token", headers=headers), 404, Code.NOT_FOUND)


async def test_r05_without_the_keys_tokens_wait_and_the_public_is_answered(
    empty_world: Addresses, tmp_path: Path
) -> None:
    settings = production(empty_world, **of_issuer(tmp_path, jwks=str(tmp_path / "absent.json")))
    async with running(settings, empty_world) as client:
        refused = await client.post("/graphql", json=WHO, headers=token())
        assert_refused(refused, 503, Code.UNAVAILABLE)
        assert refused.headers["retry-after"].isdecimal()
        public_view = await client.post("/graphql", json=WHO, headers={"x-forwarded-proto": "https"})
        assert public_view.json()["data"]["viewer"]["role"] == "ANONYMOUS"


@pytest.mark.parametrize("missing", ["issuer", "audience", "jwks"])
def test_an_issuer_is_three_settings(tmp_path: Path, missing: str) -> None:
    values = of_issuer(tmp_path)
    del values[missing]
    with pytest.raises(ValidationError, match=f"TWINGRAPH_{missing.upper()} is missing"):
        Settings(**values)


@pytest.mark.parametrize(
    "jwks",
    [
        "http://login.example/keys",
        "http://127.0.0.1.example/keys",
        "http://127.0.0.1@login.example/keys",
        "https://user:password@login.example/keys",
        "https://login.example/keys#one",
        "ftp://login.example/keys",
        "file:///etc/keys.json",
        "https://",
    ],
)
def test_keys_come_over_tls_or_from_this_machine(tmp_path: Path, jwks: str) -> None:
    with pytest.raises(ValidationError, match="neither an `https` address nor a file"):
        Settings(**of_issuer(tmp_path, jwks=jwks))


def test_plain_http_of_this_machine_is_for_development(tmp_path: Path, addresses: Addresses) -> None:
    values = of_issuer(tmp_path, jwks="http://127.0.0.1:8000/issuer/jwks")
    assert Settings(**values).jwks == values["jwks"]
    with pytest.raises(ValidationError, match="`https` address or a file in production"):
        production(addresses, **values)


@pytest.mark.parametrize("algorithms", ["", ",", "HS256", "none", "RS256, HS256", "rs256", "RS1"])
def test_algorithms_are_those_of_public_keys(tmp_path: Path, algorithms: str) -> None:
    with pytest.raises(ValidationError, match="no algorithm of public keys"):
        Settings(**of_issuer(tmp_path, token_algorithms=algorithms))
