"""Schools, users, and what users have: consents, contacts, assignments.

Revision 0001, the first one.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Schools and users refer to each other, so one of the two foreign keys comes last."""
    _create_schools()
    _create_users()
    op.create_foreign_key(
        "schools_head_supplied_by_fkey", "schools", "users", ["head_supplied_by"], ["id"], **kinds.AT_COMMIT
    )
    _create_what_users_have()


def downgrade() -> None:
    """Not offered: dropping tables would destroy what people wrote; restore a backup instead."""
    raise NotImplementedError


def _create_schools() -> None:
    op.create_table(
        "schools",
        kinds.identifier(),
        kinds.record_key(),
        kinds.text("official_name", nullable=False),
        kinds.key("official_name_folded", nullable=False),
        kinds.text("address"),
        kinds.text("city", nullable=False),
        kinds.key("city_folded", nullable=False),
        kinds.text("region"),
        kinds.key("region_folded"),
        kinds.key("country", nullable=False),
        kinds.text("email"),
        kinds.key("email_key"),
        kinds.key("email_folded"),
        kinds.text("head_first_name"),
        kinds.text("head_last_name"),
        kinds.text("head_email"),
        kinds.key("head_email_key"),
        sa.Column("head_supplied_by", sa.Uuid(), nullable=True),
        kinds.terms(),
        sa.UniqueConstraint("id", "country", name="schools_id_country"),
    )
    op.create_index("schools_official_name", "schools", ["official_name_folded", "id"])
    op.create_index("schools_city", "schools", ["city_folded", "id"])
    op.create_index("schools_region", "schools", ["region_folded", "id"])
    op.create_index("schools_country", "schools", ["country", "id"])
    op.create_index("schools_email", "schools", ["email_folded", "id"])
    op.create_index("schools_terms", "schools", ["terms"], postgresql_using="gin")
    op.create_index("ix_schools_head_supplied_by", "schools", ["head_supplied_by"])


def _create_users() -> None:
    op.create_table(
        "users",
        kinds.identifier(),
        kinds.record_key(),
        kinds.text("email"),
        kinds.key("email_key", unique=True),
        kinds.key("email_folded"),
        kinds.text("username"),
        kinds.key("username_folded"),
        kinds.text("first_name"),
        kinds.key("first_name_folded"),
        kinds.text("last_name"),
        kinds.key("last_name_folded"),
        kinds.text("school_role"),
        kinds.texts("subjects"),
        kinds.texts("languages"),
        kinds.number("pupil_age_from"),
        kinds.number("pupil_age_to"),
        kinds.text("description"),
        kinds.text("picture"),
        kinds.flag("ambassador"),
        sa.Column("school_id", sa.Uuid(), nullable=True),
        kinds.key("school_country"),
        kinds.key("status", nullable=False),
        kinds.instant("registered_at"),
        kinds.instant("last_login_at"),
        kinds.flag("restricted"),
        kinds.flag("hide_contacts"),
        kinds.silent_for("inactive_at", "1 year"),
        kinds.silent_for("anonymised_at", "3 year"),
        kinds.periods("public_profile"),
        kinds.periods("public_picture"),
        kinds.periods("public_picture_esep"),
        kinds.periods("newsletter_national"),
        kinds.periods("survey"),
        kinds.terms(),
        sa.ForeignKeyConstraint(
            ["school_id", "school_country"],
            ["schools.id", "schools.country"],
            name="users_school_fkey",
            onupdate="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_index("users_first_name", "users", ["first_name_folded", "id"])
    op.create_index("users_last_name", "users", ["last_name_folded", "id"])
    op.create_index("users_email", "users", ["email_folded", "id"])
    op.create_index("users_username", "users", ["username_folded", "id"])
    op.create_index("users_registered_at", "users", ["registered_at", "id"])
    op.create_index("users_last_login_at", "users", ["last_login_at", "id"])
    op.create_index("users_school", "users", ["school_id", "id"])
    op.create_index("users_country", "users", ["school_country", "id"])
    op.create_index("users_country_status", "users", ["school_country", "status", "id"])
    op.create_index("users_terms", "users", ["terms"], postgresql_using="gin")


def _create_what_users_have() -> None:
    op.create_table(
        "consents",
        kinds.identifier(),
        kinds.record_key(),
        kinds.reference("user_id", "users.id"),
        kinds.key("purpose", nullable=False),
        kinds.text("notice_version", nullable=False),
        kinds.text("language", nullable=False),
        kinds.instant("given_at", nullable=False),
        kinds.instant("withdrawn_at"),
    )
    op.create_index("consents_user", "consents", ["user_id", "purpose"])
    op.create_table(
        "contacts",
        kinds.identifier(),
        kinds.record_key(),
        kinds.reference("user_id", "users.id"),
        kinds.reference("contact_id", "users.id"),
        sa.UniqueConstraint("user_id", "contact_id", name="contacts_pair"),
    )
    op.create_index("ix_contacts_contact_id", "contacts", ["contact_id"])
    op.create_table(
        "assignments",
        kinds.identifier(),
        kinds.record_key(),
        kinds.reference("user_id", "users.id"),
        kinds.key("role", nullable=False),
        kinds.key("country"),
        kinds.text("region"),
        kinds.texts("purposes"),
        kinds.instant("valid_from", nullable=False),
        kinds.instant("valid_to"),
    )
    op.create_index("assignments_user", "assignments", ["user_id", "role"])
