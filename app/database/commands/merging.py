"""Merges a school into another: its people, partnerships, address and head move, its id and key lead to the other.

In: the connection of a transaction, two schools of one country that were found to be one. Out: whom it has moved. What
the absorbed school was stays in `school_aliases`, without its head and its e-mail address, which may be a person's.
Foreign keys hold that nothing is left behind: a command that has named the school meanwhile fails, or this one does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from app.database.lexicon import LEXICONS

_LOCK = "SELECT FROM schools WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
# In one order for everybody: of two commands about the same people, one waits for the other.
_LOCK_USERS = "SELECT FROM users WHERE %s IN (school_id, second_school_id) ORDER BY id FOR NO KEY UPDATE"
_ALIAS = """
INSERT INTO school_aliases (absorbed_id, surviving_id, key, official_name, address, city, region, country, status,
                            merged_by, merged_at)
SELECT id, %(surviving)s, key, official_name, address, city, region, country, status, %(by)s, %(now)s
  FROM schools WHERE id = %(absorbed)s
"""
_FOLLOW = "UPDATE school_aliases SET surviving_id = %(surviving)s WHERE surviving_id = %(absorbed)s"
_USERS = "UPDATE users SET school_id = %(surviving)s WHERE school_id = %(absorbed)s RETURNING id"
# Whose first school the other one is has no second any more (revision 0033).
_SECONDS = "UPDATE users SET second_school_id = %(surviving)s WHERE second_school_id = %(absorbed)s RETURNING id"
_PARTNERS = "UPDATE partners SET school_id = %(surviving)s WHERE school_id = %(absorbed)s RETURNING id"
_ROWS = """
SELECT id, official_name, city, official_name_folded, city_folded, address, region, region_folded, email_folded,
       head_first_name, head_last_name, head_email, head_email_key, head_supplied_by
  FROM schools WHERE id = ANY(%s)
"""
_FILL = """
UPDATE schools
   SET address = %(address)s, region = %(region)s, region_folded = %(region_folded)s,
       head_first_name = %(head_first_name)s, head_last_name = %(head_last_name)s, head_email = %(head_email)s,
       head_email_key = %(head_email_key)s, head_supplied_by = %(head_supplied_by)s, terms = %(terms)s
 WHERE id = %(id)s
"""
_DROP = "SELECT drop_absorbed_school(%(absorbed)s)"
# What a school takes over where it has none of it: each is had, or not, as a whole. The data of a head come with who
# supplied them, who reads them back. An e-mail address is not taken: it may be that of a head who is forgotten
# or of a person who has left, and nothing would say so any more (G-08). Whether one has it may depend on hidden people.
_TAKEN = (
    (("address",), ()),
    (("region",), ("region_folded",)),
    (("head_first_name", "head_last_name", "head_email"), ("head_email_key", "head_supplied_by")),
)

Connection = psycopg.AsyncConnection[Any]


@dataclass(frozen=True, slots=True)
class Merging:
    """Two schools that are one, and who says so."""

    surviving: UUID
    absorbed: UUID
    by: UUID


async def lock_schools(connection: Connection, surviving: UUID, absorbed: UUID) -> None:
    """Wait until nobody changes or names these schools, and let nobody do so until we have ended.

    The people of the absorbed one come first, as in their own commands, which lock the person and then name the school.
    """
    await connection.execute(_LOCK_USERS, [absorbed])
    await connection.execute(_LOCK, [sorted((surviving, absorbed))])


async def merge_schools(connection: Connection, new: Merging, now: datetime) -> tuple[UUID, ...]:
    """Merge two locked schools; the ids of the people and of the partners of projects that have moved."""
    values = {"surviving": new.surviving, "absorbed": new.absorbed, "by": new.by, "now": now}
    await connection.execute(_ALIAS, values)
    await connection.execute(_FOLLOW, values)
    moved = [
        identifier for query in (_USERS, _SECONDS, _PARTNERS) for identifier in await _ids(connection, query, values)
    ]
    await _take_over(connection, new)
    await connection.execute(_DROP, values)
    return tuple(moved)


async def _ids(connection: Connection, statement: LiteralString, values: dict[str, object]) -> list[UUID]:
    return [row[0] for row in await (await connection.execute(statement, values)).fetchall()]


async def _take_over(connection: Connection, new: Merging) -> None:
    async with connection.cursor(row_factory=dict_row) as cursor:
        rows = await (await cursor.execute(_ROWS, [[new.surviving, new.absorbed]])).fetchall()
    by_id = {row["id"]: row for row in rows}
    kept, absorbed = by_id[new.surviving], by_id[new.absorbed]
    taken = {
        name: absorbed[name]
        for said, derived in _TAKEN
        if all(kept[name] is None for name in said) and any(absorbed[name] is not None for name in said)
        for name in (*said, *derived)
    }
    if taken:
        row = kept | taken
        await connection.execute(_FILL, row | {"terms": LEXICONS["schools"].terms(row)})
