"""A server of the program with an empty graph but for staff, schools, and two teachers of other countries."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from app.database.addresses import Addresses
from tests.cli.running import given, run, serving
from tests.conformance.worlds.world import Record

PROFILE = {
    "schoolRole": "TEACHER",
    "subjects": ["Biology"],
    "languages": ["en"],
    "pupilAges": {"from": 11, "to": 14},
    "status": "VALIDATED",
    "registeredAt": "2020-01-01T00:00:00Z",
}


def _school(key: str, name: str, city: str, country: str) -> Record:
    return {"kind": "school", "key": key, "officialName": name, "city": city, "country": country}


def _officer(country: str, email: str) -> list[Record]:
    key = f"nso-{country.lower()}"
    return [
        {"kind": "user", "key": key, "email": email, "status": "GENERAL", "registeredAt": "2020-01-01T00:00:00Z"},
        {
            "kind": "assignment",
            "key": key,
            "user": key,
            "role": "NSO",
            "country": country,
            "validFrom": "2020-01-01T00:00:00Z",
        },
    ]


class Stage(NamedTuple):
    """A server, and the variables by which the verbs of the command line find its database."""

    client: httpx.Client
    variables: dict[str, str]


@pytest.fixture(scope="session")
def stage(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The program as it is served."""
    folder: Path = tmp_path_factory.mktemp("stage")
    variables = given(new_database()) | {"TWINGRAPH_DATA_DIR": str(folder)}
    recent = {"lastLoginAt": (datetime.now(UTC) - timedelta(days=9)).isoformat()}
    records: list[Record] = [
        _school("tallinn", "Tallinna Kool", "Tallinn", "EE"),
        _school("riga", "Rīgas skola", "Rīga", "LV"),
        _school("szeged", "Szegedi Iskola", "Szeged", "HU"),
        *_officer("EE", "officer.ee@nso.example"),
        *_officer("LV", "officer.lv@nso.example"),
        PROFILE
        | {"kind": "user", "key": "ilze", "email": "ilze@skola.example", "firstName": "Ilze", "lastName": "Ozola"}
        | {"school": "riga"},
        PROFILE
        | {"kind": "user", "key": "zsofia", "email": "zsofia@iskola.example", "firstName": "Zsófia", "lastName": "Kis"}
        | {"school": "szeged"},
    ]
    file = folder / "world.jsonl"
    lines = [one | recent if one["kind"] == "user" else one for one in records]
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), encoding="utf-8")
    done = run("import", str(file), **variables)
    assert done.code == 0, done.err
    with serving(errors=None, **variables) as (_, said):
        here = said.strip().removesuffix("/graphql")
        with httpx.Client(base_url=here, timeout=60) as client:
            yield Stage(client, variables)
