"""Other processes that convert lines, so that a large file uses every core.

In: blocks of lines. Out: what `app.transfer.conversion` makes of them, in the order of the file. A worker is a plain
child process that reads from its input and writes to its output: it needs neither the database nor the main module of
its parent, gets the secret through the pipe, and ends when the pipe does.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import IO, Any

import app
from app.transfer.conversion import Converted, convert_block
from app.transfer.kinds import record_kinds
from app.transfer.lines import Block

_PROGRAM = "from app.transfer.workers import serve; serve()"
MOST_WORKERS = 4


def convert_here(blocks: Iterable[Block], secret: bytes) -> Generator[Converted]:
    """Convert in this process: right for a file that is done before a worker has started."""
    kinds = record_kinds(secret)
    for first_line, block in blocks:
        yield convert_block(kinds, first_line, block)


def convert_in_workers(blocks: Iterable[Block], secret: bytes) -> Generator[Converted]:
    """Convert in as many processes as there are cores. Each works on one block while others are being stored."""
    with contextlib.ExitStack() as stack:
        busy: deque[_Worker] = deque()
        number = min(MOST_WORKERS, cores())
        for block in blocks:
            if len(busy) < number:
                worker = stack.enter_context(_Worker(secret))
                worker.send(block)
                busy.append(worker)
                continue
            worker = busy.popleft()
            converted = worker.receive()
            worker.send(block)
            busy.append(worker)
            yield converted
        while busy:
            yield busy.popleft().receive()


def cores() -> int:
    """How many processes of this machine can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Worker:
    """One child process, and the block that it is working on."""

    def __init__(self, secret: bytes) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()
        )
        self.send(secret)

    def __enter__(self) -> _Worker:
        return self

    def __exit__(self, *reason: object) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self._process.kill()
        self._process.wait()

    def send(self, message: object) -> None:
        if self._process.stdin is not None:
            # Whoever is no longer there is missed when its answer is.
            with contextlib.suppress(BrokenPipeError):
                _write(self._process.stdin, message)

    def receive(self) -> Converted:
        try:
            answer = pickle.load(self._process.stdout)  # type: ignore[arg-type]  # noqa: S301  our own child
        except EOFError:
            answer = None
        if not isinstance(answer, Converted):
            raise RuntimeError(f"a worker of the import ended with {self._process.wait()} before its work was done")
        return answer


def serve() -> None:
    """What a worker does: answer block after block until the input ends."""
    # The terminal sends an interrupt to the whole group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a block leaves behind has no cycles, and walking through it again and again costs a tenth of the time.
    gc.disable()
    kinds = record_kinds(pickle.load(sys.stdin.buffer))  # noqa: S301  our own parent
    try:
        while True:
            first_line, block = pickle.load(sys.stdin.buffer)  # noqa: S301
            _write(sys.stdout.buffer, convert_block(kinds, first_line, block))
    except EOFError:
        return
    except BrokenPipeError:
        # Nobody listens any more. To leave in order would try to write what is left, and complain.
        os._exit(0)


def _write(pipe: IO[Any], message: object) -> None:
    pickle.dump(message, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _environment() -> dict[str, str]:
    """The child finds this very package, wherever it was started from."""
    root = str(Path(app.__path__[0]).parent)
    others = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": root if not others else os.pathsep.join((root, others))}
