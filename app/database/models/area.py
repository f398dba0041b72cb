"""An area where members work together (TwinSpace, group or event), its members, and what they write there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.database.models import columns


class Area(SQLModel, table=True):
    """One area. `project_id` is a TwinSpace's; the dates, `online` and `country` are an event's."""

    __tablename__ = "areas"
    __table_args__ = (
        UniqueConstraint("kind", "key", name="areas_key"),
        UniqueConstraint("project_id", name="areas_project"),
        Index("areas_kind", "kind", "id"),
        Index("areas_title", "kind", "title_folded", "id"),
        Index("areas_starts_at", "kind", "starts_at", "id"),
        Index("areas_terms", "terms", postgresql_using="gin"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    kind: str = Field(sa_column=columns.folded(required=True))
    key: str = Field(sa_column=columns.folded(required=True))
    title: str | None = Field(default=None, sa_column=columns.words())
    title_folded: str | None = Field(default=None, sa_column=columns.folded())
    description: str | None = Field(default=None, sa_column=columns.words())
    description_folded: str | None = Field(default=None, sa_column=columns.folded())
    project_id: UUID | None = Field(default=None, sa_column=columns.reference("projects.id", required=False))
    starts_at: datetime | None = Field(default=None, sa_column=columns.instant())
    ends_at: datetime | None = Field(default=None, sa_column=columns.instant())
    online: bool | None = Field(default=None, sa_column=columns.boolean(default=None))
    country: str | None = Field(default=None, sa_column=columns.folded())
    terms: Any = Field(default=None, sa_column=columns.terms())


class Member(SQLModel, table=True):
    """A membership. Live from `live_from` (when there is one) until `left_on`, both by the day.

    A partner is a member of the project's TwinSpace without a record (G-35). Such a row is `implied` and has
    no key. Where a record of the same person and TwinSpace exists, the record stands while it lasts and the
    implied row begins on the day that the record ends (`live_from`); an open record leaves no implied row.
    """

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("area_id", "user_id", "implied", name="members_pair"),
        Index("members_user", "user_id"),
        Index("members_key", "key", unique=True, postgresql_where=text("key IS NOT NULL")),
    )

    id: UUID = Field(sa_column=columns.identifier())
    key: str | None = Field(default=None, sa_column=columns.folded())
    area_id: UUID = Field(sa_column=columns.reference("areas.id"))
    user_id: UUID = Field(sa_column=columns.reference("users.id"))
    role: str | None = Field(default=None, sa_column=columns.folded())
    joined_on: date | None = Field(default=None, sa_column=columns.date())
    left_on: date | None = Field(default=None, sa_column=columns.date())
    implied: bool = Field(default=False, sa_column=columns.boolean())
    live_from: date | None = Field(default=None, sa_column=columns.date())


class Thread(SQLModel, table=True):
    """A discussion in an area; no orphan content (DATA-25)."""

    __tablename__ = "threads"

    id: UUID = Field(sa_column=columns.identifier())
    key: str = Field(sa_column=columns.key())
    area_id: UUID = Field(sa_column=columns.reference("areas.id", index=True))
    author_id: UUID | None = Field(default=None, sa_column=columns.reference("users.id", required=False, index=True))
    title: str | None = Field(default=None, sa_column=columns.words())
    created_at: datetime | None = Field(default=None, sa_column=columns.instant())


class Post(SQLModel, table=True):
    """A contribution to a discussion."""

    __tablename__ = "posts"

    id: UUID = Field(sa_column=columns.identifier())
    key: str = Field(sa_column=columns.key())
    thread_id: UUID = Field(sa_column=columns.reference("threads.id", index=True))
    author_id: UUID | None = Field(default=None, sa_column=columns.reference("users.id", required=False, index=True))
    body: str | None = Field(default=None, sa_column=columns.words())
    created_at: datetime | None = Field(default=None, sa_column=columns.instant())
