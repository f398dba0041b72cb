"""Second schools of people who work at two, and the decisions about them.

Revision 0033, after 0032.

Three columns that are empty for nearly everybody: no row is written anew. The country follows that of the school, as for
the first one. Who comes to the second school as the first has no second any more, and neither has an account that is
anonymised: whoever writes, an import or a command. The API writes the columns, adds decisions, and changes none.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0033"
down_revision: str | None = "0032"
branch_labels: str | None = None
depends_on: str | None = None

_END = """
CREATE FUNCTION end_second_school() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $function$
BEGIN
    NEW.second_school_id := NULL;
    NEW.second_country := NULL;
    NEW.second_status := NULL;
    RETURN NEW;
END
$function$
"""

_ENDED = """
CREATE TRIGGER users_second_school_ended BEFORE UPDATE ON users FOR EACH ROW
WHEN (NEW.second_school_id IS NOT NULL AND (NEW.second_school_id = NEW.school_id OR NEW.status = 'ANONYMISED'))
EXECUTE FUNCTION end_second_school()
"""

_GRANTS = """
DO $block$
BEGIN
    REVOKE EXECUTE ON FUNCTION end_second_school() FROM PUBLIC;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT UPDATE (second_school_id, second_country, second_status) ON users TO twingraph_api;
        GRANT INSERT ON affiliation_decisions TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """Three columns, one table, a trigger, and what the API may do."""
    op.add_column("users", sa.Column("second_school_id", sa.Uuid(), nullable=True))
    op.add_column("users", kinds.key("second_country"))
    op.add_column("users", kinds.key("second_status"))
    op.create_foreign_key(
        "users_second_school_fkey",
        "users",
        "schools",
        ["second_school_id", "second_country"],
        ["id", "country"],
        onupdate="CASCADE",
        **kinds.AT_COMMIT,
    )
    op.create_check_constraint("users_second_status", "users", "second_status IN ('PENDING', 'VALIDATED', 'REFUSED')")
    op.create_check_constraint(
        "users_second_whole", "users", "num_nulls(second_school_id, second_country, second_status) IN (0, 3)"
    )
    op.create_index(
        "users_second_school",
        "users",
        ["second_school_id"],
        postgresql_where=sa.text("second_school_id IS NOT NULL"),
    )
    op.create_index(
        "users_second_country",
        "users",
        ["second_country", "id"],
        postgresql_where=sa.text("second_country IS NOT NULL"),
    )
    op.create_table(
        "affiliation_decisions",
        kinds.identifier(),
        kinds.reference("user_id", "users.id"),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        kinds.reference("validator_id", "users.id"),
        kinds.key("country", nullable=False),
        kinds.key("decision", nullable=False),
        kinds.instant("decided_at", nullable=False),
        sa.CheckConstraint("validator_id <> user_id", name="affiliation_decisions_validator_is_another"),
    )
    op.create_index("affiliation_decisions_user", "affiliation_decisions", ["user_id", "decided_at"])
    op.create_index("ix_affiliation_decisions_validator_id", "affiliation_decisions", ["validator_id"])
    op.execute(sa.text(_END))
    op.execute(sa.text(_ENDED))
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
