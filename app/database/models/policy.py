"""Which policy the database names as the one in force: one row, or none before the first `twingraph policy reload`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from app.database.models import columns


class PolicyGeneration(SQLModel, table=True):
    """The policy in force: how often it was put in force, which version, and what its files are known by."""

    __tablename__ = "policy_generation"
    __table_args__ = (CheckConstraint("single", name="policy_generation_is_one_row"),)

    single: bool = Field(default=True, sa_column=columns.only_row())
    generation: int = Field(sa_column=columns.count())
    version: str = Field(sa_column=columns.words(required=True))
    fingerprint: str = Field(sa_column=columns.words(required=True))
    put_in_force_at: datetime = Field(sa_column=columns.instant(required=True))
