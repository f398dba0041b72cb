"""A user, the consents a user gave, the contacts a user keeps, and the roles a user may act in."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.database.models import columns


class User(SQLModel, table=True):
    """One account. `status` is the stored state; the effective one depends on the clock (G-15)."""

    __tablename__ = "users"
    __table_args__ = (
        # The country of a user is the country of the school. The pair is a foreign key, so that
        # the copy cannot drift: the database itself carries a change of the school's country over.
        ForeignKeyConstraint(
            ["school_id", "school_country"],
            ["schools.id", "schools.country"],
            name="users_school_fkey",
            onupdate="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
        # The second school in the same way. It is never the first one: a trigger ends it then (revision 0033).
        ForeignKeyConstraint(
            ["second_school_id", "second_country"],
            ["schools.id", "schools.country"],
            name="users_second_school_fkey",
            onupdate="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
        CheckConstraint("second_status IN ('PENDING', 'VALIDATED', 'REFUSED')", name="users_second_status"),
        CheckConstraint(
            "num_nulls(second_school_id, second_country, second_status) IN (0, 3)", name="users_second_whole"
        ),
        Index("users_second_school", "second_school_id", postgresql_where=text("second_school_id IS NOT NULL")),
        Index("users_second_country", "second_country", "id", postgresql_where=text("second_country IS NOT NULL")),
        # Each of the two tables names the other: the second key is added when both are there.
        ForeignKeyConstraint(
            ["picture_id"],
            ["pictures.id"],
            name="users_picture_fkey",
            deferrable=True,
            initially="DEFERRED",
            use_alter=True,
        ),
        Index("users_picture", "picture_id", postgresql_where=text("picture_id IS NOT NULL")),
        Index("users_first_name", "first_name_folded", "id"),
        Index("users_last_name", "last_name_folded", "id"),
        Index("users_email", "email_folded", "id"),
        Index("users_username", "username_folded", "id"),
        Index("users_registered_at", "registered_at", "id"),
        Index("users_last_login_at", "last_login_at", "id"),
        Index("users_school", "school_id", "id"),
        Index("users_country", "school_country", "id"),
        Index("users_country_status", "school_country", "status", "id"),
        Index("users_status_registered_at", "status", "registered_at", "id"),
        Index("users_country_status_registered_at", "school_country", "status", "registered_at", "id"),
        Index("users_terms", "terms", postgresql_using="gin"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    key: str = Field(sa_column=columns.key())
    email: str | None = Field(default=None, sa_column=columns.words())
    email_key: str | None = Field(default=None, sa_column=columns.folded(unique=True))
    email_folded: str | None = Field(default=None, sa_column=columns.folded())
    username: str | None = Field(default=None, sa_column=columns.words())
    username_folded: str | None = Field(default=None, sa_column=columns.folded())
    first_name: str | None = Field(default=None, sa_column=columns.words())
    first_name_folded: str | None = Field(default=None, sa_column=columns.folded())
    last_name: str | None = Field(default=None, sa_column=columns.words())
    last_name_folded: str | None = Field(default=None, sa_column=columns.folded())
    school_role: str | None = Field(default=None, sa_column=columns.words())
    subjects: list[str] | None = Field(default=None, sa_column=columns.texts())
    languages: list[str] | None = Field(default=None, sa_column=columns.texts())
    pupil_age_from: int | None = Field(default=None, sa_column=columns.number())
    pupil_age_to: int | None = Field(default=None, sa_column=columns.number())
    description: str | None = Field(default=None, sa_column=columns.words())
    picture: str | None = Field(default=None, sa_column=columns.words())
    picture_id: UUID | None = Field(default=None, sa_column=columns.plain_reference())
    ambassador: bool = Field(default=False, sa_column=columns.boolean())
    school_id: UUID | None = Field(default=None, sa_column=columns.plain_reference())
    school_country: str | None = Field(default=None, sa_column=columns.folded())
    second_school_id: UUID | None = Field(default=None, sa_column=columns.plain_reference())
    second_country: str | None = Field(default=None, sa_column=columns.folded())
    second_status: str | None = Field(default=None, sa_column=columns.folded())
    status: str = Field(sa_column=columns.folded(required=True))
    registered_at: datetime | None = Field(default=None, sa_column=columns.instant())
    last_login_at: datetime | None = Field(default=None, sa_column=columns.instant())
    restricted: bool = Field(default=False, sa_column=columns.boolean())
    hide_contacts: bool = Field(default=False, sa_column=columns.boolean())
    inactive_at: datetime | None = Field(default=None, sa_column=columns.clock(1))
    anonymised_at: datetime | None = Field(default=None, sa_column=columns.clock(3))
    public_profile: Any = Field(default=None, sa_column=columns.live_periods())
    public_picture: Any = Field(default=None, sa_column=columns.live_periods())
    public_picture_esep: Any = Field(default=None, sa_column=columns.live_periods())
    newsletter_national: Any = Field(default=None, sa_column=columns.live_periods())
    survey: Any = Field(default=None, sa_column=columns.live_periods())
    terms: Any = Field(default=None, sa_column=columns.terms())


class Consent(SQLModel, table=True):
    """One act of consent: append-only, withdrawn by a date, renewed by another record (CONS-06).

    A trigger holds it (revision 0013). The channels say how the consent came in, and its end: by the API or an import.
    One that names a survey is for the answers to it and for nothing else (CONS-04).
    """

    __tablename__ = "consents"
    __table_args__ = (
        Index("consents_user", "user_id", "purpose"),
        Index("consents_survey", "survey_id"),
        CheckConstraint("given_channel IN ('API', 'IMPORT')", name="consents_given_channel"),
        CheckConstraint("withdrawn_channel IN ('API', 'IMPORT')", name="consents_withdrawn_channel"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    key: str = Field(sa_column=columns.key())
    user_id: UUID = Field(sa_column=columns.reference("users.id"))
    purpose: str = Field(sa_column=columns.folded(required=True))
    notice_version: str = Field(sa_column=columns.words(required=True))
    language: str = Field(sa_column=columns.words(required=True))
    given_at: datetime = Field(sa_column=columns.instant(required=True))
    withdrawn_at: datetime | None = Field(default=None, sa_column=columns.instant())
    survey_id: UUID | None = Field(default=None, sa_column=columns.reference("surveys.id", required=False))
    given_channel: str = Field(default="IMPORT", sa_column=columns.channel())
    withdrawn_channel: str = Field(default="IMPORT", sa_column=columns.channel())


class Contact(SQLModel, table=True):
    """A person in the contact list of another: directed (G-34)."""

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("user_id", "contact_id", name="contacts_pair"),)

    id: UUID = Field(sa_column=columns.identifier())
    key: str = Field(sa_column=columns.key())
    user_id: UUID = Field(sa_column=columns.reference("users.id"))
    contact_id: UUID = Field(sa_column=columns.reference("users.id", index=True))


class Assignment(SQLModel, table=True):
    """The authority to act in a staff role: country or region, purposes, validity (G-40).

    Triggers hold that nobody has two live ones of one role, and that no four of the service provider are live at once
    (SEC-14). Who approved an imported one is not known.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        Index("assignments_user", "user_id", "role"),
        Index("assignments_provider", "valid_from", postgresql_where=text("role = 'PROVIDER'")),
        CheckConstraint("approver_id <> user_id", name="assignments_approver_is_another"),
    )

    id: UUID = Field(sa_column=columns.identifier())
    key: str = Field(sa_column=columns.key())
    user_id: UUID = Field(sa_column=columns.reference("users.id"))
    role: str = Field(sa_column=columns.folded(required=True))
    country: str | None = Field(default=None, sa_column=columns.folded())
    region: str | None = Field(default=None, sa_column=columns.words())
    organisation_id: UUID | None = Field(
        default=None, sa_column=columns.reference("organisations.id", required=False, index=True)
    )
    purposes: list[str] | None = Field(default=None, sa_column=columns.texts())
    valid_from: datetime = Field(sa_column=columns.instant(required=True))
    valid_to: datetime | None = Field(default=None, sa_column=columns.instant())
    approver_id: UUID | None = Field(default=None, sa_column=columns.reference("users.id", required=False, index=True))
    granted_at: datetime | None = Field(default=None, sa_column=columns.instant())
    revoked_by: UUID | None = Field(default=None, sa_column=columns.reference("users.id", required=False, index=True))
    revoked_at: datetime | None = Field(default=None, sa_column=columns.instant())
