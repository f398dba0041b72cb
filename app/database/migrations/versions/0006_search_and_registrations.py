"""What lists of registrations and searches need to be fast at any size.

Revision 0006, after 0005.

Registrations that wait are listed by the time they were made, of one country or of all. The terms of a row are many and
most are trigrams: with the usual hundred, the statistics hold none of the rarer words, and PostgreSQL walks a whole
order to find what the inverted index would give at once. With three hundred it knows (measured at 300,000 users: a rare
word 2 instead of 180 ms; ANALYZE takes 3 s).
"""

from __future__ import annotations

import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None

_TABLES_WITH_TERMS = ("users", "schools", "projects", "areas")


def upgrade() -> None:
    """Two indexes, and finer statistics of the terms."""
    op.create_index("users_status_registered_at", "users", ["status", "registered_at", "id"])
    op.create_index("users_country_status_registered_at", "users", ["school_country", "status", "registered_at", "id"])
    for table in _TABLES_WITH_TERMS:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN terms SET STATISTICS 300")
        op.execute(f"ANALYZE {table}")


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
