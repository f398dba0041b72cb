"""What addresses, persons and clients have spent of their points, for all processes together.

Revision 0009, after 0008.

The rate limit needs no history and survives no crash, so the table is unlogged: after a crash everybody has all points.
The API may call two functions and write nothing itself; they run with the rights of the owner. A holder is a keyed hash,
and its row goes when it has all points again, which is a window after its last request.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None

# Rows are locked in the order in which the holders are given, an address or a client before a person, so two requests
# never wait for each other. Where one holder has too little, what was taken of those before it is given back.
_TAKE = """
CREATE FUNCTION take_points(
    holders uuid[], seconds double precision[], windows double precision[], forced boolean,
    OUT granted boolean, OUT full_in double precision[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $function$
DECLARE
    moment timestamptz := clock_timestamp();
    latest timestamptz;
BEGIN
    granted := true;
    FOR i IN 1 .. cardinality(holders) LOOP
        latest := moment + make_interval(secs => windows[i]);
        INSERT INTO spent_points AS spent (holder, full_at)
        VALUES (holders[i], least(moment + make_interval(secs => seconds[i]), latest))
        ON CONFLICT (holder) DO UPDATE
            SET full_at = least(greatest(spent.full_at, moment) + make_interval(secs => seconds[i]), latest)
            WHERE forced OR greatest(spent.full_at, moment) + make_interval(secs => seconds[i]) <= latest;
        IF NOT FOUND THEN
            granted := false;
            UPDATE spent_points AS spent SET full_at = spent.full_at - make_interval(secs => taken.seconds)
            FROM unnest(holders, take_points.seconds) WITH ORDINALITY AS taken (holder, seconds, place)
            WHERE spent.holder = taken.holder AND taken.place < i;
            EXIT;
        END IF;
    END LOOP;
    SELECT array_agg(greatest(0, coalesce(extract(epoch FROM spent.full_at - moment), 0))::double precision ORDER BY asked.place)
    INTO full_in
    FROM unnest(holders) WITH ORDINALITY AS asked (holder, place)
    LEFT JOIN spent_points AS spent USING (holder);
END
$function$
"""

_FORGET = """
CREATE FUNCTION forget_points() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $function$
    DELETE FROM spent_points WHERE full_at < clock_timestamp()
$function$
"""

_GRANTS = """
DO $block$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'twingraph_api') THEN
        GRANT EXECUTE ON FUNCTION take_points(uuid[], double precision[], double precision[], boolean) TO twingraph_api;
        GRANT EXECUTE ON FUNCTION forget_points() TO twingraph_api;
    END IF;
END
$block$
"""


def upgrade() -> None:
    """A table, and the two ways to write it. Rows are updated all the time, so pages keep some place for them."""
    op.create_table(
        "spent_points",
        sa.Column("holder", sa.Uuid(), primary_key=True),
        kinds.instant("full_at", nullable=False),
        prefixes=["UNLOGGED"],
        postgresql_with={"fillfactor": 70},
    )
    for statement in (_TAKE, _FORGET, _GRANTS):
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
