"""${message}.

Revision ${up_revision}, after ${down_revision | comma,n}.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel  # noqa: F401  every revision has it at hand
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision: str | None = ${repr(down_revision)}
branch_labels: str | None = ${repr(branch_labels)}
depends_on: str | None = ${repr(depends_on)}


def upgrade() -> None:
    """Read what autogeneration wrote before it is committed: it knows no triggers, grants or data."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Not offered: dropping tables would destroy what people wrote; restore a backup instead."""
    raise NotImplementedError
