"""Which path leads where: the ASGI application, put together from its parts.

In: the graph, who authenticates, the pool whose health is asked for, the pages for people when they are shown. Out: a
Starlette application in which every answer, also to a wrong path or method, has the one shape of errors.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from app.database.connections import ApiPool
from app.edge.answers import refusal_answer
from app.edge.endpoint import Graph, GraphQLEndpoint
from app.edge.explorer import Explorer
from app.edge.health import answer_live, answer_ready
from app.edge.issuer import IssuerDesk
from app.edge.media import JSON
from app.edge.metrics import Watch
from app.edge.pictures import PictureDesk
from app.edge.policy_page import PolicyPage
from app.edge.refusals import HttpRefusal
from app.edge.shield import Perimeter, Shield
from app.edge.sockets.desk import SocketDesk
from app.edge.sockets.endpoint import SocketEndpoint
from app.edge.sockets.terms import SocketTerms
from app.edge.turnstile import Turnstile
from app.errors import Code
from app.identity.authenticator import Authenticator

PATH = "/graphql"


def edge_application(  # noqa: PLR0913  this is where the parts of the HTTP side come together
    graph: Graph,
    authenticator: Authenticator,
    pool: ApiPool,
    *,
    explorer: Explorer | None = None,
    issuer: IssuerDesk | None = None,
    policy_page: PolicyPage | None = None,
    pictures: PictureDesk | None = None,
    lifespan: Callable[[Starlette], AbstractAsyncContextManager[None]] | None = None,
    perimeter: Perimeter | None = None,
    watch: Watch | None = None,
    turnstile: Turnstile | None = None,
    sockets: SocketTerms | None = None,
) -> Starlette:
    """The whole side of the API that faces the network."""
    perimeter, watch = perimeter or Perimeter(), watch or Watch()
    page = None if explorer is None else explorer.page
    endpoint = GraphQLEndpoint(
        graph, authenticator, page=page, patience=perimeter.patience, watch=watch, turnstile=turnstile
    )
    desk = SocketDesk(graph, authenticator, turnstile or Turnstile(), watch.traces)
    routes: list[BaseRoute] = [
        Route(PATH, endpoint.answer, methods=["GET", "POST"]),
        *([] if sockets is None else [WebSocketRoute(PATH, SocketEndpoint(desk, perimeter.origins, sockets, watch))]),
        *([] if explorer is None else explorer.routes(PATH)),
        *([] if issuer is None else issuer.routes()),
        *([] if pictures is None else pictures.routes()),
        *([] if policy_page is None else [policy_page.route()]),
        Route("/health/live", answer_live),
        Route("/health/ready", answer_ready(pool, watch.follow)),
    ]
    application = Starlette(
        routes=routes,
        middleware=[Middleware(Shield, perimeter, watch.metrics)],
        exception_handlers={HTTPException: _answer_http_exception},
        lifespan=lifespan,
    )
    # A redirect would repeat the path and the host of the request.
    application.router.redirect_slashes = False
    return application


async def _answer_http_exception(_: Request, fault: Exception) -> Response:
    """No such path, or not with this method: what the router itself refuses."""
    status = HTTPStatus(fault.status_code) if isinstance(fault, HTTPException) else HTTPStatus.NOT_FOUND
    headers = dict(fault.headers or {}) if isinstance(fault, HTTPException) else {}
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        refusal = HttpRefusal(status, "This method is not supported here.", headers=headers)
    else:
        refusal = HttpRefusal(HTTPStatus.NOT_FOUND, "There is nothing at this address.", code=Code.NOT_FOUND)
    return refusal_answer(refusal, JSON)
