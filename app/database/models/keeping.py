"""What a person keeps for themselves: objects, and searches to carry out again (DATA-38)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database.models import columns


class Favourite(SQLModel, table=True):
    """An object that a person keeps at hand. No foreign key to it: it may be of several kinds, and may go."""

    __tablename__ = "favourites"
    __table_args__ = (UniqueConstraint("user_id", "object_id", name="favourites_once"),)

    id: UUID = Field(sa_column=columns.identifier())
    user_id: UUID = Field(sa_column=columns.reference("users.id"))
    object_id: UUID = Field(sa_column=columns.required_identifier())
    added_at: datetime = Field(sa_column=columns.instant(required=True))


class SavedSearch(SQLModel, table=True):
    """A search as a client wrote it down. Nobody carries it out here."""

    __tablename__ = "saved_searches"

    id: UUID = Field(sa_column=columns.identifier())
    user_id: UUID = Field(sa_column=columns.reference("users.id", index=True))
    name: str = Field(sa_column=columns.words(required=True))
    searched: str = Field(sa_column=columns.folded(required=True))
    query: str = Field(sa_column=columns.words(required=True))
    saved_at: datetime = Field(sa_column=columns.instant(required=True))
