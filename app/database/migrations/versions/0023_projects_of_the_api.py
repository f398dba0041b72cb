"""Projects that people found, keep and give up through the API.

Revision 0023, after 0022.

A project counts how often it was changed, by whomever, so that of two people who edit at once the second is told. The
API adds projects with their partners and TwinSpaces, and changes what founders say about them. It deletes drafts alone,
by a function that can do nothing else.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0023"
down_revision: str | None = "0022"
branch_labels: str | None = None
depends_on: str | None = None

_COUNT = """
CREATE FUNCTION count_versions() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $function$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END
$function$
"""

_COUNTED = """
CREATE TRIGGER projects_counted BEFORE UPDATE ON projects FOR EACH ROW
WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION count_versions()
"""

# Whoever calls has found that the draft may go. What hangs on it goes with it, whoever wrote it.
_DISCARD = """
CREATE FUNCTION discard_draft(draft uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $function$
BEGIN
    PERFORM FROM projects WHERE id = draft AND status = 'DRAFT' FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM posts USING threads, areas
     WHERE posts.thread_id = threads.id AND threads.area_id = areas.id AND areas.project_id = draft;
    DELETE FROM threads USING areas WHERE threads.area_id = areas.id AND areas.project_id = draft;
    DELETE FROM members USING areas WHERE members.area_id = areas.id AND areas.project_id = draft;
    DELETE FROM areas WHERE project_id = draft;
    DELETE FROM partners WHERE project_id = draft;
    DELETE FROM projects WHERE id = draft;
    RETURN true;
END
$function$
"""

_GRANTS = """
DO $block$
BEGIN
    REVOKE EXECUTE ON FUNCTION count_versions() FROM PUBLIC;
    REVOKE EXECUTE ON FUNCTION discard_draft(uuid) FROM PUBLIC;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT (id, key, title, title_folded, description, languages, pupil_age_from, pupil_age_to, status,
                      registered_on, terms)
            ON projects TO twingraph_api;
        GRANT UPDATE (title, title_folded, description, languages, pupil_age_from, pupil_age_to, terms)
            ON projects TO twingraph_api;
        GRANT INSERT (id, key, project_id, user_id, school_id, role, joined_on) ON partners TO twingraph_api;
        GRANT INSERT (id, key, kind, title, title_folded, project_id, terms) ON areas TO twingraph_api;
        GRANT UPDATE (title, title_folded, terms) ON areas TO twingraph_api;
        GRANT INSERT (id, area_id, user_id, role, joined_on, left_on, implied, live_from) ON members TO twingraph_api;
        GRANT EXECUTE ON FUNCTION discard_draft(uuid) TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """A column, a trigger, a function, rights."""
    op.add_column("projects", sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1")))
    for statement in (_COUNT, _COUNTED, _DISCARD, _GRANTS):
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
