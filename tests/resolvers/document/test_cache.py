"""Prepared documents are kept by their text, within bounds; refused ones are not."""

from __future__ import annotations

import asyncio

import pytest
from graphql import GraphQLSchema, OperationType

from app.resolvers.document.prepare import DocumentCache, PreparedDocument, operation_type
from app.resolvers.document.refusal import DocumentRefused


def document(number: int) -> str:
    return f"query Q{number} {{ __typename }}"


def test_the_same_text_is_prepared_once(schema: GraphQLSchema) -> None:
    cache = DocumentCache(schema)
    assert cache.prepare(document(1)) is cache.prepare(document(1))


def test_texts_that_differ_are_different_documents(schema: GraphQLSchema) -> None:
    cache = DocumentCache(schema)
    one, other = cache.prepare("{ __typename }"), cache.prepare("{  __typename }")
    assert one.digest != other.digest


def test_the_one_that_was_not_used_for_longest_goes_first(schema: GraphQLSchema) -> None:
    cache = DocumentCache(schema, entries=2)
    first, second = cache.prepare(document(1)), cache.prepare(document(2))
    assert cache.prepare(document(1)) is first
    cache.prepare(document(3))
    assert cache.prepare(document(1)) is first
    assert cache.prepare(document(2)) is not second


def test_large_documents_leave_room_for_fewer(schema: GraphQLSchema) -> None:
    def large(text: str) -> str:
        return "{ nodes(ids: [" + f'"{text}" ' * 80 + "]) { id } }"

    cache = DocumentCache(schema, size=60_000)
    kept = cache.prepare(document(1))
    cache.prepare(large("x"))
    assert cache.prepare(document(1)) is kept
    cache.prepare(large("y"))
    cache.prepare(large("z"))
    assert cache.prepare(document(1)) is not kept


def test_long_comments_leave_room_for_fewer(schema: GraphQLSchema) -> None:
    cache = DocumentCache(schema, size=60_000)
    kept = cache.prepare(document(1))
    for number in (2, 3):
        cache.prepare(f"{document(number)} # {'x' * 35_000}")
    assert cache.prepare(document(1)) is not kept


@pytest.mark.anyio
async def test_new_documents_take_turns_and_known_ones_do_not_wait(schema: GraphQLSchema) -> None:
    cache = DocumentCache(schema)
    known = cache.prepare(document(0))
    done: list[str] = []

    async def prepare(name: str, source: str) -> PreparedDocument:
        prepared = await cache.prepare_in_turn(source)
        done.append(name)
        return prepared

    tasks = [prepare("new", document(number)) for number in range(1, 20)]
    results = await asyncio.gather(*tasks, prepare("known", document(0)))
    assert results[-1] is known
    assert done.index("known") < 2
    assert len(done) == 20


@pytest.mark.anyio
async def test_a_refused_document_does_not_stop_the_next(schema: GraphQLSchema) -> None:
    cache = DocumentCache(schema)
    results = await asyncio.gather(
        *(cache.prepare_in_turn(text) for text in ("{ people }", "{", document(1))), return_exceptions=True
    )
    assert [type(result) for result in results] == [DocumentRefused, DocumentRefused, PreparedDocument]


def test_a_refused_text_is_refused_again(schema: GraphQLSchema) -> None:
    cache = DocumentCache(schema)
    for _ in range(2):
        with pytest.raises(DocumentRefused):
            cache.prepare("{ people }")


def test_the_kind_of_an_operation_is_known_without_the_schema() -> None:
    both = "query A { people } mutation B { people }"
    assert operation_type(both, "A") is OperationType.QUERY
    assert operation_type(both, "B") is OperationType.MUTATION
    with pytest.raises(DocumentRefused):
        operation_type(both, None)
