"""The documents that the operator trusts, by the SHA-256 of their texts, prepared when the program starts.

In: a folder, the schema, the limits. Out: `Registry`, or `Misconfigured` with the file and the reason: a document that
would be refused when it is asked for is refused before. Nobody adds to a registry by asking: what a stranger sends is
never kept under a name that others use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graphql import GraphQLSchema

from app.errors import Misconfigured
from app.resolvers.document.limits import LIMITS, Limits
from app.resolvers.document.manifest import Text, read_texts
from app.resolvers.document.prepare import PreparedDocument, prepare
from app.resolvers.document.refusal import DocumentRefused


@dataclass(frozen=True, slots=True)
class Registry:
    """Texts and their prepared documents, each by its hash."""

    texts: Mapping[str, Text] = field(default_factory=dict)
    prepared: Mapping[str, PreparedDocument] = field(default_factory=dict)

    def __contains__(self, digest: str) -> bool:
        return digest in self.texts

    def __len__(self) -> int:
        return len(self.texts)

    def source_of(self, digest: str) -> str | None:
        """The text that a hash names."""
        text = self.texts.get(digest)
        return None if text is None else text.source


def load_registry(folder: Path | None, schema: GraphQLSchema, limits: Limits = LIMITS) -> Registry:
    """Every document of a folder, each of which the graph would take."""
    if folder is None:
        return Registry()
    if not folder.is_dir():
        raise Misconfigured(f"`{folder}` is no folder of documents", hint="`TWINGRAPH_DOCUMENTS_PATH` names a folder.")
    texts = {text.digest: text for text in read_texts(folder)}
    return Registry(texts, {digest: prepare_text(text, schema, limits) for digest, text in texts.items()})


def prepare_text(text: Text, schema: GraphQLSchema, limits: Limits = LIMITS) -> PreparedDocument:
    """The document of a text; a fault names the place and the reason."""
    try:
        return prepare(text.source, schema, limits)
    except DocumentRefused as refusal:
        finding = refusal.findings[0]
        line = f", line {finding.places[0].line}" if finding.places else ""
        raise Misconfigured(f"`{text.place}`{line}: {finding.message}", hint=refusal.hint) from None


def operations_of(document: PreparedDocument) -> Iterator[str]:
    """What a document can be asked for, in words: kind and name of each operation."""
    for operation in document.operations:
        name = "(no name)" if operation.name is None else operation.name.value
        yield f"{operation.operation.value} {name}"
