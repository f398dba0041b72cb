"""A process of its own that uses the embedded server, for tests that let it leave, or kill it.

As a script: `python -m tests.database.embedded.holder DATA_DIR` prints `ready ADDRESS` when the server answers, or
`refused REASON`, and leaves at the end of its input. As a module: `Holder` starts and ends such a process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Self

from app.database.embedded.account import Account
from app.database.embedded.server import embedded_database
from app.errors import Misconfigured

ROOT = Path(__file__).parents[3]


class Holder:
    """One such process; leaving the block ends it."""

    def __init__(self, data_dir: Path, *, account: Account | None = None) -> None:
        command = [sys.executable, "-m", "tests.database.embedded.holder", str(data_dir)]
        if account is not None:
            command = account.run(command)
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def answer(self) -> str:
        """Wait for its one line."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def address(self) -> str:
        """Wait until the server answers it."""
        said, _, address = self.answer().partition(" ")
        assert said == "ready", address
        return address

    def leave(self) -> int:
        """Let it leave as a program does at its end."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait()

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


def main(data_dir: Path) -> None:
    """Use the server until the input ends."""
    try:
        with embedded_database(data_dir) as addresses:
            sys.stdout.write(f"ready {addresses.owner}\n")
            sys.stdout.flush()
            sys.stdin.read()
    except Misconfigured as error:
        sys.stdout.write(f"refused {error.message}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
