"""The body of a request, read within a limit of size and of time.

In: a Starlette request. Out: its bytes; 413 as soon as it is known to be too large, declared or not, and 408 when the
client falls silent. The limit lies before anything is parsed: five megabytes of a comment would hold the process.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from starlette.requests import Request

from app.edge.refusals import HttpRefusal
from app.errors import Code

LARGEST = 100 * 1024
PATIENCE = 10.0


async def read_body(request: Request, *, largest: int = LARGEST, patience: float = PATIENCE) -> bytes:
    """All of the body."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and (len(declared) > 18 or int(declared) > largest):
        raise _too_large(largest)
    chunks = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for chunk in request.stream():
                chunks += chunk
                if len(chunks) > largest:
                    raise _too_large(largest)
    except TimeoutError:
        raise HttpRefusal(
            HTTPStatus.REQUEST_TIMEOUT, "The body did not arrive in time.", headers={"Connection": "close"}
        ) from None
    return bytes(chunks)


def _too_large(largest: int) -> HttpRefusal:
    return HttpRefusal(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"The body is too large: at most {largest:,} bytes.",
        code=Code.LIMIT_EXCEEDED,
    )
