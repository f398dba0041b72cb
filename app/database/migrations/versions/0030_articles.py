"""Articles of the general area, and comments on them.

Revision 0030, after 0029.

The API adds articles and comments, changes whether an article is shown, takes comments down and deletes them. What an
anonymised person said is deleted with the change of the account, whoever writes that (RET-09, A-20).
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0030"
down_revision: str | None = "0029"
branch_labels: str | None = None
depends_on: str | None = None

_FORGET = """
CREATE FUNCTION forget_comments() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    DELETE FROM comments WHERE author_id = NEW.id;
    RETURN NULL;
END
$body$
"""
_TRIGGER = """
CREATE TRIGGER users_forget_comments AFTER UPDATE OF status ON users
FOR EACH ROW WHEN (NEW.status = 'ANONYMISED' AND OLD.status IS DISTINCT FROM NEW.status)
EXECUTE FUNCTION forget_comments()
"""
_REVOKE = "REVOKE EXECUTE ON FUNCTION forget_comments() FROM PUBLIC"
_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT ON articles TO twingraph_api;
        GRANT UPDATE (status) ON articles TO twingraph_api;
        GRANT INSERT, DELETE ON comments TO twingraph_api;
        GRANT UPDATE (status, removed_at, removal_reason) ON comments TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """Two tables, what becomes of a person's comments, and what the API may do."""
    op.create_table(
        "articles",
        kinds.identifier(),
        kinds.key("slug", nullable=False),
        kinds.key("language", nullable=False),
        kinds.text("title", nullable=False),
        kinds.text("body", nullable=False),
        kinds.key("country"),
        kinds.key("status", nullable=False),
        kinds.instant("published_at", nullable=False),
        sa.CheckConstraint("status IN ('PUBLISHED', 'WITHDRAWN')", name="articles_status"),
    )
    shown = sa.text("status = 'PUBLISHED'")
    op.create_index("articles_slug", "articles", ["slug"], unique=True, postgresql_where=shown)
    op.create_index("articles_published", "articles", [sa.text("published_at DESC"), "id"])
    op.create_table(
        "comments",
        kinds.identifier(),
        kinds.reference("article_id", "articles.id"),
        kinds.reference("author_id", "users.id"),
        kinds.text("text", nullable=False),
        kinds.key("status", nullable=False),
        kinds.instant("written_at", nullable=False),
        kinds.instant("removed_at"),
        kinds.text("removal_reason"),
        sa.CheckConstraint("status IN ('SHOWN', 'REMOVED')", name="comments_status"),
        sa.CheckConstraint(
            "(status = 'REMOVED') = (removed_at IS NOT NULL AND removal_reason IS NOT NULL)", name="comments_removed"
        ),
    )
    op.create_index("comments_article", "comments", ["article_id", "written_at", "id"])
    op.create_index("comments_author", "comments", ["author_id", "written_at"])
    for statement in (_FORGET, _TRIGGER, _REVOKE, _GRANTS):
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
