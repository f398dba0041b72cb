"""`audit`: months are made, records sealed, verified and dropped; what does not match is exit code 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.database.addresses import Addresses
from app.database.connections import owner_connection
from tests.cli.running import assert_refused, given, run

RECORD = (
    "INSERT INTO access_log (at, viewer, role, operation, subjects, schools, coordinates)"
    " VALUES (%s, gen_random_uuid(), 'NSO', 'x', '{}', '{}', '{}')"
)


@pytest.fixture
def variables(empty_world: Addresses, tmp_path: Path) -> dict[str, str]:
    return {**given(empty_world), "TWINGRAPH_DATA_DIR": str(tmp_path / "data")}


@pytest.fixture
def log(empty_world: Addresses) -> Iterator[psycopg.Connection[Any]]:
    """Two records of long ago, one of now."""
    with owner_connection(empty_world) as connection:
        connection.autocommit = True
        for instant in ("2024-02-01T00:00:00Z", "2024-02-29T23:59:59Z", "now"):
            connection.execute(RECORD, [instant])
        yield connection
        connection.execute("DROP TABLE IF EXISTS access_log_2024_02")


def test_sealed_verified_and_dropped(log: psycopg.Connection[Any], variables: dict[str, str]) -> None:
    sealed = run("audit", "seal", **variables)
    assert sealed.code == 0
    hashes = re.findall(
        r"^seal ([12]): ([12]) records of 20[0-9]{2}-[0-9]{2}, ([0-9a-f]{64})$", sealed.out, re.MULTILINE
    )
    assert [(number, count) for number, count, _ in hashes] == [("1", "2"), ("2", "1")]
    newest = hashes[-1][2]
    verified = run("audit", "verify", "--known", hashes[0][2], **variables)
    assert (verified.code, verified.out) == (0, f"2 seals, 3 records as sealed; 0 not sealed yet\nnewest {newest}\n")
    assert run("audit", "seal", **variables).out == "nothing to seal\n"
    assert run("audit", "drop-before", "2024-03", **variables).out == "dropped 2024-02\n"
    assert run("audit", "drop-before", "2024-03", **variables).out == "nothing to drop\n"
    assert "1 records as sealed, 2024-02 dropped" in run("audit", "verify", **variables).out
    assert log.execute("SELECT count(*) FROM access_log").fetchone() == (1,)


def test_what_does_not_match_is_named(log: psycopg.Connection[Any], variables: dict[str, str]) -> None:
    assert run("audit", "seal", **variables).code == 0
    log.execute("UPDATE access_log SET role = 'CSS' WHERE at < '2025-01-01'")
    found = run("audit", "verify", **variables)
    assert (found.code, found.out) == (1, "seal 1: a record was changed or exchanged\n")


def test_a_hash_that_the_chain_does_not_have_is_missed(variables: dict[str, str]) -> None:
    found = run("audit", "verify", "--known", "0" * 64, **variables)
    assert (found.code, found.out) == (1, "the chain has no seal with the hash that was kept elsewhere\n")


@pytest.mark.usefixtures("log")
def test_months_are_made_once(variables: dict[str, str]) -> None:
    assert "access_log_2024_02" in run("audit", "partitions", **variables).out
    assert run("audit", "partitions", **variables).out == "every partition is there\n"


@pytest.mark.parametrize("month", ["2024", "2024-13", "2024-2", "yesterday", "9999-01"])
def test_a_month_that_is_none_or_not_over_is_refused(variables: dict[str, str], month: str) -> None:
    assert_refused(run("audit", "drop-before", month, **variables))
