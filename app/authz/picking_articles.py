"""Loads single articles and comments from the database as rules ask about them: what a command is about to change.

In: the connection of the command's transaction, an id, the instant. Out: the article, or the comment with its article
and its author; None where there is none. A locked one stays as loaded until the transaction ends.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from app.authz.facts import Article, Comment
from app.authz.picking import load_user

_ARTICLE = "SELECT country, status FROM articles WHERE id = %s"
_LOCK_ARTICLE = "SELECT FROM articles WHERE id = %s FOR NO KEY UPDATE"
_SHARE_ARTICLE = "SELECT FROM articles WHERE id = %s FOR SHARE"
_COMMENT = "SELECT article_id, author_id, status FROM comments WHERE id = %s"
_LOCK_COMMENT = "SELECT FROM comments WHERE id = %s FOR NO KEY UPDATE"

Connection = psycopg.AsyncConnection[Any]


async def load_article(connection: Connection, identifier: UUID) -> Article | None:
    """An article."""
    row = await (await connection.execute(_ARTICLE, [identifier])).fetchone()
    return None if row is None else Article(identifier, row[0], row[1])


async def load_locked_article(connection: Connection, identifier: UUID) -> Article | None:
    """The same, locked: whoever else withdraws it, or has just begun to say something about it, takes turns."""
    await connection.execute(_LOCK_ARTICLE, [identifier])
    return await load_article(connection, identifier)


async def load_shared_article(connection: Connection, identifier: UUID) -> Article | None:
    """The same, shared: nobody withdraws it until the transaction ends; others may say something, too."""
    await connection.execute(_SHARE_ARTICLE, [identifier])
    return await load_article(connection, identifier)


async def load_comment(connection: Connection, identifier: UUID, now: datetime) -> Comment | None:
    """A comment with its article and its author."""
    row = await (await connection.execute(_COMMENT, [identifier])).fetchone()
    if row is None:
        return None
    article = await load_article(connection, row[0])
    author = await load_user(connection, row[1], now)
    assert article is not None  # noqa: S101 - foreign keys
    assert author is not None  # noqa: S101
    return Comment(identifier, article, author, row[2])


async def load_locked_comment(connection: Connection, identifier: UUID, now: datetime) -> Comment | None:
    """The same, locked: whoever else takes it down or deletes it waits."""
    await connection.execute(_LOCK_COMMENT, [identifier])
    return await load_comment(connection, identifier, now)
