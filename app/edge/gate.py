"""How many connections one address may hold, so that nobody takes the place of everybody else.

In: connections as they are made and lost, each with the address of its peer. Out: nothing; a connection that is one too
many takes the place of another of the same address that is not being answered, the idle ones first. So a thousand idle
connections keep nobody out, not even a health check from the same machine. Where all of them are being answered, the
new one is refused. An IPv6 peer counts as its /64: so many addresses are one customer's.
"""

from __future__ import annotations

from enum import IntEnum
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Protocol

from app.edge.refusals import HttpRefusal
from app.errors import Code

MOST_CONNECTIONS = 500
_RETRY_AFTER = "10"


class State(IntEnum):
    """What a connection is doing; a lower one gives way first."""

    IDLE = 0
    ARRIVING = 1
    ANSWERED = 2


class Visitor(Protocol):
    """A connection as the gate sees it."""

    def state(self) -> State: ...

    def turn_away(self, refusal: HttpRefusal) -> None: ...


class Gate:
    """The connections of one server, by address."""

    def __init__(self, most: int = MOST_CONNECTIONS) -> None:
        self._most = most
        self._visitors: dict[str, dict[Visitor, None]] = {}

    def enter(self, visitor: Visitor, peer: str | None) -> None:
        """Let a connection in; another one gives way, or this one is turned away."""
        if peer is None:
            return
        present = self._visitors.setdefault(block_of(peer), {})
        if len(present) >= self._most:
            # In order of arrival, so of several in one state the oldest gives way.
            gives_way = min(present, key=lambda each: each.state())
            if gives_way.state() is State.ANSWERED:
                visitor.turn_away(_too_many(self._most))
                return
            del present[gives_way]
            gives_way.turn_away(_too_many(self._most))
        present[visitor] = None

    def leave(self, visitor: Visitor, peer: str | None) -> None:
        """Forget a connection; one that gave way is forgotten already."""
        if peer is None:
            return
        block = block_of(peer)
        present = self._visitors.get(block, {})
        present.pop(visitor, None)
        if not present:
            self._visitors.pop(block, None)

    def __len__(self) -> int:
        return sum(map(len, self._visitors.values()))


def block_of(peer: str) -> str:
    """What counts as one address."""
    address: IPv4Address | IPv6Address = ip_address(peer.partition("%")[0])
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ip_network((address, 64), strict=False))
    return str(address)


def _too_many(most: int) -> HttpRefusal:
    return HttpRefusal(
        HTTPStatus.TOO_MANY_REQUESTS,
        f"There are too many connections from this address: at most {most}.",
        code=Code.RATE_LIMITED,
        hint="Use one connection for several requests.",
        headers={"Retry-After": _RETRY_AFTER},
    )
