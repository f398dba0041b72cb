"""The least client of HTTP that can keep a server busy: bytes out, a status in, on a connection that is kept.

In: an address to come from, requests as bytes. Out: the status of each answer, or 0 when there was none.
"""

from __future__ import annotations

import asyncio
import json
import re

from benchmarks.soak.verdict import UNANSWERED

PATIENCE = 30.0
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


def post(body: bytes, *headers: str) -> bytes:
    """A request with a body of JSON."""
    lines = ("POST /graphql HTTP/1.1", "Host: soak", "Content-Type: application/json", *headers)
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body


def ask(query: str, variables: dict[str, object] | None = None, token: str | None = None) -> bytes:
    """A request to the graph, perhaps of somebody."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    return post(body, *([] if token is None else [f"Authorization: Bearer {token}"]))


class Line:
    """One connection, opened again when it has ended."""

    def __init__(self, port: int, source: str) -> None:
        self._port = port
        self._source = source
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def exchange(self, request: bytes) -> int:
        """Send one request and read its answer. On a connection that was kept, the server may just have hung up."""
        kept = self._streams is not None
        status = await self._once(request)
        return await self._once(request) if kept and status == UNANSWERED else status

    async def _once(self, request: bytes) -> int:
        try:
            async with asyncio.timeout(PATIENCE):
                if self._streams is None:
                    self._streams = await asyncio.open_connection(
                        "127.0.0.1", self._port, local_addr=(self._source, 0), limit=1024 * 1024
                    )
                reader, writer = self._streams
                writer.write(request)
                head = await reader.readuntil(b"\r\n\r\n")
                length = _LENGTH.search(head)
                await reader.readexactly(int(length[1]) if length else 0)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            self.close()
            return UNANSWERED
        if b"connection: close" in head.lower():
            self.close()
        return int(head.split(b" ", 2)[1])

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None
