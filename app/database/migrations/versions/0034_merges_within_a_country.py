"""What a merge of schools may do, held by the database.

Revision 0034, after 0033.

No school is an alias of itself. A school goes only into one that is there, was found valid, and is of the same country
(NAT-14). The e-mail address of a school is no part of a merge, and the API changes none.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0034"
down_revision: str | None = "0033"
branch_labels: str | None = None
depends_on: str | None = None

# Who may call it stays as it was. Foreign keys hold that nobody and nothing belongs to the school any more.
_DROP = """
CREATE OR REPLACE FUNCTION drop_absorbed_school(absorbed uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $function$
    DELETE FROM schools WHERE id = absorbed AND EXISTS (
        SELECT FROM school_aliases JOIN schools AS surviving ON surviving.id = surviving_id
         WHERE absorbed_id = absorbed AND surviving.country = schools.country AND surviving.status = 'VALIDATED')
    RETURNING true
$function$
"""
_RIGHTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        REVOKE UPDATE (email, email_key, email_folded) ON schools FROM twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """A constraint, the function anew, and less that the API may do."""
    op.create_check_constraint("school_aliases_lead_elsewhere", "school_aliases", "absorbed_id <> surviving_id")
    for statement in (_DROP, _RIGHTS):
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
