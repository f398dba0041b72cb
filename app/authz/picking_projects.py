"""Loads a single project from the database as rules ask about it: what a command is about to change.

In: the connection of the command's transaction, an id, the instant. Out: the project with its partners and their
people, or None. A locked one stays as loaded until the transaction ends: whoever else changes it, or who takes part in
it, waits.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from app.authz.facts import Partner, Project
from app.authz.picking import load_users

_PROJECT = "SELECT status, published_at FROM projects WHERE id = %s"
_LOCK_PROJECT = "SELECT FROM projects WHERE id = %s FOR NO KEY UPDATE"
_PARTNERS = "SELECT id, user_id, left_on, role FROM partners WHERE project_id = %s ORDER BY id"


async def load_project(connection: psycopg.AsyncConnection[Any], identifier: UUID, now: datetime) -> Project | None:
    """A project with its partners. Through which school each takes part is asked by no rule about projects."""
    row = await (await connection.execute(_PROJECT, [identifier])).fetchone()
    if row is None:
        return None
    project = Project(identifier, row[0], row[1], now)
    partners = await (await connection.execute(_PARTNERS, [identifier])).fetchall()
    users = await load_users(connection, [user for _, user, _, _ in partners], now)
    project.partners.extend(
        Partner(own, project, users[user], None, left_on, role) for own, user, left_on, role in partners
    )
    return project


async def load_locked_project(
    connection: psycopg.AsyncConnection[Any], identifier: UUID, now: datetime
) -> Project | None:
    """The same, locked: who has waited for the lock sees what the one before has written."""
    await connection.execute(_LOCK_PROJECT, [identifier])
    return await load_project(connection, identifier, now)
