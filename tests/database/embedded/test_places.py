"""Any folder will do, whatever its name and depth, and nothing outside of it is opened to anybody."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app.database.embedded.server import embedded_database
from app.database.embedded.sockets import make_socket_folder
from app.errors import Misconfigured
from tests.database.embedded.facts import home_of

NAMES = [
    pytest.param("d", id="short"),
    pytest.param("deep/" * 40 + "data", id="deeper than the path of a socket may be"),
    pytest.param("a, b=c 'd' \\ õ", id="with letters that mean something in an address"),
]


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.fixture
def umask_that_hides_nothing() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("umask_that_hides_nothing")
def test_files_and_socket_are_private_wherever_they_are(tmp_path: Path, name: str) -> None:
    data_dir = tmp_path / name
    above = {path: (path.stat().st_mode, path.stat().st_uid) for path in (tmp_path, *tmp_path.parents)}
    with embedded_database(data_dir) as addresses, psycopg.connect(addresses.api) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("twingraph_api",)
        home = home_of(data_dir)
        socket_folder = Path(str(conninfo_to_dict(addresses.api)["host"]))
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert mode_of(home.folder) == mode_of(socket_folder) == mode_of(home.cluster) == 0o700
        assert {mode_of(path) for path in home.folder.iterdir() if path.is_file()} == {0o600}
        assert above == {path: (path.stat().st_mode, path.stat().st_uid) for path in above}
    assert not socket_folder.exists() or socket_folder.is_relative_to(data_dir.resolve())


def test_whoever_reaches_the_socket_needs_a_password(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "guessed")
    with embedded_database(data_dir) as addresses:
        parts: dict[str, Any] = conninfo_to_dict(addresses.owner)
        del parts["password"]
        for role in ("postgres", "twingraph_owner", "twingraph_api"):
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                psycopg.connect(make_conninfo(**{**parts, "user": role}))


def test_the_log_holds_neither_statements_nor_values(data_dir: Path) -> None:
    with embedded_database(data_dir) as addresses, psycopg.connect(addresses.owner) as connection:
        connection.execute("CREATE TABLE people (name text PRIMARY KEY)")
        connection.execute("INSERT INTO people VALUES ('Marta')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES ('Marta')")
    log = home_of(data_dir).log.read_text()
    assert "duplicate key" in log
    assert "Marta" not in log
    assert "INSERT" not in log
    assert not [line for line in home_of(data_dir).passwords.read_text().split() if line.rpartition(":")[2] in log]


def test_a_recorded_socket_folder_that_others_can_open_is_not_used_again(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 40)
    (deep / "postgres").mkdir(parents=True)
    home = home_of(deep)
    first = make_socket_folder(home)
    assert make_socket_folder(home) == first
    first.chmod(0o777)
    second = make_socket_folder(home)
    assert second != first
    assert mode_of(second) == 0o700
    for folder in (first, second):
        folder.rmdir()


def test_a_copy_of_a_data_directory_takes_no_socket_folder_over(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 40)
    copy = tmp_path / ("copy" * 40)
    (deep / "postgres").mkdir(parents=True)
    first = make_socket_folder(home_of(deep))
    shutil.copytree(deep, copy)
    second = make_socket_folder(home_of(copy))
    assert second != first
    for folder in (first, second):
        folder.rmdir()


def test_a_folder_below_a_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(Misconfigured, match=r"file/data/postgres` cannot be used: Not a directory"),
        embedded_database(tmp_path / "file/data"),
    ):
        pass


def test_a_cluster_of_another_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    cluster = home_of(tmp_path).cluster
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("17\n")
    with (
        pytest.raises(Misconfigured, match=r"made by PostgreSQL 17, this release brings 18"),
        embedded_database(tmp_path),
    ):
        pass
    assert [path.name for path in cluster.iterdir()] == ["PG_VERSION"]


def test_a_server_that_cannot_start_is_refused_with_its_last_words(data_dir: Path) -> None:
    with embedded_database(data_dir):
        pass
    shutil.rmtree(home_of(data_dir).cluster / "global")
    with pytest.raises(Misconfigured, match="stopped at once") as refused, embedded_database(data_dir):
        pass
    assert refused.value.hint is not None
    assert "FATAL" in refused.value.hint or "PANIC" in refused.value.hint


def test_passwords_that_are_missing_are_named(data_dir: Path) -> None:
    with embedded_database(data_dir):
        pass
    home_of(data_dir).passwords.unlink()
    with pytest.raises(Misconfigured, match="passwords` is missing"), embedded_database(data_dir):
        pass
