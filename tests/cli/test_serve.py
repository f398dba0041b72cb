"""`serve`: one line when it answers, an end in order when it is asked to stop."""

from __future__ import annotations

import json
import re
import signal
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.database.addresses import Addresses
from tests.cli.running import PATIENCE, assert_refused, given, run, serving

QUERY = {"query": "{ viewer { role } users { totalCount } }"}


def ask(address: str) -> Any:
    return httpx.post(address, json=QUERY, timeout=PATIENCE).json()


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_serves_from_nothing_and_stops_in_order(asked: signal.Signals, tmp_path: Path) -> None:
    with serving(TWINGRAPH_DATA_DIR=str(tmp_path)) as (process, line):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/graphql\n", line)
        assert ask(line.strip()) == {"data": {"viewer": {"role": "ANONYMOUS"}, "users": {"totalCount": 0}}}
        process.send_signal(asked)
        rest, _ = process.communicate(timeout=PATIENCE)
        assert (process.returncode, rest) == (0, "")
    assert not (tmp_path / "postgres" / "cluster" / "postmaster.pid").exists()


def test_answers_before_it_says_so(addresses: Addresses, tmp_path: Path) -> None:
    with serving(TWINGRAPH_DATA_DIR=str(tmp_path), **given(addresses)) as (_, line):
        assert httpx.get(line.strip().replace("/graphql", "/health/ready"), timeout=PATIENCE).status_code == 200


def test_two_servers_share_the_embedded_database(tmp_path: Path) -> None:
    data = str(tmp_path)
    with serving(TWINGRAPH_DATA_DIR=data) as (first, one), serving(TWINGRAPH_DATA_DIR=data) as (_, two):
        assert ask(one.strip()) == ask(two.strip())
        first.terminate()
        assert first.wait(timeout=PATIENCE) == 0
        assert ask(two.strip())["data"]["users"] == {"totalCount": 0}


def test_demo_fills_an_empty_database_and_no_other(tmp_path: Path) -> None:
    counts = []
    for _ in range(2):
        with serving("--demo", TWINGRAPH_DATA_DIR=str(tmp_path)) as (process, line):
            counts.append(ask(line.strip())["data"]["users"]["totalCount"])
            process.terminate()
            process.wait(timeout=PATIENCE)
    assert counts[0] > 10
    assert counts[0] == counts[1]


def test_a_port_that_is_taken_is_a_refusal(addresses: Addresses, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("serve", "--port", port, TWINGRAPH_DATA_DIR=str(tmp_path), **given(addresses))
    assert_refused(done, port)


def test_production_logs_one_object_a_line(addresses: Addresses, tmp_path: Path) -> None:
    done = run(
        "migrate",
        TWINGRAPH_DATA_DIR=str(tmp_path),
        TWINGRAPH_ENVIRONMENT="production",
        TWINGRAPH_SECRET="s" * 32,
        TWINGRAPH_LOG_LEVEL="debug",
        **given(addresses),
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert all(json.loads(line)["level"] for line in done.stderr.splitlines())
