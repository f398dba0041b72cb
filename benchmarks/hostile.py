"""`python -m benchmarks.hostile`: what hostile requests cost, and what others notice of them.

In: nothing; a server process of its own over an empty database. Out: a table. Each request is sent alone, for the time
until it is refused and for the processor time of the server, and then by four connections without a pause, while
another one asks for `{ __typename }`. Ratios compare with the same `{ __typename }` of a server at rest, right before.
Budgets: refused within 50 ms; a bystander waits at most ten times as long as usual, since each of the four may have a
request in the loop before its own.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

import orjson

from benchmarks.report import ratio
from benchmarks.timing import Times

ALONE = 30
BYSTANDING = 150
ATTACKERS = 4
REFUSED_WITHIN = 0.050
MOST = 10.0
PAUSE = 0.002
UNAUTHORIZED = 401
GRAPHQL = "application/graphql-response+json"
TICKS = os.sysconf("SC_CLK_TCK")
USUAL = b'{"query":"{ __typename }"}'


def bomb(width: int, depth: int, leaf: str) -> str:
    """Fragments that each spread the next one several times."""
    chain = (f"fragment F{n} on Query {{ {f'...F{n + 1} ' * width}}}" for n in range(depth))
    return " ".join(["{ ...F0 }", *chain, f"fragment F{depth} on Query {{ {leaf} }}"])


def query(text: str, variables: object = None) -> bytes:
    return orjson.dumps({"query": text, "variables": variables})


HOSTILE: dict[str, bytes] = {
    "fragment bomb, 2 to the 30th": query(bomb(2, 30, "__typename")),
    "fragment bomb, 30 to the 20th": query(bomb(30, 20, "__typename")),
    "20,000 directives": query("{ __typename " + "@a " * 20_000 + "}"),
    "directives to the limit of characters": query("{ __typename " + "@a" * 19_900 + "}"),
    "20,000 variables of a document": query("query(" + "$a:I " * 19_000 + ") { __typename }"),
    "variables to the limit of a body": query("{ __typename }", {f"a{n}": 1 for n in range(9_000)}),
    "lists in the variables": query("query($a: [Int]) { __typename }", {"a": [[1] * 240] * 190}),
    "brackets to the limit of a body": b'{"query":"{ __typename }","variables":' + b"[" * 90_000,
    "one comment": query("{ __typename } #" + "a" * 90_000),
    "aliases of one field": query("{" + " ".join(f"a{n}: __typename" for n in range(1_900)) + "}"),
    "one field with one name": query("{ viewer {" + " role" * 990 + " } }"),
    "fields that overlap in depth": query("{" + " ".join(["viewer { user { id } }"] * 9) * 15 + "}"),
    "unknown fields": query("{" + " ".join(f"x{n}" for n in range(9)) + " viewer {" + " y" * 900 + "} }"),
    "levels of fields": query("{ a" * 450 + "}" * 450),
    "five megabytes": b'{"query":"' + b"a" * 5_000_000 + b'"}',
}


@dataclass
class Connection:
    """One client over HTTP/1.1, without a library whose own work would be measured."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, body: bytes, headers: str = "") -> int:
        """The status; the answer is read to its end."""
        head = (
            f"POST /graphql HTTP/1.1\r\nHost: a\r\nAccept: {GRAPHQL}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n"
        )
        self.writer.write(f"{head}{headers}\r\n".encode() + body)
        status = int((await self.reader.readline()).split()[1])
        length = 0
        while (line := await self.reader.readline()) not in {b"\r\n", b""}:
            name, _, value = line.lower().partition(b":")
            length = int(value) if name == b"content-length" else length
        await self.reader.readexactly(length)
        return status


class Client:
    """Asks one address, over a new connection where the last one was closed."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: Connection | None = None

    async def ask(self, body: bytes, headers: str = "") -> int:
        for _ in range(3):
            if self._connection is None:
                self._connection = Connection(*await asyncio.open_connection("127.0.0.1", self._port))
            try:
                return await self._connection.ask(body, headers)
            except (OSError, IndexError, asyncio.IncompleteReadError):
                self._connection = None
        return 0

    async def time(self, body: bytes, times: int, pause: float = 0.0) -> Times:
        """How long each of so many requests takes."""
        seconds = []
        for _ in range(times):
            begun = perf_counter()
            await self.ask(body)
            seconds.append(perf_counter() - begun)
            await asyncio.sleep(pause)
        return Times((tuple(seconds),))


async def measure(port: int, pid: int) -> None:
    """Every request alone, and then in numbers beside somebody who does no harm."""
    print("| request | status | refused after, ms | ÷ 50 ms | processor, ms | bystander at rest, ms | beside | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    alone, bystander = Client(port), Client(port)
    await bystander.time(USUAL, ALONE)
    for name, body in HOSTILE.items():
        status = await alone.ask(body)
        worked = processor(pid)
        refused = await alone.time(body, ALONE)
        worked = (processor(pid) - worked) / ALONE
        rest = await bystander.time(USUAL, BYSTANDING, PAUSE)
        with attacking(port, name):
            beside = await bystander.time(USUAL, BYSTANDING, PAUSE)
        cells = (
            name,
            str(status or "closed"),
            shown(refused),
            ratio(refused.median / REFUSED_WITHIN, at_most=1),
            f"{worked * 1000:.1f}",
            shown(rest),
            shown(beside),
            ratio(beside.median / rest.median, at_most=MOST),
        )
        print(f"| {' | '.join(cells)} |", flush=True)


@contextmanager
def attacking(port: int, name: str) -> Iterator[None]:
    """Four connections that ask without a pause, in a process of their own: what they do holds up no clock of ours."""
    command = [sys.executable, "-m", "benchmarks.hostile", str(port), name]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        process.stdout.readline()
        yield
    finally:
        process.kill()
        process.wait()


async def attack(port: int, body: bytes) -> None:
    """The same request without a pause, over four connections."""
    clients = [Client(port) for _ in range(ATTACKERS)]
    await asyncio.gather(*(client.ask(body) for client in clients))
    print("attacking", flush=True)

    async def go_on(client: Client) -> None:
        while True:
            await client.ask(body)

    await asyncio.gather(*map(go_on, clients))


async def measure_without_points(port: int, pid: int) -> None:
    """What a request costs for which there are no points left, and one with a bad token on the way there."""
    client, token = Client(port), "Authorization: Bearer a.b.c\r\n"
    await client.time(USUAL, ALONE)
    worked = processor(pid)
    usual = await client.time(USUAL, BYSTANDING)
    answered, worked, tried = processor(pid) - worked, processor(pid), 0
    while await client.ask(USUAL, token) == UNAUTHORIZED:
        tried += 1
    guessed, worked = processor(pid) - worked, processor(pid)
    empty = await client.time(USUAL, BYSTANDING)
    refused = processor(pid) - worked
    print("\n| request | ms | processor, ms |\n|---|---|---|")
    print(f"| `{{ __typename }}`, answered | {shown(usual)} | {answered / BYSTANDING * 1000:.2f} |")
    print(f"| the same, without points | {shown(empty)} | {refused / BYSTANDING * 1000:.2f} |")
    print(f"| a bad token, {tried} times until there were no points | | {guessed / max(1, tried) * 1000:.2f} |")


def shown(times: Times) -> str:
    return f"{times.median * 1000:.2f} / {times.ninth_decile * 1000:.2f}"


def processor(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def server(folder: str, **variables: str) -> Iterator[tuple[int, int]]:
    """A process of the program in development; its port and its id."""
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--port", "0"],
        env={**os.environ, "TWINGRAPH_DATA_DIR": folder, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        yield int(urlsplit(process.stdout.readline().strip()).port or 0), process.pid
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    """Both tables; with a port and the name of a request, the attack."""
    if len(sys.argv) > 1:
        asyncio.run(attack(int(sys.argv[1]), HOSTILE[sys.argv[2]]))
        return
    with tempfile.TemporaryDirectory(prefix="twingraph-hostile-") as folder:
        with server(folder) as (port, pid):
            asyncio.run(measure(port, pid))
        with server(folder, TWINGRAPH_RATE_LIMIT="memory", TWINGRAPH_RATE_LIMIT_ADDRESS="200050") as (port, pid):
            asyncio.run(measure_without_points(port, pid))


if __name__ == "__main__":
    main()
