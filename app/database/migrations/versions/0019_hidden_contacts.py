"""Members keep their own profiles: whether peers see the contacts.

Revision 0019, after 0018.

What a profile says the API may write since 0017.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0019"
down_revision: str | None = "0018"
branch_labels: str | None = None
depends_on: str | None = None

_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT UPDATE (hide_contacts) ON users TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """What the API may write."""
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
