"""A file that names a school which was merged into another: the merge holds, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from app.database.connections import owner_connection
from app.database.ids import record_id
from app.transfer.importing import REBUILD_FROM
from tests.transfer.conftest import Importer
from tests.transfer.world import partner, project, school, small_world, user

DOUBLE = [school("s2", officialName="Double"), user("u9", school="s2", email="u9@double.example")]


def aliased(connection: psycopg.Connection[Any], absorbed: UUID, surviving: UUID) -> None:
    """What a merge leaves behind: the people have moved, the school is gone, its id and key lead to the other."""
    for statement in (
        "UPDATE users SET school_id = %(surviving)s WHERE school_id = %(absorbed)s",
        "INSERT INTO school_aliases (absorbed_id, surviving_id, key, official_name, city, country, status, merged_by,"
        " merged_at) SELECT id, %(surviving)s, key, official_name, city, country, status,"
        " (SELECT id FROM users LIMIT 1), now() FROM schools WHERE id = %(absorbed)s",
        "DELETE FROM schools WHERE id = %(absorbed)s",
    ):
        connection.execute(statement.encode(), {"absorbed": absorbed, "surviving": surviving})


@pytest.fixture
def merged(importer: Importer, secret: bytes) -> Importer:
    """A database in which `s2` has become part of `s1`."""
    importer([*small_world(), *DOUBLE])
    with owner_connection(importer.addresses) as connection:
        aliased(connection, record_id(secret, "school", "s2"), record_id(secret, "school", "s1"))
        connection.commit()
    return importer


@pytest.mark.parametrize("rebuild_from", [1, REBUILD_FROM])
def test_the_same_file_again_changes_nothing_and_says_what_it_has_ignored(merged: Importer, rebuild_from: int) -> None:
    before = merged.contents()
    report = merged([*small_world(), *DOUBLE], rebuild_from=rebuild_from)
    assert merged.contents() == before
    assert report.merged == 1
    assert merged(small_world()).merged == 0


def test_who_is_at_the_absorbed_school_by_the_file_is_at_the_other(merged: Importer) -> None:
    new = user("new", school="s2", email="new@double.example")
    more = [new, project("p9"), partner("pp9", project="p9", user="new", school="s2")]
    assert merged(more).merged == 0
    for table in ("users", "partners"):
        found = merged.rows(
            f"SELECT schools.key FROM {table} JOIN schools ON schools.id = school_id"  # noqa: S608 - names of this test
            f" WHERE {table}.key IN ('new', 'pp9', 'u9')"
        )
        assert set(found) == {("s1",)}


def test_what_the_file_says_of_the_absorbed_school_is_ignored(merged: Importer) -> None:
    report = merged([school("s2", officialName="Anew", country="LV"), school("s1", officialName="Now")])
    assert (report.counts, report.merged) == ({**dict.fromkeys(report.counts, 0), "school": 2}, 1)
    assert merged.rows("SELECT key, official_name, country FROM schools") == [("s1", "Now", "EE")]
    assert merged.rows("SELECT official_name FROM school_aliases") == [("Double",)]


def test_a_dry_run_says_the_same_and_changes_nothing(merged: Importer) -> None:
    before = merged.contents()
    assert merged([school("s2"), user("other", school="s2", email="o@double.example")], dry_run=True).merged == 1
    assert merged.contents() == before


def test_the_ids_of_the_file_are_those_of_before(merged: Importer, secret: bytes, tmp_path: Path) -> None:
    ids = tmp_path / "ids.csv"
    merged([school("s2")], ids=ids)
    assert ids.read_text().splitlines()[1:] == [f'school,"s2",{record_id(secret, "school", "s2")}']
