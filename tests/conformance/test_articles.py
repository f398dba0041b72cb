"""Articles and comments: SQL shows what the records say, and what is hidden changes no byte of it (decision 0086)."""

from __future__ import annotations

from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.budget import examples
from tests.conformance.reference.articles import seen_articles
from tests.conformance.reference.askers import Asker, askers, one_per_role
from tests.conformance.reference.facts import Facts
from tests.conformance.reference.snapshot import take_snapshot
from tests.conformance.worlds.articles import a_comment, with_articles
from tests.conformance.worlds.changes import unnoticed
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.world import World, public_id
from tests.conformance.worlds.worlds import worlds

CONTENT = """id slug language title body country publishedAt status
  comments(first: 100) { totalCount nodes { id text writtenAt author { id } } }"""
ALL = f"{{ articles(first: 100) {{ totalCount nodes {{ {CONTENT} }} }} }}"
ONE = f"query ($id: ID!) {{ article(id: $id) {{ {CONTENT} }} }}"
WALK = """query ($after: String) { articles(first: 1, after: $after) {
  pageInfo { hasNextPage endCursor } nodes { comments(first: 2) { pageInfo { hasNextPage endCursor } nodes { id } } }
} }"""
COMMANDS = {
    "article": ("withdrawArticle(input: {{{0}}})", 'commentArticle(input: {{{0}, text: "Hello."}})'),
    "comment": ("deleteComment(input: {{{0}}})", 'removeComment(input: {{{0}, reason: "Rude."}})'),
}
EXAMPLES = 12


def told(real: RealGraph, asker: Asker) -> Any:
    """Everything by one list."""
    return real.ask(asker, Question(ALL, {})).data["articles"]


def one_by_one(real: RealGraph, asker: Asker, ids: list[str]) -> list[Any]:
    return [real.ask(asker, Question(ONE, {"id": one})).data["article"] for one in ids]


def walked(real: RealGraph, asker: Asker) -> list[Any]:
    """Page by page, so that cursors are compared with bytes as well."""
    pages, after = [], None
    while True:
        reply = real.ask(asker, Question(WALK, {"after": after}))
        pages.append(reply.body)
        info = reply.data["articles"]["pageInfo"]
        if not info["hasNextPage"]:
            return pages
        after = info["endCursor"]


def acted(real: RealGraph, asker: Asker, kind: str, ids: list[str]) -> list[Any]:
    """What every command about each of these says, whether it was carried out or not."""
    asked = [command.format(f'{kind}: "{one}"') for one in ids for command in COMMANDS[kind]]
    return [real.ask(asker, Question(f"mutation {{ {one} {{ clientMutationId }} }}", {})) for one in asked]


def compare(real: RealGraph, world: World, asker: Asker) -> None:
    expected = seen_articles(world, asker)
    assert told(real, asker) == {"totalCount": len(expected), "nodes": expected}, asker
    every = [public_id("article", one["key"]) for one in world.of("article")]
    by_id = {one["id"]: one for one in expected}
    assert one_by_one(real, asker, every) == [by_id.get(one) for one in every], asker


def test_everybody_sees_the_articles_of_the_corpus_as_the_records_say(real_corpus: RealGraph) -> None:
    for asker in askers(Facts(corpus())):
        compare(real_corpus, corpus(), asker)


@examples(EXAMPLES)
@given(world=worlds().flatmap(with_articles), data=st.data())
def test_articles_and_comments_are_what_the_records_say(real: RealGraph, world: World, data: st.DataObject) -> None:
    note(world.as_lines())
    real.load(world)
    for asker in data.draw(st.lists(st.sampled_from(askers(Facts(world))), min_size=1, max_size=5, unique=True)):
        compare(real, world, asker)


def seen(world: World, asker: Asker) -> Any:
    """All that the asker may see, articles included."""
    shown = take_snapshot(world, asker)
    return None if shown is None else (shown, seen_articles(world, asker))


@examples(EXAMPLES)
@given(world=worlds().flatmap(with_articles), data=st.data())
def test_what_is_hidden_changes_no_byte_of_an_article(real: RealGraph, world: World, data: st.DataObject) -> None:
    """Another author whom the asker sees as little, another state of a hidden one, comments of hidden people."""
    asker = data.draw(st.sampled_from(one_per_role(Facts(world))))
    other = data.draw(unnoticed(world, asker, seen))
    for number in range(3):
        more = data.draw(a_comment(other, f"more{number}"))
        if more is not None:
            trial = other.with_records((*other.records, more))
            other = trial if seen(trial, asker) == seen(other, asker) else other
    note(f"{asker}\n{[one for one in other.records if one['kind'] in ('article', 'comment')]}")
    ids, said = (
        sorted({public_id(kind, one["key"]) for each in (world, other) for one in each.of(kind)})
        for kind in ("article", "comment")
    )
    answers = []
    for each in (world, other):
        real.load(each)
        bodies = [real.ask(asker, Question(ONE, {"id": one})).body for one in ids]
        read = [real.ask(asker, Question(ALL, {})).body, *bodies, *walked(real, asker)]
        answers.append([*read, *acted(real, asker, "comment", said), *acted(real, asker, "article", ids)])
    assert answers[0] == answers[1]
