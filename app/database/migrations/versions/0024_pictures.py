"""Pictures that people upload.

Revision 0024, after 0023.

The API adds pictures and deletes those that nobody shows any more; it says which one a person shows. It changes none.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0024"
down_revision: str | None = "0023"
branch_labels: str | None = None
depends_on: str | None = None

_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT, DELETE ON pictures TO twingraph_api;
        GRANT UPDATE (picture, picture_id) ON users TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """One table, one column, and what the API may do."""
    op.create_table(
        "pictures",
        kinds.identifier(),
        kinds.reference("user_id", "users.id"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        kinds.instant("uploaded_at", nullable=False),
    )
    op.create_index("ix_pictures_user_id", "pictures", ["user_id"])
    op.add_column("users", sa.Column("picture_id", sa.Uuid(), nullable=True))
    op.create_foreign_key("users_picture_fkey", "users", "pictures", ["picture_id"], ["id"], **kinds.AT_COMMIT)
    op.create_index("users_picture", "users", ["picture_id"], postgresql_where=sa.text("picture_id IS NOT NULL"))
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
