"""Writes who takes part in a project; the TwinSpace follows (DATA-37, G-35, G-46).

In: the connection of a transaction that has locked the project. Out: the id of the entry. A partner is a member of the
TwinSpace without a record, as after an import: while a person's own record of it stands, it stands for both; once it
has an end, the implied membership begins there (see `app.database.models.area.Member`).
"""

from __future__ import annotations

from datetime import date
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg

from app.database.vocabulary import AreaRole, PartnerRole

_JOIN = """
INSERT INTO partners (id, key, project_id, user_id, school_id, role, joined_on)
VALUES (%(id)s, %(key)s, %(project)s, %(user)s, %(school)s, %(role)s, %(today)s)
ON CONFLICT (project_id, user_id) DO UPDATE
   SET school_id = excluded.school_id, role = excluded.role, joined_on = excluded.joined_on, left_on = NULL
RETURNING id
"""
_LEAVE = "UPDATE partners SET left_on = %(today)s WHERE project_id = %(project)s AND user_id = %(user)s RETURNING id"
# A record of one's own of the TwinSpace ends with the partnership.
_END_OWN = """
UPDATE members SET left_on = %(today)s
  FROM areas
 WHERE areas.id = members.area_id AND areas.project_id = %(project)s AND members.user_id = %(user)s
   AND NOT implied AND (left_on IS NULL OR left_on > %(today)s)
"""
_FOLLOW = """
INSERT INTO members (id, area_id, user_id, role, joined_on, left_on, implied, live_from)
SELECT %(id)s, areas.id, partners.user_id, %(role)s, partners.joined_on, partners.left_on, true, own.left_on
  FROM areas
  JOIN partners USING (project_id)
  LEFT JOIN members AS own ON own.area_id = areas.id AND own.user_id = partners.user_id AND NOT own.implied
 WHERE areas.project_id = %(project)s AND partners.user_id = %(user)s
   AND (own.id IS NULL OR own.left_on IS NOT NULL)
ON CONFLICT (area_id, user_id, implied) DO UPDATE
   SET joined_on = excluded.joined_on, left_on = excluded.left_on, live_from = excluded.live_from
"""

Connection = psycopg.AsyncConnection[Any]


async def join_project(
    connection: Connection, project: UUID, user: UUID, school: UUID | None, role: PartnerRole, today: date
) -> UUID:
    """Make a person a partner of a project, once more if they have left it, and a member of its TwinSpace."""
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
    entry = await _one(connection, _JOIN, values)
    await _follow(connection, project, user)
    return entry


async def leave_project(connection: Connection, project: UUID, user: UUID, today: date) -> UUID:
    """End a partnership, and the membership of the TwinSpace with it."""
    values = {"project": project, "user": user, "today": today}
    entry = await _one(connection, _LEAVE, values)
    await connection.execute(_END_OWN, values)
    await _follow(connection, project, user)
    return entry


async def _one(connection: Connection, statement: LiteralString, values: dict[str, Any]) -> UUID:
    row = await (await connection.execute(statement, values)).fetchone()
    assert row is not None  # noqa: S101 - one row is written
    found: UUID = row[0]
    return found


async def _follow(connection: Connection, project: UUID, user: UUID) -> None:
    values = {"id": uuid4(), "project": project, "user": user, "role": AreaRole.MEMBER.value}
    await connection.execute(_FOLLOW, values)
