"""The page of the matrix at `/policy`, for people who write or review a policy; production does not serve it.

In: what the files of the policy are known by, and how the page is made of them. Out: a route. The page compares every
version with every other one, which takes some seconds: it is made when it is first asked for, and again when a file
has changed. It is complete in itself; its content policy lets it ask no place for anything.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from app.authz.matrix.page import Page
from app.errors import Misconfigured

PATH = "/policy"


class PolicyPage:
    """The page as the files are now."""

    def __init__(self, fingerprint: Callable[[], str], make: Callable[[], Page]) -> None:
        self._fingerprint = fingerprint
        self._make = make
        self._made: tuple[str, Page] | None = None

    def route(self) -> Route:
        """Where it is served."""
        return Route(PATH, self._answer)

    async def _answer(self, _: Request) -> Response:
        try:
            page = await run_in_threadpool(self._page)
        except Misconfigured as error:
            # Whoever is writing the policy wants to know the file and the line.
            text = f"{error.message}. {error.hint or ''}".strip()
            return PlainTextResponse(text, HTTPStatus.INTERNAL_SERVER_ERROR)
        headers = {"Content-Security-Policy": page.content_policy}
        return Response(page.html, headers=headers, media_type="text/html")

    def _page(self) -> Page:
        fingerprint = self._fingerprint()
        if self._made is None or self._made[0] != fingerprint:
            self._made = fingerprint, self._make()
        return self._made[1]
