"""The hand-written endpoints: Starlette, the same tokens, the same driver, one statement a request, bytes out.

In: settings, addresses, and whether statements are prepared. Out: an ASGI application. Refusals have a status and no
body; sizes of pages stand in the statements. With `prepared`, the driver is left at its defaults: it prepares what it
has sent five times, and PostgreSQL keeps the plan when that pays.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg_pool import AsyncConnectionPool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.authz.caller import Caller
from app.database.addresses import Addresses
from app.database.connections import ApiPool, api_pool
from app.database.lexicon import LEXICONS
from app.database.text import quote_lexeme, search_words
from app.database.vocabulary import Role
from app.errors import Refusal
from app.identity.authenticator import DevelopmentAuthenticator
from app.settings import Settings, secret_of
from benchmarks.handwritten import statements

REGISTRATION_COORDINATES = tuple(
    f"{kind}.{name}"
    for kind, names in {
        "School": ("city", "country", "email", "id", "officialName"),
        "User": (
            *("email", "firstName", "id", "languages", "lastName", "pupilAges", "registeredAt", "school"),
            *("schoolRole", "status", "subjects", "username"),
        ),
    }.items()
    for name in names
)

Pool = ApiPool | AsyncConnectionPool[psycopg.AsyncConnection[tuple[Any, ...]]]
Arguments = Callable[[Request, Caller], list[object]]


def handwritten_application(settings: Settings, addresses: Addresses, *, prepared: bool) -> Starlette:
    """The endpoints, ready to be served."""
    pool: Pool = (
        _default_pool(addresses, settings.pool_size)
        if prepared
        else api_pool(addresses, size=settings.pool_size, statement_timeout=settings.statement_timeout, writes=True)
    )
    authenticator = DevelopmentAuthenticator(secret_of(settings), settings.clock())

    def endpoint(role: Role, statement: str, arguments: Arguments) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            headers = request.headers
            try:
                caller = await authenticator.authenticate(
                    headers.getlist("authorization"), headers.getlist("x-purpose")
                )
            except Refusal as refusal:
                return Response(status_code=refusal.status or 400)
            if caller.role is not role:
                return Response(status_code=403)
            return await _answer(pool, statement, arguments(request, caller))

        return answer

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with pool:
            yield

    routes: list[tuple[str, Role, str, Arguments]] = [
        ("/public/projects", Role.ANONYMOUS, statements.PUBLIC_PROJECTS, _nothing),
        ("/public/found-projects", Role.ANONYMOUS, statements.PUBLIC_FOUND_PROJECTS, _project_words),
        ("/peer/projects", Role.ETWINNER, statements.PEER_PROJECTS, _user),
        ("/peer/twinspaces/{id:uuid}", Role.ETWINNER, statements.PEER_MEMBERS, _user_and_id),
        ("/peer/people", Role.ETWINNER, statements.PEER_PEOPLE, _user_and_words),
        ("/staff/registrations", Role.NSO, statements.REGISTRATIONS, _user_and_purpose),
    ]
    return Starlette(
        routes=[Route(path, endpoint(role, statement, arguments)) for path, role, statement, arguments in routes],
        lifespan=lifespan,
    )


async def _answer(pool: Pool, statement: str, arguments: list[object]) -> Response:
    async with pool.connection() as connection, psycopg.AsyncRawCursor(connection) as cursor:
        # A plan that is kept for a search gathers every match, which a large table punishes.
        prepare = False if isinstance(pool, ApiPool) and "@@" in statement else None
        await cursor.execute(statement, arguments, prepare=prepare, binary=True)
        row = await cursor.fetchone()
    if row is None:
        return Response(status_code=401)
    return Response(row[1], media_type="application/json") if row[0] else Response(status_code=403)


def _default_pool(addresses: Addresses, size: int) -> Pool:
    address = make_conninfo(addresses.api, options="-c TimeZone=UTC -c jit=off")
    return AsyncConnectionPool(address, kwargs={"autocommit": True}, min_size=size, max_size=size, open=False)


def _nothing(_request: Request, _caller: Caller) -> list[object]:
    return []


def _user(_request: Request, caller: Caller) -> list[object]:
    return [caller.user_id, caller.issued]


def _user_and_purpose(request: Request, caller: Caller) -> list[object]:
    return [*_user(request, caller), caller.purpose, list(REGISTRATION_COORDINATES)]


def _user_and_id(request: Request, caller: Caller) -> list[object]:
    return [*_user(request, caller), request.path_params["id"]]


def _user_and_words(request: Request, caller: Caller) -> list[object]:
    return [*_user(request, caller), _words(request, "users")]


def _project_words(request: Request, _caller: Caller) -> list[object]:
    return [_words(request, "projects")]


def _words(request: Request, table: str) -> str:
    """Each word a prefix of a word in some searched cell: every one of them is readable on the rows of these pages."""
    letters = LEXICONS[table].words.values()
    words = search_words(request.query_params["words"])
    return " & ".join(
        "(" + " | ".join(f"{quote_lexeme(letter + word)}:*" for letter in letters) + ")" for word in words
    )
