"""A school with the data of its head, what was decided about it, and which schools have become part of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.database.models import columns


class School(SQLModel, table=True):
    """One school. The head is data about a person who has no account here (A-03, A-04)."""

    __tablename__ = "schools"
    __table_args__ = (
        UniqueConstraint("id", "country", name="schools_id_country"),
        CheckConstraint("status IN ('PENDING', 'VALIDATED', 'REFUSED')", name="schools_status"),
        Index("schools_waiting", "country", "id", postgresql_where=text("status <> 'VALIDATED'")),
        Index("schools_official_name", "official_name_folded", "id"),
        Index("schools_city", "city_folded", "id"),
        Index("schools_region", "region_folded", "id"),
        Index("schools_country", "country", "id"),
        Index("schools_email", "email_folded", "id"),
        Index("schools_terms", "terms", postgresql_using="gin"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    key: str = Field(sa_column=columns.key())
    official_name: str = Field(sa_column=columns.words(required=True))
    official_name_folded: str = Field(sa_column=columns.folded(required=True))
    address: str | None = Field(default=None, sa_column=columns.words())
    city: str = Field(sa_column=columns.words(required=True))
    city_folded: str = Field(sa_column=columns.folded(required=True))
    region: str | None = Field(default=None, sa_column=columns.words())
    region_folded: str | None = Field(default=None, sa_column=columns.folded())
    country: str = Field(sa_column=columns.folded(required=True))
    email: str | None = Field(default=None, sa_column=columns.words())
    email_key: str | None = Field(default=None, sa_column=columns.folded())
    email_folded: str | None = Field(default=None, sa_column=columns.folded())
    head_first_name: str | None = Field(default=None, sa_column=columns.words())
    head_last_name: str | None = Field(default=None, sa_column=columns.words())
    head_email: str | None = Field(default=None, sa_column=columns.words())
    head_email_key: str | None = Field(default=None, sa_column=columns.folded())
    head_supplied_by: UUID | None = Field(
        default=None, sa_column=columns.reference("users.id", required=False, index=True)
    )
    status: str = Field(default="VALIDATED", sa_column=columns.state())
    terms: Any = Field(default=None, sa_column=columns.terms())


class SchoolAlias(SQLModel, table=True):
    """A school that was merged into another: what it was, and which school its id and its key lead to now.

    An alias leads to a school that is there, never to another alias. The head has moved with the school or is gone.
    """

    __tablename__ = "school_aliases"
    __table_args__ = (CheckConstraint("absorbed_id <> surviving_id", name="school_aliases_lead_elsewhere"),)

    absorbed_id: UUID = Field(sa_column=columns.identifier())
    surviving_id: UUID = Field(sa_column=columns.reference("schools.id", index=True))
    key: str = Field(sa_column=columns.key())
    official_name: str = Field(sa_column=columns.words(required=True))
    address: str | None = Field(default=None, sa_column=columns.words())
    city: str = Field(sa_column=columns.words(required=True))
    region: str | None = Field(default=None, sa_column=columns.words())
    country: str = Field(sa_column=columns.folded(required=True))
    status: str = Field(sa_column=columns.folded(required=True))
    merged_by: UUID = Field(sa_column=columns.reference("users.id", index=True))
    merged_at: datetime = Field(sa_column=columns.instant(required=True))


class SchoolValidation(SQLModel, table=True):
    """One decision of a person about a school that was entered here (REG-05). Append-only; it outlives the school."""

    __tablename__ = "school_validations"
    __table_args__ = (
        Index("school_validations_school", "school_id", "decided_at"),
        CheckConstraint("(decision = 'VALIDATED') = (reason IS NULL)", name="school_validations_reason"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    school_id: UUID = Field(sa_column=columns.required_identifier())
    validator_id: UUID = Field(sa_column=columns.reference("users.id", index=True))
    country: str = Field(sa_column=columns.folded(required=True))
    decision: str = Field(sa_column=columns.folded(required=True))
    reason: str | None = Field(default=None, sa_column=columns.words())
    decided_at: datetime = Field(sa_column=columns.instant(required=True))
