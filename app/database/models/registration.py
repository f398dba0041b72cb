"""Decisions about registrations and second schools: who, when, for which country, what (A-50, A-52). Append-only."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.database.models import columns


class Validation(SQLModel, table=True):
    """One decision of a person about the registration of another. What is refused or withdrawn has a reason."""

    __tablename__ = "validations"
    __table_args__ = (
        Index("validations_user", "user_id", "decided_at"),
        CheckConstraint("validator_id <> user_id", name="validations_validator_is_another"),
        CheckConstraint("(decision = 'VALIDATED') = (reason IS NULL)", name="validations_reason"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    user_id: UUID = Field(sa_column=columns.reference("users.id"))
    validator_id: UUID = Field(sa_column=columns.reference("users.id", index=True))
    country: str = Field(sa_column=columns.folded(required=True))
    decision: str = Field(sa_column=columns.folded(required=True))
    reason: str | None = Field(default=None, sa_column=columns.words())
    decided_at: datetime = Field(sa_column=columns.instant(required=True))


class AffiliationDecision(SQLModel, table=True):
    """One decision of a person about the second school of another (A-52). It outlives the school."""

    __tablename__ = "affiliation_decisions"
    __table_args__ = (
        Index("affiliation_decisions_user", "user_id", "decided_at"),
        CheckConstraint("validator_id <> user_id", name="affiliation_decisions_validator_is_another"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    user_id: UUID = Field(sa_column=columns.reference("users.id"))
    school_id: UUID = Field(sa_column=columns.required_identifier())
    validator_id: UUID = Field(sa_column=columns.reference("users.id", index=True))
    country: str = Field(sa_column=columns.folded(required=True))
    decision: str = Field(sa_column=columns.folded(required=True))
    decided_at: datetime = Field(sa_column=columns.instant(required=True))
