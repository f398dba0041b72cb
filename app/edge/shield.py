"""The outermost layer: fixed headers on every answer, one `Host`, and no exception past it.

In: an ASGI application. Out: the same with `nosniff`, `no-store` and their like on all that it sends, and a neutral 500
where it raised. Nothing allows another origin: there is no CORS, and no answer to a preflight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.edge.answers import refusal_answer
from app.edge.media import JSON
from app.edge.refusals import HttpRefusal, refusal_of

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Vary": "Accept, Authorization, X-Purpose",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'"
# As ASGI carries them: every answer passes here.
_RAW = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in _HEADERS.items()]
_NAMES = frozenset(name for name, _ in _RAW)
_POLICY = (b"content-security-policy", _CONTENT_POLICY.encode("latin-1"))
# A name, an IPv4 or a bracketed IPv6 address, and perhaps a port (RFC 9112, section 3.2).
_HOST = re.compile(r"(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


class Shield:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_shielded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = _shielded(message["headers"])
            await send(message)

        try:
            check_host(Headers(scope=scope).getlist("host"))
            await self._app(scope, receive, send_shielded)
        except Exception as fault:
            answer = refusal_answer(refusal_of(fault), JSON)
            if not started:
                await answer(scope, receive, send_shielded)


def _shielded(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer with the fixed ones in their place; a page may bring a content policy of its own."""
    kept = [header for header in headers if header[0].lower() not in _NAMES]
    if not any(name.lower() == _POLICY[0] for name, _ in kept):
        kept.append(_POLICY)
    return [*kept, *_RAW]


def check_host(hosts: list[str]) -> None:
    """Exactly one, and one that can be a host: two layers may choose differently between two."""
    if len(hosts) != 1 or _HOST.fullmatch(hosts[0]) is None:
        raise HttpRefusal(HTTPStatus.BAD_REQUEST, "The request needs one valid `Host`.")
