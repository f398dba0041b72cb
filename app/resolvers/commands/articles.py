"""Commands about articles of the general area: publish one, and show it no more (REG-02, NAT-06).

An article that the Agency publishes is of no country, one of a national organisation is of its own. Articles that are
shown are seen by everybody, so that one of that name is there already may be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID, uuid4

from app.authz.facts import Article, Viewer
from app.authz.picking_articles import load_article, load_locked_article
from app.database.commands.articles import NewArticle, hide_article, insert_article, is_shown
from app.database.vocabulary import ArticleStatus
from app.errors import BadInput, Conflict
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.input import identifier, refused_prose, refused_text

KIND = "Article"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_SLUG_LENGTH, _TITLE_LENGTH, _BODY_LENGTH = 100, 200, 40_000


async def publish_article(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Publish an article, under a name that no other has while both are shown."""
    transaction.require_role("issue", KIND)
    if problems := [*_problems(given)]:
        raise InputRefused(*problems)
    article = Article(uuid4(), viewer.country, ArticleStatus.PUBLISHED)
    transaction.require_action(viewer, "issue", KIND, article)
    if await is_shown(transaction.connection, given["slug"]):
        raise Conflict("An article with this name is shown already.", hint="Choose another name.")
    said = (given["slug"], given["language"], given["title"], given["body"])
    await insert_article(transaction.connection, NewArticle(article.id, *said, article.country), now)
    return Outcome({"article": article.id}, changes={"status": (None, ArticleStatus.PUBLISHED)})


async def withdraw_article(transaction: Transaction, viewer: Viewer, given: Input, _: datetime) -> Outcome:
    """Show an article no more. One that is not shown stays so."""
    transaction.require_role("retract", KIND)
    named = identifier(given["article"])
    seen_article(transaction, viewer, await load_article(transaction.connection, named))
    article = seen_article(transaction, viewer, await load_locked_article(transaction.connection, named))
    transaction.require_action(viewer, "retract", KIND, article)
    if article.status == ArticleStatus.WITHDRAWN:
        return _unchanged(article.id)
    await hide_article(transaction.connection, article.id)
    changes = {"status": (ArticleStatus.PUBLISHED, ArticleStatus.WITHDRAWN)}
    return Outcome({"article": article.id}, changes=changes)


def seen_article(transaction: Transaction, viewer: Viewer, article: Article | None, name: str = "article") -> Article:
    """An article that the viewer sees; a hidden one is refused as an absent one. `name` is of the input."""
    transaction.require_sight(viewer, KIND, article, name)
    assert article is not None  # noqa: S101 - an absent one was refused
    return article


def _unchanged(article: UUID) -> Outcome:
    return Outcome({"article": article}, changed=False)


def _problems(given: Input) -> Iterator[BadInput]:
    if len(given["slug"]) > _SLUG_LENGTH or not _SLUG.fullmatch(given["slug"]):
        hint = "Write small letters of English, digits, and single hyphens between them."
        yield BadInput(f"Expected a name of 1 to {_SLUG_LENGTH} characters for addresses.", hint=hint, field="slug")
    yield from refused_text(given["title"], "title", longest=_TITLE_LENGTH)
    yield from refused_prose(given["body"], "body", longest=_BODY_LENGTH)
