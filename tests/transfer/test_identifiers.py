"""Ids: made from secret, kind and key alone; and the file that tells an operator which key has which id."""

from __future__ import annotations

import csv
import hmac
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.database.ids import id_maker, record_id
from tests.transfer.conftest import Importer
from tests.transfer.world import group, school, small_world, user

keys = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(secret=st.binary(min_size=1, max_size=200), kind=st.sampled_from(["user", "school"]), key=keys)
def test_an_id_is_the_keyed_hash_of_kind_and_key(secret: bytes, kind: str, key: str) -> None:
    """As the library computes it, apart from the six bits that every random UUID has alike."""
    expected = int.from_bytes(hmac.digest(secret, f"{kind}\0{key}".encode(), "sha256")[:16], "big")
    made = record_id(secret, kind, key)
    fixed = (0xF << 76) | (0x3 << 62)
    assert made.int & ~fixed == expected & ~fixed
    assert (made.version, made.variant) == (4, "specified in RFC 4122")
    assert UUID(bytes=id_maker(secret, kind)(key)) == made


def test_an_id_depends_on_the_secret_the_kind_and_the_key() -> None:
    made = {
        record_id(secret, kind, key) for secret in (b"a", b"b") for kind in ("user", "school") for key in ("1", "2")
    }
    assert len(made) == 8


@pytest.mark.parametrize("dry_run", [False, True])
def test_the_ids_of_a_file_are_written_as_csv(
    importer: Importer, tmp_path: Path, secret: bytes, *, dry_run: bool
) -> None:
    path = tmp_path / "ids.csv"
    importer(small_world(), ids=path, dry_run=dry_run)
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["kind", "key", "id"],
        *([line["kind"], line["key"], str(record_id(secret, line["kind"], line["key"]))] for line in small_world()),
    ]
    assert [entry.name for entry in tmp_path.iterdir()].count("ids.csv.unfinished") == 0


def test_a_key_stays_what_it_is_and_is_quoted(importer: Importer, tmp_path: Path) -> None:
    strange = ["=cmd()", "+1", "-1", "@a", 'say "a,b"', "õ", "e\u0301"]
    importer([group(key) for key in strange], ids=tmp_path / "ids.csv")
    text = (tmp_path / "ids.csv").read_text(encoding="utf-8")
    assert [line.split(",")[1][0] for line in text.splitlines()[1:]] == ['"'] * len(strange)
    with (tmp_path / "ids.csv").open(newline="", encoding="utf-8") as file:
        assert [row["key"] for row in csv.DictReader(file)] == [*strange[:-1], "é"]


def test_a_refused_file_has_no_ids(importer: Importer, tmp_path: Path) -> None:
    importer.refused([school(), user(school="nowhere")], ids=tmp_path / "ids.csv")
    assert not list(tmp_path.glob("ids.csv*"))


def test_ids_that_cannot_be_written_stop_the_import(importer: Importer, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        importer([school()], ids=tmp_path / "absent" / "ids.csv")
    assert importer.rows("SELECT count(*) FROM schools") == [(0,)]
