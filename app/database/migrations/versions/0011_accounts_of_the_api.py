"""Accounts that the API makes have live periods of consents like all others.

Revision 0011, after 0010.

The trigger that derives them writes columns which the API may not write. So it runs as the owner of the tables, with a
search path of its own. It takes no argument from whoever writes, and nobody can call it but the triggers.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0011"
down_revision: str | None = "0010"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """One function runs as its owner."""
    op.execute(
        sa.text("ALTER FUNCTION refresh_live_consents() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp")
    )


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
