"""The attackers of a soak: one function for each thing that they do.

In: the load, for its port and its dice. Out: the status that came, or 0 where none did. They come from addresses of
their own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from benchmarks.soak.client import Line, ask, post
from benchmarks.soak.load import PROTOCOL, Load
from benchmarks.soak.verdict import UNANSWERED

ATTACKERS, SLOW = "127.0.0.4", "127.0.0.5"


async def exchange(load: Load, request: bytes) -> int:
    line = Line(load.port, ATTACKERS)
    try:
        return await line.exchange(request)
    finally:
        line.close()


async def silence(load: Load) -> int:
    """Half of a head, and then nothing."""
    reader, writer = await asyncio.open_connection("127.0.0.1", load.port, local_addr=(SLOW, 0))
    writer.write(b"POST /graphql HTTP/1.1\r\nHost: so")
    answer = await reader.read(64)
    writer.close()
    return int(answer.split(b" ")[1]) if answer else UNANSWERED


async def deafness(load: Load) -> int:
    """Large answers that nobody reads."""
    _, writer = await asyncio.open_connection("127.0.0.1", load.port, local_addr=(SLOW, 0))
    dear = "{ schools(first: 100) { nodes { officialName users(first: 100) { nodes { id firstName } } } } }"
    writer.write(ask(dear) * 20)
    await asyncio.sleep(5)
    writer.close()
    return UNANSWERED


async def garbage_on_socket(load: Load) -> int:
    """A frame that is no message; the close code, as far as it says the same, as a status."""
    address = f"ws://127.0.0.1:{load.port}/graphql"
    async with connect(address, subprotocols=[PROTOCOL], local_addr=(ATTACKERS, 0), proxy=None) as it:
        await it.send(load.choice.choice(("[" * 50_000, "x", b"\x00", '{"type":"subscribe"}', "9" * 5_000)))
        try:
            await it.recv()
        except ConnectionClosed as end:
            return 500 if end.rcvd is None or end.rcvd.code in {1011, 4500} else 400
    return 500


BOMB = "".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }} " for n in range(60))
BODIES = {
    "bad JSON": post(b'{"query": "' + b"[" * 50_000),
    "fragment bomb": ask("{ ...f0 } " + BOMB + "fragment f60 on Query { __typename }"),
    "20,000 directives": ask("{ __typename " + "@a " * 20_000 + "}"),
    "deep value": post(b'{"query":"{ __typename }","variables":' + b'{"a":' * 5_000 + b"1" + b"}" * 5_000 + b"}"),
    "too dear": ask(
        "{ users(first: 100) { nodes { contacts(first: 100) { nodes { contacts(first: 100) { nodes { id } } } } } } }"
    ),
    "bad token": ask("{ viewer { role } }", token=".".join("abc")),
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200) + b"\r\n\r\n",
}


async def other_document(load: Load) -> int:
    """A document that no cache knows."""
    names = " ".join(f"a{load.choice.randrange(10**9)}: __typename" for _ in range(10))
    return await exchange(
        load, ask(f"{{ {names} schools(first: {load.choice.randint(1, 100)}) {{ nodes {{ id }} }} }}")
    )


def attacks() -> dict[str, Callable[[Load], Awaitable[int]]]:
    """Every attack by its name."""
    found: dict[str, Callable[[Load], Awaitable[int]]] = {
        "silence": silence,
        "deafness": deafness,
        "garbage on a socket": garbage_on_socket,
        "other documents": other_document,
    }
    return found | {name: partial(exchange, request=request) for name, request in BODIES.items()}
