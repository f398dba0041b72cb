"""Writes projects with their TwinSpaces: founded, edited, given up as a draft (DATA-37, AREA-01).

In: the connection of a transaction that has locked the project, values that were checked. Out: ids, or what there is.
Every derived column is written as an import writes it: folded texts and terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import dict_row

from app.database.lexicon import LEXICONS
from app.database.text import fold
from app.database.vocabulary import AreaKind, ProjectStatus

_INSERT = """
INSERT INTO projects (id, key, title, title_folded, description, languages, pupil_age_from, pupil_age_to, status,
                      registered_on, terms)
VALUES (%(id)s, %(key)s, %(title)s, %(title_folded)s, %(description)s, %(languages)s, %(pupil_age_from)s,
        %(pupil_age_to)s, %(status)s, %(today)s, %(terms)s)
"""
_INSERT_TWINSPACE = """
INSERT INTO areas (id, key, kind, title, title_folded, project_id, terms)
VALUES (%(id)s, %(key)s, %(kind)s, %(title)s, %(title_folded)s, %(project)s, %(terms)s)
"""
_READ = """
SELECT title, description, languages, pupil_age_from, pupil_age_to, version FROM projects WHERE id = %s
"""
_UPDATE = """
UPDATE projects
   SET title = %(title)s, title_folded = %(title_folded)s, description = %(description)s, languages = %(languages)s,
       pupil_age_from = %(pupil_age_from)s, pupil_age_to = %(pupil_age_to)s, terms = %(terms)s
 WHERE id = %(id)s
RETURNING version
"""
# A TwinSpace that bears the title of its project bears the new one.
_TWINSPACES = "SELECT id, description, description_folded FROM areas WHERE project_id = %s AND title = %s"
_RENAME = "UPDATE areas SET title = %(title)s, title_folded = %(title_folded)s, terms = %(terms)s WHERE id = %(id)s"
_STATUS = "UPDATE projects SET status = %s, closed_on = %s WHERE id = %s"
_PUBLISH = "UPDATE projects SET published_at = %s WHERE id = %s"
_DISCARD = "SELECT discard_draft(%s)"

Connection = psycopg.AsyncConnection[Any]


@dataclass(frozen=True, slots=True)
class Description:
    """What founders say about their project."""

    title: str
    description: str | None
    languages: Sequence[str] | None
    pupil_age_from: int | None
    pupil_age_to: int | None


@dataclass(frozen=True, slots=True)
class Described:
    """A description as it is, and its version."""

    description: Description
    version: int


async def insert_project(connection: Connection, project: UUID, new: Description, today: date) -> UUID:
    """Add a draft with its TwinSpace, whose id comes back. Nobody takes part yet."""
    row = {"id": project, "key": f"founded {project}", "status": ProjectStatus.DRAFT.value, "today": today}
    await connection.execute(_INSERT, row | _columns(new))
    twinspace = uuid4()
    title = _title(new.title)
    area = {"id": twinspace, "key": f"of {project}", "kind": AreaKind.TWINSPACE.value, "project": project}
    await connection.execute(_INSERT_TWINSPACE, area | title | {"terms": LEXICONS["areas"].terms(title)})
    return twinspace


async def read_description(connection: Connection, project: UUID) -> Described:
    """What is said about a project that is there."""
    async with connection.cursor(row_factory=dict_row) as cursor:
        row = await (await cursor.execute(_READ, [project])).fetchone()
    assert row is not None  # noqa: S101 - the caller has locked it
    version: int = row.pop("version")
    return Described(Description(**row), version)


async def update_description(connection: Connection, project: UUID, old: Description, new: Description) -> int:
    """Say something else about a project; its new version."""
    cursor = await connection.execute(_UPDATE, {"id": project} | _columns(new))
    row = await cursor.fetchone()
    assert row is not None  # noqa: S101 - the caller has locked it
    if new.title != old.title:
        await _rename_twinspace(connection, project, old.title, new.title)
    version: int = row[0]
    return version


async def change_status(connection: Connection, project: UUID, status: ProjectStatus, closed_on: date | None) -> None:
    """Take a project on in its life; with the day on which it is over."""
    await connection.execute(_STATUS, [status.value, closed_on, project])


async def write_publication(connection: Connection, project: UUID, at: datetime | None) -> None:
    """Publish a project from an instant on, or no more."""
    await connection.execute(_PUBLISH, [at, project])


async def discard_draft(connection: Connection, project: UUID) -> bool:
    """Delete a draft with all that hangs on it; False where it is no draft."""
    row = await (await connection.execute(_DISCARD, [project])).fetchone()
    return row is not None and bool(row[0])


async def _rename_twinspace(connection: Connection, project: UUID, old: str, new: str) -> None:
    for identifier, description, folded in await (await connection.execute(_TWINSPACES, [project, old])).fetchall():
        said = {**_title(new), "description": description, "description_folded": folded}
        await connection.execute(_RENAME, {"id": identifier, **_title(new), "terms": LEXICONS["areas"].terms(said)})


def _title(title: str) -> dict[str, str]:
    return {"title": title, "title_folded": fold(title)}


def _columns(new: Description) -> dict[str, Any]:
    row = asdict(new) | _title(new.title) | {"languages": None if new.languages is None else [*new.languages]}
    return row | {"terms": LEXICONS["projects"].terms(row)}
