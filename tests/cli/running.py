"""Running the command line as an operator does: another process, its exit code, what it wrote where.

In: arguments and variables. Out: the finished process, or one that serves.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.database.addresses import Addresses

PATIENCE = 120


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """One verb to its end."""
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def given(addresses: Addresses) -> dict[str, str]:
    """The variables that name a database of the tests."""
    return {"TWINGRAPH_DATABASE_URL": addresses.api, "TWINGRAPH_OWNER_DATABASE_URL": addresses.owner}


@contextmanager
def serving(*arguments: str, **variables: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, and the line that it printed. It does not outlive the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--port", "0", *arguments],
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def assert_refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit code 1, nothing on standard output, one line on standard error that has these words in it."""
    assert done.returncode == 1, done
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert [word for word in words if word not in done.stderr] == []
