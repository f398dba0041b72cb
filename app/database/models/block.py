"""Who has blocked whom. Both are hidden from each other while it stands (PURP-04)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database.models import columns


class Block(SQLModel, table=True):
    """One person has blocked another. The other is not told, and may have blocked them, too."""

    __tablename__ = "blocks"
    __table_args__ = (
        UniqueConstraint("user_id", "blocked_id", name="blocks_pair"),
        CheckConstraint("user_id <> blocked_id", name="blocks_another"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    user_id: UUID = Field(sa_column=columns.reference("users.id"))
    blocked_id: UUID = Field(sa_column=columns.reference("users.id", index=True))
    blocked_at: datetime = Field(sa_column=columns.instant(required=True))
