"""Pictures of people, as they were uploaded and written anew (DATA-22)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.database.models import columns


class Picture(SQLModel, table=True):
    """One picture of a person: the one that is shown (`users.picture_id`), or one that waits to be chosen."""

    __tablename__ = "pictures"

    id: UUID = Field(sa_column=columns.identifier())
    user_id: UUID = Field(sa_column=columns.reference("users.id", index=True))
    body: bytes = Field(sa_column=columns.content())
    uploaded_at: datetime = Field(sa_column=columns.instant(required=True))
