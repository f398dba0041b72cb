"""The contract of the last release: what may not break without being said, and how a release is made.

In: `released.graphql`, the schema of the last release, the printed schema of today, and the changelog. Out: the
breaking changes (graphql-core's own comparison) that the changelog does not name. `make release ARGS=0.2.0` makes the
schema of today the released one, gives the unreleased part of the changelog its version and date, and sets the version
of the package; nothing is committed, tagged or sent anywhere.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from graphql import GraphQLSchema, build_schema, find_breaking_changes
from graphql.type import is_enum_type, is_input_object_type, is_interface_type, is_object_type

from app.schema.sdl import SDL
from tests.house.files import ROOT

RELEASED = Path(__file__).with_name("released.graphql")
CHANGELOG = ROOT / "CHANGELOG.md"
PROJECT = ROOT / "pyproject.toml"

_VERSION = re.compile(r"\d+\.\d+\.\d+")
_UNRELEASED = re.compile(r"^## Unreleased\n(.*?)(?=^## |\Z)", flags=re.MULTILINE | re.DOTALL)
_BREAKING = re.compile(r"^### Breaking\n(.*?)(?=^### |\Z)", flags=re.MULTILINE | re.DOTALL)
# A client must know until when it may go on.
_DEPRECATED_UNTIL = re.compile(r"\buntil \d{4}-\d{2}-\d{2}\b")


def unnamed_breaks(released: str, current: str, changelog: str) -> list[str]:
    """The breaking changes since the release that the section Breaking of the unreleased changelog does not name.

    A change is named by its sentence, as graphql-core words it.
    """
    unreleased = _UNRELEASED.search(changelog)
    named = _BREAKING.search(unreleased[1]) if unreleased else None
    said = " ".join(named[1].split()) if named else ""
    changes = find_breaking_changes(build_schema(released), build_schema(current))
    return sorted(change.description for change in changes if change.description not in said)


def undated_deprecations(schema: GraphQLSchema) -> list[str]:
    """The deprecated elements whose reason does not say `until` which day they stay."""
    return sorted(name for name, reason in _deprecations(schema) if not _DEPRECATED_UNTIL.search(reason))


def _deprecations(schema: GraphQLSchema) -> Iterator[tuple[str, str]]:
    for kind in schema.type_map.values():
        if kind.name.startswith("__"):
            continue
        if is_object_type(kind) or is_interface_type(kind):
            for name, field in kind.fields.items():
                yield from _reason(f"{kind.name}.{name}", field.deprecation_reason)
                for argument, given in field.args.items():
                    yield from _reason(f"{kind.name}.{name}({argument}:)", given.deprecation_reason)
        elif is_input_object_type(kind):
            for name, entry in kind.fields.items():
                yield from _reason(f"{kind.name}.{name}", entry.deprecation_reason)
        elif is_enum_type(kind):
            for name, value in kind.values.items():
                yield from _reason(f"{kind.name}.{name}", value.deprecation_reason)


def _reason(name: str, reason: str | None) -> Iterator[tuple[str, str]]:
    if reason is not None:
        yield name, reason


def released_changelog(changelog: str, version: str, day: date) -> str:
    """The changelog with its unreleased part under a version, and nothing unreleased above it."""
    if f"## {version}" in changelog:
        raise SystemExit(f"{CHANGELOG.name} has a version {version} already")
    if not _UNRELEASED.search(changelog):
        raise SystemExit(f"{CHANGELOG.name} has no section Unreleased")
    return changelog.replace("## Unreleased\n", f"## Unreleased\n\n## {version} ({day.isoformat()})\n", 1)


def main() -> None:
    """Make a release of the tree as it is."""
    reader = argparse.ArgumentParser(prog="python -m tests.contract.release", description=__doc__)
    reader.add_argument("version", help="the new version, as 0.2.0")
    reader.add_argument("--date", type=date.fromisoformat, default=datetime.now(UTC).date(), help="its day")
    given = reader.parse_args()
    if not _VERSION.fullmatch(given.version):
        reader.error("a version is three numbers")
    changelog = CHANGELOG.read_text(encoding="utf-8")
    if breaks := unnamed_breaks(RELEASED.read_text(encoding="utf-8"), SDL.read_text(encoding="utf-8"), changelog):
        sys.exit("name these under `### Breaking` first:\n" + "\n".join(breaks))
    CHANGELOG.write_text(released_changelog(changelog, given.version, given.date), encoding="utf-8")
    project = PROJECT.read_text(encoding="utf-8")
    PROJECT.write_text(re.sub(r'(?m)^version = ".*"$', f'version = "{given.version}"', project, count=1), "utf-8")
    RELEASED.write_text(SDL.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()
