"""What the commands about articles and comments take and give."""

from __future__ import annotations

import strawberry

from app.schema.article import Article, Comment
from app.schema.commands import CommandInput, Payload, command
from app.schema.scalars import LanguageCode


@strawberry.input(description="An article to publish.")
class PublishArticleInput(CommandInput):
    """An article to publish."""

    slug: str = strawberry.field(
        description="Its name in addresses: small letters of English, digits and single hyphens between them, 100 "
        "characters at most."
    )
    language: LanguageCode = strawberry.field(description="The language that it is written in.")
    title: str = strawberry.field(description="The title, 200 characters at most.")
    body: str = strawberry.field(description="The text, 40,000 characters at most.")


@strawberry.type(description="What `publishArticle` came to.")
class PublishArticlePayload(Payload):
    """The new article."""

    article: Article | None = strawberry.field(description="The new article.")


@strawberry.input(description="Which article to withdraw.")
class WithdrawArticleInput(CommandInput):
    """Which article to withdraw."""

    article: strawberry.ID = strawberry.field(description="The id of the article.")


@strawberry.type(description="What `withdrawArticle` came to.")
class WithdrawArticlePayload(Payload):
    """The article without its public."""

    article: Article | None = strawberry.field(description="The article, as far as the viewer sees it.")


@strawberry.input(description="What to say about which article.")
class CommentArticleInput(CommandInput):
    """What to say about which article."""

    article: strawberry.ID = strawberry.field(description="The id of the article.")
    text: str = strawberry.field(description="The text, 2,000 characters at most. Everybody on the internet reads it.")


@strawberry.type(description="What `commentArticle` came to.")
class CommentArticlePayload(Payload):
    """The new comment."""

    comment: Comment | None = strawberry.field(description="The new comment.")


@strawberry.input(description="Which comment of one's own to delete.")
class DeleteCommentInput(CommandInput):
    """Which comment of one's own to delete."""

    comment: strawberry.ID = strawberry.field(description="The id of one's own comment.")


@strawberry.type(description="What `deleteComment` came to.")
class DeleteCommentPayload(Payload):
    """The article without the comment."""

    article: Article | None = strawberry.field(description="The article that it was about, as far as one sees it.")


@strawberry.input(description="Which comment to take down, and why.")
class RemoveCommentInput(CommandInput):
    """Which comment to take down, and why."""

    comment: strawberry.ID = strawberry.field(description="The id of the comment.")
    reason: str = strawberry.field(description="The reason, 2,000 characters at most. Its author reads it.")


@strawberry.type(description="What `removeComment` came to.")
class RemoveCommentPayload(Payload):
    """The article without the comment."""

    article: Article | None = strawberry.field(description="The article that it was about, as far as one sees it.")


@strawberry.type(description="The commands about articles and comments.")
class ArticleCommands:
    """The part of `Mutation` that is about articles."""

    publish_article: PublishArticlePayload | None = command(
        PublishArticleInput,
        "Publish an article in the general area. For the Agency with the purpose OPERATION, and for national support "
        "organisations with NATIONAL_PROMOTION, as the one that follows.",
    )
    withdraw_article: WithdrawArticlePayload | None = command(
        WithdrawArticleInput,
        "Show an article no more, and nothing of what was said about it, from the next request on.",
    )
    comment_article: CommentArticlePayload | None = command(
        CommentArticleInput,
        "Say something about an article. Everybody reads the text, without a name. For everybody with an account, as "
        "the one that follows.",
    )
    delete_comment: DeleteCommentPayload | None = command(
        DeleteCommentInput, "Delete one's own comment, from the next request on. Nothing of it is kept."
    )
    remove_comment: RemoveCommentPayload | None = command(
        RemoveCommentInput,
        "Take a comment down, for a reason that its author reads. For the Agency with the purpose OPERATION, the "
        "support service with SUPPORT, and the organisation of the article with NATIONAL_PROMOTION.",
    )
