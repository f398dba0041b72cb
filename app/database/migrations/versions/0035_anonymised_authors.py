"""What an anonymised person would have said while becoming anonymised.

Revision 0035, after 0034.

What a person said is deleted with the change of the account, but that change does not see what another transaction has
not yet committed. So who writes for a person shares the row of that person: the change waits for it and deletes it, or
came first, and then there is nobody to write for (RET-09, A-20).
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0035"
down_revision: str | None = "0034"
branch_labels: str | None = None
depends_on: str | None = None

# As a transaction that cannot be serialised: when it is tried again, it finds no such person.
_REFUSE = """
CREATE FUNCTION refuse_anonymised_author() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $function$
BEGIN
    PERFORM FROM users WHERE id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid AND status <> 'ANONYMISED' FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the author is anonymised' USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NEW;
END
$function$
"""
_TRIGGER = """
CREATE TRIGGER {table}_author BEFORE INSERT ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_anonymised_author({column})
"""
_REVOKE = "REVOKE EXECUTE ON FUNCTION refuse_anonymised_author() FROM PUBLIC"


_WRITTEN = (
    ("comments", "author_id"),
    ("representations", "user_id"),
    ("survey_participations", "user_id"),
    ("survey_responses", "user_id"),
)


def upgrade() -> None:
    """One function, for each table of what a person says."""
    op.execute(sa.text(_REFUSE))
    for table, column in _WRITTEN:
        op.execute(sa.text(_TRIGGER.format(table=table, column=column)))
    op.execute(sa.text(_REVOKE))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
