"""The development issuer as a client library of OpenID Connect meets it: discovery, sign-in, code, tokens."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import psycopg
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from starlette.applications import Starlette

from app.authz.caller import Caller, Subject
from app.database.connections import ApiPool
from app.database.ids import record_id
from app.database.vocabulary import Purpose, Role
from app.edge.desk import TokenDesk
from app.edge.issuer import IssuerDesk
from app.edge.routes import edge_application
from app.errors import Code, Unauthenticated
from app.identity.authenticator import DevelopmentAuthenticator
from app.identity.claims import IssuerRules
from app.identity.key_sources import LoadedKeys
from app.identity.tokens import ISSUER, verify
from app.identity.verifier import Verifier
from app.transfer.demo.viewers import DemoViewer
from tests.edge.rowless import RowlessGraph
from tests.edge.shape import assert_refused

pytestmark = pytest.mark.anyio

VIEWERS = (
    DemoViewer(None, Role.ANONYMOUS, None, "The public"),
    DemoViewer("staff-nso-ee", Role.NSO, Purpose.VALIDATION, "Estonian NSO <b>&"),
)
VERIFIER = "v" * 43
REDIRECT = "http://127.0.0.1:3000/back?x=1"
ASKED = {
    "response_type": "code",
    "client_id": "spa",
    "redirect_uri": REDIRECT,
    "scope": "openid",
    "state": "st&te",
    "nonce": "n1",
    "code_challenge": base64.urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode(),
    "code_challenge_method": "S256",
}


class Clock:
    """A time that a test may move."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def application(graph: RowlessGraph, pool: ApiPool, secret: bytes, clock: Clock) -> Starlette:
    desk = TokenDesk(graph, secret, clock, VIEWERS)
    return edge_application(graph, DevelopmentAuthenticator(secret, clock), pool, issuer=IssuerDesk(desk))


@pytest.fixture
async def client(application: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(application)
    async with httpx.AsyncClient(transport=transport, base_url="http://twingraph.test") as client:
        yield client


async def signed_in(client: httpx.AsyncClient, form: dict[str, str], **changes: str) -> dict[str, str]:
    """What comes back to the client after somebody was chosen."""
    answer = await client.post("/issuer/authorize", params={**ASKED, **changes}, data=form)
    assert answer.status_code == 303, answer.text
    return {name: value for name, (value,) in parse_qs(urlsplit(answer.headers["location"]).query).items()}


async def redeemed(client: httpx.AsyncClient, code: str, **changes: str) -> httpx.Response:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": "spa",
        "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
    }
    return await client.post("/issuer/token", data={**form, **changes})


def refused(response: httpx.Response, error: str) -> bool:
    return (response.status_code, response.json()["error"]) == (400, error)


async def test_the_way_of_a_client_from_discovery_to_an_answer(
    client: httpx.AsyncClient, secret: bytes, now: datetime
) -> None:
    found = (await client.get("/issuer/.well-known/openid-configuration")).json()
    assert found["issuer"] == ISSUER
    page = await client.get(found["authorization_endpoint"], params=ASKED)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Estonian NSO &lt;b&gt;&amp;" in page.text
    assert "form-action 'self' http://127.0.0.1:3000" in page.headers["content-security-policy"]
    back = await signed_in(client, {"viewer": "1"})
    assert (back["x"], back["state"], back["iss"]) == ("1", "st&te", ISSUER)
    tokens = (await redeemed(client, back["code"])).json()
    officer = Caller(Role.NSO, Purpose.VALIDATION, record_id(secret, "user", "staff-nso-ee"))
    assert verify(tokens["access_token"], secret, now) == officer
    assert verify(tokens["access_token"], secret, now).signed_in == int(now.timestamp()), "this one is a login"
    answer = await client.post(
        "/graphql", json={"query": "{ __typename }"}, headers={"authorization": f"Bearer {tokens['access_token']}"}
    )
    assert answer.json()["data"]["role"] == "NSO"
    keys = KeySet.import_key_set((await client.get(found["jwks_uri"])).json())
    claims = jwt.decode(tokens["id_token"], keys, algorithms=["Ed25519"]).claims
    assert (claims["aud"], claims["nonce"], claims["sub"]) == ("spa", "n1", str(officer.user_id))


async def test_an_id_token_is_no_access_token(client: httpx.AsyncClient) -> None:
    back = await signed_in(client, {"viewer": "1"})
    id_token = (await redeemed(client, back["code"])).json()["id_token"]
    answer = await client.post(
        "/graphql", json={"query": "{ __typename }"}, headers={"authorization": f"Bearer {id_token}"}
    )
    assert_refused(answer, 401, Code.UNAUTHENTICATED)


async def test_its_tokens_are_read_as_production_reads_those_of_others(
    client: httpx.AsyncClient, now: datetime, secret: bytes
) -> None:
    async def load() -> bytes:
        return (await client.get("/issuer/jwks")).content

    production = Verifier(LoadedKeys(load, ["Ed25519"]), IssuerRules(ISSUER, "twingraph"))
    back = await signed_in(client, {"viewer": "1"})
    token = (await redeemed(client, back["code"])).json()["access_token"]
    name = str(record_id(secret, "user", "staff-nso-ee"))
    expected = Caller(Role.NSO, Purpose.VALIDATION, None, Subject(ISSUER, name))
    assert await production.read(token, now) == expected


async def test_somebody_new_is_a_subject_with_a_verified_address(
    client: httpx.AsyncClient, secret: bytes, now: datetime
) -> None:
    callers = []
    for email in ("Nele@example.org", "nele@EXAMPLE.org", "other@example.org"):
        back = await signed_in(client, {"email": email})
        callers.append(verify((await redeemed(client, back["code"])).json()["access_token"], secret, now))
    first, again, other = (caller.subject for caller in callers)
    assert first is not None
    assert again is not None
    assert other is not None
    assert {caller.role for caller in callers} == {Role.GENERAL_USER}
    assert {caller.user_id for caller in callers} == {None}
    assert (first.issuer, first.email) == (ISSUER, "Nele@example.org")
    assert first.name == again.name != other.name
    assert "nele" not in first.name


async def test_who_is_known_by_the_address_may_act_as_an_etwinner(
    client: httpx.AsyncClient, secret: bytes, now: datetime
) -> None:
    """Whether the account is one is decided when it asks for something."""
    back = await signed_in(client, {"email": "nele@example.org", "role": "ETWINNER"})
    caller = verify((await redeemed(client, back["code"])).json()["access_token"], secret, now)
    assert (caller.role, caller.user_id) == (Role.ETWINNER, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"code_verifier": "w" * 43},
        {"code_verifier": ""},
        {"code_verifier": ASKED["code_challenge"]},
        {"client_id": "other"},
        {"redirect_uri": "http://127.0.0.1:3000/"},
        {"code": "x"},
    ],
    ids=str,
)
async def test_a_code_is_for_its_client_and_spent_by_the_first_attempt(
    client: httpx.AsyncClient, changes: dict[str, str]
) -> None:
    code = (await signed_in(client, {"viewer": "1"}))["code"]
    assert refused(await redeemed(client, **{"code": code, **changes}), "invalid_grant")
    again = await redeemed(client, code)
    assert again.status_code == 200 if "code" in changes else refused(again, "invalid_grant")
    assert refused(await redeemed(client, code), "invalid_grant")


async def test_a_code_is_over_after_a_minute(client: httpx.AsyncClient, clock: Clock) -> None:
    code = (await signed_in(client, {"viewer": "1"}))["code"]
    clock.now += timedelta(minutes=1)
    assert refused(await redeemed(client, code), "invalid_grant")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"redirect_uri": "https://attacker.example/"}, "invalid_request"),
        ({"redirect_uri": "http://127.0.0.1.attacker.example/"}, "invalid_request"),
        ({"redirect_uri": "http://127.0.0.1@attacker.example/"}, "invalid_request"),
        ({"redirect_uri": "//attacker.example/"}, "invalid_request"),
        ({"redirect_uri": "javascript:alert(1)"}, "invalid_request"),
        ({"redirect_uri": "http://localhost/#x"}, "invalid_request"),
        ({"redirect_uri": "http://localhost/\r\nx: y"}, "invalid_request"),
        ({"redirect_uri": "http://localhost:x/"}, "invalid_request"),
        ({"redirect_uri": ""}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"client_id": ""}, "invalid_request"),
        ({"state": "s" * 3000}, "invalid_request"),
    ],
    ids=str,
)
async def test_a_request_that_is_wrong_is_told_and_never_redirected(
    client: httpx.AsyncClient, changes: dict[str, str], error: str
) -> None:
    for answer in (
        await client.get("/issuer/authorize", params={**ASKED, **changes}),
        await client.post("/issuer/authorize", params={**ASKED, **changes}, data={"viewer": "1"}),
    ):
        assert refused(answer, error)
        assert "location" not in answer.headers


@pytest.mark.parametrize(
    "form",
    [
        *({"viewer": number} for number in ("0", "2", "-1", "x")),
        {"x": "1"},
        {"email": "x"},
        {"email": "a@x.example", "role": "EACEA"},
    ],
)
async def test_only_people_of_the_list_or_addresses_are_signed_in(
    client: httpx.AsyncClient, form: dict[str, str]
) -> None:
    assert refused(await client.post("/issuer/authorize", params=ASKED, data=form), "invalid_request")


async def test_the_client_s_name_is_text_on_the_page(client: httpx.AsyncClient) -> None:
    page = await client.get("/issuer/authorize", params={**ASKED, "client_id": "<script>"})
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text


async def test_people_whom_the_database_does_not_know_are_not_on_the_page(
    client: httpx.AsyncClient, graph: RowlessGraph
) -> None:
    graph.fault = Unauthenticated("no")
    assert "Estonian" not in (await client.get("/issuer/authorize", params=ASKED)).text
    graph.fault = psycopg.OperationalError("S3CR3T")
    assert_refused(await client.get("/issuer/authorize", params=ASKED), 503, Code.UNAVAILABLE)


async def test_tokens_are_asked_for_by_a_form(client: httpx.AsyncClient) -> None:
    assert_refused(await client.post("/issuer/token", json={"code": "x"}), 415, Code.BAD_USER_INPUT)
    twice: Any = "code=a&code=b&grant_type=authorization_code"
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert refused(await client.post("/issuer/token", content=twice, headers=form), "invalid_request")
    assert refused(await client.post("/issuer/token", data={"grant_type": "password"}), "unsupported_grant_type")
    assert_refused(await client.get("/issuer/token"), 405, Code.BAD_USER_INPUT)


async def test_the_published_key_is_the_public_half(client: httpx.AsyncClient) -> None:
    (key,) = json.loads((await client.get("/issuer/jwks")).content)["keys"]
    assert sorted(key) == ["alg", "crv", "kid", "kty", "use", "x"]
