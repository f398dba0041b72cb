"""Commands about comments on articles: say something, take it back, take it down (REG-02, DATA-38).

A comment is reached through its article, so who does not see the article does not see the comment, whatever the rules
about comments say. Hidden authors hide their comments: both are NOT_FOUND, as an unknown id.
"""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from app.authz.facts import Comment, Viewer
from app.authz.picking_articles import load_article, load_comment, load_locked_comment, load_shared_article
from app.database.commands.articles import count_comments, delete_comment, insert_comment, take_down_comment
from app.database.vocabulary import CommentStatus
from app.errors import Conflict
from app.resolvers.commands.articles import seen_article
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.input import identifier, refused_prose

KIND, ARTICLE = "Comment", "Article"
MOST_COMMENTS = 200  # they are one list, which `app.resolvers.prices` has the price of
TEXT_LENGTH, REASON_LENGTH = 2_000, 2_000


async def comment_article(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Say something about an article that is shown."""
    transaction.require_role("discuss", ARTICLE)
    if problems := refused_prose(given["text"], "text", longest=TEXT_LENGTH):
        raise InputRefused(*problems)
    named, connection = identifier(given["article"]), transaction.connection
    seen_article(transaction, viewer, await load_article(connection, named))
    article = seen_article(transaction, viewer, await load_shared_article(connection, named))
    transaction.require_action(viewer, "discuss", ARTICLE, article)
    assert viewer.user is not None  # noqa: S101 - strangers are not admitted
    if await count_comments(connection, viewer.user) >= MOST_COMMENTS:
        raise Conflict(f"A person has {MOST_COMMENTS:,} comments at most.", hint="Delete one first.")
    new = uuid4()
    await insert_comment(connection, new, article.id, viewer.user, given["text"], now)
    return Outcome({"comment": new}, (article.id,))


async def delete_own_comment(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Delete one's own comment, whatever became of it or of its article."""
    transaction.require_role("erase", KIND)
    named = identifier(given["comment"])
    comment = await load_comment(transaction.connection, named, now)
    if comment is not None and comment.author == viewer.user:
        comment = await load_locked_comment(transaction.connection, named, now)
    if comment is None or comment.author != viewer.user:
        comment = _seen(transaction, viewer, comment)
    transaction.require_action(viewer, "erase", KIND, comment)
    await delete_comment(transaction.connection, comment.id)
    return Outcome({"article": comment.article.id}, (comment.id,))


async def remove_comment(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Take a comment down for a reason, which its author reads."""
    transaction.require_role("moderate", KIND)
    if problems := refused_prose(given["reason"], "reason", longest=REASON_LENGTH):
        raise InputRefused(*problems)
    named = identifier(given["comment"])
    _seen(transaction, viewer, await load_comment(transaction.connection, named, now))
    comment = _seen(transaction, viewer, await load_locked_comment(transaction.connection, named, now))
    transaction.require_action(viewer, "moderate", KIND, comment)
    await take_down_comment(transaction.connection, comment.id, given["reason"], now)
    changes = {"status": (CommentStatus.SHOWN, CommentStatus.REMOVED)}
    return Outcome({"article": comment.article.id}, (comment.id,), changes=changes)


def _seen(transaction: Transaction, viewer: Viewer, comment: Comment | None) -> Comment:
    """A comment that the viewer sees, on an article that they see; else it is refused as an absent one."""
    seen_article(transaction, viewer, None if comment is None else comment.article, "comment")
    transaction.require_sight(viewer, KIND, comment, "comment")
    assert comment is not None  # noqa: S101 - an absent one was refused
    return comment
