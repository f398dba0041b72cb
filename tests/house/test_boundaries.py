"""What comes from outside comes in at one place: the environment and the time are read there and handed on."""

from __future__ import annotations

import ast

import pytest

from tests.house.files import python_files, text_of

# What is read → where that may be, and why elsewhere too.
PLACES = {
    "os.environ": {
        "app/settings.py": "the settings",
        "app/database/embedded/account.py": "the search path that programs of PostgreSQL are given",
        "app/transfer/workers.py": "what a worker process inherits",
    },
    "os.getenv": {},
    "datetime.now": {"app/settings.py": "the clock, unless it is fixed"},
    "datetime.utcnow": {},
    "date.today": {},
    "time.time": {},
}


@pytest.mark.parametrize("name", PLACES)
def test_is_read_in_its_place_only(name: str) -> None:
    owner, attribute = name.split(".")
    found = {
        str(path)
        for path in python_files("app")
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.Attribute)
        and node.attr == attribute
        and isinstance(node.value, ast.Name)
        and node.value.id == owner
    }
    assert found == set(PLACES[name]), "take it as an argument"
