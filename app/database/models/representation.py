"""How a person is reached who represents a national support organisation (DATA-35)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database.models import columns


class Representation(SQLModel, table=True):
    """What a representative says of oneself, for one country; gone with the person, or when they delete it."""

    __tablename__ = "representations"
    __table_args__ = (UniqueConstraint("user_id", "country", name="representations_once"),)

    id: UUID = Field(sa_column=columns.identifier())
    user_id: UUID = Field(sa_column=columns.reference("users.id"))
    country: str = Field(sa_column=columns.folded(required=True))
    organisation: str = Field(sa_column=columns.words(required=True))
    email: str = Field(sa_column=columns.words(required=True))
    phone: str | None = Field(default=None, sa_column=columns.words())
