"""Projects and their partners, areas and their members, discussions.

Revision 0002, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Create the tables, parents first."""
    _create_projects()
    _create_areas()
    _create_discussions()


def downgrade() -> None:
    """Not offered: dropping tables would destroy what people wrote; restore a backup instead."""
    raise NotImplementedError


def _create_projects() -> None:
    op.create_table(
        "projects",
        kinds.identifier(),
        kinds.record_key(),
        kinds.text("title", nullable=False),
        kinds.key("title_folded", nullable=False),
        kinds.text("description"),
        kinds.texts("languages"),
        kinds.number("pupil_age_from"),
        kinds.number("pupil_age_to"),
        kinds.key("status", nullable=False),
        kinds.date("registered_on", nullable=False),
        kinds.date("closed_on"),
        kinds.instant("published_at"),
        kinds.terms(),
    )
    op.create_index("projects_title", "projects", ["title_folded", "id"])
    op.create_index("projects_registered_on", "projects", [sa.desc("registered_on"), "id"])
    op.create_index("projects_closed_on", "projects", ["closed_on", "id"])
    op.create_index("projects_terms", "projects", ["terms"], postgresql_using="gin")
    op.create_table(
        "partners",
        kinds.identifier(),
        kinds.record_key(),
        kinds.reference("project_id", "projects.id"),
        kinds.reference("user_id", "users.id"),
        kinds.reference("school_id", "schools.id", nullable=True),
        kinds.key("role"),
        kinds.date("joined_on"),
        kinds.date("left_on"),
        sa.UniqueConstraint("project_id", "user_id", name="partners_pair"),
    )
    op.create_index("partners_user", "partners", ["user_id"])
    op.create_index("partners_school", "partners", ["school_id"])


def _create_areas() -> None:
    op.create_table(
        "areas",
        kinds.identifier(),
        kinds.key("kind", nullable=False),
        kinds.key(nullable=False),
        kinds.text("title"),
        kinds.key("title_folded"),
        kinds.text("description"),
        kinds.key("description_folded"),
        kinds.reference("project_id", "projects.id", nullable=True),
        kinds.instant("starts_at"),
        kinds.instant("ends_at"),
        sa.Column("online", sa.Boolean(), nullable=True),
        kinds.key("country"),
        kinds.terms(),
        sa.UniqueConstraint("kind", "key", name="areas_key"),
        sa.UniqueConstraint("project_id", name="areas_project"),
    )
    op.create_index("areas_kind", "areas", ["kind", "id"])
    op.create_index("areas_title", "areas", ["kind", "title_folded", "id"])
    op.create_index("areas_starts_at", "areas", ["kind", "starts_at", "id"])
    op.create_index("areas_terms", "areas", ["terms"], postgresql_using="gin")
    op.create_table(
        "members",
        kinds.identifier(),
        kinds.key(),
        kinds.reference("area_id", "areas.id"),
        kinds.reference("user_id", "users.id"),
        kinds.key("role"),
        kinds.date("joined_on"),
        kinds.date("left_on"),
        kinds.flag("implied"),
        kinds.date("live_from"),
        sa.UniqueConstraint("area_id", "user_id", "implied", name="members_pair"),
    )
    op.create_index("members_user", "members", ["user_id"])
    op.create_index("members_key", "members", ["key"], unique=True, postgresql_where=sa.text("key IS NOT NULL"))


def _create_discussions() -> None:
    op.create_table(
        "threads",
        kinds.identifier(),
        kinds.record_key(),
        kinds.reference("area_id", "areas.id"),
        kinds.reference("author_id", "users.id", nullable=True),
        kinds.text("title"),
        kinds.instant("created_at"),
    )
    op.create_index("ix_threads_area_id", "threads", ["area_id"])
    op.create_index("ix_threads_author_id", "threads", ["author_id"])
    op.create_table(
        "posts",
        kinds.identifier(),
        kinds.record_key(),
        kinds.reference("thread_id", "threads.id"),
        kinds.reference("author_id", "users.id", nullable=True),
        kinds.text("body"),
        kinds.instant("created_at"),
    )
    op.create_index("ix_posts_thread_id", "posts", ["thread_id"])
    op.create_index("ix_posts_author_id", "posts", ["author_id"])
