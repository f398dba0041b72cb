"""The tables that the revisions build are those that the models declare, and hold what the models promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

import app.database.models
from app.database.addresses import Addresses
from app.database.connections import owner_connection
from app.database.migrations.comparison import comparable, expected_warnings
from tests.database.rows import consent, day, school, user

Connection = psycopg.Connection[Any]


@pytest.fixture
def differences(addresses: Addresses) -> Iterator[list[Any]]:
    engine = create_engine("postgresql+psycopg://", creator=lambda: owner_connection(addresses), poolclass=NullPool)
    with engine.connect() as connection, expected_warnings():
        options = {"compare_type": True, "compare_server_default": True, "include_object": comparable}
        context = MigrationContext.configure(connection, opts=options)
        yield compare_metadata(context, SQLModel.metadata)


def test_the_database_is_what_the_models_declare(differences: list[Any]) -> None:
    assert app.database.models.__all__
    assert differences == []


def test_every_index_that_the_models_do_not_declare_is_for_a_descending_order(owner: Connection) -> None:
    declared = {index.name for table in SQLModel.metadata.tables.values() for index in table.indexes}
    found = owner.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid::regclass::text = ANY(%s)"
        " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))",
        [list(SQLModel.metadata.tables)],
    ).fetchall()
    assert len(found) > len(declared)
    assert declared < {name for name, _ in found}
    more = {name: definition for name, definition in found if name not in declared}
    assert {name for name in more if not name.endswith("_desc")} == set()
    assert {name for name, definition in more.items() if " DESC" not in definition} == set()


def test_every_foreign_key_is_checked_at_commit(owner: Connection) -> None:
    """But those among the tables of jobs, which are procrastinate's."""
    immediate = owner.execute(
        "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT condeferred AND NOT conname ^@ 'procrastinate_'"
    ).fetchall()
    assert immediate == []


def test_every_foreign_key_has_an_index_that_begins_with_it(owner: Connection) -> None:
    without = owner.execute(
        "SELECT conname FROM pg_constraint AS key WHERE contype = 'f' AND NOT EXISTS (SELECT FROM pg_index"
        " WHERE indrelid = conrelid AND indkey[0] = conkey[1])"
    ).fetchall()
    assert without == []


def test_every_key_that_is_compared_has_the_order_of_code_points(owner: Connection) -> None:
    keys = owner.execute(
        "SELECT DISTINCT collname FROM pg_attribute JOIN pg_collation c ON c.oid = attcollation"
        " WHERE attrelid::regclass::text = ANY(%s) AND (attname LIKE '%%folded' OR attname LIKE '%%key')",
        [list(SQLModel.metadata.tables)],
    ).fetchall()
    assert keys == [("C",)]


@pytest.mark.parametrize(
    ("last", "inactive", "anonymised"),
    [
        ("2024-02-29T12:00:00.000001Z", "2025-02-28T12:00:00.000001Z", "2027-02-28T12:00:00.000001Z"),
        ("2023-02-28T23:59:59Z", "2024-02-28T23:59:59Z", "2026-02-28T23:59:59Z"),
        ("2024-12-31T23:59:59.999999Z", "2025-12-31T23:59:59.999999Z", "2027-12-31T23:59:59.999999Z"),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Apia"])
def test_the_clock_of_an_account_counts_calendar_years_in_utc(
    owner: Connection, last: str, inactive: str, anonymised: str, zone: str
) -> None:
    owner.execute("SELECT set_config('TimeZone', %s, true)", [zone])
    person = user(owner, registered_at="2020-01-01T00:00:00Z", last_login_at=last)
    clock = owner.execute("SELECT inactive_at, anonymised_at FROM users WHERE id = %s", [person]).fetchone()
    assert clock == (datetime.fromisoformat(inactive), datetime.fromisoformat(anonymised))


def test_without_a_login_the_clock_begins_at_registration(owner: Connection) -> None:
    person = user(owner, registered_at=datetime(2024, 5, 1, tzinfo=UTC))
    clock = owner.execute("SELECT inactive_at FROM users WHERE id = %s", [person]).fetchone()
    assert clock == (datetime(2025, 5, 1, tzinfo=UTC),)
    without = owner.execute("SELECT inactive_at FROM users WHERE id = %s", [user(owner)]).fetchone()
    assert without == (None,)


def test_the_country_of_a_user_follows_the_school(owner: Connection) -> None:
    place = school(owner, country="EE")
    person = user(owner, school_id=place, school_country="EE")
    owner.execute("UPDATE schools SET country = 'LV' WHERE id = %s", [place])
    assert owner.execute("SELECT school_country FROM users WHERE id = %s", [person]).fetchone() == ("LV",)


def test_a_country_that_is_not_the_schools_is_refused_at_commit(owner: Connection) -> None:
    user(owner, school_id=school(owner, country="EE"), school_country="NO")
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_rows_may_come_in_any_order_within_a_transaction(owner: Connection) -> None:
    place = school(owner)
    person = user(owner, school_id=place, school_country="EE")
    owner.execute("UPDATE schools SET head_supplied_by = %s WHERE id = %s", [person, place])
    consent(owner, person, given_at=day(1))
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
    owner.execute("SET CONSTRAINTS ALL DEFERRED")
    owner.execute("DELETE FROM users WHERE id = %s", [person])
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")


NULLABLE = " NULLS LAST"
NEVER_NULL = ""
"""Without a null there is nothing to put last, and only without these words PostgreSQL reads an index backwards."""
ORDERS = [
    ("users", "first_name_folded", NULLABLE),
    ("users", "last_name_folded", NULLABLE),
    ("users", "email_folded", NULLABLE),
    ("users", "school_country", NULLABLE),
    ("users", "registered_at", NULLABLE),
    ("users", "last_login_at", NULLABLE),
    ("schools", "official_name_folded", NEVER_NULL),
    ("schools", "city_folded", NEVER_NULL),
    ("schools", "region_folded", NULLABLE),
    ("schools", "country", NEVER_NULL),
    ("projects", "title_folded", NEVER_NULL),
    ("projects", "registered_on", NEVER_NULL),
    ("projects", "closed_on", NULLABLE),
    ("areas WHERE kind = 'GROUP'", "title_folded", NULLABLE),
    ("areas WHERE kind = 'EVENT'", "starts_at", NULLABLE),
]
# One name or day has few rows; they are sorted by id on the way.
SORTED_WITHIN_TIES = {("official_name_folded", "DESC"), ("title_folded", "DESC"), ("registered_on", "ASC")}


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize(("rows", "column", "nulls"), ORDERS)
def test_an_index_serves_every_order_of_the_schema(
    owner: Connection, rows: str, column: str, nulls: str, direction: str
) -> None:
    query = f"EXPLAIN SELECT id FROM {rows} ORDER BY {column} {direction}{nulls}, id LIMIT 20"  # noqa: S608
    owner.execute("SET LOCAL enable_seqscan = off")
    owner.execute("SET LOCAL enable_bitmapscan = off")
    plan = "\n".join(line for (line,) in owner.execute(query.encode()).fetchall())
    within_ties = nulls == NEVER_NULL and (column, direction) in SORTED_WITHIN_TIES
    assert ("Sort" in plan) == within_ties, plan
    assert (f"Presorted Key: {column}" in plan) == within_ties
