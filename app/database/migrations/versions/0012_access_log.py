"""The record of staff reads, and its seals.

Revision 0012, after 0011.

The role of the API may add records, and only what a statement knows: number, id and instant come from the database, so
that no value of a request can be one of them. It may change and delete nothing. Seals are written by the owner.

A transaction gets its id before its record gets a number: CASE keeps that order, and sealing depends on it. The
partitions of the months are made by `app.database.access_log.partitions`, each time the database is migrated, sealed,
or asked to.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0012"
down_revision: str | None = "0011"
branch_labels: str | None = None
depends_on: str | None = None

_TABLES = (
    "CREATE SEQUENCE access_log_number",
    """
    CREATE TABLE access_log (
        at timestamptz NOT NULL DEFAULT statement_timestamp(),
        number bigint NOT NULL
            DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('access_log_number') END,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        viewer uuid NOT NULL,
        role text NOT NULL,
        purpose text,
        organisation text,
        operation text NOT NULL,
        subjects uuid[] NOT NULL,
        schools uuid[] NOT NULL,
        coordinates text[] NOT NULL,
        PRIMARY KEY (number, at)
    ) PARTITION BY RANGE (at)
    """,
    "ALTER SEQUENCE access_log_number OWNED BY access_log.number",
    "CREATE INDEX ix_access_log_subjects ON access_log USING gin (subjects)",
    # What no month has a partition for is kept here, so that a forgotten partition stops nobody's work.
    "CREATE TABLE access_log_default PARTITION OF access_log DEFAULT",
    """
    CREATE TABLE access_seals (
        number bigint PRIMARY KEY,
        kind text NOT NULL,
        month date NOT NULL,
        first_record bigint NOT NULL,
        last_record bigint NOT NULL,
        records bigint NOT NULL,
        root text NOT NULL,
        sealed_at timestamptz NOT NULL,
        previous text NOT NULL,
        hash text NOT NULL,
        CONSTRAINT access_seal_kind CHECK (kind IN ('BATCH', 'DROPPED'))
    )
    """,
    "CREATE INDEX ix_access_seals_month ON access_seals (month)",
)

_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT INSERT (viewer, role, purpose, organisation, operation, subjects, schools, coordinates)
            ON access_log TO twingraph_api;
        GRANT USAGE ON SEQUENCE access_log_number TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """The tables, and the right to add records."""
    for statement in _TABLES:
        op.execute(sa.text(statement))
    op.execute(sa.text(_GRANTS))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
