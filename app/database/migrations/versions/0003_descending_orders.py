"""Indexes for descending orders that no other index serves.

Revision 0003, after 0002.

An order is `cell, id` in both directions and null is last in both (contract, Order). Read backwards, an ascending
index would put null first, so a column that may be null has one index for each direction. The index of a column that
is never null is read backwards, ties being sorted by id on the way: good for names, of which few are alike, too slow
for countries and cities. Its descending order must not say NULLS LAST, which PostgreSQL takes for another order.
The models do not declare these indexes; their names end in `_desc`, by which the comparison passes them over.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Orders whose column may be null, then those with many ties."""
    _create("users_first_name_desc", "users", "first_name_folded")
    _create("users_last_name_desc", "users", "last_name_folded")
    _create("users_email_desc", "users", "email_folded")
    _create("users_country_desc", "users", "school_country")
    _create("users_registered_at_desc", "users", "registered_at")
    _create("users_last_login_at_desc", "users", "last_login_at")
    _create("schools_region_desc", "schools", "region_folded")
    _create("projects_closed_on_desc", "projects", "closed_on")
    _create("areas_title_desc", "areas", "title_folded", within="kind")
    _create("areas_starts_at_desc", "areas", "starts_at", within="kind")
    op.create_index("schools_country_desc", "schools", [sa.desc("country"), "id"])
    op.create_index("schools_city_desc", "schools", [sa.desc("city_folded"), "id"])


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError


def _create(name: str, table: str, column: str, *, within: str | None = None) -> None:
    before = [] if within is None else [within]
    op.create_index(name, table, [*before, sa.text(f"{column} DESC NULLS LAST"), "id"])
