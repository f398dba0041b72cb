"""Favourites and saved searches.

Revision 0026, after 0025.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0026"
down_revision: str | None = "0025"
branch_labels: str | None = None
depends_on: str | None = None

_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT, DELETE ON favourites, saved_searches TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """Two tables, and what the API may do."""
    op.create_table(
        "favourites",
        kinds.identifier(),
        kinds.reference("user_id", "users.id"),
        sa.Column("object_id", sa.Uuid(), nullable=False),
        kinds.instant("added_at", nullable=False),
        sa.UniqueConstraint("user_id", "object_id", name="favourites_once"),
    )
    op.create_table(
        "saved_searches",
        kinds.identifier(),
        kinds.reference("user_id", "users.id"),
        kinds.text("name", nullable=False),
        kinds.key("searched", nullable=False),
        kinds.text("query", nullable=False),
        kinds.instant("saved_at", nullable=False),
    )
    op.create_index("ix_saved_searches_user_id", "saved_searches", ["user_id"])
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
