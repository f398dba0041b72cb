"""The one shape of an error, asserted in one place."""

from __future__ import annotations

from typing import Any

import httpx

from app.errors import Code

MEDIA = ("application/json", "application/json; charset=utf-8", "application/graphql-response+json; charset=utf-8")
FIXED_HEADERS = {
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "vary": "Accept, Authorization, X-Purpose",
    "referrer-policy": "no-referrer",
}


def assert_refused(response: httpx.Response, status: int, code: Code) -> list[dict[str, Any]]:
    """Status, headers and body of a refusal; gives the errors back."""
    assert response.status_code == status, response.text
    assert_fixed_headers(response)
    body = response.json()
    assert list(body) == ["errors"], "no `data` beside the errors of a request"
    for error in body["errors"]:
        assert set(error) <= {"message", "locations", "extensions"}
        assert isinstance(error["message"], str)
        assert error["extensions"]["code"] == code
        assert set(error["extensions"]) <= {"code", "hint", "field", "id"}
    return list(body["errors"])


def assert_fixed_headers(response: httpx.Response) -> None:
    """What every answer carries, and what none does."""
    assert response.headers["content-type"] in MEDIA
    assert FIXED_HEADERS.items() <= dict(response.headers).items()
    assert not [name for name in response.headers if name.startswith("access-control-")]
    assert "set-cookie" not in response.headers
    assert "server" not in response.headers
