"""Requests to be contacts, and what the API may do about contacts.

Revision 0020, after 0019.

A request has two rows, one on the list of each side, so that each side reads its own and nothing else. The API may add
and end contacts and requests, and mark a request as declined.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0020"
down_revision: str | None = "0019"
branch_labels: str | None = None
depends_on: str | None = None

_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT, DELETE, UPDATE (declined_at) ON contact_requests TO twingraph_api;
        GRANT INSERT, DELETE ON contacts TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """One table, and what the API may do."""
    op.create_table(
        "contact_requests",
        kinds.identifier(),
        kinds.reference("owner_id", "users.id"),
        kinds.reference("user_id", "users.id"),
        kinds.flag("received"),
        kinds.instant("requested_at", nullable=False),
        kinds.instant("declined_at"),
        sa.UniqueConstraint("owner_id", "received", "user_id", name="contact_requests_once"),
        sa.CheckConstraint("owner_id <> user_id", name="contact_requests_of_another"),
        sa.CheckConstraint("received OR declined_at IS NULL", name="contact_requests_declined"),
    )
    op.create_index("ix_contact_requests_user_id", "contact_requests", ["user_id"])
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
