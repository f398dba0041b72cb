"""From the staging tables to the tables: what is new is inserted, what differs is updated, the rest stays untouched.

In: a connection whose staging tables are filled and checked. Out: the tables as the file says. A record keeps its id;
a record that the file does not mention stays. A table that gets more rows than it had is written without its indexes,
which are built afterwards (`app.transfer.indexes`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext

from psycopg import sql

from app.transfer.indexes import Statements, set_aside, without_trigger
from app.transfer.records import Kind
from app.transfer.staging import TABLES, Connection, columns_of, staged

# Consents come before users: a user who is new is then inserted with the periods of live consents, complete.
_ORDER = ("schools", "consents", *(table for table in TABLES if table not in {"schools", "consents"}))
_PERIODS = ("public_profile", "public_picture", "public_picture_esep", "newsletter_national", "survey")

# Cells that may stand only once. They are given up before they are taken, since two records may have changed places.
_NULLABLE_ONCE = {"users": "email_key", "areas": "project_id"}
_PAIRS = {
    "partners": ("project_id", "user_id"),
    "contacts": ("user_id", "contact_id"),
    "members": ("area_id", "user_id"),
}


def lock_tables(connection: Connection) -> None:
    """Nobody else writes from the checks to the commit; everybody may read."""
    names = sql.SQL(", ").join(map(sql.Identifier, TABLES))
    connection.execute(sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(names))


def tables_to_rebuild(connection: Connection, rows: Mapping[str, int], *, rebuild_from: int) -> list[str]:
    """The tables of which the file has many rows, and more than there are: indexes are better built afterwards."""
    return [
        table
        for table, number in rows.items()
        if number >= rebuild_from and connection.execute(_holds_fewer(table, number)).fetchall() == [(True,)]
    ]


def merge_tables(
    connection: Connection, kinds: Mapping[str, Kind], tables: Collection[str], rebuilt: Sequence[str]
) -> Statements:
    """Write these tables; the statements that will build the indexes of those of them that are `rebuilt`."""
    empty = [table for table in rebuilt if connection.execute(_holds_fewer(table, 1)).fetchall() == [(True,)]]
    later = set_aside(connection, rebuilt, empty=empty) if rebuilt else []
    # Who is inserted with the periods needs no trigger, and of users who are all new, no consent needs one either.
    silenced = [table for table in ("users", "consents") if "users" in (rebuilt if table == "users" else empty)]
    with without_trigger(connection, "refresh_live_consents", silenced) if silenced else nullcontext():
        for table in filter(tables.__contains__, _ORDER):
            columns = [*columns_of(kinds, table), *(("school_country",) if table == "users" else ())]
            if table not in empty:
                _release(connection, table)
                _update(connection, table, columns)
            if table == "users" and table in rebuilt:
                columns += _PERIODS
            _insert(connection, table, columns)
    return later


def _release(connection: Connection, table: str) -> None:
    names = {"table": sql.Identifier(table), "staged": staged(table)}
    if table in _NULLABLE_ONCE:
        connection.execute(
            sql.SQL(
                "UPDATE {table} AS kept SET {column} = NULL FROM {staged} AS new"
                " WHERE new.id = kept.id AND kept.{column} <> coalesce(new.{column}, kept.{column})"
            ).format(column=sql.Identifier(_NULLABLE_ONCE[table]), **names)
        )
    if table in _PAIRS:
        first, second = map(sql.Identifier, _PAIRS[table])
        connection.execute(
            sql.SQL(
                "DELETE FROM {table} AS kept USING {staged} AS new"
                " WHERE new.id = kept.id AND (kept.{first}, kept.{second}) <> (new.{first}, new.{second})"
            ).format(first=first, second=second, **names)
        )


def _update(connection: Connection, table: str, columns: Sequence[str]) -> None:
    values = list(map(sql.Identifier, columns))
    connection.execute(
        sql.SQL(
            "UPDATE {table} AS kept SET ({columns}) = ROW({new}) FROM ({source}) AS new"
            " WHERE new.id = kept.id AND ({kept}) IS DISTINCT FROM ({new})"
        ).format(
            table=sql.Identifier(table),
            columns=sql.SQL(", ").join(values),
            new=sql.SQL(", ").join(sql.SQL("new.{}").format(value) for value in values),
            kept=sql.SQL(", ").join(sql.SQL("kept.{}").format(value) for value in values),
            source=_source(table, columns),
        )
    )


def _insert(connection: Connection, table: str, columns: Sequence[str]) -> None:
    connection.execute(
        sql.SQL(
            "INSERT INTO {table} ({columns}) SELECT {columns} FROM ({source}) AS new"
            " WHERE NOT EXISTS (SELECT FROM {table} AS kept WHERE kept.id = new.id)"
        ).format(
            table=sql.Identifier(table),
            columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
            source=_source(table, columns),
        )
    )


def _source(table: str, columns: Sequence[str]) -> sql.Composed:
    """The rows of the file, with what follows from other tables: the country of the school, the live consents."""
    if table != "users":
        return sql.SQL("SELECT * FROM {}").format(staged(table))
    if _PERIODS[0] not in columns:
        return sql.SQL(
            "SELECT staged_users.*, schools.country AS school_country"
            "  FROM staged_users LEFT JOIN schools ON schools.id = school_id"
        ).format()
    periods = sql.SQL(", ").join(
        sql.SQL("coalesce({name}, '{{}}') AS {name}").format(name=sql.Identifier(name)) for name in _PERIODS
    )
    return sql.SQL(
        "SELECT staged_users.*, schools.country AS school_country, {periods}"
        "  FROM staged_users LEFT JOIN schools ON schools.id = school_id"
        "  LEFT JOIN consent_periods ON consent_periods.user_id = staged_users.id"
    ).format(periods=periods)


def _holds_fewer(table: str, number: int) -> sql.Composed:
    """Whether a table holds fewer rows than the number, without counting more of them."""
    return sql.SQL("SELECT count(*) < {number} FROM (SELECT FROM {table} LIMIT {number})").format(
        number=sql.Literal(number), table=sql.Identifier(table)
    )
