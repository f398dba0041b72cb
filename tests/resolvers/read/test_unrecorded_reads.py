"""A read whose record cannot be written is refused whole; reads that need no record go on (R06)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from app.database.addresses import Addresses
from app.errors import Unavailable
from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker
from tests.resolvers.read.asking import ANNA, ANONYMOUS, RIGHTS

STAFF = Question("{ users { nodes { email } } groups { nodes { title } } }", {})

_RAISE = """CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'no room for %', NEW.viewer USING ERRCODE = '{code}'; END $$"""
# What stops a record → how, and what brings everything back.
OBSTACLES: dict[str, tuple[str, str]] = {
    "a trigger that refuses": (
        _RAISE.format(code="P0001")
        + ";CREATE TRIGGER stop BEFORE INSERT ON access_log FOR EACH ROW EXECUTE FUNCTION stop()",
        "DROP FUNCTION stop CASCADE",
    ),
    "a disk that is full": (
        _RAISE.format(code="53100")
        + ";CREATE TRIGGER stop AFTER INSERT ON access_log FOR EACH ROW EXECUTE FUNCTION stop()",
        "DROP FUNCTION stop CASCADE",
    ),
    "a commit that fails": (
        _RAISE.format(code="P0001") + ";CREATE CONSTRAINT TRIGGER stop AFTER INSERT ON access_log DEFERRABLE"
        " INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stop()",
        "DROP FUNCTION stop CASCADE",
    ),
    "a right that was taken away": (
        "REVOKE INSERT (viewer) ON access_log FROM twingraph_api",
        "GRANT INSERT (viewer) ON access_log TO twingraph_api",
    ),
    "a constraint": (
        "ALTER TABLE access_log ADD CONSTRAINT stop CHECK (operation = '') NOT VALID",
        "ALTER TABLE access_log DROP CONSTRAINT stop",
    ),
    "no partition": (
        "ALTER TABLE access_log RENAME TO away; CREATE TABLE access_log (LIKE away INCLUDING ALL)"
        " PARTITION BY RANGE (at); GRANT INSERT ON access_log TO twingraph_api",
        "DROP TABLE access_log; ALTER TABLE away RENAME TO access_log",
    ),
}


@contextmanager
def obstructed(real: RealGraph, name: str) -> Iterator[None]:
    put, taken_away = OBSTACLES[name]
    real.owner.execute(put.encode())
    try:
        yield
    finally:
        real.owner.execute(taken_away.encode())


@pytest.mark.parametrize("name", OBSTACLES)
def test_r06_without_a_record_nothing_is_shown(real: RealGraph, caplog: pytest.LogCaptureFixture, name: str) -> None:
    before = real.ask(RIGHTS, STAFF)
    assert before.body is not None
    assert b"@" in before.body
    with obstructed(real, name), caplog.at_level(logging.INFO):
        for _ in range(7):  # more often than it takes until a statement is prepared
            refused = real.ask(RIGHTS, STAFF)
            assert (refused.body, refused.refusal) == (None, "UNAVAILABLE")
            assert "@" not in refused.said
    assert real.ask(RIGHTS, STAFF).body == before.body
    assert str(RIGHTS.caller().user_id) not in caplog.text
    assert "no room" not in caplog.text


@pytest.mark.parametrize("name", OBSTACLES)
def test_r06_health_is_red_from_a_lost_record_until_one_can_be_written(real: RealGraph, name: str) -> None:
    """The trial of the health check leaves nothing behind."""
    real.run(real.graph.require_records)
    with obstructed(real, name):
        assert real.ask(RIGHTS, STAFF).refusal == "UNAVAILABLE"
        for _ in range(2):
            with pytest.raises(Unavailable):
                real.run(real.graph.require_records)
    before = real.owner.execute("SELECT count(*) FROM access_log").fetchone()
    real.run(real.graph.require_records)
    assert real.owner.execute("SELECT count(*) FROM access_log").fetchone() == before


def test_reads_that_leave_no_record_go_on(real: RealGraph) -> None:
    untouched = Question("{ groups { nodes { title } } viewer { role user { email } } }", {})
    with obstructed(real, "a trigger that refuses"):
        for asker in (ANNA, ANONYMOUS, RIGHTS):
            assert real.ask(asker, untouched).refusal is None
        assert real.ask(ANNA, Question("{ users { nodes { firstName } } }", {})).refusal is None


def test_a_value_that_postgresql_refuses_is_told_as_without_a_record(real: RealGraph) -> None:
    """What is wrong with a request is not taken for a fault of the log."""
    cursor = 'users(first: 1, after: "AAAA") { nodes { id } }'
    assert real.ask(RIGHTS, Question("{ " + cursor + " }", {})).refusal == "BAD_USER_INPUT"


def test_the_database_down_is_told_as_ever(real: RealGraph) -> None:
    """A connection that breaks leaves neither an answer nor a record."""
    real.owner.execute("DELETE FROM access_log")
    with obstructed(real, "a trigger that refuses"):
        real.owner.execute(
            b"CREATE OR REPLACE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS"
            b" $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$"
        )
        with pytest.raises(psycopg.OperationalError):
            real.ask(Asker("EACEA", "OPERATION", "eacea"), STAFF)
    assert real.owner.execute("SELECT count(*) FROM access_log").fetchone() == (0,)


ADDED = "INSERT INTO access_log (viewer, role, operation, subjects, schools, coordinates) VALUES"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_log SET role = 'NSO'",
        "DELETE FROM access_log",
        "TRUNCATE access_log",
        "DELETE FROM access_log_default",
        "INSERT INTO access_log_default (viewer) VALUES (gen_random_uuid())",
        "INSERT INTO access_log (at) VALUES ('2020-01-01')",
        "INSERT INTO access_log (number) VALUES (1)",
        "INSERT INTO access_log (id) VALUES (gen_random_uuid())",
        "SELECT setval('access_log_number', 1)",
        "INSERT INTO access_seals (number) VALUES (1)",
        "DELETE FROM access_seals",
        "UPDATE access_seals SET records = 0",
        "DROP TABLE access_log_default",
    ],
)
def test_the_api_can_add_records_and_nothing_else(addresses: Addresses, statement: str) -> None:
    with psycopg.connect(addresses.api) as connection:
        connection.execute(ADDED.encode() + b" (gen_random_uuid(), 'NSO', 'x', '{}', '{}', '{}')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement.encode())
