"""What a test asks about an embedded server from outside: does it live, who is it, wait for its end.

In: the data directory. Out: the answer of the kernel's locks and of PostgreSQL's own notes.
"""

from __future__ import annotations

import os
from pathlib import Path

from app.database.embedded.home import Home
from app.database.embedded.locks import exclusive, try_exclusive

# Generous: it bounds a test that hangs and decides nothing.
PATIENCE = 60.0


def home_of(data_dir: Path) -> Home:
    """Where the embedded server keeps its files."""
    return Home(data_dir.resolve() / "postgres")


def lives(data_dir: Path) -> bool:
    """Whether any process of the server lives."""
    held = try_exclusive(home_of(data_dir).alive)
    if held is None:
        return True
    os.close(held)
    return False


def wait_until_gone(data_dir: Path) -> None:
    """Wait for the end of the last process of the server."""
    with exclusive(home_of(data_dir).alive, patience=PATIENCE):
        pass


def postmaster(data_dir: Path) -> int:
    """The number of the server's first process."""
    return int((home_of(data_dir).cluster / "postmaster.pid").read_text().split()[0])


def parent_of(process: int) -> int:
    """The process that started another one."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
