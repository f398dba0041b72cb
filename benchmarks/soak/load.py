"""The viewers of a soak: good requests at a pace, and operations on sockets.

In: the port, a `Record`, tokens. Out: nothing; everything that is seen is recorded under the name of its kind. Both
come from addresses of their own, so that a limit for one address is met by those alone who go too far.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Subprotocol

from benchmarks.soak.client import Line, ask
from benchmarks.soak.verdict import UNANSWERED, Record

VIEWERS, SOCKETS = "127.0.0.2", "127.0.0.3"
LINES = 200
PROTOCOL = Subprotocol("graphql-transport-ws")
GOOD = frozenset({"pages", "sockets"})
PAUSE = 0.02

PAGES = (
    "{ projects(first: 20) { nodes { id title languages partners(first: 10) { nodes { role country } } } } }",
    "{ users(first: 20) { nodes { id firstName lastName email school { officialName city } } } }",
    "{ schools(first: 50) { nodes { id officialName city country } } }",
    "{ viewer { role purpose user { firstName lastName email } } }",
    '{ users(search: "a", first: 10) { totalCount nodes { id firstName } } }',
    "{ __typename }",
)


@dataclass
class Load:
    """The state of the load: whether it goes on, and what is recorded."""

    port: int
    tokens: Sequence[str | None]
    record: Record
    choice: random.Random
    is_over: bool = False
    is_late: bool = False  # long after the restart
    sent: int = 0
    unsent: int = 0
    _free: list[Line] = field(default_factory=list)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def page(self) -> bytes:
        return ask(self.choice.choice(PAGES), token=self.choice.choice(self.tokens))

    async def saturate(self, seconds: float, lines: int) -> float:
        """How many good requests are answered in a second when so many viewers ask without a pause."""
        loop = asyncio.get_running_loop()
        end, answered = loop.time() + seconds, 0

        async def viewer() -> None:
            nonlocal answered
            line = Line(self.port, VIEWERS)
            while loop.time() < end:
                status = await line.exchange(self.page())  # `answered += await …` would lose what others have counted
                answered += status == 200
            line.close()

        await asyncio.gather(*(viewer() for _ in range(lines)))
        return answered / seconds

    async def keep_pace(self, rate: float) -> None:
        """So many good requests a second, whether or not the earlier ones are answered."""
        loop = asyncio.get_running_loop()
        begun, due = loop.time(), 0
        self._free = [Line(self.port, VIEWERS) for _ in range(LINES)]
        while not self.is_over:
            while due < (loop.time() - begun) * rate:
                due += 1
                self._send()
            await asyncio.sleep(0.005)
        await asyncio.gather(*self._tasks)

    def _send(self) -> None:
        if not self._free:
            self.unsent += 1
            return
        self.sent += 1
        task = asyncio.get_running_loop().create_task(self._page_on(self._free.pop()))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _page_on(self, line: Line) -> None:
        status = await line.exchange(self.page())
        self.record.saw("pages", status)
        if self.is_late:
            self.record.tail[status] += 1
        self._free.append(line)

    async def talk(self) -> None:
        """A viewer on a socket: a hundred operations, then another socket."""
        while not self.is_over:
            try:
                await self._conversation()
            except (ConnectionClosed, InvalidHandshake, OSError, TimeoutError):
                self.record.saw("sockets", UNANSWERED)

    async def _conversation(self) -> None:
        address = f"ws://127.0.0.1:{self.port}/graphql"
        async with connect(
            address, subprotocols=[PROTOCOL], local_addr=(SOCKETS, 0), open_timeout=30, proxy=None
        ) as it:
            token = self.choice.choice(self.tokens)
            payload = {} if token is None else {"Authorization": f"Bearer {token}"}
            await it.send(json.dumps({"type": "connection_init", "payload": payload}))
            await it.recv()
            for number in range(100):
                if self.is_over:
                    return
                query = {"query": self.choice.choice(PAGES)}
                await it.send(json.dumps({"id": str(number), "type": "subscribe", "payload": query}))
                message = json.loads(await asyncio.wait_for(it.recv(), 30))
                if message["type"] == "next":
                    await it.recv()
                self.record.saw("sockets", _status(message))
                await asyncio.sleep(PAUSE)

    async def harm(self, kind: str, attack: Callable[[Load], Awaitable[int]]) -> None:
        """One attack again and again."""
        while not self.is_over:
            try:
                async with asyncio.timeout(30):
                    status = await attack(self)
            except (OSError, TimeoutError, ConnectionClosed, InvalidHandshake, asyncio.IncompleteReadError):
                status = UNANSWERED
            self.record.saw(kind, status)
            await asyncio.sleep(PAUSE)


def _status(message: dict[str, object]) -> int:
    """What a message would have been over HTTP."""
    if message["type"] == "next":
        return 200
    said = json.dumps(message)
    return 503 if "UNAVAILABLE" in said else 500 if "INTERNAL" in said else 400
