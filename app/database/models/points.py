"""When each address, person and client has all points of the rate limit again; nobody can be known by it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.database.models import columns


class SpentPoints(SQLModel, table=True):
    """A keyed hash of the holder, and when nothing of it is spent any more."""

    __tablename__ = "spent_points"

    holder: UUID = Field(sa_column=columns.identifier())
    full_at: datetime = Field(sa_column=columns.instant(required=True))
