"""The verbs `documents add`, `documents list` and `documents check`: the registry of trusted documents.

In: `.graphql` files and the manifests of clients; the folder of `TWINGRAPH_DOCUMENTS_PATH`. Out: a line for each
document, its hash first. What the API would refuse is refused here, with the file and the reason, and then nothing is
added. Servers read the folder when they start.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from app.application import public_schema, trusted_documents
from app.cli.start import begin
from app.errors import Misconfigured
from app.resolvers.document.manifest import GRAPHQL, Text, read_texts
from app.resolvers.document.prepare import PreparedDocument
from app.resolvers.document.registry import operations_of, prepare_text
from app.settings import PREFIX, Settings

commands = typer.Typer(help="Register the documents that clients may ask for.", no_args_is_help=True)
Files = Annotated[list[Path], typer.Argument(help="`.graphql` files, `.json` manifests, or folders of both.")]


@commands.command("add")
def add(files: Files) -> None:
    """Register documents: check them, copy them into the folder, print their hashes."""
    folder = _folder(begin())
    checked = _checked(text for file in files for text in read_texts(file))
    folder.mkdir(parents=True, exist_ok=True)
    for text, document in checked:
        _write(folder / f"{text.digest}{GRAPHQL}", text.source)
        _print(text, document)


@commands.command("list")
def show() -> None:
    """Print what is registered: hash, operations, file."""
    settings = begin()
    _folder(settings)
    registry = trusted_documents(settings)
    for digest, text in sorted(registry.texts.items()):
        _print(text, registry.prepared[digest])


@commands.command("check")
def check(files: Files) -> None:
    """Check documents against the schema and the limits, and print their hashes; register nothing."""
    begin()
    for text, document in _checked(text for file in files for text in read_texts(file)):
        _print(text, document)


def _checked(texts: Iterable[Text]) -> list[tuple[Text, PreparedDocument]]:
    """All of them, or a refusal."""
    schema = public_schema()
    return [(text, prepare_text(text, schema)) for text in texts]


def _folder(settings: Settings) -> Path:
    if settings.documents_path is None:
        raise Misconfigured(
            "there is no folder of documents", hint=f"Set `{PREFIX}DOCUMENTS_PATH`, for the servers as well."
        )
    return settings.documents_path


def _write(path: Path, source: str) -> None:
    """The file as a whole or not at all: a server may start meanwhile."""
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(source.encode("utf-8"))
    draft.replace(path)


def _print(text: Text, document: PreparedDocument) -> None:
    typer.echo("  ".join((text.digest, ", ".join(operations_of(document)), text.place)))
