"""Decisions about registrations, and the state of an account that they change.

Revision 0015, after 0014.

A decision is written down in the transaction that changes the state. The API may change the state of an account and no
other of its columns, and may add decisions: it can neither change nor delete one.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0015"
down_revision: str | None = "0014"
branch_labels: str | None = None
depends_on: str | None = None

_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT ON validations TO twingraph_api;
        GRANT UPDATE (status) ON users TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """One table, and what the API may do."""
    op.create_table(
        "validations",
        kinds.identifier(),
        kinds.reference("user_id", "users.id"),
        kinds.reference("validator_id", "users.id"),
        kinds.key("country", nullable=False),
        kinds.key("decision", nullable=False),
        kinds.text("reason"),
        kinds.instant("decided_at", nullable=False),
        sa.CheckConstraint("validator_id <> user_id", name="validations_validator_is_another"),
        sa.CheckConstraint("(decision = 'VALIDATED') = (reason IS NULL)", name="validations_reason"),
    )
    op.create_index("validations_user", "validations", ["user_id", "decided_at"])
    op.create_index("ix_validations_validator_id", "validations", ["validator_id"])
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
