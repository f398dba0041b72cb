"""Answers on the wire: a body of the graph, or errors in the one shape.

In: bytes, or a refusal, and the negotiated media type. Out: a Starlette response with its status. A refused request
has `errors` and no `data`.
"""

from __future__ import annotations

from http import HTTPStatus

import orjson
from starlette.responses import Response

from app.edge.media import GRAPHQL
from app.edge.rate.tab import RateLimited
from app.edge.refusals import HttpRefusal
from app.errors import Refusal, Unauthenticated
from app.resolvers.document.refusal import DocumentRefused

_RETRY_AFTER = "5"


def graph_answer(body: bytes, media: str) -> Response:
    """The answer of the graph, complete as it is."""
    return Response(body, media_type=f"{media}; charset=utf-8")


def refusal_answer(refusal: Refusal, media: str) -> Response:
    """A refusal in the one shape, with the status that the specification gives it."""
    status = _status(refusal, media)
    headers = dict(refusal.headers) if isinstance(refusal, HttpRefusal) else {}
    if status == HTTPStatus.UNAUTHORIZED:
        challenge = refusal.challenge if isinstance(refusal, Unauthenticated) else Unauthenticated.challenge
        headers.setdefault("WWW-Authenticate", challenge)
    elif status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = _RETRY_AFTER
    elif isinstance(refusal, RateLimited):
        headers["Retry-After"] = str(refusal.seconds)
    body = orjson.dumps({"errors": errors_of(refusal)})
    return Response(body, status, headers, media_type=f"{media}; charset=utf-8")


def errors_of(refusal: Refusal) -> list[dict[str, object]]:
    """Every error that a refusal stands for."""
    return refusal.as_errors() if isinstance(refusal, DocumentRefused) else [refusal.as_error()]


def _status(refusal: Refusal, media: str) -> int:
    if refusal.status is not None:
        return refusal.status
    return HTTPStatus.BAD_REQUEST if media == GRAPHQL else HTTPStatus.OK
