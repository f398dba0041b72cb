"""The folder of the socket: private, and short enough for the kernel.

In: the home. Out: a folder of mode 0700 whose name is recorded in the home, so that every process finds it. The path
of a socket holds about a hundred bytes; where the data directory lies deeper than that, or its name has letters that
mean something in an address, the folder is made below the folder for temporary files, with a random name.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from pathlib import Path

from app.database.embedded.home import Home, write_private
from app.errors import Misconfigured

PORT = 5432
# The shortest limit is that of macOS, 104 bytes with the zero at the end.
_LONGEST = 103
# In an address, a comma separates hosts and an @ at the beginning means something else again.
_PLAIN = re.compile(r"/[A-Za-z0-9/._+-]*")


def make_socket_folder(home: Home) -> Path:
    """A private folder for the socket of the server that is about to start."""
    inside = home.folder / "socket"
    if _fits(inside):
        inside.mkdir(mode=0o700, exist_ok=True)
        folder = inside
    else:
        folder = _recorded_if_private(home) or _below_temporary()
    write_private(home.socket_folder, f"{folder}\n{home.folder}")
    return folder


def socket_folder(home: Home) -> Path | None:
    """The folder that the last start recorded."""
    recorded = _recorded(home)
    return None if recorded is None else recorded[0]


def remove_socket_folder(home: Home) -> None:
    """Leave nothing behind outside of the home; the name stays recorded and is taken again if it is free."""
    folder = socket_folder(home)
    if folder is not None and not folder.is_relative_to(home.folder):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _fits(folder: Path) -> bool:
    longest_name = f"{folder}/.s.PGSQL.{PORT}"
    return len(os.fsencode(longest_name)) <= _LONGEST and _PLAIN.fullmatch(str(folder)) is not None


def _recorded(home: Home) -> tuple[Path, str] | None:
    """The folder of the socket, and the home that it was made for."""
    try:
        folder, _, made_for = home.socket_folder.read_text(encoding="utf-8").partition("\n")
    except FileNotFoundError:
        return None
    return Path(folder), made_for


def _recorded_if_private(home: Home) -> Path | None:
    """The folder of the last time, so that a process that still knows it finds the server again."""
    folder, made_for = _recorded(home) or (None, "")
    if folder is None or made_for != str(home.folder) or not _fits(folder):
        return None  # a copy of another home must not take over that one's folder
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        state = folder.lstat()
        private = stat.S_ISDIR(state.st_mode) and stat.S_IMODE(state.st_mode) == 0o700
        return folder if private and state.st_uid == os.geteuid() else None
    except OSError:
        return None
    return folder


def _below_temporary() -> Path:
    for parent in dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp")):  # noqa: S108  mkdtemp makes it private
        if not _fits(Path(parent) / "twingraph-12345678"):
            continue
        try:
            return Path(tempfile.mkdtemp(prefix="twingraph-", dir=parent))
        except OSError:
            continue
    raise Misconfigured(
        "no folder for the database's socket: the data directory's path is too long, and no short one can be written",
        hint="Choose a shorter TWINGRAPH_DATA_DIR.",
    )
