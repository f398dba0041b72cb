"""Pictures over HTTP: `POST /pictures` takes one, `GET /pictures/…` shows one to whom it is shown.

In: bytes with a token, at most five megabytes; or an address that the graph has written, without any header, as a page
loads an image. Out: the id of an upload that the same person chooses with `setMyPicture` within ten minutes; or an
image. An address that is forged, over, or of a picture that the viewer may not see now is the same 404.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Protocol
from uuid import UUID

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from app.authz.caller import Caller
from app.database.vocabulary import Role
from app.edge.answers import refusal_answer
from app.edge.body import PATIENCE, read_body
from app.edge.images import MEDIA_TYPE, MOST_PIXELS, TooManyPixels, written_anew
from app.edge.media import JSON
from app.edge.rate.tab import Tab
from app.edge.refusals import HttpRefusal, refusal_of
from app.edge.turnstile import Turnstile
from app.errors import Code, Unauthenticated
from app.identity.authenticator import Authenticator
from app.resolvers.pictures import Answering, Pictures

PATH = "/pictures"
LARGEST = 5_000_000
PRICE = 200  # in objects, as a command
DECODED_AT_ONCE = 1  # each takes up to a hundred megabytes for a moment
_ADMISSION = "query Upload { viewer { role } }"
_STATUS = {Code.FORBIDDEN: HTTPStatus.FORBIDDEN, Code.CONFLICT: HTTPStatus.CONFLICT}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": "inline",
    # A page of another origin may show it to the viewer for whom the address was made; `no-store` is everywhere.
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class Graph(Answering, Protocol):
    """What answers operations and keeps uploads."""

    async def keep_upload(self, body: bytes, caller: Caller) -> UUID: ...


class PictureDesk:
    """The routes of pictures."""

    def __init__(
        self,
        graph: Graph,
        pictures: Pictures,
        authenticator: Authenticator,
        *,
        patience: float = PATIENCE,
        turnstile: Turnstile | None = None,
    ) -> None:
        self._graph = graph
        self._pictures = pictures
        self._authenticator = authenticator
        self._patience = patience
        self._turnstile = turnstile or Turnstile()
        self._turn = asyncio.Semaphore(DECODED_AT_ONCE)

    def routes(self) -> list[BaseRoute]:
        return [
            Route(PATH, self.take, methods=["POST"]),
            Route(PATH + "/{address}", self.show, methods=["GET"]),
        ]

    async def take(self, request: Request) -> Response:
        """Keep what was sent until it is chosen."""
        tab = self._tab_of(request)
        try:
            upload = await self._taken(request, tab)
        except ClientDisconnect:
            # Nobody is there to read an answer.
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        except Exception as fault:
            response = await _refused(fault, tab)
        else:
            response = JSONResponse({"upload": str(upload)}, HTTPStatus.CREATED)
        response.headers.update(tab.headers())
        return response

    async def show(self, request: Request) -> Response:
        """The picture, to whom it is shown now."""
        tab = self._tab_of(request)
        try:
            self._turnstile.client_of(request.headers, tab)
            body = await self._pictures.body(request.path_params["address"], tab.spend)
            if body is None:
                raise HttpRefusal(HTTPStatus.NOT_FOUND, "There is nothing at this address.", code=Code.NOT_FOUND)
        except Exception as fault:
            response = await _refused(fault, tab)
        else:
            response = Response(body, headers=_HEADERS, media_type=MEDIA_TYPE)
        response.headers.update(tab.headers())
        return response

    def _tab_of(self, request: Request) -> Tab:
        return self._turnstile.tab_of(request.headers, None if request.client is None else request.client.host)

    async def _taken(self, request: Request, tab: Tab) -> UUID:
        headers = request.headers
        self._turnstile.client_of(headers, tab)
        caller = await self._authenticator.authenticate(headers.getlist("authorization"), headers.getlist("x-purpose"))
        if caller.role is Role.ANONYMOUS:
            raise Unauthenticated("A picture needs somebody who has signed in.", hint="Send a token.")
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise HttpRefusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body is compressed.", hint="Send it as it is.")
        self._turnstile.limiter.charge_person(tab, caller)
        await tab.spend(PRICE)
        # Nothing large is read, and nothing decoded, of somebody who may not act so.
        await self._graph.answer(_ADMISSION, None, None, None, caller)
        body = await read_body(request, largest=LARGEST, patience=self._patience)
        return await self._graph.keep_upload(await self._written(body), caller)

    async def _written(self, body: bytes) -> bytes:
        async with self._turn:
            try:
                written = await asyncio.to_thread(written_anew, body)
            except TooManyPixels:
                raise HttpRefusal(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                    f"The picture is too large: at most {MOST_PIXELS:,} pixels.",
                    code=Code.LIMIT_EXCEEDED,
                ) from None
        if written is None:
            raise HttpRefusal(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                "This is no picture that can be read.",
                hint="Send the bytes of a JPEG, PNG or WebP image as the body.",
            )
        return written


async def _refused(fault: Exception, tab: Tab) -> Response:
    """What is told of a fault, paid for as every request is."""
    try:
        await tab.settle()
    except Exception as unpaid:
        fault = unpaid
    refusal = refusal_of(fault)
    if refusal.status is None:
        # Here is no document whose answer it could stand in: the status says it.
        status = _STATUS.get(refusal.code, HTTPStatus.BAD_REQUEST)
        refusal = HttpRefusal(status, refusal.message, code=refusal.code, hint=refusal.hint)
    return refusal_answer(refusal, JSON)
