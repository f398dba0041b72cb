"""Schools of the file that were merged into others here: what the file says of them, and who names them.

In: a connection whose staging tables are filled. Out: staging tables in which references lead to the schools that are
there. A merge is a decision of a national organisation, and a file does not take it back: the record of a school that
was absorbed is counted and otherwise ignored, and whoever is at that school is at the one that it became part of
(docs/decisions/0083).
"""

from __future__ import annotations

from psycopg import sql

from app.transfer.staging import Connection, staged

_NAMING = ("users", "partners")  # the tables that refer to schools


def follow_merged_schools(connection: Connection) -> int:
    """Let references to absorbed schools lead where their ids do; how many records of such schools there are."""
    if connection.execute("SELECT EXISTS (SELECT FROM school_aliases)").fetchone() == (False,):
        return 0
    for table in _NAMING:
        connection.execute(
            sql.SQL(
                "UPDATE {staged} SET school_id = surviving_id FROM school_aliases WHERE school_id = absorbed_id"
            ).format(staged=staged(table))
        )
    found = connection.execute(
        "SELECT count(*) FROM staged_schools WHERE id IN (SELECT absorbed_id FROM school_aliases)"
    ).fetchall()
    number: int = found[0][0]
    return number


def leave_merged_schools_out(connection: Connection) -> None:
    """Forget the records of absorbed schools: they would be schools of their own again."""
    connection.execute("DELETE FROM staged_schools WHERE id IN (SELECT absorbed_id FROM school_aliases)")
