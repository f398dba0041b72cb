"""The demo data in a database: imported whole, the same when imported again, and every listed viewer is let in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import psycopg
import pytest

from app.authz.caller import Caller
from app.authz.viewer import admit
from app.database.addresses import Addresses
from app.database.connections import owner_connection
from app.database.ids import record_id
from app.database.vocabulary import Purpose, Role
from app.errors import Forbidden, Unauthenticated
from app.transfer.demo import DEMO_VIEWERS, DemoViewer, records
from app.transfer.importing import import_file
from tests.transfer.demo.reading import Demo

TABLES = (
    "assignments",
    "areas",
    "consents",
    "contacts",
    "members",
    "partners",
    "posts",
    "projects",
    "schools",
    "users",
)


def write(folder: Path, scale: int, now: datetime) -> Path:
    file = folder / f"demo-{scale}-{now:%Y%m%d}.jsonl"
    file.write_bytes(b"".join(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in records(scale, now)))
    return file


def rows(addresses: Addresses) -> dict[str, list[Any]]:
    """Every row of every table as text, in order."""
    with owner_connection(addresses) as connection:
        return {
            table: connection.execute(f"SELECT t::text FROM {table} AS t ORDER BY id").fetchall()  # noqa: S608
            for table in TABLES
        }


@pytest.fixture(scope="module")
def loaded(new_database: Any, secret: bytes, now: datetime, tmp_path_factory: pytest.TempPathFactory) -> Addresses:
    """A database with the demo data of scale 1, which the tests of this module only read."""
    addresses: Addresses = new_database()
    import_file(write(tmp_path_factory.mktemp("demo"), 1, now), addresses, secret=secret, now=now)
    return addresses


@pytest.fixture
def connection(loaded: Addresses) -> Iterator[psycopg.Connection[Any]]:
    with owner_connection(loaded) as connection:
        yield connection
        connection.rollback()


def caller(secret: bytes, key: str | None, role: Role, purpose: Purpose | None) -> Caller:
    return Caller(role, purpose, None if key is None else record_id(secret, "user", key))


def test_every_record_is_imported_and_importing_again_changes_nothing(
    empty_world: Addresses, demo: Demo, secret: bytes, now: datetime, tmp_path: Path
) -> None:
    expected = Counter(record["kind"] for record in demo.records)
    file = write(tmp_path, 1, now)
    assert +Counter(import_file(file, empty_world, secret=secret, now=now).counts) == expected
    first = rows(empty_world)
    assert len(first["users"]) == expected["user"]
    assert +Counter(import_file(file, empty_world, secret=secret, now=now).counts) == expected
    assert rows(empty_world) == first


def test_the_data_of_a_later_day_and_a_larger_scale_replace_what_was_there(
    empty_world: Addresses, secret: bytes, now: datetime, tmp_path: Path
) -> None:
    later = now + timedelta(days=45)
    import_file(write(tmp_path, 1, now), empty_world, secret=secret, now=now)
    report = import_file(write(tmp_path, 2, later), empty_world, secret=secret, now=later)
    assert len(rows(empty_world)["users"]) == report.counts["user"] > 2_000


@pytest.mark.parametrize("viewer", DEMO_VIEWERS, ids=lambda viewer: f"{viewer.key}-{viewer.role}-{viewer.purpose}")
def test_listed_viewer_is_admitted(
    connection: psycopg.Connection[Any], secret: bytes, now: datetime, viewer: DemoViewer
) -> None:
    claim = caller(secret, viewer.key, viewer.role, viewer.purpose)
    assert (claim.user_id is None) == (viewer.role == Role.ANONYMOUS)
    admit(connection, claim, now)


@pytest.mark.parametrize(
    ("key", "role", "purpose"),
    [
        ("staff-nso-ee-former", Role.NSO, Purpose.VALIDATION),
        ("staff-nso-hu-surveys", Role.NSO, Purpose.VALIDATION),
        ("pending-tartu", Role.ETWINNER, None),
        ("inactive-lund", Role.ETWINNER, None),
        ("inactive-since-today", Role.ETWINNER, None),
        ("teacher-tallinn", Role.NSO, Purpose.VALIDATION),
        ("anonymised-riga", Role.GENERAL_USER, None),
        ("forgotten-debrecen", Role.GENERAL_USER, None),
    ],
)
def test_others_are_refused(
    connection: psycopg.Connection[Any], secret: bytes, now: datetime, key: str, role: Role, purpose: Purpose | None
) -> None:
    with pytest.raises((Forbidden, Unauthenticated)):
        admit(connection, caller(secret, key, role, purpose), now)
