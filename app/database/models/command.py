"""What commands leave behind: one entry for each in the audit log, and outcomes that are kept for repeated requests."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.database.models import columns


class AuditEntry(SQLModel, table=True):
    """Who did what to which objects, and when, and the facts that changed: no text of a row. Never changed.

    No foreign keys: an entry outlives what it names.
    """

    __tablename__ = "audit_log"
    __table_args__ = (Index("audit_log_at", "at"), Index("audit_log_objects", "objects", postgresql_using="gin"))

    id: int = Field(sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    at: datetime = Field(sa_column=columns.instant(required=True))
    person: UUID | None = Field(default=None, sa_column=columns.plain_reference())
    role: str = Field(sa_column=columns.folded(required=True))
    purpose: str | None = Field(default=None, sa_column=columns.folded())
    command: str = Field(sa_column=columns.folded(required=True))
    objects: list[UUID] = Field(sa_column=columns.identifiers())
    changes: Any = Field(sa_column=Column(JSONB, nullable=False, server_default=text("'{}'")))


class CommandOutcome(SQLModel, table=True):
    """What a command came to, by the key that its caller gave: ids only, and the code of each
    outcome where a command is about many objects. `request` and `body` are hashes.
    """

    __tablename__ = "command_outcomes"
    __table_args__ = (Index("command_outcomes_kept_at", "kept_at"),)

    request: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    ids: Any = Field(sa_column=Column(JSONB, nullable=False))
    codes: list[str] | None = Field(default=None, sa_column=columns.texts())
    kept_at: datetime = Field(sa_column=columns.instant(required=True))
