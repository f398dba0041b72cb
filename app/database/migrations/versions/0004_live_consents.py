"""The periods in which a consent was live, kept beside the user by triggers.

Revision 0004, after 0003.

A consent is live at an instant when some record covers it: given then or before, not yet withdrawn (contract, Live
consent). The read path must know this of every row that it looks at, so the periods stand on the user, and only the
triggers write them. `consent_periods` is the definition: an import that writes consents before users may read it and
insert the users complete. An empty or reversed period is no period; it is never an error.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None

_PERIODS = """
SELECT user_id,
       coalesce(range_agg(period) FILTER (WHERE purpose = 'PUBLIC_PROFILE'), '{}') AS public_profile,
       coalesce(range_agg(period) FILTER (WHERE purpose = 'PUBLIC_PICTURE'), '{}') AS public_picture,
       coalesce(range_agg(period) FILTER (WHERE purpose = 'PUBLIC_PICTURE' AND notice_version = 'esep-nb'), '{}')
           AS public_picture_esep,
       coalesce(range_agg(period) FILTER (WHERE purpose = 'NEWSLETTER_NATIONAL'), '{}') AS newsletter_national,
       coalesce(range_agg(period) FILTER (WHERE purpose = 'SURVEY'), '{}') AS survey
  FROM (SELECT user_id, purpose, notice_version,
               -- A reversed range is an error, an empty one is not, and range_agg passes empty ones over.
               tstzrange(given_at, CASE WHEN withdrawn_at IS NOT NULL THEN greatest(given_at, withdrawn_at) END)
                   AS period
          FROM consents WHERE <which>) AS record
 GROUP BY user_id
"""

_VIEW = "CREATE VIEW consent_periods AS " + _PERIODS.replace("<which>", "true")

# The argument of the trigger is the query for the users that a statement touched. EXECUTE plans anew each time: one
# consent is an index look-up, a million are a hash join, and a plan kept from the one would ruin the other. In the
# middle of an import the planner has no statistics, or those of a table that was empty; a nested loop that it takes
# for short would then not end. So for many users there is none.
# The rows are locked first and in order. Of two transactions that touch one person, the second then computes from what
# the first has committed; without the lock it would write back the periods as they were before a withdrawal.
# Users that the same statement has inserted are nobody else's yet.
_FUNCTION = """
CREATE FUNCTION refresh_live_consents() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp SET enable_nestloop = on AS $function$
DECLARE
    size bigint;
BEGIN
    EXECUTE replace('SELECT count(*) FROM (<touched>) AS every', '<touched>', TG_ARGV[0]) INTO size;
    IF size > 1000 THEN
        SET LOCAL enable_nestloop = off;
    END IF;
    IF TG_TABLE_NAME <> 'users' THEN
        EXECUTE replace(
            'SELECT FROM users WHERE id IN (<touched>) ORDER BY id FOR NO KEY UPDATE', '<touched>', TG_ARGV[0]);
    END IF;
    EXECUTE replace($statement$
        UPDATE users
           SET public_profile = live.public_profile,
               public_picture = live.public_picture,
               public_picture_esep = live.public_picture_esep,
               newsletter_national = live.newsletter_national,
               survey = live.survey
          FROM (SELECT touched.user_id,
                       coalesce(periods.public_profile, '{}') AS public_profile,
                       coalesce(periods.public_picture, '{}') AS public_picture,
                       coalesce(periods.public_picture_esep, '{}') AS public_picture_esep,
                       coalesce(periods.newsletter_national, '{}') AS newsletter_national,
                       coalesce(periods.survey, '{}') AS survey
                  FROM (SELECT DISTINCT user_id FROM (<touched>) AS every(user_id)) AS touched
                  LEFT JOIN (<periods>) AS periods USING (user_id)
               ) AS live
         WHERE users.id = live.user_id
           AND (users.public_profile, users.public_picture, users.public_picture_esep,
                users.newsletter_national, users.survey)
               IS DISTINCT FROM
               (live.public_profile, live.public_picture, live.public_picture_esep,
                live.newsletter_national, live.survey)
        $statement$, '<touched>', TG_ARGV[0]);
    RETURN NULL;
END
$function$
""".replace("<periods>", _PERIODS.replace("<which>", "user_id IN (<touched>)"))

# Event, table, transition tables, users touched.
_TRIGGERS = [
    ("INSERT", "consents", "REFERENCING NEW TABLE AS after", "SELECT user_id FROM after"),
    (
        "UPDATE",
        "consents",
        "REFERENCING OLD TABLE AS before NEW TABLE AS after",
        "SELECT user_id FROM before UNION SELECT user_id FROM after",
    ),
    ("DELETE", "consents", "REFERENCING OLD TABLE AS before", "SELECT user_id FROM before"),
    ("TRUNCATE", "consents", "", "SELECT id FROM users"),
    # Foreign keys are checked at commit, so the consents of a new user may be there before the user.
    ("INSERT", "users", "REFERENCING NEW TABLE AS after", "SELECT id FROM after"),
]


def upgrade() -> None:
    """The definition as a view, the function, and a trigger on whatever can change the outcome."""
    op.execute(sa.text(_escaped(_VIEW)))
    op.execute(sa.text(_escaped(_FUNCTION)))
    op.execute(sa.text("REVOKE EXECUTE ON FUNCTION refresh_live_consents() FROM PUBLIC"))
    for event, table, transition_tables, touched in _TRIGGERS:
        op.execute(
            sa.text(
                f"CREATE TRIGGER {table}_{event.lower()}_refreshes_live_consents AFTER {event} ON {table} "
                f"{transition_tables} FOR EACH STATEMENT EXECUTE FUNCTION refresh_live_consents('{touched}')"
            )
        )


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError


def _escaped(statement: str) -> str:
    """SQLAlchemy reads a colon before a name as a parameter."""
    return statement.replace(":", "\\:")
