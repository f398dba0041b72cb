"""Organisations whose staff act, and the agreements that they act under."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.database.models import columns


class Organisation(SQLModel, table=True):
    """An organisation, and since when until when its agreement and its safeguards run.

    The grant agreement is for national support organisations (LEG-07), safeguards are for those outside the EU and EEA
    (XFER-01), the clause on data protection is for processors (SEC-04).
    """

    __tablename__ = "organisations"

    id: UUID = Field(sa_column=columns.identifier())
    key: str = Field(sa_column=columns.key())
    name: str = Field(sa_column=columns.words(required=True))
    kind: str = Field(sa_column=columns.folded(required=True))
    country: str | None = Field(default=None, sa_column=columns.folded())
    agreement_from: datetime | None = Field(default=None, sa_column=columns.instant())
    agreement_to: datetime | None = Field(default=None, sa_column=columns.instant())
    safeguards_from: datetime | None = Field(default=None, sa_column=columns.instant())
    safeguards_to: datetime | None = Field(default=None, sa_column=columns.instant())
    dpa_signed: bool = Field(default=False, sa_column=columns.boolean())
