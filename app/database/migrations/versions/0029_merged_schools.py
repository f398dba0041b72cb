"""Schools that were merged into others.

Revision 0029, after 0028.

An alias keeps what a school was, and leads from its id and its key to the school that it became part of. The API adds
aliases, lets them follow when that school is merged in turn, and lets a school take over what it had not. It deletes
schools that have an alias, and no others, by a function that can do nothing else.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0029"
down_revision: str | None = "0028"
branch_labels: str | None = None
depends_on: str | None = None

# Foreign keys hold that nobody and nothing belongs to the school any more.
_DROP = """
CREATE FUNCTION drop_absorbed_school(absorbed uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $function$
    DELETE FROM schools WHERE id = absorbed AND EXISTS (SELECT FROM school_aliases WHERE absorbed_id = absorbed)
    RETURNING true
$function$
"""
_GRANTS = """
DO $block$
BEGIN
    REVOKE EXECUTE ON FUNCTION drop_absorbed_school(uuid) FROM PUBLIC;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT ON school_aliases TO twingraph_api;
        GRANT UPDATE (surviving_id) ON school_aliases TO twingraph_api;
        GRANT UPDATE (address, region, region_folded, email, email_key, email_folded, head_first_name, head_last_name,
                      head_email, head_email_key, head_supplied_by, terms)
            ON schools TO twingraph_api;
        GRANT EXECUTE ON FUNCTION drop_absorbed_school(uuid) TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """One table, a function, and what the API may do."""
    op.create_table(
        "school_aliases",
        sa.Column("absorbed_id", sa.Uuid(), primary_key=True),
        kinds.reference("surviving_id", "schools.id"),
        kinds.record_key(),
        kinds.text("official_name", nullable=False),
        kinds.text("address"),
        kinds.text("city", nullable=False),
        kinds.text("region"),
        kinds.key("country", nullable=False),
        kinds.key("status", nullable=False),
        kinds.reference("merged_by", "users.id"),
        kinds.instant("merged_at", nullable=False),
    )
    op.create_index("ix_school_aliases_surviving_id", "school_aliases", ["surviving_id"])
    op.create_index("ix_school_aliases_merged_by", "school_aliases", ["merged_by"])
    op.execute(sa.text(_DROP))
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
