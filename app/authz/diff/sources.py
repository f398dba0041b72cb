"""The policies that a diff is asked for: by version, by folder or file, or by a revision of git.

In: what the operator wrote, the folder of the policy in force and the version to read. Out: a policy, read by the same
strict reader as at start-up. A file replaces its like in a copy of the folder: a draft of `rules.csv` needs no copy of
the rest. After a colon stands the version: `HEAD~3:etwinning-sv`. A version wins over a file of the same name, a file
over a revision. What cannot be read is refused, with what was asked for.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.authz.policy import Policy, load_policy
from app.authz.versions import VERSIONS
from app.errors import Misconfigured

_TABLES = ("roles.csv", "rules.csv", "terms.csv")
_PREDICATES = Path(__file__).parents[1] / "predicates.py"
_HINT = f"Name a version ({', '.join(VERSIONS)}), a folder, a file, or a revision of git"


@dataclass(frozen=True, slots=True)
class Source:
    """A policy and what was asked for; the notes say what the reader of a diff should know of it."""

    asked: str
    policy: Policy
    notes: tuple[str, ...] = ()


def read_source(asked: str, folder: Path, version: str) -> Source:
    """The policy that was asked for."""
    if asked in VERSIONS:
        return Source(asked, load_policy(folder, asked))
    place, colon, named = asked.rpartition(":")
    if colon and named in VERSIONS and not Path(asked).exists():
        version = named
    else:
        place = asked
    try:
        if place and Path(place).exists():
            with _copy(Path(place), folder, version) as (found, chosen):
                return Source(asked, load_policy(found, chosen))
        return _of_revision(asked, place, folder, version)
    except Misconfigured as error:
        raise Misconfigured(f"{asked}: {error.message}", hint=error.hint) from error


@contextmanager
def _copy(place: Path, folder: Path, version: str) -> Iterator[tuple[Path, str]]:
    """A folder as it is; of a file, the folder of the policy in force with that file in its place."""
    if place.is_dir():
        yield place, version
        return
    target, version = _place_of(place, folder, version)
    with TemporaryDirectory() as made:
        copy = shutil.copytree(folder, Path(made) / "policy")
        shutil.copyfile(place, copy / target)
        yield copy, version


def _place_of(place: Path, folder: Path, version: str) -> tuple[Path, str]:
    """Which file of a policy this is, by what it says of itself."""
    try:
        if place.suffix == ".toml":
            named = str(tomllib.loads(place.read_text(encoding="utf-8")).get("name"))
            if named in VERSIONS:
                return Path("versions") / f"{named}.toml", named
        header = place.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
        headers = {(folder / table).read_text(encoding="utf-8").partition("\n")[0]: table for table in _TABLES}
    except (OSError, ValueError) as error:
        raise Misconfigured("the file cannot be read", hint="it is text in UTF-8") from error
    if header not in headers:
        raise Misconfigured("this is no file of a policy", hint=f"it begins like {' or '.join(_TABLES)}")
    return Path(headers[header]), version


def _of_revision(asked: str, revision: str, folder: Path, version: str) -> Source:
    """The policy as it was committed."""
    root = Path(_git(folder, "rev-parse", "--show-toplevel"))
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    notes = []
    with TemporaryDirectory() as made:
        inside = folder.resolve().relative_to(root.resolve())
        _extract(root, f"{commit}:{'' if inside == Path() else inside}", Path(made))
        if not (Path(made) / "versions").exists():
            shutil.copytree(folder / "versions", Path(made) / "versions")
            notes.append(f"{asked} is older than the files of the versions; those of today are read with its rules.")
        policy = load_policy(Path(made), version)
    if _differs(folder, commit):
        notes.append(
            f"The predicates of the program have changed since {asked}: what they ask is compared as it is today."
        )
    return Source(asked, policy, tuple(notes))


def _differs(folder: Path, commit: str) -> bool:
    """Whether the program's own part of the rules is another one than today's."""
    found = subprocess.run(
        ["git", "diff", "--quiet", commit, "--", str(_PREDICATES)], cwd=folder, check=False, capture_output=True
    )
    return found.returncode != 0


def _extract(root: Path, tree: str, target: Path) -> None:
    """The files of a folder as they were committed."""
    command = ["git", "archive", "--format=tar", tree]
    packed = subprocess.run(command, cwd=root, check=False, capture_output=True)
    if packed.returncode != 0:
        raise Misconfigured("the revision has no policy", hint=_HINT)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(target, filter="data")


def _git(folder: Path, *arguments: str) -> str:
    try:
        return subprocess.run(
            ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError) as error:
        raise Misconfigured("there is no such version, file or revision", hint=_HINT) from error
