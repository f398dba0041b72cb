"""The rules that concern several records, checked on the staging tables: by the server, whatever the size of the file.

In: a connection whose staging tables are filled, and which of them hold rows. Out: rows in the table `problems`. Every
rule is about the database as it would be after the import: a row of the database counts as the file leaves it, and
what the file does not mention counts as it is. Of records that exclude each other, the later lines are wrong. No
message repeats a value.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from psycopg import sql

from app.transfer.staging import Connection, staged


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that holds the id of a record in another table, and the field that names it."""

    table: str
    column: str
    target: str
    field: str


REFERENCES = (
    Reference("schools", "head_supplied_by", "users", "headSuppliedBy"),
    Reference("users", "school_id", "schools", "school"),
    Reference("consents", "user_id", "users", "user"),
    Reference("contacts", "user_id", "users", "user"),
    Reference("contacts", "contact_id", "users", "contact"),
    Reference("assignments", "user_id", "users", "user"),
    Reference("assignments", "organisation_id", "organisations", "organisation"),
    Reference("partners", "project_id", "projects", "project"),
    Reference("partners", "user_id", "users", "user"),
    Reference("partners", "school_id", "schools", "school"),
    Reference("areas", "project_id", "projects", "project"),
    Reference("members", "area_id", "areas", "area"),
    Reference("members", "user_id", "users", "user"),
    Reference("threads", "area_id", "areas", "area"),
    Reference("threads", "author_id", "users", "author"),
    Reference("posts", "thread_id", "threads", "thread"),
    Reference("posts", "author_id", "users", "author"),
)


@dataclass(frozen=True, slots=True)
class Unique:
    """Columns that no two records may have alike, and the field that is then wrong."""

    table: str
    columns: tuple[str, ...]
    field: str
    message: str


UNIQUE = (
    Unique("users", ("email_key",), "email", "is the address of another user, apart from capital letters"),
    Unique("contacts", ("user_id", "contact_id"), "contact", "is already a contact of this user"),
    Unique("partners", ("project_id", "user_id"), "user", "is already a partner of this project"),
    Unique("areas", ("project_id",), "project", "has a TwinSpace already"),
    Unique("members", ("area_id", "user_id"), "user", "is already a member of this area"),
)


def check_keys(connection: Connection, tables: Collection[str]) -> None:
    """Every key names one record: in the file, and together with the database."""
    for table in tables:
        connection.execute(
            sql.SQL(
                """
                INSERT INTO problems
                WITH mentioned AS NOT MATERIALIZED (
                         SELECT id, line FROM {staged}
                         UNION ALL
                         SELECT id, line FROM broken_records
                     ),
                     repeated AS (SELECT id, min(line) AS first FROM mentioned GROUP BY id HAVING count(*) > 1)
                SELECT line, 'key', format('is the key of line %%s too', first)
                  FROM mentioned JOIN repeated USING (id) WHERE line > first
                """
            ).format(staged=staged(table)),
            [],
        )
        kind = sql.SQL("AND kept.kind = new.kind") if table == "areas" else sql.SQL("")
        connection.execute(
            sql.SQL(
                """
                INSERT INTO problems
                SELECT new.line, 'key', 'is in the database with another id: was TWINGRAPH_SECRET changed?'
                  FROM {staged} AS new JOIN {table} AS kept ON kept.key = new.key {kind}
                 WHERE kept.id <> new.id
                """
            ).format(staged=staged(table), table=sql.Identifier(table), kind=kind)
        )


def check_references(connection: Connection, tables: Collection[str]) -> None:
    """Every reference leads to a record of the file or of the database. One that is wrong itself counts as there.

    All references to one table are checked together: looking its ids up is the dear part.
    """
    for target in dict.fromkeys(reference.target for reference in REFERENCES):
        made = [
            _made(reference) for reference in REFERENCES if reference.target == target and reference.table in tables
        ]
        if not made:
            continue
        connection.execute(
            sql.SQL(
                """
                INSERT INTO problems
                SELECT made.line, made.field, 'is the key of no record, neither in the file nor in the database'
                  FROM ({made}) AS made
                 WHERE NOT EXISTS (SELECT FROM {staged} AS target WHERE target.id = made.id)
                   AND NOT EXISTS (SELECT FROM {target} AS target WHERE target.id = made.id)
                   AND NOT EXISTS (SELECT FROM broken_records AS target WHERE target.id = made.id)
                """
            ).format(made=sql.SQL(" UNION ALL ").join(made), staged=staged(target), target=sql.Identifier(target))
        )


def _made(reference: Reference) -> sql.Composed:
    """Every line that makes this reference, and the id that it leads to."""
    return sql.SQL("SELECT line, {field} AS field, {column} AS id FROM {staged} WHERE {column} IS NOT NULL").format(
        field=sql.Literal(reference.field), column=sql.Identifier(reference.column), staged=staged(reference.table)
    )


def check_unique(connection: Connection, tables: Collection[str]) -> None:
    """What may stand only once stands once: within the file, and beside what the database keeps."""
    for rule in UNIQUE:
        if rule.table not in tables:
            continue
        names = list(map(sql.Identifier, rule.columns))
        explicit = sql.SQL("AND NOT kept.implied") if rule.table == "members" else sql.SQL("")
        connection.execute(
            sql.SQL(
                """
                INSERT INTO problems
                WITH repeated AS (
                         SELECT {columns}, min(line) AS first FROM {staged} WHERE ({columns}) IS NOT NULL
                          GROUP BY {columns} HAVING count(*) > 1
                     ),
                     firsts AS (SELECT new.id, new.line FROM {staged} AS new JOIN repeated ON new.line = first),
                     later AS (SELECT new.id, new.line, first FROM {staged} AS new JOIN repeated USING ({columns}))
                SELECT later.line, {field}, format('%%s (line %%s)', {message}, first)
                  FROM later JOIN firsts ON firsts.line = first
                 WHERE later.line > first AND later.id <> firsts.id
                UNION ALL
                SELECT new.line, {field}, {message}
                  FROM {staged} AS new JOIN {table} AS kept ON {same} {explicit}
                 WHERE kept.id <> new.id
                   AND NOT EXISTS (SELECT FROM {staged} AS other WHERE other.id = kept.id)
                """
            ).format(
                columns=sql.SQL(", ").join(names),
                same=sql.SQL(" AND ").join(sql.SQL("kept.{name} = new.{name}").format(name=name) for name in names),
                field=sql.Literal(rule.field),
                message=sql.Literal(rule.message),
                staged=staged(rule.table),
                table=sql.Identifier(rule.table),
                explicit=explicit,
            ),
            [],
        )
