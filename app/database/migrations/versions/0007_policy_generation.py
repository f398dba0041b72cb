"""Which policy is in force, for every process and host.

Revision 0007, after 0006.

Every statement of the API reads the generation, so that a policy that has been put in force counts for each request
that starts afterwards. The row is written by `twingraph policy reload`; until then there is none, and each process
answers by the policy that it has started with.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """A table of one row. The API may read it by the default privileges of revision 0005."""
    op.create_table(
        "policy_generation",
        sa.Column("single", sa.Boolean(), server_default=sa.text("true"), primary_key=True),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        kinds.text("version", nullable=False),
        kinds.text("fingerprint", nullable=False),
        kinds.instant("put_in_force_at", nullable=False),
        sa.CheckConstraint("single", name="policy_generation_is_one_row"),
    )


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
