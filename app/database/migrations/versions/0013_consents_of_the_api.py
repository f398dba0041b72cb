"""Consents that people give and withdraw through the API, and a history that stays.

Revision 0013, after 0012.

A record says by which channel it came in, and its end: by an import, as all until now, or by the API. What was given
through the API is never changed but by its end; what was withdrawn through the API stays withdrawn, also when an import
brings the record again without an end. The API inserts consents without an end, and ends them by a function that can do
nothing else: it has no right to update the table.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0013"
down_revision: str | None = "0012"
branch_labels: str | None = None
depends_on: str | None = None

# An import is the truth about what it has brought, and may correct it. TG005 is our own, like those of revision 0010.
_HOLD = """
CREATE FUNCTION hold_consents() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $function$
BEGIN
    IF OLD.given_channel = 'API'
       AND (NEW.id, NEW.key, NEW.user_id, NEW.purpose, NEW.notice_version, NEW.language, NEW.given_at, NEW.given_channel)
           IS DISTINCT FROM
           (OLD.id, OLD.key, OLD.user_id, OLD.purpose, OLD.notice_version, OLD.language, OLD.given_at, OLD.given_channel)
    THEN
        RAISE EXCEPTION 'a consent is only withdrawn' USING ERRCODE = 'TG005';
    END IF;
    IF OLD.withdrawn_channel = 'API' THEN
        NEW.withdrawn_at := OLD.withdrawn_at;
        NEW.withdrawn_channel := OLD.withdrawn_channel;
    END IF;
    RETURN NEW;
END
$function$
"""

_HELD = """
CREATE TRIGGER consents_held BEFORE UPDATE ON consents FOR EACH ROW
WHEN ('API' IN (OLD.given_channel, OLD.withdrawn_channel)) EXECUTE FUNCTION hold_consents()
"""

# What begins later ends where it would begin, so that it never was.
_WITHDRAW = """
CREATE FUNCTION withdraw_consents(person uuid, purposes text[], moment timestamptz) RETURNS SETOF uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $function$
    UPDATE consents SET withdrawn_at = greatest(given_at, moment), withdrawn_channel = 'API'
     WHERE user_id = person AND purpose = ANY (purposes)
       AND (withdrawn_at IS NULL OR withdrawn_at > greatest(given_at, moment))
    RETURNING id
$function$
"""

_GRANTS = """
DO $block$
BEGIN
    REVOKE EXECUTE ON FUNCTION withdraw_consents(uuid, text[], timestamptz) FROM PUBLIC;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT (id, key, user_id, purpose, notice_version, language, given_at, given_channel)
            ON consents TO twingraph_api;
        GRANT EXECUTE ON FUNCTION withdraw_consents(uuid, text[], timestamptz) TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """Two columns, a trigger, a function, rights."""
    for name in ("given_channel", "withdrawn_channel"):
        op.add_column(
            "consents",
            sa.Column(name, sa.Text(collation="C"), nullable=False, server_default=sa.text("'IMPORT'")),
        )
        op.create_check_constraint(f"consents_{name}", "consents", f"{name} IN ('API', 'IMPORT')")
    for statement in (_HOLD, _HELD, _WITHDRAW, _GRANTS):
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
