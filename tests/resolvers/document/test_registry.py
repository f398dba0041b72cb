"""Trusted documents from files and manifests: what is read, and what stops the start-up with file and reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLSchema

from app.errors import Misconfigured
from app.resolvers.document.prepare import DocumentCache, digest_of
from app.resolvers.document.registry import load_registry, operations_of

ONE = "query One { __typename }"
TWO = "{ viewer { role } }\n"


def apollo(*texts: str, **changes: Any) -> str:
    operations = [{"id": digest_of(text), "name": "One", "type": "query", "body": text} for text in texts]
    return json.dumps({"format": "apollo-persisted-query-manifest", "version": 1, "operations": operations} | changes)


@pytest.mark.parametrize(
    "content",
    [
        apollo(ONE, TWO),
        json.dumps({digest_of(ONE): ONE, digest_of(TWO): TWO}),
        json.dumps({f"sha256:{digest_of(ONE)}": ONE, f"sha256:{digest_of(TWO)}": TWO}),
    ],
    ids=["Apollo", "Relay and Codegen", "with a prefix"],
)
def test_manifests_of_the_common_clients_are_read(schema: GraphQLSchema, tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    registry = load_registry(tmp_path, schema)
    assert {registry.source_of(digest_of(text)) for text in (ONE, TWO)} == {ONE, TWO}
    assert len(registry) == 2


def test_files_are_read_as_they_are_and_other_files_are_left_alone(schema: GraphQLSchema, tmp_path: Path) -> None:
    (tmp_path / "two.graphql").write_text(TWO)
    (tmp_path / f"{digest_of(ONE)}.graphql").write_text(ONE)
    (tmp_path / "README.md").write_text("{")
    registry = load_registry(tmp_path, schema)
    assert set(registry.texts) == {digest_of(ONE), digest_of(TWO)}
    assert list(operations_of(registry.prepared[digest_of(ONE)])) == ["query One"]


def test_without_a_folder_nothing_is_registered(schema: GraphQLSchema) -> None:
    assert len(load_registry(None, schema)) == 0


BAD: dict[str, tuple[str, str, str]] = {
    "no GraphQL": ("a.graphql", "{", "`{}/a.graphql`, line 1: "),
    "another schema": ("a.graphql", "query {\n  people\n}", "`{}/a.graphql`, line 2: "),
    "over a limit": ("a.graphql", "{" + " __typename" * 11 + "}", "at most 10 fields at the root"),
    "in a manifest": ("m.json", apollo("{ people }"), f"m.json, {digest_of('{ people }')}`, line 1: "),
    "other line ends": (f"{digest_of(ONE)}.graphql", ONE + "\r\n", "is not the text that its name says"),
    "MD5": ("m.json", json.dumps({"9a0364b9e99bb480dd25e1f0284c8555": ONE}), "is not the SHA-256 of its text"),
    "the hash of another": ("m.json", json.dumps({digest_of(TWO): ONE}), "is not the SHA-256 of its text"),
    "no JSON": ("m.json", "{", "is no JSON"),
    "a list": ("m.json", "[]", "is no manifest"),
    "another version": ("m.json", apollo(ONE, version=2), "is no manifest"),
    "another format": ("m.json", apollo(ONE, format="x"), "is no manifest"),
    "operations of another type": ("m.json", apollo(operations=[1]), "is no manifest"),
    "an entry without a text": ("m.json", json.dumps({digest_of(ONE): 1}), "without an id or without a text"),
    "not UTF-8": ("a.graphql", "\udcff", "is not UTF-8"),
}


@pytest.mark.parametrize(("name", "content", "reason"), BAD.values(), ids=BAD.keys())
def test_what_is_bad_is_refused_with_file_and_reason(
    schema: GraphQLSchema, tmp_path: Path, name: str, content: str, reason: str
) -> None:
    (tmp_path / "good.graphql").write_text(ONE)
    (tmp_path / name).write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(Misconfigured) as refusal:
        load_registry(tmp_path, schema)
    assert reason.replace("{}", str(tmp_path)) in refusal.value.message
    assert name in refusal.value.message


def test_a_folder_that_is_not_there_is_refused(schema: GraphQLSchema, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="no folder of documents"):
        load_registry(tmp_path / "nowhere", schema)


def test_trusted_documents_are_never_let_go_for_those_of_strangers(schema: GraphQLSchema, tmp_path: Path) -> None:
    (tmp_path / "one.graphql").write_text(ONE)
    registry = load_registry(tmp_path, schema)
    cache = DocumentCache(schema, trusted=registry.prepared, entries=1)
    for number in range(3):
        cache.prepare(f"query Q{number} {{ __typename }}")
    assert cache.prepare(ONE) is registry.prepared[digest_of(ONE)]
