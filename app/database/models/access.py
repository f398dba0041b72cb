"""The record of who read whose data, and the seals that make a later change of it show.

Written by the statement that reads (`app.database.access_log.record`), one row for each read of personal data that the
public could not see. No row holds a value of what was read. Sources: SEC-15, ACC-04, NAT-15, XFER-04, A-66.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from app.database.models import columns


class Access(SQLModel, table=True):
    """One read. `subjects` are people; `schools` are those whose head or address was read, linked to no account (A-03).

    What the database fills in itself, the role of the API cannot give: the number, the id and the instant.
    """

    __tablename__ = "access_log"
    __table_args__ = (
        Index("ix_access_log_subjects", "subjects", postgresql_using="gin"),
        {"postgresql_partition_by": "RANGE (at)"},
    )

    at: datetime = Field(sa_column=columns.filled_instant())
    number: int = Field(sa_column=columns.filled_number())
    id: UUID = Field(sa_column=columns.filled_identifier())
    viewer: UUID = Field(sa_column=columns.required_identifier())
    role: str = Field(sa_column=columns.words(required=True))
    purpose: str | None = Field(sa_column=columns.words())
    organisation: str | None = Field(sa_column=columns.words())
    operation: str = Field(sa_column=columns.words(required=True))
    subjects: list[UUID] = Field(sa_column=columns.identifiers())
    schools: list[UUID] = Field(sa_column=columns.identifiers())
    coordinates: list[str] = Field(sa_column=columns.texts(required=True))


class AccessSeal(SQLModel, table=True):
    """One link of the chain: a batch of records that is closed, or a month whose records were dropped."""

    __tablename__ = "access_seals"
    __table_args__ = (
        CheckConstraint("kind IN ('BATCH', 'DROPPED')", name="access_seal_kind"),
        Index("ix_access_seals_month", text("month")),
    )

    number: int = Field(sa_column=columns.key_number())
    kind: str = Field(sa_column=columns.words(required=True))
    month: date = Field(sa_column=columns.date(required=True))
    first_record: int = Field(sa_column=columns.count())
    last_record: int = Field(sa_column=columns.count())
    records: int = Field(sa_column=columns.count())
    root: str = Field(sa_column=columns.words(required=True))
    sealed_at: datetime = Field(sa_column=columns.instant(required=True))
    previous: str = Field(sa_column=columns.words(required=True))
    hash: str = Field(sa_column=columns.words(required=True))
