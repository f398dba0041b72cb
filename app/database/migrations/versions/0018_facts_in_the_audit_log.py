"""Which facts a command changed, from what to what, in its entry of the audit log.

Revision 0018, after 0017. Entries of before say nothing of it.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision: str | None = "0017"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """A column."""
    op.add_column("audit_log", sa.Column("changes", postgresql.JSONB(), nullable=False, server_default=sa.text("'{}'")))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
