"""Registrations of eTwinners through the API: the profile of an account, and schools.

Revision 0017, after 0016.

The API may write what a registration says about an account, and add a school with its head. It can change no school.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0017"
down_revision: str | None = "0016"
branch_labels: str | None = None
depends_on: str | None = None

_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT UPDATE (username, username_folded, first_name, first_name_folded, last_name, last_name_folded,
                      school_role, subjects, languages, pupil_age_from, pupil_age_to, description, school_id,
                      school_country, registered_at, terms)
            ON users TO twingraph_api;
        GRANT INSERT ON schools TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """What the API may write."""
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
