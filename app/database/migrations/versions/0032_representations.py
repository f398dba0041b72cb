"""Contact data of those who represent a national support organisation.

Revision 0032, after 0031.

The API adds what a person says of themselves, changes and deletes it. It goes when the account becomes anonymised, whoever
writes that (RET-09).
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0032"
down_revision: str | None = "0031"
branch_labels: str | None = None
depends_on: str | None = None

_FORGET = """
CREATE FUNCTION forget_representations() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    DELETE FROM representations WHERE user_id = NEW.id;
    RETURN NULL;
END
$body$
"""
_TRIGGER = """
CREATE TRIGGER users_forget_representations AFTER UPDATE OF status ON users
FOR EACH ROW WHEN (NEW.status = 'ANONYMISED' AND OLD.status IS DISTINCT FROM NEW.status)
EXECUTE FUNCTION forget_representations()
"""
_REVOKE = "REVOKE EXECUTE ON FUNCTION forget_representations() FROM PUBLIC"
_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT, DELETE, UPDATE (organisation, email, phone) ON representations TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """One table, what becomes of its rows, and what the API may do."""
    op.create_table(
        "representations",
        kinds.identifier(),
        kinds.reference("user_id", "users.id"),
        kinds.key("country", nullable=False),
        kinds.text("organisation", nullable=False),
        kinds.text("email", nullable=False),
        kinds.text("phone"),
        sa.UniqueConstraint("user_id", "country", name="representations_once"),
    )
    for statement in (_FORGET, _TRIGGER, _REVOKE, _GRANTS):
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
