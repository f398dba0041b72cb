"""The baseline as an ASGI application: Strawberry's own view, a session for each request.

In: settings and addresses. Out: an application that answers the measured queries at `/graphql`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import strawberry
from psycopg import connect
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import URL, create_engine
from sqlmodel import Session
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL

from app.application import POLICY, policy_of
from app.authz.enforcer import Enforcer
from app.authz.loading import load_facts
from app.database.addresses import Addresses
from app.identity.authenticator import DevelopmentAuthenticator
from app.settings import Settings, secret_of
from benchmarks.documented.context import Context, World
from benchmarks.documented.query import Query
from benchmarks.documented.types import TwinSpace


class DocumentedGraphQL(GraphQL[Context, None]):
    """Strawberry's view with the context of a request."""

    def __init__(self, settings: Settings, world: World) -> None:
        super().__init__(strawberry.Schema(query=Query, types=[TwinSpace]))
        self._world = world
        self._authenticator = DevelopmentAuthenticator(secret_of(settings), settings.clock())

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:  # noqa: ARG002
        authorization = request.headers.getlist("authorization")
        caller = await self._authenticator.authenticate(authorization, request.headers.getlist("x-purpose"))
        return Context(self._world, self._world.facts.viewer(caller), Session(self._world.engine))


def documented_application(settings: Settings, addresses: Addresses) -> Starlette:
    """The application, ready to be served."""
    now = settings.clock()()
    with connect(addresses.api) as connection:
        facts = load_facts(connection, now)
    world = World(
        engine=create_engine(_url(addresses), isolation_level="AUTOCOMMIT"),
        enforcer=Enforcer(policy_of(settings), POLICY / "model.conf", now),
        facts=facts,
        partners={partner.id: partner for partner in facts.partners},
        members={member.id: member for member in facts.members},
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        world.engine.dispose()

    application = Starlette(lifespan=lifespan)
    application.mount("/", DocumentedGraphQL(settings, world))
    return application


def _url(addresses: Addresses) -> URL:
    parts: dict[str, Any] = conninfo_to_dict(addresses.api)
    query = {name: str(value) for name, value in parts.items() if name not in {"user", "password", "dbname"}}
    return URL.create(
        "postgresql+psycopg", parts.get("user"), parts.get("password"), database=parts.get("dbname"), query=query
    )
