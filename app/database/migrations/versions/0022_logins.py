"""Logins of people that an issuer has signed in (RET-04, RET-07, A-17).

Revision 0022, after 0021.

The API moves the last login of an account forward, by a function that can do nothing else: it has no right to the column.
An account that was deactivated, or is over after three years, stays as it is (RET-11).
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0022"
down_revision: str | None = "0021"
branch_labels: str | None = None
depends_on: str | None = None

_RECORD = """
CREATE FUNCTION record_login(person uuid, moment timestamptz, present timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $function$
    UPDATE users SET last_login_at = least(moment, present)
     WHERE id = person AND status NOT IN ('DEACTIVATED', 'ANONYMISED')
       AND coalesce(present < anonymised_at, true)
       AND coalesce(last_login_at < least(moment, present), true)
$function$
"""

_GRANTS = """
DO $block$
BEGIN
    REVOKE EXECUTE ON FUNCTION record_login(uuid, timestamptz, timestamptz) FROM PUBLIC;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT EXECUTE ON FUNCTION record_login(uuid, timestamptz, timestamptz) TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """A function, and who may call it."""
    for statement in (_RECORD, _GRANTS):
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
