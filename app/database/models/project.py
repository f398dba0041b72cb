"""A project and its partners."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, desc
from sqlmodel import Field, SQLModel

from app.database.models import columns


class Project(SQLModel, table=True):
    """One project: exactly the descriptive fields of DATA-37, and when its founder published it (A-22)."""

    __tablename__ = "projects"
    __table_args__ = (
        Index("projects_title", "title_folded", "id"),
        Index("projects_registered_on", desc("registered_on"), "id"),
        Index("projects_closed_on", "closed_on", "id"),
        Index("projects_terms", "terms", postgresql_using="gin"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    key: str = Field(sa_column=columns.key())
    title: str = Field(sa_column=columns.words(required=True))
    title_folded: str = Field(sa_column=columns.folded(required=True))
    description: str | None = Field(default=None, sa_column=columns.words())
    languages: list[str] | None = Field(default=None, sa_column=columns.texts())
    pupil_age_from: int | None = Field(default=None, sa_column=columns.number())
    pupil_age_to: int | None = Field(default=None, sa_column=columns.number())
    status: str = Field(sa_column=columns.folded(required=True))
    registered_on: date = Field(sa_column=columns.date(required=True))
    closed_on: date | None = Field(default=None, sa_column=columns.date())
    published_at: datetime | None = Field(default=None, sa_column=columns.instant())
    version: int = Field(default=1, sa_column=columns.version())
    terms: Any = Field(default=None, sa_column=columns.terms())


class Partner(SQLModel, table=True):
    """A person's part in a project, through one school; over once `left_on` is today or earlier (G-46)."""

    __tablename__ = "partners"
    __table_args__ = (
        UniqueConstraint("project_id", "user_id", name="partners_pair"),
        Index("partners_user", "user_id"),
        Index("partners_school", "school_id"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    key: str = Field(sa_column=columns.key())
    project_id: UUID = Field(sa_column=columns.reference("projects.id"))
    user_id: UUID = Field(sa_column=columns.reference("users.id"))
    school_id: UUID | None = Field(default=None, sa_column=columns.reference("schools.id", required=False))
    role: str | None = Field(default=None, sa_column=columns.folded())
    joined_on: date | None = Field(default=None, sa_column=columns.date())
    left_on: date | None = Field(default=None, sa_column=columns.date())


class Invitation(SQLModel, table=True):
    """An open invitation of a person to a project, with its title when it was sent; gone when it was answered."""

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("project_id", "user_id", name="invitations_pair"),)

    id: UUID = Field(sa_column=columns.identifier())
    project_id: UUID = Field(sa_column=columns.reference("projects.id"))
    user_id: UUID = Field(sa_column=columns.reference("users.id", index=True))
    inviter_id: UUID = Field(sa_column=columns.reference("users.id", index=True))
    role: str = Field(sa_column=columns.folded(required=True))
    title: str = Field(sa_column=columns.words(required=True))
    invited_at: datetime = Field(sa_column=columns.instant(required=True))
