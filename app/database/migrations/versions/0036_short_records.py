"""Records of reads that stand in one row each.

Revision 0036, after 0035.

A record of a full page names about a hundred people, some two kilobytes. PostgreSQL would try to compress these ids,
which cannot be done, and then keep them beside the row, in another table with an index of its own. Rows of the access
log may be as long as a page of the database instead; only what is longer is kept beside.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0036"
down_revision: str | None = "0035"
branch_labels: str | None = None
depends_on: str | None = None

# Of the table and of every month that is there; months to come take it over.
_PLAIN = "ALTER TABLE access_log ALTER COLUMN subjects SET STORAGE EXTERNAL, ALTER COLUMN schools SET STORAGE EXTERNAL"
_LONG = """
DO $block$
DECLARE
    month regclass;
BEGIN
    FOR month IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'access_log'::regclass LOOP
        EXECUTE format('ALTER TABLE %s SET (toast_tuple_target = 8160)', month);
    END LOOP;
END
$block$
"""


def upgrade() -> None:
    """How rows are stored; those that are there stay as they are."""
    for statement in (_PLAIN, _LONG):
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
