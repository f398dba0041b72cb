"""The secret that an installation generates for itself: a file that nobody else can read, made once.

In: its place. Out: the secret, or `Misconfigured` when the file is damaged or others can read it. The file holds the
text that `TWINGRAPH_SECRET` would hold, so that it can be carried to another place.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path

from app.errors import Misconfigured


def kept_secret(path: Path, shortest: int) -> bytes:
    """The secret of the file, which is made when it is not there."""
    if not path.exists():
        _generate_secret(path)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Misconfigured(f"`{path}` can be read by others", hint=f"Run `chmod 600 {path}`.")
    secret = path.read_bytes().strip()
    if len(secret) < shortest:
        raise Misconfigured(f"`{path}` is damaged", hint="Restore it: with another secret, ids and tokens change.")
    return secret


def _generate_secret(path: Path) -> None:
    """Make the file as a whole or not at all; of two processes that start at once, the first one's file stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
