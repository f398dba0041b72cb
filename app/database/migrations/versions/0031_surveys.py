"""Surveys, consents to answer one of them under one's name, and answers that nobody can be named for.

Revision 0031, after 0030.

A consent may name a survey; it is then for that survey alone, and none of the periods in which somebody is invited to
surveys. When it ends, whatever ends it, a trigger deletes what was answered under it: words can tell who wrote them, and
an answer that joins what was read already says whose it is.
The API adds answers without a name by a function alone, and cannot read them. They become results when the survey is
closed, question by question where there are enough of them; what is too little is deleted unread.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import ballots, kinds

revision = "0031"
down_revision: str | None = "0030"
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
          FROM consents WHERE survey_id IS NULL AND <which>) AS record
 GROUP BY user_id
"""

_VIEW = "CREATE OR REPLACE VIEW consent_periods AS " + _PERIODS.replace("<which>", "true")

# As in revisions 0004 and 0011, which say why, but for the consents that are counted.
_REFRESH = """
CREATE OR REPLACE FUNCTION refresh_live_consents() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = on AS $function$
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

_HOLD = """
CREATE OR REPLACE FUNCTION hold_consents() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $function$
BEGIN
    IF OLD.given_channel = 'API'
       AND (NEW.id, NEW.key, NEW.user_id, NEW.purpose, NEW.notice_version, NEW.language, NEW.given_at,
            NEW.given_channel, NEW.survey_id)
           IS DISTINCT FROM
           (OLD.id, OLD.key, OLD.user_id, OLD.purpose, OLD.notice_version, OLD.language, OLD.given_at,
            OLD.given_channel, OLD.survey_id)
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

# To lock a row takes the right to change it, which the API does not have.
_KEEP_OPEN = """
CREATE FUNCTION hold_survey(about uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $function$
    SELECT open FROM surveys WHERE id = about FOR SHARE
$function$
"""

_WITHDRAW = """
CREATE FUNCTION withdraw_survey_consent(person uuid, about uuid, moment timestamptz) RETURNS SETOF uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $function$
    UPDATE consents SET withdrawn_at = greatest(given_at, moment), withdrawn_channel = 'API'
     WHERE user_id = person AND survey_id = about
       AND (withdrawn_at IS NULL OR withdrawn_at > greatest(given_at, moment))
    RETURNING id
$function$
"""

_DELETE = """
CREATE FUNCTION delete_survey_answers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $function$
DECLARE
    linked uuid;
BEGIN
    SELECT id INTO linked FROM survey_responses WHERE consent_id = NEW.id;
    DELETE FROM survey_answers WHERE response_id = linked;
    DELETE FROM survey_responses WHERE id = linked;
    RETURN NULL;
END
$function$
"""

_DELETED = """
CREATE TRIGGER consents_delete_survey_answers AFTER UPDATE OF withdrawn_at ON consents FOR EACH ROW
WHEN (NEW.survey_id IS NOT NULL AND NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION delete_survey_answers()
"""

# Of an account that is anonymised nothing stays that was said under its name (RET-09).
_FORGET = """
CREATE FUNCTION forget_survey_answers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $function$
BEGIN
    DELETE FROM survey_answers WHERE response_id IN (SELECT id FROM survey_responses WHERE user_id = NEW.id);
    DELETE FROM survey_responses WHERE user_id = NEW.id;
    DELETE FROM survey_participations WHERE user_id = NEW.id;
    RETURN NULL;
END
$function$
"""

_FORGOTTEN = """
CREATE TRIGGER users_forget_survey_answers AFTER UPDATE OF status ON users FOR EACH ROW
WHEN (NEW.status = 'ANONYMISED' AND OLD.status <> 'ANONYMISED') EXECUTE FUNCTION forget_survey_answers()
"""

_GRANTS = """
DO $block$
BEGIN
    REVOKE EXECUTE ON FUNCTION
        close_survey(uuid, timestamptz), hold_survey(uuid), cast_ballots(uuid, jsonb),
        withdraw_survey_consent(uuid, uuid, timestamptz), delete_survey_answers(), forget_survey_answers() FROM PUBLIC;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT (id, country, opened_at) ON surveys TO twingraph_api;
        GRANT INSERT ON survey_titles, survey_questions, survey_participations, survey_responses, survey_answers
            TO twingraph_api;
        REVOKE SELECT ON survey_ballots FROM twingraph_api;
        GRANT INSERT (survey_id) ON consents TO twingraph_api;
        GRANT EXECUTE ON FUNCTION close_survey(uuid, timestamptz), hold_survey(uuid),
            cast_ballots(uuid, jsonb), withdraw_survey_consent(uuid, uuid, timestamptz) TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """Tables, a column, what consents come to, functions, triggers, rights."""
    _asked()
    op.add_column("consents", kinds.reference("survey_id", "surveys.id", nullable=True))
    op.create_index("consents_survey", "consents", ["survey_id"])
    _answered()
    _unlinked("survey_ballots")
    _unlinked("survey_results", sa.Column("answers", sa.BigInteger(), nullable=False))
    people = (("survey_participations", "user_id"), ("survey_responses", "user_id"), ("survey_responses", "consent_id"))
    for table, column in (*people, ("survey_ballots", "survey_id"), ("survey_results", "survey_id")):
        op.create_index(f"ix_{table}_{column}", table, [column])
    consents = (_VIEW, _REFRESH, _HOLD, _WITHDRAW, _DELETE, _DELETED)
    for statement in (*consents, _KEEP_OPEN, _FORGET, _FORGOTTEN, ballots.CLOSE, ballots.CAST, _GRANTS):
        op.execute(sa.text(statement.replace(":", "\\:")))


def _asked() -> None:
    """Tables of surveys and of what they ask."""
    op.create_table(
        "surveys",
        kinds.identifier(),
        kinds.key("country"),
        sa.Column("open", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        kinds.instant("opened_at", nullable=False),
        kinds.instant("closed_at"),
        sa.CheckConstraint("open = (closed_at IS NULL)", name="surveys_open"),
    )
    op.create_table(
        "survey_titles",
        kinds.identifier(),
        kinds.reference("survey_id", "surveys.id"),
        kinds.text("language", nullable=False),
        kinds.text("title", nullable=False),
        sa.UniqueConstraint("survey_id", "language", name="survey_titles_once"),
    )
    op.create_table(
        "survey_questions",
        kinds.identifier(),
        kinds.reference("survey_id", "surveys.id"),
        kinds.required_number("number"),
        kinds.text("language", nullable=False),
        kinds.text("prompt", nullable=False),
        kinds.texts("choices"),
        sa.UniqueConstraint("survey_id", "number", "language", name="survey_questions_once"),
    )


def _answered() -> None:
    """Tables of who has answered, and of what was answered under a name."""
    op.create_table(
        "survey_participations",
        kinds.identifier(),
        kinds.reference("survey_id", "surveys.id"),
        kinds.reference("user_id", "users.id"),
        sa.UniqueConstraint("survey_id", "user_id", name="survey_participations_once"),
    )
    op.create_table(
        "survey_responses",
        kinds.identifier(),
        kinds.reference("survey_id", "surveys.id"),
        kinds.reference("user_id", "users.id"),
        kinds.reference("consent_id", "consents.id"),
        kinds.date("answered_on", nullable=False),
        sa.UniqueConstraint("survey_id", "user_id", name="survey_responses_once"),
    )
    op.create_table(
        "survey_answers",
        kinds.identifier(),
        kinds.reference("response_id", "survey_responses.id"),
        kinds.required_number("question"),
        kinds.number("choice"),
        kinds.text("text"),
        sa.UniqueConstraint("response_id", "question", name="survey_answers_once"),
        sa.CheckConstraint("(choice IS NULL) <> (text IS NULL)", name="survey_answers_one"),
    )


def _unlinked(name: str, *more: sa.Column[object]) -> None:
    """A table of answers by nobody in particular."""
    op.create_table(
        name,
        kinds.identifier(),
        kinds.reference("survey_id", "surveys.id"),
        kinds.required_number("question"),
        kinds.number("choice"),
        kinds.text("text"),
        *more,
        sa.CheckConstraint("(choice IS NULL) <> (text IS NULL)", name=f"{name}_one"),
    )


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
