"""Articles of the general area, and comments on them (REG-02, DATA-38)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, desc, text
from sqlmodel import Field, SQLModel

from app.database.models import columns


class Article(SQLModel, table=True):
    """An article. Of those that are shown no two have the same name; what is withdrawn takes no name."""

    __tablename__ = "articles"
    __table_args__ = (
        Index("articles_slug", "slug", unique=True, postgresql_where=text("status = 'PUBLISHED'")),
        Index("articles_published", desc("published_at"), "id"),
        CheckConstraint("status IN ('PUBLISHED', 'WITHDRAWN')", name="articles_status"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    slug: str = Field(sa_column=columns.folded(required=True))
    language: str = Field(sa_column=columns.folded(required=True))
    title: str = Field(sa_column=columns.words(required=True))
    body: str = Field(sa_column=columns.words(required=True))
    country: str | None = Field(default=None, sa_column=columns.folded())
    status: str = Field(sa_column=columns.folded(required=True))
    published_at: datetime = Field(sa_column=columns.instant(required=True))


class Comment(SQLModel, table=True):
    """What a person says about an article; gone when the person deletes it, and with the person."""

    __tablename__ = "comments"
    __table_args__ = (
        Index("comments_article", "article_id", "written_at", "id"),
        Index("comments_author", "author_id", "written_at"),
        CheckConstraint("status IN ('SHOWN', 'REMOVED')", name="comments_status"),
        CheckConstraint(
            "(status = 'REMOVED') = (removed_at IS NOT NULL AND removal_reason IS NOT NULL)", name="comments_removed"
        ),
    )

    id: UUID = Field(sa_column=columns.identifier())
    article_id: UUID = Field(sa_column=columns.reference("articles.id"))
    author_id: UUID = Field(sa_column=columns.reference("users.id"))
    text: str = Field(sa_column=columns.words(required=True))
    status: str = Field(sa_column=columns.folded(required=True))
    written_at: datetime = Field(sa_column=columns.instant(required=True))
    removed_at: datetime | None = Field(default=None, sa_column=columns.instant())
    removal_reason: str | None = Field(default=None, sa_column=columns.words())
