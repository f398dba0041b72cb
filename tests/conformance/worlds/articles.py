"""Articles of a world and what its people say about them, which no import brings: only commands make them.

In: a world. Out: strategies for records, and `write`, which puts those of a world into a database that holds the rest
of it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import psycopg
from hypothesis import strategies as st

from tests.conformance.worlds.records import article, comment
from tests.conformance.worlds.world import Record, World, parse_instant, public_id
from tests.database.authors import whoever_wrote

Draw = Any

_ARTICLE = """
INSERT INTO articles (id, slug, language, title, body, country, status, published_at)
VALUES (%(id)s, %(slug)s, %(language)s, %(title)s, %(body)s, %(country)s, %(status)s, %(published)s)
"""
_COMMENT = """
INSERT INTO comments (id, article_id, author_id, text, status, written_at, removed_at, removal_reason)
VALUES (%(id)s, %(article)s, %(author)s, %(text)s, %(status)s, %(written)s, %(removed)s, %(reason)s)
"""


def write(owner: psycopg.Connection[Any], world: World) -> None:
    """Put the articles and comments of a world into the database that holds the rest of it."""
    for one in world.of("article"):
        own = {"id": public_id("article", one["key"]), "published": parse_instant(one["publishedAt"])}
        owner.execute(_ARTICLE, one | own)
    with whoever_wrote(owner):
        for one in world.of("comment"):
            written, removed = parse_instant(one["writtenAt"]), one["status"] == "REMOVED"
            own = {"id": public_id("comment", one["key"]), "written": written}
            named = {"article": public_id("article", one["article"]), "author": public_id("user", one["author"])}
            ended = {"removed": written if removed else None, "reason": "Not here." if removed else None}
            owner.execute(_COMMENT, one | own | named | ended)


@st.composite
def an_article(draw: Draw, world: World, key: str) -> Record:
    """An article of the Agency or of a country, shown or withdrawn."""
    country = draw(st.sampled_from([None, "EE", "NO"]))
    day = world.now - timedelta(days=draw(st.integers(0, 2)))
    status = draw(st.sampled_from(["PUBLISHED", "PUBLISHED", "WITHDRAWN"]))
    return article(key, country, status, publishedAt=day.isoformat(), language=draw(st.sampled_from(["et", "nb"])))


@st.composite
def a_comment(draw: Draw, world: World, key: str) -> Record | None:
    """What somebody says about an article, shown or taken down."""
    if not world.of("article") or not world.of("user"):
        return None
    about, author = draw(st.sampled_from(world.of("article"))), draw(st.sampled_from(world.of("user")))
    status = draw(st.sampled_from(["SHOWN", "SHOWN", "SHOWN", "REMOVED"]))
    at = world.now - timedelta(hours=draw(st.integers(0, 3)))
    said = draw(st.sampled_from(["Good.", "Õun \u0001 “ \\ 👩‍🏫", ""]))
    return comment(key, about["key"], author["key"], status, writtenAt=at.isoformat(), text=said)


@st.composite
def with_articles(draw: Draw, world: World) -> World:
    """The world with articles, and comments by anybody who is there."""
    made = world
    for number in range(draw(st.integers(1, 3))):
        made = made.with_records((*made.records, draw(an_article(made, f"article{number}"))))
    for number in range(draw(st.integers(2, 8))):
        said = draw(a_comment(made, f"comment{number}"))
        made = made if said is None else made.with_records((*made.records, said))
    return made
