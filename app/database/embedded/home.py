"""The folder of the embedded database inside the data directory.

In: the data directory. Out: `Home`, the paths below it, in a folder that only this account can open. Nothing outside
of that folder is changed, except that a data directory that does not exist is made.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from app.errors import Misconfigured


@dataclass(frozen=True, slots=True)
class Home:
    """What lies where."""

    folder: Path

    @property
    def cluster(self) -> Path:
        """The files of the database."""
        return self.folder / "cluster"

    @property
    def draft(self) -> Path:
        """Where `cluster` is made, before it takes its name."""
        return self.folder / "cluster.new"

    @property
    def passwords(self) -> Path:
        """The passwords of the roles, in the form of a libpq password file."""
        return self.folder / "passwords"

    @property
    def socket_folder(self) -> Path:
        """A file that names the folder of the socket."""
        return self.folder / "socket-folder"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "log"

    @property
    def starting(self) -> Path:
        """Locked by the one process that is joining or leaving."""
        return self.folder / "starting.lock"

    @property
    def in_use(self) -> Path:
        """Locked, shared, by each process that uses the server."""
        return self.folder / "in-use.lock"

    @property
    def alive(self) -> Path:
        """Locked by the server and all its children, for as long as one of them lives."""
        return self.folder / "alive.lock"


def open_home(data_dir: Path) -> Home:
    """The home below a data directory, made where it is missing, private in any case."""
    folder = data_dir.absolute().resolve() / "postgres"
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        state = folder.stat()
        if state.st_uid != os.geteuid():
            raise Misconfigured(
                f"`{folder}` belongs to another account",
                hint="Start as that account, or choose another folder with TWINGRAPH_DATA_DIR.",
            )
        if stat.S_IMODE(state.st_mode) != 0o700:
            folder.chmod(0o700)
    except OSError as error:
        raise Misconfigured(
            f"`{folder}` cannot be used: {error.strerror}", hint="Choose another folder with TWINGRAPH_DATA_DIR."
        ) from error
    return Home(folder)


def write_private(path: Path, text: str) -> None:
    """A file for this account alone, there as a whole or not at all, also after a power cut."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder last."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
