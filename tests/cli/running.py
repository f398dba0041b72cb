"""Running the command line: in this process, for its exit code and what it wrote where, or as a server beside it.

In: arguments and variables. Out: what a verb left, or a process that serves.
"""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import TextIO

import pytest

from app.cli import main
from app.database.addresses import Addresses

PATIENCE = 120


@dataclass(frozen=True)
class Done:
    """What a verb left behind."""

    code: int
    out: str
    err: str


def run(*arguments: str, **variables: str) -> Done:
    """One verb to its end."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(io.StringIO()) as out,
        redirect_stderr(io.StringIO()) as err,
    ):
        patch.setattr(sys, "argv", ["twingraph", *arguments])
        for name, value in variables.items():
            patch.setenv(name, value)
        try:
            with pytest.raises(SystemExit) as ended:
                main()
        finally:
            root.handlers[:] = handlers
            root.setLevel(level)
    code = ended.value.code
    assert isinstance(code, int)
    return Done(code, out.getvalue(), err.getvalue())


def given(addresses: Addresses) -> dict[str, str]:
    """The variables that name a database of the tests."""
    return {"TWINGRAPH_DATABASE_URL": addresses.api, "TWINGRAPH_OWNER_DATABASE_URL": addresses.owner}


@contextmanager
def serving(
    *arguments: str, errors: TextIO | None = None, **variables: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, and the line that it printed; its log goes to `errors`. It ends with the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--port", "0", *arguments],
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if errors is None else errors,
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


def assert_refused(done: Done, *words: str) -> None:
    """Exit code 1, nothing on standard output, one line on standard error that has these words in it."""
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1, done.err
    assert [word for word in words if word not in done.err] == []
