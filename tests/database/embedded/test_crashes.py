"""Power cuts and kills: whatever was left half done is made good by the next start, and what was committed is there."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import psycopg

from app.database.embedded.home import Home
from app.database.embedded.server import embedded_database
from app.database.embedded.sockets import socket_folder
from tests.database.embedded.facts import home_of, lives, postmaster, wait_until_gone
from tests.database.embedded.holder import Holder


def test_rows_that_were_committed_survive_the_death_of_the_server(data_dir: Path) -> None:
    with embedded_database(data_dir) as addresses:
        with psycopg.connect(addresses.owner) as connection:
            connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 100000) AS number")
            connection.commit()
            os.kill(postmaster(data_dir), signal.SIGKILL)
        wait_until_gone(data_dir)
        # The first use is still there: a process that goes on asks again and gets the server anew.
        with embedded_database(data_dir) as again, psycopg.connect(again.owner) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (100_000,)
    assert not lives(data_dir)


def test_server_and_user_killed_at_once_start_again(data_dir: Path) -> None:
    with Holder(data_dir) as holder:
        with psycopg.connect(holder.address()) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
        server = postmaster(data_dir)
        holder.kill()
        os.kill(server, signal.SIGKILL)
    with embedded_database(data_dir) as addresses, psycopg.connect(addresses.owner) as connection:
        assert connection.execute("SELECT number FROM kept").fetchall() == [(1,)]


def test_half_a_cluster_is_made_anew(tmp_path: Path) -> None:
    home = home_of(tmp_path)
    (home.draft / "base").mkdir(parents=True)
    (home.draft / "PG_VERSION").write_text("18\n")
    (home.draft / "base" / "1").write_text("half")
    with embedded_database(tmp_path) as addresses, psycopg.connect(addresses.owner) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not home.draft.exists()


def test_a_kill_while_the_cluster_is_made_is_made_good(tmp_path: Path) -> None:
    home = home_of(tmp_path)
    with Holder(tmp_path) as holder:
        _wait_for(home.draft / "PG_VERSION", holder)
        holder.kill()
    assert not home.cluster.exists()
    with embedded_database(tmp_path) as addresses, psycopg.connect(addresses.owner) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_roles_and_database_that_are_missing_are_made_at_the_next_start(data_dir: Path) -> None:
    with embedded_database(data_dir):
        with psycopg.connect(_superuser(home_of(data_dir)), autocommit=True) as connection:
            connection.execute("DROP DATABASE twingraph")
            connection.execute("DROP ROLE twingraph_api")
        with embedded_database(data_dir) as addresses, psycopg.connect(addresses.api) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("twingraph_api",)


def test_a_socket_that_was_taken_away_is_made_again(data_dir: Path) -> None:
    with embedded_database(data_dir) as first:
        folder = socket_folder(home_of(data_dir))
        assert folder is not None
        (folder / ".s.PGSQL.5432").unlink()
        with embedded_database(data_dir) as second, psycopg.connect(second.owner) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert second == first
    assert not lives(data_dir)


def _superuser(home: Home) -> str:
    password = home.passwords.read_text().splitlines()[0].rpartition(":")[2]
    return f"host={socket_folder(home)} dbname=postgres user=postgres password={password}"


def _wait_for(path: Path, holder: Holder) -> None:
    while not path.exists():
        assert holder.process.poll() is None
