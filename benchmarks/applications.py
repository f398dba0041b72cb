"""The graph of one database as a contender, with tokens for the people of the demo data.

In: settings and addresses. Out: the application as it is served, inside its lifespan.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from starlette.applications import Starlette

from app.application import create_application
from app.authz.caller import Caller
from app.database.addresses import Addresses
from app.database.ids import record_id
from app.identity.tokens import issue
from app.settings import Settings, secret_of
from benchmarks.asking import graphql_request
from benchmarks.timing import Contender


@dataclass(frozen=True)
class Subject:
    """The graph, started."""

    settings: Settings
    application: Starlette

    def id_of(self, kind: str, key: str) -> UUID:
        """The id of a demo record."""
        return record_id(secret_of(self.settings), kind, key)

    def token(self, caller: Caller) -> str | None:
        """A token of the development issuer; the public has none."""
        if caller.user_id is None:
            return None
        return issue(secret_of(self.settings), caller, self.settings.clock()())

    def contender(self, name: str, query: str, variables: dict[str, str], caller: Caller) -> Contender:
        """A query of one viewer."""
        return Contender(name, self.application, graphql_request(query, variables, self.token(caller)))


@asynccontextmanager
async def started(application: Starlette) -> AsyncIterator[Starlette]:
    """An application that has opened what it needs."""
    async with application.router.lifespan_context(application):
        yield application


@asynccontextmanager
async def graph(settings: Settings, addresses: Addresses) -> AsyncIterator[Subject]:
    """The graph of one database."""
    async with started(create_application(settings, addresses)) as application:
        yield Subject(settings, application)
