"""The embedded server, shared: the first process that needs it starts it, the last one that leaves stops it.

In: the data directory. Out: `Addresses` for the length of a block. Joining and leaving are serialised by one lock.
A process that is killed leaves by its end, since the locks are the kernel's; the supervisor (launch.py) then stops
the server if that was the last one. A server that died is started again, however long its recovery takes.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from app.database.addresses import Addresses
from app.database.embedded.account import choose_account, environment
from app.database.embedded.cluster import API, OWNER, SUPERUSER, passwords, prepare_cluster, programs
from app.database.embedded.home import Home, open_home
from app.database.embedded.locks import exclusive, try_exclusive, try_shared, wait_shared
from app.database.embedded.roles import DATABASE, ensure_roles
from app.database.embedded.sockets import PORT, make_socket_folder, remove_socket_folder, socket_folder
from app.errors import Misconfigured

# Recovery replays at most max_wal_size of changes: minutes on a slow disk, so the limit is generous.
_PATIENCE = 900.0
# How long a server that says it is ready may leave its socket unanswered before the socket counts as lost.
_LOST = 2.0
_STOP = 300.0
_PAUSE = 0.02
_LOG_SIZE = 10_000_000


@contextlib.contextmanager
def embedded_database(data_dir: Path) -> Iterator[Addresses]:
    """A running server for the length of the block."""
    home = open_home(data_dir)
    in_use = _join(home)
    try:
        yield Addresses(owner=_address(home, OWNER, DATABASE), api=_address(home, API, DATABASE))
    finally:
        _leave(home, in_use)


def _join(home: Home) -> int:
    with exclusive(home.starting, patience=_PATIENCE):
        in_use = wait_shared(home.in_use, patience=_PATIENCE)
        try:
            _bring_up(home)
            ensure_roles(_address(home, SUPERUSER, "postgres"), passwords(home))
        except BaseException:
            os.close(in_use)
            raise
    return in_use


def _leave(home: Home, in_use: int) -> None:
    os.close(in_use)
    if not home.folder.exists():
        return  # taken away under the server, which stops when it notices, or when the supervisor does
    with exclusive(home.starting, patience=_PATIENCE):
        alone = try_exclusive(home.in_use)
        if alone is not None:
            _stop(home)
            os.close(alone)
        elif (others := try_shared(home.in_use)) is not None:
            os.close(others)
            return
        else:
            # Neither free nor shared: the supervisor has it, and is stopping the server.
            _wait_until_gone(home)
        remove_socket_folder(home)


def _bring_up(home: Home) -> None:
    """Start the server unless it lives, and wait until it answers."""
    deadline = time.monotonic() + _PATIENCE
    started = False
    unanswered_since: float | None = None
    while True:
        alive = try_exclusive(home.alive)
        if alive is not None:
            if started:
                raise Misconfigured("the embedded PostgreSQL stopped at once", hint=_last_words(home))
            try:
                _start(home, alive)
            finally:
                os.close(alive)
            started = True
        if _answers(home):
            return
        now = time.monotonic()
        if now > deadline:
            raise Misconfigured("the embedded PostgreSQL does not answer", hint=_last_words(home))
        if _postmaster(home)[1] != "ready":
            unanswered_since = None
        elif unanswered_since is None:
            unanswered_since = now
        elif now - unanswered_since > _LOST:
            _stop(home)
            started = False
        time.sleep(_PAUSE)


def _start(home: Home, alive: int) -> None:
    """Leave a server behind that holds the lock `alive` as long as any process of it lives."""
    server = programs() / "postgres"
    account = choose_account(home.folder, server)
    prepare_cluster(home, account, make_socket_folder(home), port=PORT, alive=alive)
    if home.log.exists() and home.log.stat().st_size > _LOG_SIZE:
        home.log.replace(home.log.with_name("log.1"))
    descriptor = os.open(home.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w") as log:
        subprocess.run(
            account.serve(home.in_use, [str(server), "-D", str(home.cluster)]),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment(),
            pass_fds=[alive],
            check=False,  # if it fails, nothing is alive afterwards, which is noticed
        )


def _stop(home: Home) -> None:
    """A fast shutdown, or, when it takes for ever, the immediate one, which the next start recovers from."""
    deadline = time.monotonic() + _STOP
    told = None
    while (alive := try_exclusive(home.alive)) is None:
        pid, _ = _postmaster(home)
        late = time.monotonic() > deadline
        if pid is not None and (late or pid != told):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGQUIT if late else signal.SIGINT)
            told = pid
        elif pid is None and late:
            raise Misconfigured("the embedded PostgreSQL does not stop", hint=_last_words(home))
        time.sleep(_PAUSE)
    os.close(alive)


def _wait_until_gone(home: Home) -> None:
    with exclusive(home.alive, patience=_STOP):
        pass


def _answers(home: Home) -> bool:
    if socket_folder(home) is None:
        return False
    address = make_conninfo(_address(home, SUPERUSER, "postgres"), connect_timeout=10)
    return PGconn.ping(address.encode()) == Ping.OK


def _postmaster(home: Home) -> tuple[int | None, str]:
    """The process and what it says of itself, as PostgreSQL notes in its lock file."""
    try:
        lines = (home.cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        pid = int(lines[0])
    except (OSError, ValueError, IndexError):
        return None, ""
    name = Path(f"/proc/{pid}/comm")
    if name.parent.parent.exists() and (not name.exists() or name.read_text().strip() != "postgres"):
        # The note is older than its process: the number belongs to nobody or to somebody else by now.
        return None, ""
    return pid, lines[7].strip() if len(lines) > 7 else ""


def _address(home: Home, role: str, database: str) -> str:
    parts: dict[str, Any] = {
        "host": str(socket_folder(home)),
        "port": PORT,
        "dbname": database,
        "user": role,
        "password": passwords(home)[role],
    }
    return make_conninfo(**parts)


def _last_words(home: Home) -> str:
    """Where to look, and the last fatal line of the log; the log holds no values and no passwords."""
    with contextlib.suppress(OSError):
        lines = home.log.read_text(encoding="utf-8", errors="replace").splitlines()
        fatal = [line for line in lines[-50:] if "FATAL" in line or "PANIC" in line]
        if fatal:
            return f"{fatal[-1]} (`{home.log}`)"
    return f"Look at `{home.log}`."
