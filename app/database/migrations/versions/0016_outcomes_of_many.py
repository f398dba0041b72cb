"""Commands about many objects keep an outcome for each, beside the ids.

Revision 0016, after 0015.

What is kept for a request that comes again is the code of each outcome, in the order of the input: no data.
"""

from __future__ import annotations

import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0016"
down_revision: str | None = "0015"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """One column."""
    op.add_column("command_outcomes", kinds.texts("codes"))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
