"""Articles of the general area, and what people say about them (REG-02, DATA-38)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.arguments import Arguments, argument, forward_page
from app.schema.connections import Connection
from app.schema.enums import ArticleStatus
from app.schema.filters import CountryFilter, DateTimeFilter, condition
from app.schema.mapping import Cell, Collection, Kind, Link, Records, Rows, mapped, rows
from app.schema.scalars import CountryCode, LanguageCode

if TYPE_CHECKING:
    from app.schema.user import User


@rows(Rows("comments"))
@strawberry.type(description="What somebody says about an article. Everybody reads it, hardly anybody who said it.")
class Comment:
    """What somebody says about an article."""

    id: strawberry.ID = mapped(Cell("id", Kind.IDENTIFIER), "The id.")
    text: str | None = mapped(Cell("text", Kind.TEXT), "The text.")
    written_at: datetime | None = mapped(Cell("written_at", Kind.INSTANT), "When it was written.")
    author: Annotated[User, strawberry.lazy("app.schema.user")] | None = mapped(
        Link("User", here="author_id"), "Who wrote it: null for everybody who does not see that person elsewhere."
    )


@rows(Rows("articles"))
@strawberry.type(description="An article of the general area, for everybody until it is withdrawn.")
class Article:
    """An article of the general area."""

    id: strawberry.ID = mapped(Cell("id", Kind.IDENTIFIER), "The id, for `article(id:)`.")
    slug: str | None = mapped(Cell("slug", Kind.WORD), "Its name in addresses, one article's alone while it is shown.")
    language: LanguageCode | None = mapped(Cell("language", Kind.WORD), "The language that it is written in.")
    title: str | None = mapped(Cell("title", Kind.TEXT), "The title.")
    body: str | None = mapped(Cell("body", Kind.TEXT), "The text, as it was written: not to be taken for HTML.")
    country: CountryCode | None = mapped(
        Cell("country", Kind.WORD), "The country whose organisation published it; null for those of the Agency."
    )
    published_at: datetime | None = mapped(Cell("published_at", Kind.INSTANT), "When it was published.")
    status: ArticleStatus | None = mapped(
        Cell("status", Kind.WORD), "Whether it is shown, for staff who see those that are not."
    )
    comments: Connection[Comment] = mapped(
        Collection("Comment", there="article_id"), "What people say about it, oldest first.", arguments=forward_page()
    )


@strawberry.type(description="A comment as its author has it, also after it was taken down.")
class OwnComment:
    """A comment as its author has it."""

    id: strawberry.ID = strawberry.field(description="Its id, for `deleteComment`.")
    article: strawberry.ID = strawberry.field(description="The id of the article, which may be withdrawn by now.")
    text: str = strawberry.field(description="The text.")
    written_at: datetime = strawberry.field(description="When it was written.")
    removed_at: datetime | None = strawberry.field(description="When it was taken down; null while it is shown.")
    removal_reason: str | None = strawberry.field(description="Why it was taken down.")


OWN_COMMENTS = Records(
    table="comments",
    there="author_id",
    order=("written_at", "id"),
    parts=(
        ("id", "id", Kind.IDENTIFIER),
        ("article", "article_id", Kind.IDENTIFIER),
        ("text", "text", Kind.TEXT),
        ("writtenAt", "written_at", Kind.INSTANT),
        ("removedAt", "removed_at", Kind.INSTANT),
        ("removalReason", "removal_reason", Kind.TEXT),
    ),
)

_TOGETHER = "Conditions are joined by AND; one that is null is as if not given; an empty list is met by nothing."


@strawberry.input(description=f"Conditions on a word that is compared exactly. {_TOGETHER}")
class WordFilter:
    """Conditions on a word."""

    eq: str | None = condition("Is exactly this.")
    in_: list[str] | None = condition("Is exactly one of these.", name="in")


@strawberry.input(description=f"Conditions on an article. {_TOGETHER}")
class ArticleWhere:
    """Conditions on an article."""

    and_: list[ArticleWhere] | None = condition("Meets every one of these.", name="and")
    or_: list[ArticleWhere] | None = condition("Meets at least one of these.", name="or")
    not_: ArticleWhere | None = condition("Does not meet this. What is null does not meet a negation.", name="not")
    id: list[strawberry.ID] | None = condition("Has one of these ids.")
    slug: WordFilter | None = condition("By its name in addresses.")
    language: WordFilter | None = condition("By the language.")
    country: CountryFilter | None = condition("By the country whose organisation published it.")
    published_at: DateTimeFilter | None = condition("By when it was published.")


def listed_articles() -> Arguments:
    """What the list of articles takes."""
    return (argument("where", ArticleWhere | None, "Only articles that meet this filter."), *forward_page())
