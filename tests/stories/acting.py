"""People who sign in by the issuer and send the documents of the examples.

In: a client of a server. Out: `Person`: who has signed in, as a client of OpenID Connect does (authorization code with
PKCE), and what they are answered over HTTP.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
CLIENT, BACK = "stories", "http://127.0.0.1:9/back"


def document(name: str) -> str:
    """A document of the examples."""
    return (EXAMPLES / f"{name}.graphql").read_text(encoding="utf-8")


class Person:
    """Somebody with a token, or the public."""

    def __init__(self, client: httpx.Client, token: str | None, **headers: str) -> None:
        self._client = client
        self._headers = headers | ({} if token is None else {"Authorization": f"Bearer {token}"})

    def ask(self, query: str, **variables: Any) -> Any:
        """The data of an answer, which has no errors."""
        answer = self._sent(query, variables)
        assert answer.keys() == {"data"}, answer
        return answer["data"]

    def code(self, query: str, **variables: Any) -> str:
        """The code of the only error of an answer."""
        (error,) = self._sent(query, variables)["errors"]
        return str(error["extensions"]["code"])

    def raw(self, query: str, **variables: Any) -> bytes:
        """An answer to the letter."""
        return self._post(query, variables).content

    def _sent(self, query: str, variables: Mapping[str, Any]) -> Any:
        return self._post(query, variables).json()

    def _post(self, query: str, variables: Mapping[str, Any]) -> httpx.Response:
        text = document(f"a_members_life/{query}") if query[:2].isdigit() else query
        body = {"query": text, "variables": variables}
        answer = self._client.post("/graphql", json=body, headers=self._headers)
        assert answer.status_code < 500, answer.text
        return answer


def signed_in(client: httpx.Client, email: str, role: str) -> Person:
    """Somebody who has just signed in by the issuer, with the address that it has verified."""
    found = client.get("/issuer/.well-known/openid-configuration").json()
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": BACK,
        "scope": "openid email",
        "state": "s",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    back = client.post(found["authorization_endpoint"], params=asked, data={"email": email, "role": role})
    assert back.status_code == httpx.codes.SEE_OTHER, back.text
    (code,) = parse_qs(urlsplit(back.headers["location"]).query)["code"]
    redeemed = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": CLIENT,
        "redirect_uri": BACK,
        "code_verifier": verifier,
    }
    answer = client.post(found["token_endpoint"], data=redeemed)
    assert answer.status_code == httpx.codes.OK, answer.text
    return Person(client, answer.json()["access_token"])
