"""What the API may do in the database: read, and refuse a cursor.

Revision 0005, after 0004.

The API signs in as `twingraph_api`, the tables belong to the role that runs the revisions. Where there is no such
role, as on a server that an operator gave us one address for, nothing is granted: the API then signs in as the owner.
Tables of later revisions are covered by the default privileges; functions must be granted one by one.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None

# SQLSTATE TG001 is ours: classes that begin with I to Z are free for applications. The read path calls this where a
# nested cursor belongs to another parent, always with a column of the row: the planner may call a stable function
# early when it knows every argument, and it knows no column.
_REFUSE_CURSOR = """
CREATE FUNCTION refuse_cursor(parent uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $function$
BEGIN
    RAISE EXCEPTION 'cursor refused' USING ERRCODE = 'TG001';
END
$function$
"""

_GRANTS = """
DO $block$
BEGIN
    -- Only the owner of a database may decide about it; somebody else's database is for somebody else to close.
    IF EXISTS (SELECT FROM pg_database WHERE datname = current_database() AND pg_has_role(datdba, 'USAGE')) THEN
        EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT USAGE ON SCHEMA public TO twingraph_api;
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO twingraph_api;
        GRANT EXECUTE ON FUNCTION refuse_cursor(uuid) TO twingraph_api;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """Create the function, take what PUBLIC would have, grant the rest."""
    op.execute(sa.text(_REFUSE_CURSOR))
    op.execute(sa.text("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC"))
    op.execute(sa.text("REVOKE EXECUTE ON FUNCTION refuse_cursor(uuid) FROM PUBLIC"))
    op.execute(sa.text("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"))
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
