"""Locks of the kernel on files: they end with the process that holds them, however it ends.

In: the path of a lock file and how long to wait. Out: a file descriptor that holds the lock until it is closed, or
nothing. No process ids are written down, so none can be stale or belong to somebody else by now.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from app.errors import Misconfigured

_PAUSE = 0.02


def try_exclusive(path: Path) -> int | None:
    """The lock for us alone, or nothing if anybody else has it."""
    return _try(path, fcntl.LOCK_EX)


def try_shared(path: Path) -> int | None:
    """The lock together with others, or nothing if somebody has it alone."""
    return _try(path, fcntl.LOCK_SH)


def wait_shared(path: Path, *, patience: float) -> int:
    """The lock together with others, as soon as nobody has it alone."""
    deadline = time.monotonic() + patience
    while (held := try_shared(path)) is None:
        _pause_until(deadline, path)
    return held


@contextlib.contextmanager
def exclusive(path: Path, *, patience: float) -> Iterator[None]:
    """Hold the lock alone for the length of the block."""
    deadline = time.monotonic() + patience
    while (held := try_exclusive(path)) is None:
        _pause_until(deadline, path)
    try:
        yield
    finally:
        os.close(held)


def _try(path: Path, kind: int) -> int | None:
    held = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(held, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        return None
    except BaseException:
        os.close(held)
        raise
    return held


def _pause_until(deadline: float, path: Path) -> None:
    if time.monotonic() > deadline:
        raise Misconfigured(
            f"another process has held `{path}` for too long", hint="Stop the process that is starting or stopping."
        )
    time.sleep(_PAUSE)
