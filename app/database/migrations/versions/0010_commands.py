"""Commands: who granted an assignment, limits that the database holds, the audit log, outcomes for repeated requests.

Revision 0010, after 0009.

Limits of assignments are held by constraint triggers at the end of each transaction, so that no way of writing goes
around them. They look at every instant from now on. What is live depends on the account, too: an account that comes back
to life is looked at like an assignment that is new. Both take a lock first, and look afterwards, so that of two
transactions the second sees the first; that needs READ COMMITTED, and any other level that does not check by itself
is refused.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op
from sqlalchemy.dialects import postgresql

from app.database.migrations import kinds

revision = "0010"
down_revision: str | None = "0009"
branch_labels: str | None = None
depends_on: str | None = None

# SQLSTATE of our own, like TG001 of revision 0005: two live assignments of one person and role, and the fourth live one
# of the service provider (SEC-14). An account counts while it is in use; a silent one comes back by a sign-in.
_HOLD = """
CREATE FUNCTION hold_assignments() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $function$
DECLARE
    subject uuid;
BEGIN
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        RAISE EXCEPTION 'assignments are not written under REPEATABLE READ' USING ERRCODE = 'TG004';
    END IF;
    IF TG_TABLE_NAME = 'users' THEN subject := NEW.id; ELSE subject := NEW.user_id; END IF;
    IF NOT EXISTS (SELECT FROM assignments WHERE user_id = subject
                      AND (valid_to IS NULL OR valid_to > statement_timestamp())) THEN
        RETURN NULL;
    END IF;
    PERFORM FROM users WHERE id = subject FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM assignment_periods AS one JOIN assignment_periods AS other
                      ON other.user_id = one.user_id AND other.role = one.role AND other.id <> one.id
                     AND other.period && one.period
                WHERE one.user_id = subject) THEN
        RAISE EXCEPTION 'two live assignments of one person and role' USING ERRCODE = 'TG002';
    END IF;
    IF NOT EXISTS (SELECT FROM assignment_periods WHERE user_id = subject AND role = 'PROVIDER') THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('assignments of PROVIDER', 0));
    -- Most are live at some instant where one of them begins.
    IF EXISTS (SELECT FROM assignment_periods AS one JOIN assignment_periods AS other
                      ON other.role = 'PROVIDER' AND lower(one.period) <@ other.period
                WHERE one.role = 'PROVIDER' GROUP BY one.id HAVING count(*) > 3) THEN
        RAISE EXCEPTION 'four live assignments of the service provider' USING ERRCODE = 'TG003';
    END IF;
    RETURN NULL;
END
$function$
"""

# From now on: what is over, or never was, is nobody's business any more.
_LIVE = """
CREATE VIEW assignment_periods AS
SELECT assignments.id, user_id, role,
       tstzrange(greatest(valid_from, statement_timestamp()), coalesce(valid_to, 'infinity')) AS period
  FROM assignments JOIN users ON users.id = user_id
 WHERE coalesce(valid_to, 'infinity') > greatest(valid_from, statement_timestamp())
   AND status IN ('VALIDATED', 'GENERAL')
   AND coalesce(inactive_at > statement_timestamp(), true)
"""

_OF_ASSIGNMENTS = """
CREATE CONSTRAINT TRIGGER assignments_held AFTER INSERT OR UPDATE ON assignments
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold_assignments()
"""

_OF_USERS = """
CREATE CONSTRAINT TRIGGER users_assignments_held AFTER UPDATE OF status, last_login_at, registered_at ON users
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (NEW.status IN ('VALIDATED', 'GENERAL')
      AND (OLD.status, OLD.last_login_at, OLD.registered_at)
          IS DISTINCT FROM (NEW.status, NEW.last_login_at, NEW.registered_at))
EXECUTE FUNCTION hold_assignments()
"""

# Of assignments only the end can be changed, and nothing can be taken away. The audit log is written, never changed.
_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT ON audit_log TO twingraph_api;
        GRANT INSERT, UPDATE, DELETE ON command_outcomes TO twingraph_api;
        GRANT INSERT ON assignments TO twingraph_api;
        GRANT UPDATE (valid_to, revoked_by, revoked_at) ON assignments TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """Tables, columns, triggers, rights."""
    op.create_table(
        "audit_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        kinds.instant("at", nullable=False),
        sa.Column("person", sa.Uuid(), nullable=True),
        kinds.key("role", nullable=False),
        kinds.key("purpose"),
        kinds.key("command", nullable=False),
        sa.Column("objects", postgresql.ARRAY(sa.Uuid()), nullable=False),
    )
    op.create_index("audit_log_at", "audit_log", ["at"])
    op.create_index("audit_log_objects", "audit_log", ["objects"], postgresql_using="gin")
    op.create_table(
        "command_outcomes",
        sa.Column("request", sa.LargeBinary(), primary_key=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("ids", postgresql.JSONB(), nullable=False),
        kinds.instant("kept_at", nullable=False),
    )
    op.create_index("command_outcomes_kept_at", "command_outcomes", ["kept_at"])
    op.add_column("assignments", kinds.reference("approver_id", "users.id", nullable=True))
    op.add_column("assignments", kinds.instant("granted_at"))
    op.add_column("assignments", kinds.reference("revoked_by", "users.id", nullable=True))
    op.add_column("assignments", kinds.instant("revoked_at"))
    for column in ("approver_id", "revoked_by"):
        op.create_index(f"ix_assignments_{column}", "assignments", [column])
    op.create_check_constraint("assignments_approver_is_another", "assignments", "approver_id <> user_id")
    op.create_index(
        "assignments_provider", "assignments", ["valid_from"], postgresql_where=sa.text("role = 'PROVIDER'")
    )
    for statement in (_LIVE, _HOLD, _OF_ASSIGNMENTS, _OF_USERS, _GRANTS):
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
