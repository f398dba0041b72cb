"""One socket from its handshake to its close: messages in, answers out.

In: ASGI messages of an accepted socket, what answers and what tells who asks. Out: nothing; every end has a close code.
Every operation goes through the same graph as a request over HTTP, with the caller of the beginning: who that is, and
what they may, the statement that answers confirms each time. So a role that was taken away ends the socket with the
next operation, and a token that ends takes the socket along.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from starlette.types import Message as Event
from starlette.types import Receive, Send

from app.authz.caller import Caller
from app.edge.answers import errors_of
from app.edge.parameters import GraphQLRequest
from app.edge.refusals import refusal_of
from app.edge.sockets.closing import CloseCode, Closing
from app.edge.sockets.messages import (
    ACKNOWLEDGED,
    PONG,
    Beginning,
    Ping,
    Question,
    Unwanted,
    complete_message,
    error_message,
    next_message,
    read_message,
)
from app.edge.sockets.tally import Tally
from app.edge.sockets.terms import SocketTerms
from app.errors import Code, Forbidden, LimitExceeded, Refusal, Unauthenticated, Unavailable

# What the wire says beside the messages of ASGI: the server stops.
ENDING = "twingraph.ending"


class Visiting(Protocol):
    """What the session asks of its surroundings: who that is, and for answers."""

    async def identify(self, beginning: Beginning) -> Caller: ...

    async def answer(self, asked: GraphQLRequest, caller: Caller) -> bytes: ...

    @property
    def address(self) -> str: ...


@dataclass(slots=True)
class Presence:
    """What the wire may know of a session: whether it has begun, and how many operations are under way."""

    has_begun: bool = False
    operations: int = 0


class RateLimited(Refusal):
    """The viewer has too many operations under way, over all of their sockets."""

    code = Code.RATE_LIMITED


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all sessions of an application have in common."""

    terms: SocketTerms
    sockets: Tally = field(default_factory=Tally)
    operations: Tally = field(default_factory=Tally)
    refused: Callable[[Code], None] = lambda _: None


class Session:
    """The conversation on one socket."""

    def __init__(self, receive: Receive, send: Send, visit: Visiting, around: Surroundings, presence: Presence) -> None:
        self._receive = receive
        self._send = send
        self._visit = visit
        self._around = around
        self._terms = around.terms
        self._presence = presence
        self._caller: Caller | None = None
        self._expires: float | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._wanted: dict[str, object] = {}
        self._turns = asyncio.Semaphore(around.terms.turns)
        self._saying = asyncio.Lock()
        self._is_ending = False
        self._is_over = False
        self._closed_with: CloseCode | None = None
        self._heard = asyncio.get_running_loop().time()
        self._accepted = self._heard

    async def run(self) -> CloseCode | None:
        """Until one of the two ends; the code if it was we who ended it."""
        try:
            await self._converse()
        except Closing as closing:
            await self._close(closing)
        except Exception as fault:
            refusal_of(fault)  # which logs it
            await self._close(Closing(CloseCode.INTERNAL))
        self._is_over = True
        await self._finish()
        if self._person is not None:
            self._around.sockets.give_back(self._person)
        return self._closed_with

    async def _converse(self) -> None:
        while not self._is_over:
            event = await self._next_event()
            if event["type"] == "websocket.disconnect":
                return
            if event["type"] == ENDING:
                # Nothing new is heard or begun; what is being worked on is answered.
                self._is_ending = True
                await self._finish()
                raise Closing(CloseCode.GOING_AWAY)
            await self._hear(event)

    @property
    def _person(self) -> str | None:
        return None if self._caller is None else self._caller.person

    async def _next_event(self) -> Event:
        """What comes next; `Closing` when the time for it is over."""
        while True:
            deadline = self._deadline()
            # A time-out alone would not end a socket on which messages never cease.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout_at(deadline):
                    return await self._receive()

    def _deadline(self) -> float:
        """When the next message must be there at the latest."""
        now = asyncio.get_running_loop().time()
        if self._caller is None:
            return self._due(now, self._accepted + self._terms.beginning, CloseCode.NO_BEGINNING)
        if self._tasks:
            self._heard = now
        idle = self._due(now, self._heard + self._terms.idle, CloseCode.NORMAL)
        return idle if self._expires is None else min(idle, self._due(now, self._expires, CloseCode.FORBIDDEN))

    @staticmethod
    def _due(now: float, deadline: float, code: CloseCode) -> float:
        if now >= deadline:
            raise Closing(code)
        return deadline

    async def _hear(self, event: Event) -> None:
        self._heard = asyncio.get_running_loop().time()
        text = event.get("text")
        if text is None:
            raise Closing(CloseCode.BAD_MESSAGE)
        message = read_message(text)
        match message:
            case Beginning():
                await self._begin(message)
            case Question():
                await self._ask(message)
            case Unwanted():
                self._wanted.pop(message.id, None)
            case Ping():
                await self._say(PONG)

    async def _begin(self, beginning: Beginning) -> None:
        if self._caller is not None:
            raise Closing(CloseCode.TOO_MANY)
        try:
            caller = await self._visit.identify(beginning)
        except (Unauthenticated, Forbidden) as refusal:
            self._around.refused(refusal.code)
            raise Closing(CloseCode.FORBIDDEN) from None
        except Unavailable as refusal:
            self._around.refused(refusal.code)
            raise Closing(CloseCode.TRY_AGAIN_LATER) from None
        if caller.person is not None and not self._around.sockets.take(caller.person, self._terms.sockets_of_person):
            raise Closing(CloseCode.TOO_MANY)
        self._caller = caller
        self._presence.has_begun = True
        if caller.expires is not None:
            left = caller.expires - self._terms.clock().timestamp()
            self._expires = asyncio.get_running_loop().time() + left
            self._deadline()
        await self._say(ACKNOWLEDGED)

    async def _ask(self, question: Question) -> None:
        """Work on an operation beside the others."""
        if self._caller is None:
            raise Closing(CloseCode.NOT_BEGUN)
        if question.id in self._wanted:
            raise Closing(CloseCode.SAME_ID)
        refusal = self._refusal_of_one_more(self._caller)
        if refusal is not None:
            self._around.refused(refusal.code)
            await self._say(error_message(question.id, errors_of(refusal)))
            return
        self._presence.operations += 1
        ticket = self._wanted[question.id] = object()
        task = asyncio.get_running_loop().create_task(self._work(question, self._caller, ticket))
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _refusal_of_one_more(self, caller: Caller) -> Refusal | None:
        """Take a place for an operation of this socket and of this viewer."""
        terms = self._terms
        if len(self._tasks) >= terms.operations:
            return LimitExceeded(
                f"There are too many operations under way on this socket: at most {terms.operations}.",
                hint="Wait for the answers.",
            )
        most = terms.operations_of_address if caller.person is None else terms.operations_of_person
        if not self._around.operations.take(caller.person or self._visit.address, most):
            return RateLimited(
                f"There are too many operations under way on all sockets of this viewer: at most {most}.",
                hint="Wait for the answers.",
            )
        return None

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._presence.operations -= 1
        self._around.operations.give_back(self._person or self._visit.address)

    async def _work(self, question: Question, caller: Caller, ticket: object) -> None:
        """Answer one operation, if somebody still waits for it."""
        async with self._turns:
            if self._is_over or self._is_ending or self._wanted.get(question.id) is not ticket:
                return
            try:
                answer = await self._visit.answer(question.asked, caller)
                messages = [next_message(question.id, answer), complete_message(question.id)]
                refusal = None
            except Exception as fault:
                refusal = refusal_of(fault)
                self._around.refused(refusal.code)
                messages = [error_message(question.id, errors_of(refusal))]
            if self._wanted.get(question.id) is ticket:
                del self._wanted[question.id]
                await self._say(*messages)
            if isinstance(refusal, Unauthenticated | Forbidden):
                # It was the viewer who was refused, and no operation of theirs will be answered.
                await self._close(Closing(CloseCode.FORBIDDEN))

    async def _finish(self) -> None:
        """Wait for what is under way: what an operation changes, and what is recorded of it, is never half done."""
        if self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _say(self, *messages: str) -> None:
        async with self._saying:
            for message in messages:
                if self._is_over:
                    return
                await self._send_event({"type": "websocket.send", "text": message})

    async def _close(self, closing: Closing) -> None:
        async with self._saying:
            if self._is_over:
                return
            await self._send_event({"type": "websocket.close", "code": int(closing.code), "reason": closing.reason})
            self._is_over, self._closed_with = True, closing.code

    async def _send_event(self, event: Event) -> None:
        try:
            await self._send(event)
        except OSError:
            # Nobody is there any more.
            self._is_over = True
