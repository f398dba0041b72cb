"""Blocks between members.

Revision 0028, after 0027.

The API may add a block and take it back; it changes none.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0028"
down_revision: str | None = "0027"
branch_labels: str | None = None
depends_on: str | None = None

_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT, DELETE ON blocks TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """One table, and what the API may do."""
    op.create_table(
        "blocks",
        kinds.identifier(),
        kinds.reference("user_id", "users.id"),
        kinds.reference("blocked_id", "users.id"),
        kinds.instant("blocked_at", nullable=False),
        sa.UniqueConstraint("user_id", "blocked_id", name="blocks_pair"),
        sa.CheckConstraint("user_id <> blocked_id", name="blocks_another"),
    )
    op.create_index("ix_blocks_blocked_id", "blocks", ["blocked_id"])
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
