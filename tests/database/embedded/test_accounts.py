"""As root, as an ordinary account, and as one without a name: the server starts, and only its own files are given away.

Root can take every account on; without root there is one account to test with, the present one.
"""

from __future__ import annotations

import os
import pwd
import subprocess
from pathlib import Path

import psycopg
import pytest

from app.database.embedded.account import Account, choose_account
from app.database.embedded.cluster import programs
from app.database.embedded.server import embedded_database
from app.errors import Misconfigured
from tests.database.embedded.facts import home_of, lives, postmaster
from tests.database.embedded.holder import Holder


def is_possible(account: Account) -> bool:
    """Whether this machine lets a process take the account on; containers often allow no namespaces."""
    return subprocess.run(account.run(["/bin/true"]), capture_output=True, check=False).returncode == 0


ROOT = os.geteuid() == 0
NOBODY = pwd.getpwnam("nobody").pw_uid
# Both ways keep the folders of the interpreter within reach, which may be private.
ORDINARY = Account("switch", NOBODY, NOBODY, NOBODY)
NAMELESS = Account("namespace", 54_321, 54_321, os.geteuid())
ACCOUNTS = [None, *([ORDINARY] if ROOT else []), *([NAMELESS] if is_possible(NAMELESS) else [])]
"""Which account uses the server; None is the present one."""
OWNERS_OF_THE_FOLDER_ABOVE = [0, NOBODY] if ROOT else [os.geteuid()]
"""Whose private folder the data directory lies in."""


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.mode if account else "present")
def test_every_account_can_use_the_server_and_owns_its_files(open_folder: Path, account: Account | None) -> None:
    data_dir = open_folder / "data"
    with Holder(data_dir, account=account) as holder:
        with psycopg.connect(holder.address()) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("twingraph_owner",)
        assert home_of(data_dir).folder.stat().st_uid == (account.owner if account else os.geteuid())
        holder.leave()
    assert not lives(data_dir)


@pytest.mark.parametrize("owner", OWNERS_OF_THE_FOLDER_ABOVE)
def test_a_private_folder_above_stays_as_it_is(open_folder: Path, owner: int) -> None:
    private = open_folder / "private"
    private.mkdir(mode=0o700)
    os.chown(private, owner, -1)
    before = private.stat()
    with embedded_database(private / "data") as addresses, psycopg.connect(addresses.api) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("twingraph_api",)
        status = Path(f"/proc/{postmaster(private / 'data')}/status").read_text()
    after = private.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    # Of root's rights the server has at most the one to pass folders.
    capabilities = next(line.split()[1] for line in status.splitlines() if line.startswith("CapEff"))
    assert int(capabilities, 16) in {0, 1 << 1}


@pytest.mark.parametrize("owner", OWNERS_OF_THE_FOLDER_ABOVE)
def test_files_follow_when_the_folder_moves_to_where_another_account_is_needed(open_folder: Path, owner: int) -> None:
    private = open_folder / "private"
    private.mkdir(mode=0o700)
    os.chown(private, owner, -1)
    with embedded_database(private / "data") as addresses, psycopg.connect(addresses.owner) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    (private / "data").rename(open_folder / "data")
    with embedded_database(open_folder / "data") as addresses, psycopg.connect(addresses.owner) as connection:
        assert connection.execute("SELECT number FROM kept").fetchall() == [(7,)]
    owners = {path.lstat().st_uid for path in home_of(open_folder / "data").cluster.rglob("*")}
    assert owners == {os.geteuid()}


@pytest.mark.parametrize("uid", [NOBODY] if ROOT else [])
def test_a_folder_of_another_account_is_refused_and_left_alone(open_folder: Path, uid: int) -> None:
    folder = home_of(open_folder / "data").folder
    folder.mkdir(parents=True)
    os.chown(folder, uid, uid)
    with pytest.raises(Misconfigured, match="belongs to another account"), embedded_database(open_folder / "data"):
        pass
    assert not list(folder.iterdir())


def test_where_nobody_else_can_be_become_the_way_out_is_named(tmp_path: Path) -> None:
    if not ROOT:
        # An ordinary account starts everything as itself and asks for nothing.
        assert choose_account(tmp_path, programs() / "postgres").mode == "own"
        return
    with pytest.raises(Misconfigured, match="neither as root") as refused:
        choose_account(tmp_path / "missing", programs() / "postgres")
    assert refused.value.hint is not None
    assert "TWINGRAPH_DATABASE_URL" in refused.value.hint
