"""Pictures behind their addresses: shown to whom the graph shows them now, and to nobody else.

In: an address as a page loads it, without a header. Out: the bytes of the picture, or None: forged, over, hidden from
this viewer, replaced, never there. Whether the viewer may see the picture the graph itself is asked, with an operation
like any other, at every request: so a consent that is withdrawn counts here as everywhere, and a read by staff leaves
its record. Nothing is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

import orjson

from app.authz.caller import Caller
from app.database.commands.pictures import body_of_picture
from app.database.connections import ApiPool
from app.errors import Code, Refusal, Unavailable
from app.resolvers.beat import next_beat
from app.resolvers.cost import Spend
from app.resolvers.read.picture_addresses import PATH, PictureKeys

_ASK = "query Picture($id: ID!) { node(id: $id) { ... on User { picture } } }"


class Answering(Protocol):
    """What answers operations."""

    async def answer(
        self,
        source: str,
        operation_name: str | None,
        variables: dict[str, Any] | None,
        extensions: dict[str, Any] | None,
        caller: Caller,
        spend: Spend | None = None,
    ) -> bytes: ...


class Pictures:
    """The pictures of one installation."""

    def __init__(self, graph: Answering, pool: ApiPool, secret: bytes, clock: Callable[[], datetime]) -> None:
        self._graph = graph
        self._pool = pool
        self._keys = PictureKeys(secret)
        self._clock = clock

    async def body(self, address: str, spend: Spend | None = None) -> bytes | None:
        """The bytes behind an address; without them, an answer that comes on the beat of look-ups."""
        begun = asyncio.get_running_loop().time()
        found = await self._body(address, spend)
        if found is None:
            await next_beat(begun)
        return found

    async def _body(self, address: str, spend: Spend | None) -> bytes | None:
        asked = self._keys.open(address, self._clock())
        if asked is None:
            return None
        try:
            answer = await self._graph.answer(_ASK, None, {"id": str(asked.person)}, None, asked.caller, spend)
        except Unavailable:
            raise
        except Refusal as refusal:
            if refusal.code is Code.RATE_LIMITED:
                raise
            # Signed out, closed, or out of the role: for this viewer there is no picture any more.
            return None
        node = orjson.loads(answer)["data"]["node"]
        shown = None if node is None else node["picture"]
        # The same viewer, person and picture have the same ending, whatever the hour.
        if shown is None or not shown.startswith(PATH) or shown.partition(".")[2] != address.partition(".")[2]:
            return None
        async with self._pool.connection() as connection:
            return await body_of_picture(connection, asked.picture)
