"""The conversation on a socket: rows N03 to N10 of the list, over the server as it is run."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

import pytest
from websockets.exceptions import ConnectionClosed

from app.edge.sockets.terms import SocketTerms
from app.errors import Code, Unavailable
from tests.edge.serving import DEADLINE
from tests.edge.sockets.conftest import HELD, OFFICER, HeldGraph, Servers, until
from tests.edge.sockets.talking import INIT, talking

QUERY = "{ __typename }"
PUBLIC = {"data": {"role": "ANONYMOUS", "purpose": None}}


def test_an_operation_is_answered_and_completed(port: int) -> None:
    with talking(port) as talk:
        assert talk.connection.subprotocol == "graphql-transport-ws"
        talk.begin()
        assert talk.answer(QUERY, "\u00e9\n1") == {"id": "\u00e9\n1", "type": "next", "payload": PUBLIC}
        assert talk.answer(QUERY, variables=None, operationName=None)["payload"] == PUBLIC


def test_an_id_is_free_again_when_its_operation_is_answered(port: int) -> None:
    with talking(port) as talk:
        talk.begin()
        for _ in range(3):
            assert talk.answer(QUERY)["type"] == "next"


def test_a_refused_operation_is_an_error_and_the_socket_stays(port: int, graph: HeldGraph) -> None:
    with talking(port) as talk:
        talk.begin()
        for query, code in (("{", Code.PARSE_FAILED), ("{ nothing }", Code.VALIDATION_FAILED)):
            message = talk.answer(query)
            assert (message["type"], set(message)) == ("error", {"id", "type", "payload"})
            (error,) = message["payload"]
            assert error["extensions"]["code"] == code
        graph.fault = Unavailable("The service is not available now.")
        assert talk.answer(QUERY)["payload"][0]["extensions"]["code"] == Code.UNAVAILABLE
        graph.fault = KeyError("bob@example.org")
        internal = talk.answer(QUERY)["payload"][0]
        assert internal["message"] == "Internal error."
        assert "bob" not in json.dumps(internal)
        graph.fault = None
        assert talk.answer(QUERY)["type"] == "next"


def test_n16_a_subscription_is_refused_by_the_schema(port: int) -> None:
    with talking(port) as talk:
        talk.begin()
        assert talk.answer("subscription { users { id } }")["type"] == "error"


def test_pings_are_answered_before_and_after_the_beginning_without_their_payload(port: int) -> None:
    with talking(port) as talk:
        talk.send({"type": "ping", "payload": {"a": "S3CR3T"}})
        assert talk.receive() == {"type": "pong"}
        talk.begin()
        talk.send({"type": "pong", "payload": {}}, {"type": "ping", "payload": None})
        assert talk.receive() == {"type": "pong"}


def test_n03_a_second_beginning_closes(port: int) -> None:
    with talking(port) as talk:
        talk.begin().send(INIT)
        assert talk.closed() == 4429


def test_n04_an_id_that_waits_for_its_answer_is_taken(port: int) -> None:
    with talking(port) as talk:
        talk.begin().ask(HELD)
        talk.ask(QUERY)
        assert talk.closed() == 4409


def test_n05_a_socket_that_does_not_begin_is_closed(serve: Servers) -> None:
    with talking(serve(partial(SocketTerms, beginning=0.1))) as talk:
        assert talk.closed() == 4408
    with talking(serve(partial(SocketTerms, beginning=0.1))) as talk:
        talk.begin()
        assert talk.answer(QUERY)["type"] == "next"


def test_n05_messages_that_do_not_begin_win_no_time(serve: Servers) -> None:
    def chatter() -> None:
        while True:
            talk.send({"type": "ping"})
            talk.connection.recv(timeout=DEADLINE)

    with talking(serve(partial(SocketTerms, beginning=0.2))) as talk:
        with pytest.raises(ConnectionClosed) as ended:
            chatter()
        assert ended.value.rcvd is not None
        assert ended.value.rcvd.code == 4408


def test_an_operation_before_the_beginning_closes(port: int) -> None:
    with talking(port) as talk:
        talk.ask(QUERY)
        assert talk.closed() == 4401


def test_n10_operations_of_one_socket_are_limited(serve: Servers, graph: HeldGraph) -> None:
    with talking(serve(partial(SocketTerms, operations=3, turns=2))) as talk:
        talk.begin()
        for number in range(3):
            talk.ask(HELD, f"held {number}")
        message = talk.answer(QUERY, "one more")
        assert (message["type"], message["payload"][0]["extensions"]["code"]) == ("error", Code.LIMIT_EXCEEDED)
        until(lambda: graph.held == 2)
        assert talk.answer(QUERY, "another")["type"] == "error"
        assert graph.held == 2, "the third waits for its turn"
        graph.release.set()
        assert {talk.receive()["id"] for _ in range(6)} == {"held 0", "held 1", "held 2"}
        assert talk.answer(QUERY)["type"] == "next"


def test_n10_operations_of_a_viewer_are_limited_over_all_sockets(
    serve: Servers, graph: HeldGraph, bearer: Callable[..., str]
) -> None:
    port = serve(partial(SocketTerms, operations_of_person=2, operations_of_address=3))
    with ExitStack() as stack:
        mine, also_mine, public = [stack.enter_context(talking(port)) for _ in range(3)]
        mine.begin(Authorization=bearer()).ask(HELD)
        also_mine.begin(Authorization=bearer(OFFICER), **{"X-Purpose": "SURVEY"}).ask(HELD)
        public.begin()
        until(lambda: graph.held == 2)
        for talk in (mine, also_mine):
            assert talk.answer(QUERY, "2")["payload"][0]["extensions"]["code"] == Code.RATE_LIMITED
        assert public.answer(QUERY)["type"] == "next"
        graph.release.set()
        assert {mine.receive()["type"] for _ in range(2)} == {"next", "complete"}
        assert mine.answer(QUERY)["type"] == "next"


def test_n10_sockets_of_a_person_are_limited_and_free_again(serve: Servers, bearer: Callable[..., str]) -> None:
    port = serve(partial(SocketTerms, sockets_of_person=2))
    with talking(port) as first, talking(port) as second, talking(port) as third, talking(port) as public:
        first.begin(Authorization=bearer())
        second.begin(Authorization=bearer())
        public.begin()
        third.send({**INIT, "payload": {"Authorization": bearer()}})
        assert third.closed() == 4429
        first.connection.close()
        with talking(port) as again:
            again.begin(Authorization=bearer())


def test_an_end_by_the_client_frees_the_id_and_nothing_is_sent(port: int, graph: HeldGraph) -> None:
    with talking(port) as talk:
        talk.begin().ask(HELD)
        until(lambda: graph.held == 1)
        talk.send({"id": "1", "type": "complete"}, {"id": "unknown", "type": "complete"})
        assert talk.answer(QUERY)["payload"] == PUBLIC
        graph.release.set()
        assert talk.answer(QUERY, "2")["id"] == "2"


def test_a_socket_on_which_nothing_is_asked_ends_and_one_that_waits_does_not(serve: Servers, graph: HeldGraph) -> None:
    port = serve(partial(SocketTerms, idle=0.3))
    with talking(port) as waits, talking(port) as idle:
        waits.begin().ask(HELD)
        idle.begin()
        assert idle.closed() == 1000
        graph.release.set()
        assert waits.receive()["type"] == "next"
        assert waits.receive()["type"] == "complete"
        assert waits.closed() == 1000


def test_a_stop_of_the_server_lets_what_is_asked_be_answered(serve: Servers, graph: HeldGraph) -> None:
    port = serve()
    with talking(port) as talk, talking(port) as idle:
        talk.begin().ask(HELD)
        idle.begin()
        until(lambda: graph.held == 1)
        serve.begin_to_stop()
        assert idle.closed() == 1001
        talk.ask(QUERY, "too late")
        graph.release.set()
        assert [talk.receive()["type"] for _ in range(2)] == ["next", "complete"]
        assert talk.closed() == 1001
