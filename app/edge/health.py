"""Health: whether the process lives, and whether it can answer.

In: nothing of the request. Out: 200 or 503, which is also what a process says that holds another policy than the one
in force. `/health/live` never looks at the database, so a database that is away does not get the process restarted.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.database.connections import ApiPool
from app.edge.answers import refusal_answer
from app.edge.media import JSON
from app.edge.refusals import refusal_of

_PATIENCE = 2.0


async def answer_live(_: Request) -> Response:
    return JSONResponse({"status": "live"})


def answer_ready(
    pool: ApiPool, follow: Callable[[], Awaitable[None]] | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that asks the database one question over the connections that requests use.

    `follow` refuses where requests would be refused although the database answers: another policy is in force.
    """

    async def answer(_: Request) -> Response:
        try:
            async with pool.connection(timeout=_PATIENCE) as connection:
                await connection.execute("SELECT 1")
            if follow is not None:
                await follow()
        except Exception as fault:
            return refusal_answer(refusal_of(fault), JSON)
        return JSONResponse({"status": "ready"})

    return answer
