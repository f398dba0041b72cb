"""Who an account is at an issuer, which notices a person has accepted, and when all tokens were revoked.

Revision 0008, after 0007.

The API makes accounts of people who sign in for the first time, and no other row of a person: it may insert the few
columns of a general account, an identity, an acceptance and a sign-out. It can change or delete none of them.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None

_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT ON identities, notice_acceptances, sign_outs TO twingraph_api;
        GRANT INSERT (id, key, email, email_key, email_folded, status, registered_at, terms) ON users TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """Three tables, and what the API may do with them."""
    op.create_table(
        "identities",
        sa.Column("issuer", sa.Text(collation="C"), primary_key=True),
        sa.Column("subject", sa.Text(collation="C"), primary_key=True),
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("users.id", **kinds.AT_COMMIT), nullable=False),
        kinds.instant("created_at", nullable=False),
        kinds.instant("claimed_at"),
        sa.UniqueConstraint("user_id", "issuer", name="identities_of_a_user"),
    )
    op.create_table(
        "notice_acceptances",
        kinds.identifier(),
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("users.id", **kinds.AT_COMMIT), nullable=False),
        sa.Column("notice", sa.Text(collation="C"), nullable=False),
        kinds.text("version", nullable=False),
        kinds.text("language", nullable=False),
        kinds.instant("accepted_at", nullable=False),
        sa.UniqueConstraint("user_id", "notice", "version", name="notice_acceptances_once"),
    )
    op.create_table(
        "sign_outs",
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("users.id", **kinds.AT_COMMIT), primary_key=True),
        sa.Column("at", sa.TIMESTAMP(timezone=True), primary_key=True),
    )
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
