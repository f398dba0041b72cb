"""`serve`: one line when it answers, an end in order when it is asked to stop."""

from __future__ import annotations

import json
import re
import signal
import socket
from datetime import datetime
from pathlib import Path

import httpx
import psycopg
import pytest
from pydantic import SecretStr

from app.cli.data import fill_when_empty
from app.database.addresses import Addresses
from app.settings import Settings
from app.transfer.importing import import_file
from tests.cli.running import PATIENCE, assert_refused, given, run, serving


def ask(address: str) -> int:
    """How many projects the public sees."""
    answer = httpx.post(address, json={"query": "{ projects { totalCount } }"}, timeout=PATIENCE).json()
    return int(answer["data"]["projects"]["totalCount"])


@pytest.mark.parametrize(("asked", "options"), [(signal.SIGINT, ()), (signal.SIGTERM, ("--demo",))])
def test_serves_from_nothing_and_stops_in_order(
    asked: signal.Signals, options: tuple[str, ...], tmp_path: Path
) -> None:
    with serving(*options, TWINGRAPH_DATA_DIR=str(tmp_path)) as (process, line):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/graphql\n", line)
        ready = line.strip().replace("/graphql", "/health/ready")
        assert httpx.get(ready, timeout=PATIENCE).status_code == 200
        assert (ask(line.strip()) > 0) is ("--demo" in options)
        process.send_signal(asked)
        rest, _ = process.communicate(timeout=PATIENCE)
        assert (process.returncode, rest) == (0, "")
    assert not (tmp_path / "postgres" / "cluster" / "postmaster.pid").exists()


def test_two_servers_share_the_embedded_database(tmp_path: Path) -> None:
    data = str(tmp_path)
    with serving(TWINGRAPH_DATA_DIR=data) as (first, _), serving(TWINGRAPH_DATA_DIR=data) as (_, line):
        first.terminate()
        assert first.wait(timeout=PATIENCE) == 0
        assert ask(line.strip()) == 0


def test_demo_data_go_into_an_empty_database_and_into_no_other(
    empty_world: Addresses, secret: bytes, now: datetime, tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path, secret=SecretStr(secret.decode()), now=now)
    school = {"kind": "school", "key": "s", "officialName": "School", "city": "Tartu", "country": "EE"}
    user = {"kind": "user", "key": "u", "email": "u@example.org", "status": "GENERAL", "registeredAt": now.isoformat()}
    file = tmp_path / "one.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in (school, user)), encoding="utf-8")
    import_file(file, empty_world, secret=secret, now=now)
    fill_when_empty(settings, empty_world)
    with psycopg.connect(empty_world.owner) as connection:
        assert connection.execute("SELECT count(*) FROM users").fetchone() == (1,)
        connection.execute("DELETE FROM users")
    fill_when_empty(settings, empty_world)
    with psycopg.connect(empty_world.owner) as connection:
        assert connection.execute("SELECT count(*) > 500 FROM users").fetchone() == (True,)


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
    assert done.code == 0, done.err
    assert done.out == ""
    assert all(json.loads(line)["level"] for line in done.err.splitlines())
