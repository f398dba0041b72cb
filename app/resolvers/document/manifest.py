"""Documents as files: GraphQL texts, and the manifests that clients write when they are built.

In: a file. Out: its documents, each with the place to name when it is wrong, or `Misconfigured`. Read are `.graphql`
files, one document each, and `.json` files in the three forms that are in use:

    Apollo     {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": …, "body": …}, …]}
    Relay      {"<hash>": "<text>"}, with `persistConfig: {"algorithm": "SHA256"}`
    Codegen    the same, with `persistedDocuments: {"hashAlgorithm": "sha256"}`

A document is known by the SHA-256 of its text and by nothing else, so a manifest that says another id is refused: two
texts could share one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from app.errors import Misconfigured
from app.resolvers.document.prepare import digest_of

GRAPHQL, JSON = ".graphql", ".json"
DIGEST = re.compile(r"[0-9a-f]{64}")
_APOLLO = "apollo-persisted-query-manifest"
# As GraphQL over HTTP writes a hash (appendix A, persisted documents); some builds write it into their manifest.
_PREFIX = "sha256:"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one document, and where it stands."""

    source: str
    place: str

    @property
    def digest(self) -> str:
        return digest_of(self.source)


def read_texts(path: Path) -> list[Text]:
    """The documents of a file, or of every file in a folder, in the order of the names."""
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix in {GRAPHQL, JSON})
        return [text for file in files for text in read_texts(file)]
    if path.suffix == GRAPHQL:
        return [_read_document(path)]
    if path.suffix == JSON:
        return list(_read_manifest(path))
    raise Misconfigured(f"`{path}` is no document", hint=f"Documents are `*{GRAPHQL}` files and `*{JSON}` manifests.")


def _read_document(path: Path) -> Text:
    text = Text(_decoded(path), str(path))
    if DIGEST.fullmatch(path.stem) and path.stem != text.digest:
        raise Misconfigured(f"`{path}` is not the text that its name says", hint="Add the document again.")
    return text


def _read_manifest(path: Path) -> Iterator[Text]:
    try:
        members = orjson.loads(_decoded(path))
    except orjson.JSONDecodeError:
        raise Misconfigured(f"`{path}` is no JSON") from None
    for name, source in _entries(members, path):
        if not isinstance(name, str) or not isinstance(source, str):
            raise Misconfigured(f"`{path}` has an entry without an id or without a text")
        text = Text(source, f"{path}, {name}")
        if name.removeprefix(_PREFIX) != text.digest:
            raise Misconfigured(
                f"`{path}` has an entry, `{name}`, whose id is not the SHA-256 of its text",
                hint="Build the manifest with SHA-256: Relay `algorithm: SHA256`, Codegen `hashAlgorithm: sha256`.",
            )
        yield text


def _entries(members: Any, path: Path) -> Iterable[tuple[object, object]]:
    """Ids and texts."""
    if isinstance(members, dict) and "format" not in members:
        return members.items()
    if isinstance(members, dict) and members.get("format") == _APOLLO and members.get("version") == 1:
        operations = members.get("operations")
        if isinstance(operations, list) and all(isinstance(each, dict) for each in operations):
            return [(each.get("id"), each.get("body")) for each in operations]
    raise Misconfigured(
        f"`{path}` is no manifest of documents that is known", hint="docs/trusted-documents.md names the forms."
    )


def _decoded(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise Misconfigured(f"`{path}` is not UTF-8") from None
    except OSError as fault:
        raise Misconfigured(f"`{path}` cannot be read: {fault.strerror}") from None
