"""Organisations with their agreements, which the assignments of their staff lean on.

Revision 0014, after 0013.

An assignment may name an organisation. Without one it counts as it always did. The API reads organisations by the default
privileges of revision 0005 and never writes them.
"""

from __future__ import annotations

import sqlmodel  # noqa: F401  every revision has it at hand, as the template does
from alembic import op

from app.database.migrations import kinds

revision = "0014"
down_revision: str | None = "0013"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """A table, and a column that refers to it."""
    op.create_table(
        "organisations",
        kinds.identifier(),
        kinds.record_key(),
        kinds.text("name", nullable=False),
        kinds.key("kind", nullable=False),
        kinds.key("country"),
        kinds.instant("agreement_from"),
        kinds.instant("agreement_to"),
        kinds.instant("safeguards_from"),
        kinds.instant("safeguards_to"),
        kinds.flag("dpa_signed"),
    )
    op.add_column("assignments", kinds.reference("organisation_id", "organisations.id", nullable=True))
    op.create_index("ix_assignments_organisation_id", "assignments", ["organisation_id"])


def downgrade() -> None:
    """Not offered: restore a backup instead."""
    raise NotImplementedError
