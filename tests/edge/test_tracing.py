"""Traces: a span for each stage, nothing of the client in them, and nothing imported where nobody asked."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime

import httpx
import pytest
from pydantic import SecretStr, ValidationError

from app.application import create_application
from app.database.addresses import Addresses
from app.edge.connection import Connection
from app.errors import Code
from app.settings import Settings
from tests.edge.collecting import Collector, attributes, collecting
from tests.edge.serving import running
from tests.edge.sockets.talking import talking

QUERY = {"query": "query S3CR3T { __typename }"}
PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
STAGES = ["identity", "body", "document", "plan", "statement", "answer"]


def traced(addresses: Addresses, secret: bytes, now: datetime, *, follows: bool = False) -> Collector:
    """What a collector gets of an answer, a refusal and a socket."""
    with collecting() as collector:
        settings = Settings(secret=SecretStr(secret.decode()), now=now, traces=collector.address, traces_follow=follows)
        server = running(create_application(settings, addresses), Connection)
        port = next(server)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
            assert client.post("/graphql", json=QUERY, headers={"traceparent": PARENT}).status_code == 200
            client.post("/graphql", json={"query": "{ S3CR3T }", "variables": {"S3CR3T": 1}}, headers={"accept": "*/*"})
        with talking(port) as talk:
            talk.begin()
            assert talk.answer(QUERY["query"], "S3CR3T")["type"] == "next"
        assert next(server, None) is None, "what is left is sent before the end"
    return collector


def test_a_request_is_a_span_with_one_for_each_stage(addresses: Addresses, secret: bytes, now: datetime) -> None:
    collector = traced(addresses, secret, now)
    answered, refused, over_socket = sorted(collector.roots(), key=lambda span: span.start_time_unix_nano)
    assert collector.stages(answered) == STAGES
    assert collector.stages(refused) == ["identity", "body", "answer"]
    assert collector.stages(over_socket) == STAGES[2:]
    facts = attributes(answered)
    assert len(facts.pop("graphql.document.hash")) == 64
    assert facts == {
        "twingraph.transport": "http",
        "twingraph.role": "ANONYMOUS",
        "graphql.operation.type": "query",
        "http.response.status_code": "200",
    }
    assert attributes(refused)["error.type"] == Code.VALIDATION_FAILED
    assert attributes(over_socket)["twingraph.transport"] == "websocket"
    assert not [body for body in collector.bodies if b"S3CR3T" in body]
    for span in collector.spans:
        assert 0 < span.start_time_unix_nano <= span.end_time_unix_nano


def test_documents_that_differ_in_a_value_have_one_hash(addresses: Addresses, secret: bytes, now: datetime) -> None:
    """A hash of somebody's address would stand for the person (RET-10)."""
    with collecting() as collector:
        settings = Settings(secret=SecretStr(secret.decode()), now=now, traces=collector.address)
        server = running(create_application(settings, addresses), Connection)
        with httpx.Client(base_url=f"http://127.0.0.1:{next(server)}") as client:
            for number, name in enumerate(("anna", "bert"), start=1):
                asked = f'first: {number}, where: {{ title: {{ eq: "{name}@people.example" }} }}'
                query = f"{{ groups({asked}) {{ totalCount }} }} # {name}"
                assert client.post("/graphql", json={"query": query}).status_code == 200
        assert next(server, None) is None
    assert len({attributes(span)["graphql.document.hash"] for span in collector.roots()}) == 1
    assert len(collector.roots()) == 2


@pytest.mark.parametrize("follows", [False, True])
def test_a_request_names_its_trace_only_where_that_is_asked_for(
    addresses: Addresses, secret: bytes, now: datetime, *, follows: bool
) -> None:
    first = min(traced(addresses, secret, now, follows=follows).roots(), key=lambda span: span.start_time_unix_nano)
    assert (first.trace_id.hex() in PARENT) is follows
    assert (first.parent_span_id.hex() in PARENT) is (follows or not first.parent_span_id)


def test_nothing_of_it_is_imported_where_nobody_asks() -> None:
    program = (
        "import sys; from app.application import create_application; from app.database.addresses import Addresses; "
        "from app.settings import Settings; "
        "create_application(Settings(secret='s' * 40), Addresses('dbname=a', 'dbname=a')); "
        "print([name for name in sys.modules if name.split('.')[0] in {'opentelemetry', 'requests', 'google'}])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("address", ["collector:4318", "ftp://collector", "http://", "/v1/traces"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        Settings(traces=address)
