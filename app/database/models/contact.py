"""Who asks whom to be a contact. Whom somebody keeps already is `app.database.models.user.Contact`."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database.models import columns


class ContactRequest(SQLModel, table=True):
    """One side of a request: it stands on the list of its owner, received or sent, and is about the other person.

    A request that was declined is off the list of who received it and stays on that of who sent it.
    """

    __tablename__ = "contact_requests"
    __table_args__ = (
        UniqueConstraint("owner_id", "received", "user_id", name="contact_requests_once"),
        CheckConstraint("owner_id <> user_id", name="contact_requests_of_another"),
        CheckConstraint("received OR declined_at IS NULL", name="contact_requests_declined"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    owner_id: UUID = Field(sa_column=columns.reference("users.id"))
    user_id: UUID = Field(sa_column=columns.reference("users.id", index=True))
    received: bool = Field(default=False, sa_column=columns.boolean())
    requested_at: datetime = Field(sa_column=columns.instant(required=True))
    declined_at: datetime | None = Field(default=None, sa_column=columns.instant())
