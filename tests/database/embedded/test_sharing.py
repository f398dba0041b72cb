"""One server for all processes of a data directory: the first starts it, the last one that leaves stops it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import psycopg
import pytest

from app.database.embedded.server import embedded_database
from tests.database.embedded.facts import home_of, lives, parent_of, postmaster, wait_until_gone
from tests.database.embedded.holder import Holder


def test_the_last_process_that_leaves_stops_the_server(data_dir: Path) -> None:
    with Holder(data_dir) as first, Holder(data_dir) as second:
        first.address()
        second.address()
        server = postmaster(data_dir)
        assert first.leave() == 0
        assert lives(data_dir)
        assert postmaster(data_dir) == server
        assert second.leave() == 0
        assert not lives(data_dir)


def test_two_that_start_at_once_on_an_empty_folder_share_one_server(tmp_path: Path) -> None:
    with Holder(tmp_path) as first, Holder(tmp_path) as second:
        addresses = [first.address(), second.address()]
        seen = set()
        for address in addresses:
            with psycopg.connect(address) as connection:
                seen.add(connection.execute("SELECT pg_postmaster_start_time()").fetchone())
        assert len(seen) == 1
        first.leave()
        second.leave()
    assert not lives(tmp_path)


def test_a_process_may_join_twice(data_dir: Path) -> None:
    with embedded_database(data_dir) as outer:
        with embedded_database(data_dir) as inner:
            assert inner == outer
        assert lives(data_dir)
    assert not lives(data_dir)


def test_what_was_written_is_there_at_the_next_start(data_dir: Path) -> None:
    with embedded_database(data_dir) as addresses, psycopg.connect(addresses.owner) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    with embedded_database(data_dir) as addresses, psycopg.connect(addresses.owner) as connection:
        assert connection.execute("SELECT number FROM kept").fetchall() == [(42,)]


def test_an_error_in_the_block_leaves_like_an_end(data_dir: Path) -> None:
    with pytest.raises(ZeroDivisionError), embedded_database(data_dir):
        raise ZeroDivisionError
    assert not lives(data_dir)


def test_the_server_stops_after_its_only_process_was_killed(data_dir: Path) -> None:
    with Holder(data_dir) as holder:
        holder.address()
        holder.kill()
    wait_until_gone(data_dir)
    assert not (home_of(data_dir).cluster / "postmaster.pid").exists()


def test_a_killed_process_takes_nothing_from_the_others(data_dir: Path) -> None:
    with Holder(data_dir) as killed, embedded_database(data_dir) as addresses:
        killed.address()
        with psycopg.connect(addresses.owner) as connection:
            killed.kill()
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert lives(data_dir)
    assert not lives(data_dir)


def test_a_server_without_supervisor_is_found_and_stopped(data_dir: Path) -> None:
    with Holder(data_dir) as holder:
        holder.address()
        server = postmaster(data_dir)
        os.kill(parent_of(server), signal.SIGKILL)
        holder.kill()
    assert lives(data_dir)
    with embedded_database(data_dir):
        assert postmaster(data_dir) == server
    assert not lives(data_dir)


def test_a_folder_that_is_taken_away_under_the_server_does_not_disturb_leaving(open_folder: Path) -> None:
    data_dir = open_folder / "data"
    elsewhere = open_folder / "elsewhere"
    with embedded_database(data_dir):
        server = postmaster(data_dir)
        data_dir.rename(elsewhere)
    wait_until_gone(elsewhere)
    assert not Path(f"/proc/{server}").exists()
