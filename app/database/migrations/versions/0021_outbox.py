"""The outbox: the jobs of procrastinate, and a function by which the API adds letters.

Revision 0021, after 0020. What procrastinate makes is in `migrations/jobs`, as the version ships it that this revision
was written for; a later version comes with a revision of its own that runs its migrations.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import psycopg
import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0021"
down_revision: str | None = "0020"
branch_labels: str | None = None
depends_on: str | None = None

_SCHEMA = Path(__file__).parents[1] / "jobs" / "procrastinate.sql"
# The only thing that the API can do with jobs: to write letters, whatever procrastinate needs for it.
_APPEND = """
CREATE FUNCTION append_letters(letters text[], recipients uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $function$
    SELECT procrastinate_defer_jobs_v1(array_agg(
        ROW('mail', 'send_letter', 0, NULL, NULL, jsonb_build_object('letter', letter, 'recipient', recipient), NULL)
        ::procrastinate_job_to_defer_v1))
      FROM unnest(letters, recipients) AS written(letter, recipient)
$function$
"""
_GRANTS = """
DO $block$
BEGIN
    REVOKE ALL ON FUNCTION append_letters FROM PUBLIC;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT EXECUTE ON FUNCTION append_letters TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """Types, tables, functions, triggers, rights."""
    # Many statements, and percent signs of its own: for the driver as it is.
    connection = cast("psycopg.Connection[Any]", op.get_bind().connection.driver_connection)
    connection.execute(_SCHEMA.read_bytes())
    connection.execute(_APPEND)
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
