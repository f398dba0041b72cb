"""Who asks on a socket, and for how long: row N12 of the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.errors import Forbidden, Unauthenticated
from tests.edge.sockets.conftest import OFFICER, HeldGraph
from tests.edge.sockets.talking import INIT, talking

QUERY = "{ __typename }"


@pytest.mark.parametrize("name", ["Authorization", "authorization", "AUTHORIZATION"])
def test_the_beginning_names_the_viewer(port: int, bearer: Callable[..., str], name: str) -> None:
    with talking(port) as talk, talking(port) as nested:
        talk.begin(**{name: bearer(OFFICER), "x-Purpose": "SURVEY", "other": [1]})
        nested.begin(headers={name: bearer(OFFICER), "X-Purpose": "SURVEY"}, Authorization=None)
        for each in (talk, nested):
            assert each.answer(QUERY)["payload"] == {"data": {"role": "NSO", "purpose": "SURVEY"}}


def test_the_handshake_names_the_viewer(port: int, bearer: Callable[..., str]) -> None:
    headers = {"Authorization": bearer(OFFICER), "X-Purpose": "SURVEY"}
    with talking(port, additional_headers=headers) as talk:
        talk.begin()
        assert talk.answer(QUERY)["payload"] == {"data": {"role": "NSO", "purpose": "SURVEY"}}


def test_a_bad_token_or_two_of_them_close_without_a_word(port: int, bearer: Callable[..., str]) -> None:
    good = bearer()
    for payload, headers in (
        ({"Authorization": "Bearer S3CR3T"}, {}),
        ({"Authorization": ""}, {}),
        ({"Authorization": good + "x"}, {}),
        ({"Authorization": bearer(lifetime=timedelta(seconds=-60))}, {}),
        ({"Authorization": good, "authorization": good}, {}),
        ({"Authorization": good, "headers": {"Authorization": good}}, {}),
        ({"Authorization": good}, {"Authorization": good}),
        ({}, {"Authorization": "Bearer S3CR3T"}),
        ({"X-Purpose": "SURVEY"}, {}),
        ({"Authorization": bearer(OFFICER), "X-Purpose": "S3CR3T"}, {}),
        ({"Authorization": bearer(OFFICER), "X-Purpose": "SURVEY"}, {"X-Purpose": "SURVEY"}),
    ):
        with talking(port, additional_headers=headers) as talk:
            talk.send({**INIT, "payload": payload})
            assert talk.closed() == 4403, payload


def test_n12_the_end_of_the_token_ends_the_socket(port: int, bearer: Callable[..., str]) -> None:
    with talking(port) as talk:
        talk.begin(Authorization=bearer(lifetime=timedelta(seconds=1)))
        assert talk.answer(QUERY)["type"] == "next"
        assert talk.closed() == 4403
    with talking(port) as late:
        late.send({**INIT, "payload": {"Authorization": bearer(lifetime=timedelta(seconds=0))}})
        assert late.closed() == 4403, "no leeway for who stays"


@pytest.mark.parametrize("fault", [Unauthenticated("no"), Forbidden("no")], ids=lambda fault: fault.code)
def test_n12_a_viewer_who_is_refused_is_told_and_the_socket_ends(port: int, graph: HeldGraph, fault: Exception) -> None:
    with talking(port) as talk:
        talk.begin()
        graph.fault = fault
        assert talk.answer(QUERY)["type"] == "error"
        assert talk.closed() == 4403
