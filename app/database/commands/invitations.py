"""Writes invitations to projects: sent, answered, taken back (PURP-02).

In: the connection of a transaction that has locked the project. Out: what there was. An invitation is there while it is
open; who has deleted it has answered it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg

from app.database.vocabulary import PartnerRole

_SEND = """
INSERT INTO invitations (id, project_id, user_id, inviter_id, role, title, invited_at)
SELECT %(id)s, projects.id, %(user)s, %(inviter)s, %(role)s, projects.title, %(now)s
  FROM projects WHERE projects.id = %(project)s
ON CONFLICT (project_id, user_id) DO NOTHING
"""
_FIND = "SELECT inviter_id FROM invitations WHERE project_id = %s AND user_id = %s"
_TAKE = "DELETE FROM invitations WHERE project_id = %s AND user_id = %s RETURNING role"
_TAKE_ALL = "DELETE FROM invitations WHERE project_id = %s"

Connection = psycopg.AsyncConnection[Any]


async def send_invitation(
    connection: Connection, project: UUID, user: UUID, inviter: UUID, role: PartnerRole, now: datetime
) -> bool:
    """Invite a person to a project; False where they are invited already."""
    values = {"id": uuid4(), "project": project, "user": user, "inviter": inviter, "role": role.value, "now": now}
    return (await connection.execute(_SEND, values)).rowcount > 0


async def find_inviter(connection: Connection, project: UUID, user: UUID) -> UUID | None:
    """Who has invited a person to a project; None without an open invitation."""
    row = await (await connection.execute(_FIND, [project, user])).fetchone()
    return None if row is None else row[0]


async def take_invitation(connection: Connection, project: UUID, user: UUID) -> PartnerRole | None:
    """End the invitation of a person; what they were to be in the project, None without an open one."""
    row = await (await connection.execute(_TAKE, [project, user])).fetchone()
    return None if row is None else PartnerRole(row[0])


async def take_invitations(connection: Connection, project: UUID) -> None:
    """End every invitation to a project."""
    await connection.execute(_TAKE_ALL, [project])
