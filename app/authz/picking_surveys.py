"""Loads a survey from the database as rules ask about it.

In: the connection of the command's transaction, an id. Out: the survey, or None. Its country never changes; whether it
is open is asked again under a lock (`app.database.commands.surveys`).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg

from app.authz.facts import Survey

_SURVEY = "SELECT country, open FROM surveys WHERE id = %s"


async def load_survey(connection: psycopg.AsyncConnection[Any], identifier: UUID) -> Survey | None:
    """A survey."""
    row = await (await connection.execute(_SURVEY, [identifier])).fetchone()
    return None if row is None else Survey(identifier, row[0], open=row[1])
