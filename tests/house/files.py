"""The files that the rules of the house are about: the repository without what `.gitignore` leaves out.

In: nothing. Out: paths, relative to the root of the repository, and their texts. No version control is needed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def repository_files() -> tuple[Path, ...]:
    """Every file that belongs to the repository, in order."""
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    return tuple(sorted(_walk([".git", *ignored])))


def _walk(ignored: list[str]) -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not any(fnmatch(name, pattern) for pattern in ignored)]
        for name in names:
            if not any(fnmatch(name, pattern) for pattern in ignored):
                yield (Path(folder) / name).relative_to(ROOT)


def python_files(*folders: str) -> list[Path]:
    """Python files below these folders of the repository."""
    return [path for path in repository_files() if path.suffix == ".py" and path.parts[0] in folders]


def text_of(path: Path) -> str:
    """The text of a file; a file that is not text is a mistake here."""
    return (ROOT / path).read_text(encoding="utf-8")
