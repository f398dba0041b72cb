"""`import`: counts when it is done; one line per error and their number when it is not."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.database.addresses import Addresses
from app.database.ids import record_id
from tests.cli.running import assert_refused, given, run

SCHOOL = {"kind": "school", "key": "s1", "officialName": "School", "city": "Tartu", "country": "EE"}
SECRET = "a secret of this file, long enough for any"


def write(folder: Path, *records: dict[str, Any]) -> str:
    file = folder / "records.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return str(file)


def count_schools(addresses: Addresses) -> int:
    with psycopg.connect(addresses.api) as connection:
        row = connection.execute("SELECT count(*) FROM schools").fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture
def variables(empty_world: Addresses, tmp_path: Path) -> dict[str, str]:
    return {"TWINGRAPH_DATA_DIR": str(tmp_path), "TWINGRAPH_SECRET": SECRET, **given(empty_world)}


def test_prints_the_number_of_records_of_each_kind(
    empty_world: Addresses, variables: dict[str, str], tmp_path: Path
) -> None:
    file = write(tmp_path, SCHOOL, {**SCHOOL, "key": "s2"}, {"kind": "group", "key": "g1", "title": "Group"})
    done = run("import", file, **variables)
    assert (done.code, done.err) == (0, "")
    assert {"school 2", "group 1"} <= set(done.out.splitlines())
    assert count_schools(empty_world) == 2


def test_dry_run_counts_and_writes_nothing(empty_world: Addresses, variables: dict[str, str], tmp_path: Path) -> None:
    done = run("import", write(tmp_path, SCHOOL), "--dry-run", **variables)
    assert done.code == 0
    assert "school 1" in done.out.splitlines()
    assert count_schools(empty_world) == 0


def test_ids_are_written_beside(variables: dict[str, str], tmp_path: Path) -> None:
    ids = tmp_path / "ids.csv"
    done = run("import", write(tmp_path, SCHOOL), "--ids", str(ids), **variables)
    assert done.code == 0, done.err
    with ids.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert ["school", "s1", str(record_id(SECRET.encode(), "school", "s1"))] in rows


def test_every_error_has_a_line_and_nothing_is_imported(
    empty_world: Addresses, variables: dict[str, str], tmp_path: Path
) -> None:
    file = write(tmp_path, SCHOOL, {**SCHOOL, "key": "s2", "country": "Estonia"}, {**SCHOOL, "key": "s3", "city": None})
    done = run("import", file, **variables)
    lines = done.err.splitlines()
    assert (done.code, done.out) == (1, "")
    assert lines[0].startswith("line 2, country: ")
    assert lines[1].startswith("line 3, city: ")
    assert lines[2:] == ["2 errors; nothing was imported"]
    assert count_schools(empty_world) == 0


def test_a_file_that_is_not_there_is_one_line(variables: dict[str, str], tmp_path: Path) -> None:
    done = run("import", str(tmp_path / "nowhere.jsonl"), **variables)
    assert_refused(done, "file")
