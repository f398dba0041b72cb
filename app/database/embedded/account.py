"""As whom the server runs. PostgreSQL refuses to run as root, and an ordinary account need not have a name.

In: the folder of the embedded database and a program of PostgreSQL. Out: `Account`, with which `launch.py` starts
every program of PostgreSQL. No permission of any file is changed for it, so each way is tried before it is taken:

- `own`        an ordinary account that has a name: nothing to do.
- `namespace`  the server bears another number inside a user namespace, and outside of it stays who we are. Nothing
               changes owner, and folders that only we can pass are passed.
- `switch`     root only, where namespaces are not allowed: the server becomes an unprivileged account, keeps the right
               to pass folders, and the files of the database, nothing else, are given to that account.
"""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.errors import Misconfigured

_LAUNCH = Path(__file__).with_name("launch.py")
# Tried in this order; every Linux and macOS has the second.
_UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """How to start a program of PostgreSQL, and who owns on disk what it writes."""

    mode: str
    uid: int
    gid: int
    owner: int

    def run(self, program: list[str]) -> list[str]:
        """The command that becomes the program."""
        return [*_python("run"), self.mode, str(self.uid), str(self.gid), *program]

    def serve(self, in_use: Path, program: list[str]) -> list[str]:
        """The command that starts the program in the background, until nobody shares the lock any more."""
        return [*_python("serve"), self.mode, str(self.uid), str(self.gid), str(in_use), *program]


def choose_account(folder: Path, program: Path) -> Account:
    """The first way in which the program can be run and the folder be written."""
    for account in _candidates():
        if account.mode == "own" or _reaches(account, folder, program):
            return account
    raise Misconfigured(
        "the embedded PostgreSQL can run neither as root nor as an account without a name, and here it can become no "
        "other",
        hint="Start as an ordinary account, or name a database with TWINGRAPH_DATABASE_URL.",
    )


def environment() -> dict[str, str]:
    """What a program of PostgreSQL sees of the environment: nothing that would change what it does."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _candidates() -> list[Account]:
    uid, gid = os.geteuid(), os.getegid()
    if uid != 0 and _has_name(uid):
        return [Account("own", uid, gid, uid)]
    # initdb asks for the name of its account, so the number must be one that has a name.
    named = next((entry for name in _UNPRIVILEGED if (entry := _entry(name)) is not None), None)
    if named is None or sys.platform != "linux":
        return []
    candidates = [Account("namespace", named.pw_uid, named.pw_gid, uid)]
    if uid == 0:
        candidates.append(Account("switch", named.pw_uid, named.pw_gid, named.pw_uid))
    return candidates


def _reaches(account: Account, folder: Path, program: Path) -> bool:
    command = account.run([*_python("check"), str(folder), str(program)])
    return subprocess.run(command, capture_output=True, check=False, env=environment()).returncode == 0


def _python(verb: str) -> list[str]:
    return [sys.executable, "-I", "-S", str(_LAUNCH), verb]


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None
