"""Writes who takes part in a project; the TwinSpace follows (DATA-37, G-35, G-46).

In: the connection of a transaction that has locked the project. Out: the id of the entry. A partner is a member of the
TwinSpace without a record, as after an import: while a person's own record of it stands, it stands for both; once it
has an end, the implied membership begins there (see `app.database.models.area.Member`).
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg

from app.database.vocabulary import AreaRole, PartnerRole

_JOIN = """
INSERT INTO partners (id, key, project_id, user_id, school_id, role, joined_on)
VALUES (%(id)s, %(key)s, %(project)s, %(user)s, %(school)s, %(role)s, %(today)s)
"""
_FOLLOW = """
INSERT INTO members (id, area_id, user_id, role, joined_on, left_on, implied, live_from)
SELECT %(id)s, areas.id, partners.user_id, %(role)s, partners.joined_on, partners.left_on, true, own.left_on
  FROM areas
  JOIN partners USING (project_id)
  LEFT JOIN members AS own ON own.area_id = areas.id AND own.user_id = partners.user_id AND NOT own.implied
 WHERE areas.project_id = %(project)s AND partners.user_id = %(user)s
   AND (own.id IS NULL OR own.left_on IS NOT NULL)
"""

Connection = psycopg.AsyncConnection[Any]


async def join_project(
    connection: Connection, project: UUID, user: UUID, school: UUID | None, role: PartnerRole, today: date
) -> UUID:
    """Make a person a partner of a project, and a member of its TwinSpace."""
    entry = uuid4()
    values = {
        "id": entry,
        "key": f"joined {entry}",
        "project": project,
        "user": user,
        "school": school,
        "role": role.value,
        "today": today,
    }
    await connection.execute(_JOIN, values)
    await _follow(connection, project, user)
    return entry


async def _follow(connection: Connection, project: UUID, user: UUID) -> None:
    values = {"id": uuid4(), "project": project, "user": user, "role": AreaRole.MEMBER.value}
    await connection.execute(_FOLLOW, values)
