"""Clients of the operator: a right secret, a wrong one, and what they never change."""

from __future__ import annotations

import base64

import httpx
import pytest

from app.edge.clients import Clients, hash_of
from app.edge.refusals import HttpRefusal
from app.errors import Code
from tests.edge.shape import assert_refused

CLIENTS = Clients({"website": [hash_of("old"), hash_of("new")], "print": [hash_of("hush")]})


def basic(text: str, scheme: str = "Basic") -> str:
    return f"{scheme} {base64.b64encode(text.encode()).decode()}"


def test_a_client_is_known_by_either_of_its_secrets() -> None:
    assert CLIENTS.authenticate([]) is None
    assert CLIENTS.authenticate([basic("website:old")]) == "website"
    assert CLIENTS.authenticate([basic("website:new", "bASIC")]) == "website"
    assert CLIENTS.authenticate([basic("print:hush")]) == "print"


WRONG = {
    "a wrong secret": [basic("website:hush")],
    "no secret": [basic("website:")],
    "no colon": [basic("website")],
    "nobody": [basic("nobody:old")],
    "the hash for the secret": [basic(f"website:{hash_of('old')}")],
    "nothing": [""],
    "another scheme": [basic("website:old", "Bearer")],
    "no base64": ["Basic website:old"],
    "not UTF-8": ["Basic " + base64.b64encode(b"website:\xff").decode()],
    "base64 with a rest": [basic("website:old") + "="],
    "two headers": [basic("website:old"), basic("website:old")],
    "a long one": [basic("website:" + "a" * 10_000)],
}


@pytest.mark.parametrize("given", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_refused_and_never_taken_for_nobody(given: list[str]) -> None:
    with pytest.raises(HttpRefusal) as refusal:
        CLIENTS.authenticate(given)
    assert (refusal.value.status, refusal.value.code) == (401, Code.UNAUTHENTICATED)


@pytest.mark.anyio
async def test_where_there_are_no_clients_nobody_is_one(client: httpx.AsyncClient) -> None:
    headers = {"x-client-authorization": basic("website:old")}
    response = await client.post("/graphql", json={"query": "{ __typename }"}, headers=headers)
    assert_refused(response, 401, Code.UNAUTHENTICATED)
    assert response.headers["www-authenticate"] == "Bearer"
