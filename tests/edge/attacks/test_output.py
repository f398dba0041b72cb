"""Nothing of a caller and nothing of a person in any output: a real server, and all that it writes at the loudest."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from app.authz.caller import Caller
from app.database.addresses import Addresses
from app.database.ids import record_id
from app.database.vocabulary import Role
from app.identity.tokens import issue
from tests.cli.running import PATIENCE, given, serving
from tests.conformance.asking.graph import RealGraph
from tests.conformance.worlds.world import SECRET
from tests.edge.attacks.site import CANARY, Site
from tests.edge.attacks.test_texts import PLACES
from tests.edge.collecting import collecting
from tests.edge.sockets.talking import talking

SECURE = {"x-forwarded-proto": "https"}
LATIN = f"{CANARY}\u00e9".encode("latin-1")
# What stands in the rows of the world, and in no text of ours.
PERSONAL = ("@people.example", "Õunapuu", "\\u00d5unapuu", "Kovács", "@tartu.example", "Füüsika")


def bodies() -> Iterator[bytes]:
    """A canary in every member of a request, in every argument, and in what is no request at all."""
    for place in PLACES.values():
        yield json.dumps({"query": place, "variables": {"s": CANARY}}).encode()
        yield json.dumps({"query": place.replace("$s)", f'"{CANARY}")'), "variables": {"s": [CANARY]}}).encode()
    for query in (
        f"query {CANARY} {{ {CANARY}: __typename }}",
        f"{{ {CANARY} }}",
        f"{{ users(where: {{ {CANARY}: 1 }}) {{ nodes {{ {CANARY} }} }} }}",
        f"query (${CANARY}: {CANARY} = {CANARY}) {{ __typename @{CANARY}({CANARY}: 1) ...{CANARY} }}",
        f'{{ __typename # {CANARY}\n "{CANARY}',
        f"mutation {CANARY} {{ {CANARY} }}",
        CANARY,
    ):
        yield json.dumps({"query": query, "operationName": CANARY, "variables": {CANARY: CANARY}}).encode()
        yield json.dumps({"query": query, "extensions": {CANARY: CANARY, "cost": CANARY}, CANARY: CANARY}).encode()
    yield f'{{"query": "{{ __typename }}", "{CANARY}": 1, "{CANARY}": 2}}'.encode()
    yield f'["{CANARY}"'.encode()
    yield f'"{CANARY}"'.encode()
    yield b'{"query":"' + LATIN + b'"}'


def wrong_requests() -> Iterator[dict[str, Any]]:
    """A canary in every part of an HTTP request."""
    body = {"query": "{ __typename }"}
    for name in (
        "authorization",
        "x-purpose",
        "accept",
        "content-type",
        "content-encoding",
        "x-forwarded-for",
        "cookie",
    ):
        yield {"method": "POST", "url": "/graphql", "json": body, "headers": {name: CANARY}}
    for header in (f"Bearer {CANARY}", f"Bearer {CANARY}.{CANARY}.{CANARY}", f"Basic {CANARY}"):
        yield {"method": "POST", "url": "/graphql", "json": body, "headers": {"authorization": header}}
    for url in (f"/{CANARY}", f"/graphql/{CANARY}", f"/graphql?query={CANARY}", f"/health/{CANARY}?{CANARY}"):
        yield {"method": "GET", "url": url, "headers": {"graphql-require-preflight": CANARY}}
    yield {"method": CANARY, "url": "/graphql"}
    yield {
        "method": "OPTIONS",
        "url": "/graphql",
        "headers": {"origin": CANARY, "access-control-request-method": CANARY},
    }


RAW = [
    b"GET /S3CR3T HTTP/1.1\r\nHost: S3CR3T\r\nS3CR3T\r\n\r\n",
    b"S3CR3T\r\n\r\n",
    b"GET / HTTP/9.9\r\nS3CR3T: S3CR3T\r\n\r\n",
    b"POST /graphql HTTP/1.1\r\nHost: S3CR3T@S3CR3T\r\nContent-Length: S3CR3T\r\n\r\n",
    b"POST http://S3CR3T/ HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /" + b"S3CR3T" * 6_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    b"POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: S3CR3T\r\nContent-Length: 6\r\n\r\nS3CR3T",
]


def token_of_anna(now: datetime) -> str:
    return issue(SECRET, Caller(Role.ETWINNER, None, record_id(SECRET, "user", "anna")), now)


def attack(address: str, now: datetime) -> int:
    """Everything, and what a person reads about herself: with which status."""
    parts = urlsplit(address)
    token = token_of_anna(now)
    with httpx.Client(base_url=f"http://{parts.netloc}", headers=SECURE, timeout=PATIENCE) as client:
        for body in bodies():
            headers = {"content-type": "application/json", "authorization": f"Bearer {token}"}
            assert client.post("/graphql", content=body, headers=headers).status_code < 500
            assert client.post("/graphql", content=body, headers={"content-type": "application/json"}).status_code < 500
        for request in wrong_requests():
            assert client.request(**request).status_code < 500
        own = {"query": "{ viewer { user { lastName email subjects school { email } } } }"}
        seen = client.post("/graphql", json=own, headers={"authorization": f"Bearer {token}"})
    for raw in RAW:
        with socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE) as connection:
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65_536):
                pass
    return seen.status_code


FRAMES: list[dict[str, Any] | str | bytes] = [
    {"type": "ping", "payload": {CANARY: CANARY}},
    {"type": "complete", "id": CANARY},
    {"type": CANARY},
    {"type": "connection_init", "payload": {"Authorization": f"Bearer {CANARY}"}},
    CANARY,
    CANARY.encode(),
    f'{{"{CANARY}": 1, "{CANARY}": 2}}',
]


def attack_sockets(address: str, token: str) -> str:
    """A canary in every part of a handshake and of a message; how a person who begins is answered."""
    port = urlsplit(address).port or 0
    headers = {**SECURE, CANARY: CANARY}
    for wrong in ({"authorization": f"Bearer {CANARY}"}, {"x-purpose": CANARY}, {"origin": f"http://{CANARY}"}):
        with (
            pytest.raises((InvalidStatus, ConnectionClosed)),
            talking(port, additional_headers=headers | wrong, query=CANARY) as talk,
        ):
            talk.begin()
    for message in FRAMES:
        with talking(port, additional_headers=headers, query=CANARY) as talk, suppress(ConnectionClosed):
            talk.send(message, {"type": "connection_init"}, CANARY)
            while True:
                talk.connection.recv(timeout=PATIENCE)
    with talking(port, additional_headers=headers) as talk:
        talk.send({"type": "connection_init", "payload": {"Authorization": f"Bearer {token}", CANARY: CANARY}})
        try:
            begun = talk.receive()
            for number, body in enumerate(bodies()):
                with suppress(ValueError):
                    talk.send({"type": "subscribe", "id": f"{CANARY}{number}", "payload": json.loads(body)})
                    talk.receive()
        except ConnectionClosed as end:
            return "closed" if end.rcvd is None else str(end.rcvd.code)
    return str(begun["type"])


def attacked(now: datetime, errors: TextIO, settings: dict[str, str]) -> tuple[int, str, str]:
    """A server that is attacked and then asked to stop: how she was answered, and what it wrote besides its log."""
    with serving(errors=errors, **settings) as (process, line):
        seen = attack(line.strip(), now)
        begun = attack_sockets(line.strip(), token_of_anna(now))
        process.terminate()
        rest, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
    return seen, begun, rest


@pytest.mark.parametrize("environment", ["development", "production"])
def test_r02_nothing_of_a_caller_and_nothing_of_a_person_is_written_anywhere(
    site: Site, tmp_path: Path, environment: str
) -> None:
    real: RealGraph = site.real
    log = tmp_path / "log"
    settings = {
        "TWINGRAPH_DATA_DIR": str(tmp_path),
        "TWINGRAPH_ENVIRONMENT": environment,
        "TWINGRAPH_SECRET": SECRET.decode(),
        "TWINGRAPH_LOG_LEVEL": "debug",
        **given(Addresses(real._addresses.api, real._addresses.owner)),
    }
    if environment == "development":
        settings["TWINGRAPH_NOW"] = real.now.isoformat()
    with collecting() as collector, log.open("w") as errors:
        settings["TWINGRAPH_TRACES"] = collector.address
        seen, begun, rest = attacked(real.now, errors, settings)
    assert seen == (401 if environment == "production" else 200), "there her data were read, and still"
    assert begun == ("4403" if environment == "production" else "connection_ack")
    traced = "".join(str(span) for span in collector.spans)
    assert len(collector.roots()) > 50
    assert not [word for word in (CANARY, *PERSONAL) if word in traced or word.encode() in b"".join(collector.bodies)]
    written = log.read_text(encoding="utf-8") + rest
    assert "Uvicorn running" in written or "started" in written.lower(), "it does write something"
    assert CANARY not in written
    assert not [word for word in PERSONAL if word in written]
    assert "Traceback" not in written
    if environment == "production":
        assert all(json.loads(each)["level"] for each in log.read_text(encoding="utf-8").splitlines())
