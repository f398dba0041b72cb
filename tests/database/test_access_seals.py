"""The access log is sealed in closed batches, and whatever changes it afterwards shows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from typing import Any

import psycopg
import pytest

from app.database.access_log.merkle import root_of
from app.database.access_log.partitions import Month, make_partitions
from app.database.access_log.seals import drop_before, seal_records
from app.database.access_log.verifying import Broken, Verified, verify
from app.database.addresses import Addresses
from app.database.connections import owner_connection
from app.errors import Misconfigured

Connection = psycopg.Connection[Any]

RECORD = (
    "INSERT INTO access_log (viewer, role, purpose, operation, subjects, schools, coordinates)"
    " VALUES (gen_random_uuid(), 'NSO', 'VALIDATION', 'x', ARRAY[gen_random_uuid()], '{}', '{User.email}')"
)
# In a month that has no partition of its own.
OLD = RECORD.replace("(viewer", "(at, viewer").replace("VALUES (", "VALUES ('2024-02-10T12:00:00Z', ")


@pytest.fixture
def home(new_database: Callable[[], Addresses]) -> Addresses:
    """A database for one test."""
    return new_database()


@pytest.fixture
def log(home: Addresses) -> Iterator[Connection]:
    """A log of two months: ten records now, five long ago."""
    with owner_connection(home) as connection:
        connection.autocommit = True
        for statement in [RECORD] * 5 + [OLD] * 5 + [RECORD] * 5:
            connection.execute(statement.encode())
        yield connection


def broken(log: Connection, *, known: str | None = None) -> Broken:
    found = verify(log, known=known)
    assert isinstance(found, Broken), found
    return found


def intact(log: Connection, *, known: str | None = None) -> Verified:
    found = verify(log, known=known)
    assert isinstance(found, Verified), found
    return found


# The tree hash of RFC 6962, by its definition and by known vectors (certificate-transparency, merkle_tree_test).

LEAVES = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
VECTORS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
}


@pytest.mark.parametrize("count", VECTORS)
def test_the_root_is_that_of_the_specification(count: int) -> None:
    assert root_of(LEAVES[:count]).hex() == VECTORS[count]


def by_definition(leaves: list[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\1" + by_definition(leaves[:half]) + by_definition(leaves[half:])).digest()


@pytest.mark.parametrize("count", range(70))
def test_the_root_is_that_of_the_definition(count: int) -> None:
    leaves = [bytes([number]) for number in range(count)]
    assert root_of(iter(leaves)) == by_definition(leaves)


# Sealing.


def test_what_is_sealed_is_verified_and_sealed_once(log: Connection) -> None:
    sealed = seal_records(log)
    assert (sealed[0].number, f"{sealed[0].month:%Y-%m}") == (1, "2024-02")
    assert [seal.records for seal in sealed] == [5, 10]
    assert {(seal.first_record, seal.last_record) for seal in sealed} == {(1, 15)}
    assert seal_records(log) == []
    log.execute(RECORD.encode())
    found = intact(log)
    assert (found.seals, found.records, found.unsealed, found.newest) == (2, 15, 1, sealed[-1].hash)
    (third,) = seal_records(log)
    assert (third.number, third.first_record, third.last_record, third.previous) == (3, 16, 16, sealed[-1].hash)
    assert intact(log, known=sealed[0].hash).records == 16


def test_an_empty_log_has_nothing_to_seal(home: Addresses) -> None:
    with owner_connection(home) as connection:
        connection.autocommit = True
        assert seal_records(connection) == []
        assert intact(connection).seals == 0


def test_a_record_that_comes_late_is_in_the_next_batch_not_between(log: Connection, home: Addresses) -> None:
    """A transaction that has a number and has not ended keeps the batch open."""
    with owner_connection(home) as late:
        late.execute(RECORD.encode())  # number 16, not committed
        log.execute(RECORD.encode())  # number 17
        with pytest.raises(Misconfigured, match="older transaction"):
            seal_records(log, patience=0.1)
        assert log.execute("SELECT count(*) FROM access_seals").fetchone() == (0,)
        ending = threading.Timer(0.3, late.commit)
        ending.start()
        assert sum(seal.records for seal in seal_records(log, patience=30)) == 17
        ending.join()
    assert intact(log).unsealed == 0


def test_a_number_that_was_given_up_is_no_gap(log: Connection, home: Addresses) -> None:
    with owner_connection(home) as other:
        other.execute(RECORD.encode())
        other.rollback()
    log.execute(RECORD.encode())
    assert sum(seal.records for seal in seal_records(log)) == 16
    assert intact(log).records == 16


# Tampering, by somebody who may do everything.

ONE = "(SELECT min(number) + 1 FROM access_log WHERE at < '2025-01-01')"
COPIED = (
    "INSERT INTO access_log SELECT at + interval '1 s', NUMBER, gen_random_uuid(), viewer, role, purpose, organisation,"
    " operation, subjects, schools, coordinates FROM access_log WHERE number = ONE"
)
# ONE stands for the number of a record in the middle of the first batch.
TAMPERING = {
    "a changed value": "UPDATE access_log SET subjects = '{}' WHERE number = ONE",
    "a changed purpose": "UPDATE access_log SET purpose = NULL WHERE number = ONE",
    "a changed instant": "UPDATE access_log SET at = at + interval '1 microsecond' WHERE number = ONE",
    "a record moved to another month": "UPDATE access_log SET at = '2024-03-01T00:00:00Z' WHERE number = ONE",
    "a removed record": "DELETE FROM access_log WHERE number = ONE",
    "the last one removed": "DELETE FROM access_log WHERE number = (SELECT max(number) FROM access_log)",
    "an inserted record": COPIED.replace("NUMBER", "ONE"),
    "one before the first": COPIED.replace("NUMBER", "-7"),
    "two exchanged": "WITH two AS (SELECT number, viewer FROM access_log WHERE number IN (ONE, ONE + 1))"
    " UPDATE access_log SET viewer = other.viewer FROM two, two AS other"
    " WHERE access_log.number = two.number AND other.number <> two.number",
    "a changed root": "UPDATE access_seals SET root = repeat('0', 64) WHERE number = 1",
    "a changed count": "UPDATE access_seals SET records = 4 WHERE number = 1",
    "a changed hash": "UPDATE access_seals SET hash = repeat('0', 64) WHERE number = 1",
    "the first seal removed": "DELETE FROM access_seals WHERE number = 1",
    "a seal between removed": "DELETE FROM access_seals WHERE number = 2",
    "a month said to be dropped": "UPDATE access_seals SET kind = 'DROPPED' WHERE number = 1",
}
NAMED = {
    "a seal between removed": 3,
    "the last one removed": 3,
    "one before the first": None,
    "the first seal removed": 2,
}


@pytest.mark.parametrize("name", TAMPERING)
def test_a_change_is_found_and_the_first_seal_named(log: Connection, name: str) -> None:
    seal_records(log)
    log.execute(RECORD.encode())
    seal_records(log)
    assert intact(log).seals == 3
    log.execute(TAMPERING[name].replace("ONE", ONE).encode())
    assert broken(log).seal == NAMED.get(name, 1)


def test_seals_cut_off_at_the_end_are_missed_by_whoever_knows_one(log: Connection) -> None:
    seal_records(log)
    log.execute(RECORD.encode())
    (newest,) = seal_records(log)
    assert intact(log, known=newest.hash).seals == 3
    log.execute("DELETE FROM access_seals WHERE number = 3")
    assert intact(log).unsealed == 1
    assert "kept elsewhere" in broken(log, known=newest.hash).reason


# Months.


def test_the_rows_of_the_default_partition_move_into_their_month(log: Connection) -> None:
    assert log.execute("SELECT count(*) FROM access_log_default").fetchone() == (5,)
    seal_records(log)
    with log.transaction():
        assert make_partitions(log) == ["access_log_2024_02"]
    assert log.execute("SELECT count(*) FROM access_log_default").fetchone() == (0,)
    assert log.execute("SELECT count(*) FROM access_log_2024_02").fetchone() == (5,)
    assert intact(log).records == 15


def test_this_month_and_the_next_have_partitions_from_the_start(log: Connection) -> None:
    (found,) = log.execute(
        "SELECT tableoid::regclass::text = to_char(now() AT TIME ZONE 'UTC', '\"access_log\"_YYYY_MM')"
        " FROM access_log WHERE at > '2025-01-01' LIMIT 1"
    ).fetchall()
    assert found == (True,)
    with log.transaction():
        assert make_partitions(log, ahead=3) == ["access_log_2024_02"]
        assert len(make_partitions(log, ahead=5)) == 2


def test_a_record_of_a_long_page_is_one_row(log: Connection) -> None:
    """In every month: PostgreSQL would keep two kilobytes beside their row otherwise, in a table of their own."""
    with log.transaction():
        make_partitions(log)
    people = "ARRAY(SELECT gen_random_uuid() FROM generate_series(1, 250))"
    for statement in (RECORD, OLD):
        log.execute(statement.replace("ARRAY[gen_random_uuid()]", people).encode())
    beside = log.execute(
        "SELECT sum(pg_relation_size(reltoastrelid)), count(*) FROM pg_class"
        " JOIN pg_inherits ON inhrelid = oid WHERE inhparent = 'access_log'::regclass"
    )
    assert beside.fetchone() == (0, 6)


def test_dropped_months_stay_in_the_chain_and_the_rest_is_verified(log: Connection) -> None:
    (dropped,) = drop_before(log, Month(date(2024, 3, 1)))
    assert (f"{dropped.month:%Y-%m}", dropped.kind, dropped.number) == ("2024-02", "DROPPED", 3)
    assert log.execute("SELECT count(*) FROM access_log").fetchone() == (10,)
    found = intact(log)
    assert (found.records, found.dropped) == (10, ("2024-02",))
    log.execute(OLD.encode())
    assert intact(log).unsealed == 1
    log.execute("UPDATE access_log SET number = 3 WHERE at < '2025-01-01'")
    assert broken(log).seal is None


def test_a_month_that_is_not_over_is_never_dropped(log: Connection) -> None:
    with pytest.raises(Misconfigured, match="has not begun"):
        drop_before(log, Month(date(9999, 1, 1)))
    assert log.execute("SELECT count(*) FROM access_log").fetchone() == (15,)


@pytest.mark.parametrize(
    ("month", "later", "expected"), [((2026, 1), 1, "2026-02"), ((2026, 12), 1, "2027-01"), ((2026, 3), 24, "2028-03")]
)
def test_months_are_counted_across_years(month: tuple[int, int], later: int, expected: str) -> None:
    assert str(Month(date(*month, 1)).after(later)) == expected
