"""Schools that wait to be found valid, and the decisions about them.

Revision 0027, after 0026.

What is imported is valid. What a registrant enters waits: the API writes it so, and changes its state with a decision,
of which a record stays. It can neither change nor delete one.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0027"
down_revision: str | None = "0026"
branch_labels: str | None = None
depends_on: str | None = None

_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT ON school_validations TO twingraph_api;
        GRANT UPDATE (status) ON schools TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """One column, one table, and what the API may do."""
    status = sa.Column("status", sa.Text(collation="C"), nullable=False, server_default=sa.text("'VALIDATED'"))
    op.add_column("schools", status)
    op.create_check_constraint("schools_status", "schools", "status IN ('PENDING', 'VALIDATED', 'REFUSED')")
    op.create_index("schools_waiting", "schools", ["country", "id"], postgresql_where=sa.text("status <> 'VALIDATED'"))
    op.create_table(
        "school_validations",
        kinds.identifier(),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        kinds.reference("validator_id", "users.id"),
        kinds.key("country", nullable=False),
        kinds.key("decision", nullable=False),
        kinds.text("reason"),
        kinds.instant("decided_at", nullable=False),
        sa.CheckConstraint("(decision = 'VALIDATED') = (reason IS NULL)", name="school_validations_reason"),
    )
    op.create_index("school_validations_school", "school_validations", ["school_id", "decided_at"])
    op.create_index("ix_school_validations_validator_id", "school_validations", ["validator_id"])
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
