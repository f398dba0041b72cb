"""Invitations to projects, and partners that come and go through the API.

Revision 0025, after 0024.

An invitation is there while it is open. The API adds and deletes invitations, and writes when a partner came and left,
the state of a project and its publication.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0025"
down_revision: str | None = "0024"
branch_labels: str | None = None
depends_on: str | None = None

_DISCARD = """
CREATE OR REPLACE FUNCTION discard_draft(draft uuid) RETURNS boolean
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
    DELETE FROM invitations WHERE project_id = draft;
    DELETE FROM projects WHERE id = draft;
    RETURN true;
END
$function$
"""

_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT, DELETE ON invitations TO twingraph_api;
        GRANT UPDATE (status, closed_on, published_at) ON projects TO twingraph_api;
        GRANT UPDATE (school_id, role, joined_on, left_on) ON partners TO twingraph_api;
        GRANT UPDATE (joined_on, left_on, live_from) ON members TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """One table, a function, rights."""
    op.create_table(
        "invitations",
        kinds.identifier(),
        kinds.reference("project_id", "projects.id"),
        kinds.reference("user_id", "users.id"),
        kinds.reference("inviter_id", "users.id"),
        kinds.key("role", nullable=False),
        kinds.text("title", nullable=False),
        kinds.instant("invited_at", nullable=False),
        sa.UniqueConstraint("project_id", "user_id", name="invitations_pair"),
    )
    op.create_index("ix_invitations_user_id", "invitations", ["user_id"])
    op.create_index("ix_invitations_inviter_id", "invitations", ["inviter_id"])
    for statement in (_DISCARD, _GRANTS):
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
