"""Writes articles of the general area and the comments on them (REG-02, DATA-38).

In: the connection of a transaction that has locked what it changes. Out: nothing, or what was there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from app.database.vocabulary import ArticleStatus, CommentStatus

_IS_SHOWN = "SELECT FROM articles WHERE slug = %s AND status = 'PUBLISHED'"
_PUBLISH = """
INSERT INTO articles (id, slug, language, title, body, country, status, published_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""
_WITHDRAW = "UPDATE articles SET status = %s WHERE id = %s"
_WRITE = """
INSERT INTO comments (id, article_id, author_id, text, status, written_at) VALUES (%s, %s, %s, %s, %s, %s)
"""
_COUNT = "SELECT count(*) FROM comments WHERE author_id = %s"
_DELETE = "DELETE FROM comments WHERE id = %s"
_REMOVE = "UPDATE comments SET status = %s, removed_at = %s, removal_reason = %s WHERE id = %s"

Connection = psycopg.AsyncConnection[Any]


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article that is about to be published."""

    id: UUID
    slug: str
    language: str
    title: str
    body: str
    country: str | None


async def is_shown(connection: Connection, slug: str) -> bool:
    """Whether an article of that name is shown."""
    return await (await connection.execute(_IS_SHOWN, [slug])).fetchone() is not None


async def insert_article(connection: Connection, new: NewArticle, now: datetime) -> None:
    """Publish an article."""
    said = [new.id, new.slug, new.language, new.title, new.body, new.country]
    await connection.execute(_PUBLISH, [*said, ArticleStatus.PUBLISHED.value, now])


async def hide_article(connection: Connection, article: UUID) -> None:
    """Show an article no more."""
    await connection.execute(_WITHDRAW, [ArticleStatus.WITHDRAWN.value, article])


async def count_comments(connection: Connection, author: UUID) -> int:
    """How many comments of a person there are, those that were taken down included."""
    row = await (await connection.execute(_COUNT, [author])).fetchone()
    assert row is not None  # noqa: S101 - a count has a row
    return int(row[0])


async def insert_comment(
    connection: Connection, identifier: UUID, article: UUID, author: UUID, text: str, now: datetime
) -> None:
    """Write down what a person says about an article."""
    await connection.execute(_WRITE, [identifier, article, author, text, CommentStatus.SHOWN.value, now])


async def delete_comment(connection: Connection, comment: UUID) -> None:
    """Delete a comment; nothing of it is kept."""
    await connection.execute(_DELETE, [comment])


async def take_down_comment(connection: Connection, comment: UUID, reason: str, now: datetime) -> None:
    """Take a comment down, for a reason."""
    await connection.execute(_REMOVE, [CommentStatus.REMOVED.value, now, reason, comment])
