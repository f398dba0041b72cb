"""One trial: the tests of a module against one mutant, in a process of its own.

In: a copy of the repository, a source, and tests. Out: whether some test noticed. Libraries and the layers below the
decision are imported once, in the parent; a trial is a fork that imports the rest anew. The trials share one server of
PostgreSQL, whose template is migrated once.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from app.database.engine import running_database
from app.settings import Settings

# What is imported in the parent stays: it knows nothing of the modules that are changed.
_BELOW = ("app.database", "app.errors", "app.settings")
_LIBRARIES = (
    "casbin",
    "hypothesis",
    "psycopg",
    "sqlalchemy",
    "sqlglot",
    "sqlmodel",
    "strawberry",
    "structlog",
    "typer",
)
_ALL_PASSED, _SOME_FAILED = 0, 1


class _Shared:
    """A plugin: the server of the parent, and of a corpus that takes long every so many items."""

    def __init__(self, root: Path, every: int) -> None:
        self._root = root
        self._every = every

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: Any) -> None:
        config.workerinput = {"root": str(self._root), "workerid": "mutation"}

    def pytest_sessionstart(self) -> None:
        """An example that fails is enough; it need not be made small."""
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        usual = hypothesis.settings.get_profile("ci")
        hypothesis.settings.register_profile("mutation", usual, phases=phases, report_multiple_bugs=False)
        hypothesis.settings.load_profile("mutation")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = items[:: self._every]


@dataclass(frozen=True)
class Laboratory:
    """The copy in which sources are exchanged, and the folder of the server."""

    copy: Path
    server: Path

    def notices(self, module: str, source: str, tests: Sequence[str], *, seconds: float, every: int = 1) -> bool:
        """Whether some test fails, or does not end, when the module has this source."""
        path = self.copy / "app" / "authz" / f"{module}.py"
        original = path.read_text(encoding="utf-8")
        path.write_text(source, encoding="utf-8")
        try:
            return self._outcome(tests, seconds, every) != _ALL_PASSED
        finally:
            path.write_text(original, encoding="utf-8")

    @property
    def said(self) -> Path:
        """What the tests of the last trial wrote."""
        return self.server / "last_trial.txt"

    def _outcome(self, tests: Sequence[str], seconds: float, every: int) -> int:
        child = os.fork()
        if child == 0:
            code = _SOME_FAILED
            try:
                signal.setitimer(signal.ITIMER_REAL, seconds)  # its signal ends the process
                code = self._run(tests, every)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)

    def _run(self, tests: Sequence[str], every: int) -> int:
        os.chdir(self.copy)
        sys.path.insert(0, str(self.copy))
        sys.modules["app"].__path__ = [str(self.copy / "app")]  # what is imported from now on is the copy's
        with self.said.open("wb") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        for name in [name for name in sys.modules if name.partition(".")[0] in {"app", "tests"}]:
            if not name.startswith(_BELOW) and name != "app":
                del sys.modules[name]
        options = [
            "-x",
            "-q",
            "--assert=plain",
            "--tb=no",
            "--hypothesis-profile=ci",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
        ]
        return int(pytest.main([*options, *tests], plugins=[_Shared(self.server, every)]))


@contextmanager
def laboratory(copy: Path) -> Iterator[Laboratory]:
    """A server that runs while trials are made. Sources are written again and again, so no byte code is kept."""
    sys.dont_write_bytecode = True
    for name in _LIBRARIES:
        __import__(name)
    with tempfile.TemporaryDirectory(prefix="twingraph-mutation-") as folder:
        root = Path(folder)
        with running_database(Settings(data_dir=root)):
            yield Laboratory(copy, root)
