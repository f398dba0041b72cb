"""What the database itself holds about assignments, whoever writes and however many at once (SEC-14, G-40, G-51)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from app.database.addresses import Addresses
from app.database.connections import owner_connection

Connection = psycopg.Connection[Any]
NOW = datetime.now(UTC)
TWO_LIVE, FOURTH, LEVEL = "TG002", "TG003", "TG004"


@pytest.fixture
def database(empty_world: Addresses) -> Iterator[Connection]:
    with owner_connection(empty_world) as connection:
        connection.autocommit = True
        yield connection


def person(connection: Connection, status: str = "VALIDATED", last_login: datetime | None = None) -> UUID:
    identifier = uuid4()
    connection.execute(
        "INSERT INTO users (id, key, status, last_login_at) VALUES (%s, %s, %s, %s)",
        [identifier, str(identifier), status, last_login or NOW - timedelta(days=1)],
    )
    return identifier


def assign(connection: Connection, user: UUID, role: str = "PROVIDER", begin: int = 0, end: int | None = None) -> UUID:
    """An assignment that begins and ends so many days from now."""
    identifier = uuid4()
    connection.execute(
        "INSERT INTO assignments (id, key, user_id, role, valid_from, valid_to) VALUES (%s, %s, %s, %s, %s, %s)",
        [
            identifier,
            str(identifier),
            user,
            role,
            NOW + timedelta(days=begin),
            None if end is None else NOW + timedelta(days=end),
        ],
    )
    return identifier


def refused(state: str) -> Any:
    return pytest.raises(psycopg.Error, check=lambda error: getattr(error, "sqlstate", None) == state)


def test_there_is_no_fourth_at_any_instant(database: Connection) -> None:
    for end in (10, 10, None):
        assign(database, person(database), end=end)
    for begin, end in ((0, None), (0, 1), (9, 11), (-5, 1)):
        with refused(FOURTH):
            assign(database, person(database), begin=begin, end=end)
    assign(database, person(database), begin=10)
    assign(database, person(database), begin=-10, end=-5)
    assert database.execute("SELECT count(*) FROM assignments").fetchone() == (5,)


def test_a_new_end_cannot_make_a_fourth(database: Connection) -> None:
    first = assign(database, person(database), end=10)
    for _ in range(2):
        assign(database, person(database))
    assign(database, person(database), begin=10)
    with refused(FOURTH):
        database.execute("UPDATE assignments SET valid_to = NULL WHERE id = %s", [first])
    database.execute("UPDATE assignments SET valid_to = %s WHERE id = %s", [NOW + timedelta(days=5), first])


@pytest.mark.parametrize("role", ["PROVIDER", "NSO"])
def test_nobody_has_one_role_twice_at_a_time(database: Connection, role: str) -> None:
    user = person(database)
    assign(database, user, role, begin=-5, end=10)
    with refused(TWO_LIVE):
        assign(database, user, role, begin=9)
    assign(database, user, role, begin=10)
    assign(database, user, "CSS")


def test_who_is_gone_counts_when_they_come_back(database: Connection) -> None:
    away = person(database, "DEACTIVATED")
    silent = person(database, last_login=NOW - timedelta(days=400))
    for user in (away, silent):
        assign(database, user)
    for _ in range(3):
        assign(database, person(database))
    with refused(FOURTH):
        database.execute("UPDATE users SET status = 'VALIDATED' WHERE id = %s", [away])
    with refused(FOURTH):
        database.execute("UPDATE users SET last_login_at = %s WHERE id = %s", [NOW, silent])
    twice = person(database, "DEACTIVATED")
    for _ in range(2):
        assign(database, twice, "NSO")
    with refused(TWO_LIVE):
        database.execute("UPDATE users SET status = 'GENERAL' WHERE id = %s", [twice])


WAITING = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def written_at_once(addresses: Addresses, watching: Connection, people: list[UUID], role: str) -> list[str]:
    """What became of assignments that are all written, and looked at, before the first one is committed."""
    states: list[str] = []

    def write(user: UUID) -> None:
        with owner_connection(addresses) as connection:
            assign(connection, user, role)
            try:
                connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
                connection.commit()
                states.append("done")
            except psycopg.Error as error:
                states.append(str(error.sqlstate))

    with owner_connection(addresses) as first:
        assign(first, people[0], role)
        first.execute("SET CONSTRAINTS ALL IMMEDIATE")
        threads = [threading.Thread(target=write, args=(user,)) for user in people[1:]]
        for thread in threads:
            thread.start()
        while (watching.execute(WAITING).fetchone() or (0,))[0] + len(states) < len(threads):
            pass
        first.commit()
    for thread in threads:
        thread.join()
    return sorted(states)


def test_of_ten_at_once_one_gets_the_last_place(empty_world: Addresses, database: Connection) -> None:
    for _ in range(2):
        assign(database, person(database))
    people = [person(database) for _ in range(10)]
    assert written_at_once(empty_world, database, people, "PROVIDER") == [FOURTH] * 9
    assert database.execute("SELECT count(*) FROM assignments").fetchone() == (3,)


def test_of_ten_at_once_for_one_person_one_is_written(empty_world: Addresses, database: Connection) -> None:
    assert written_at_once(empty_world, database, [person(database)] * 10, "NSO") == [TWO_LIVE] * 9
    assert database.execute("SELECT count(*) FROM assignments").fetchone() == (1,)


def test_a_level_that_would_not_see_the_others_is_refused(database: Connection) -> None:
    database.autocommit = False
    database.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    assign(database, person(database))
    with refused(LEVEL):
        database.commit()


def test_nobody_approves_the_own_authority(database: Connection) -> None:
    user = person(database)
    assignment = assign(database, user)
    with pytest.raises(psycopg.errors.CheckViolation):
        database.execute("UPDATE assignments SET approver_id = %s WHERE id = %s", [user, assignment])
