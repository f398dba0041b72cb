"""Whether a person has accepted the general notice, as a condition of a statement (SCOPE-04).

In: the id of the person, as SQL. Out: a condition that is true or false.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.database.models import NoticeAcceptance


def accepted_by(person: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Whether they have, in any version."""
    notice = _TABLE.alias("notice")
    general = notice.c.notice == sa.literal_column("'GENERAL'", sa.Text)
    return sa.exists().where(notice.c.user_id == sa.cast(person, sa.Uuid), general)


_TABLE: sa.Table = NoticeAcceptance.__table__  # type: ignore[attr-defined]
