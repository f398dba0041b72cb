"""A client inside the process: a whole HTTP request through ASGI, without a socket whose noise would hide the rest.

In: an ASGI application and a request. Out: status and body.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.types import ASGIApp

Message = MutableMapping[str, Any]


@dataclass(frozen=True)
class HttpRequest:
    """A request, ready to be sent many times."""

    method: str
    target: str
    token: str | None = None
    body: bytes = b""

    def scope(self) -> dict[str, Any]:
        """The request as ASGI states it, anew for each time."""
        path, _, query = self.target.partition("?")
        headers = [(b"host", b"127.0.0.1"), (b"accept", b"application/json"), (b"user-agent", b"benchmark")]
        if self.body:
            headers += [(b"content-type", b"application/json"), (b"content-length", str(len(self.body)).encode())]
        if self.token is not None:
            headers.append((b"authorization", f"Bearer {self.token}".encode()))
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": self.method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": headers,
            "client": ("127.0.0.1", 50_000),
            "server": ("127.0.0.1", 8000),
        }


def graphql_request(query: str, variables: dict[str, str], token: str | None) -> HttpRequest:
    """A query for `/graphql`."""
    return HttpRequest("POST", "/graphql", token, orjson.dumps({"query": query, "variables": variables}))


async def ask(application: ASGIApp, request: HttpRequest) -> tuple[int, bytes]:
    """Send a request, wait for the whole answer."""
    status, chunks = 0, []
    is_sent = False

    async def receive() -> Message:
        nonlocal is_sent
        if is_sent:
            return {"type": "http.disconnect"}
        is_sent = True
        return {"type": "http.request", "body": request.body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        else:
            chunks.append(message.get("body", b""))

    await application(request.scope(), receive, send)
    return status, b"".join(chunks)
