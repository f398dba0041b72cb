"""What the revisions 0031 and 0035 came to have after they were first written, for databases that ran them before.

Revision 0037, after 0036.

Nothing changes where they ran as they are now. Elsewhere answers without a name come in by `cast_ballots` alone from
now on, and the tables of who has answered refuse rows of anonymised people, as those of comments do.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import ballots

revision = "0037"
down_revision: str | None = "0036"
branch_labels: str | None = None
depends_on: str | None = None

_CAST = ballots.CAST.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
_INDEX = "CREATE INDEX IF NOT EXISTS consents_survey ON consents (survey_id)"
_REFUSE = """
CREATE OR REPLACE TRIGGER {table}_author BEFORE INSERT ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_anonymised_author(user_id)
"""
_GRANTS = """
DO $block$
BEGIN
    REVOKE EXECUTE ON FUNCTION cast_ballots(uuid, jsonb) FROM PUBLIC;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        REVOKE INSERT ON surveys, survey_ballots FROM twingraph_api;
        GRANT INSERT (id, country, opened_at) ON surveys TO twingraph_api;
        GRANT EXECUTE ON FUNCTION cast_ballots(uuid, jsonb) TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """A function, an index, two triggers, rights: made anew or as they are."""
    triggers = (_REFUSE.format(table=table) for table in ("survey_participations", "survey_responses"))
    for statement in (_CAST, _INDEX, *triggers, _GRANTS):
        op.execute(sa.text(statement.replace(":", "\\:")))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
