"""Who an account is at an issuer, the notices that a person has accepted, and when all their tokens were revoked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import TIMESTAMP, Column, ForeignKey, Text, UniqueConstraint, Uuid
from sqlmodel import Field, SQLModel

from app.database.models import columns


class Identity(SQLModel, table=True):
    """The name that an issuer has for a person (`sub`). `claimed_at`: when it took over an imported account."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("user_id", "issuer", name="identities_of_a_user"),)

    issuer: str = Field(sa_column=Column(Text(collation="C"), primary_key=True))
    subject: str = Field(sa_column=Column(Text(collation="C"), primary_key=True))
    user_id: UUID = Field(sa_column=columns.reference("users.id"))
    created_at: datetime = Field(sa_column=columns.instant(required=True))
    claimed_at: datetime | None = Field(default=None, sa_column=columns.instant())


class NoticeAcceptance(SQLModel, table=True):
    """That a person accepted a notice in a version and a language: append-only, once for each version (SCOPE-04)."""

    __tablename__ = "notice_acceptances"
    __table_args__ = (UniqueConstraint("user_id", "notice", "version", name="notice_acceptances_once"),)

    id: UUID = Field(sa_column=columns.identifier())
    user_id: UUID = Field(sa_column=columns.reference("users.id"))
    notice: str = Field(sa_column=columns.folded(required=True))
    version: str = Field(sa_column=columns.words(required=True))
    language: str = Field(sa_column=columns.words(required=True))
    accepted_at: datetime = Field(sa_column=columns.instant(required=True))


class SignOut(SQLModel, table=True):
    """That a person signed out everywhere: no token that was issued until then counts any more. Append-only."""

    __tablename__ = "sign_outs"

    user_id: UUID = Field(
        sa_column=Column(Uuid, ForeignKey("users.id", deferrable=True, initially="DEFERRED"), primary_key=True)
    )
    at: datetime = Field(sa_column=Column(TIMESTAMP(timezone=True), primary_key=True))
