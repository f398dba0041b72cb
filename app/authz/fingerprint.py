"""By what a policy is known from one host to the next: its files to the byte, and which version of it is in force.

In: the folder and the name of the version. Out: a SHA-256 in hexadecimal. Files that decide nothing (cases, the ledger
of clauses, the matrix, countries) are no part of it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.authz.versions import VERSIONS
from app.errors import Misconfigured

DECIDING = ("model.conf", "roles.csv", "rules.csv", "terms.csv", *(f"versions/{name}.toml" for name in VERSIONS))


def fingerprint_of(folder: Path, version: str) -> str:
    """The fingerprint of a version of the policy in a folder."""
    digest = hashlib.sha256()
    for name, content in [("version", version.encode()), *((name, _content(folder, name)) for name in DECIDING)]:
        # With its length, so that no byte can move from one file to the next unnoticed.
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _content(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise Misconfigured(f"{name} cannot be read", hint="the policy folder needs it, in UTF-8") from error
