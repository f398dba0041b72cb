"""A refusal of any verb is exit code 1 and one line on standard error; nothing is half done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.database.addresses import Addresses
from tests.cli.running import PATIENCE, Done, assert_refused, given, run

VERBS = [
    ("serve",),
    ("migrate",),
    ("import", "nowhere.jsonl"),
    ("demo",),
    ("token", "--user", "u1"),
    ("policy", "check"),
]


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_verb_refuses_a_setting_that_does_not_exist(verb: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*verb, TWINGRAPH_DATA_DIR=str(tmp_path / "data"), TWINGRAPH_COLOUR="blue")
    assert_refused(done, "`TWINGRAPH_COLOUR`", "docs/settings.md")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("verb", VERBS[:-1], ids=" ".join)
def test_every_verb_that_needs_the_database_says_so_in_one_line(verb: tuple[str, ...], tmp_path: Path) -> None:
    address = f"postgresql://somebody:hidden@/nothing?host={tmp_path}"
    done = run(*verb, TWINGRAPH_DATA_DIR=str(tmp_path), TWINGRAPH_DATABASE_URL=address)
    assert_refused(done, "`TWINGRAPH_DATABASE_URL`")
    assert "hidden" not in done.err


@pytest.mark.parametrize("verb", [VERBS[0], *VERBS[2:-1]], ids=" ".join)
def test_a_database_of_an_operator_is_not_migrated_on_the_way(
    verb: tuple[str, ...], server: Addresses, tmp_path: Path
) -> None:
    done = run(*verb, TWINGRAPH_DATA_DIR=str(tmp_path), **given(server))
    assert_refused(done, "newest schema", "twingraph migrate")


@pytest.mark.parametrize("command", [[sys.executable, "-m", "app"], [str(Path(sys.executable).with_name("twingraph"))]])
def test_a_process_ends_with_the_exit_code(command: list[str]) -> None:
    done = subprocess.run(
        [*command, "policy", "check"],
        env={**os.environ, "TWINGRAPH_POLICY_VERSION": "esep-xx"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert_refused(Done(done.returncode, done.stdout, done.stderr), "TWINGRAPH_POLICY_VERSION")


def test_a_command_that_cannot_be_read_ends_with_2() -> None:
    done = run("serve", "--colour", "blue")
    assert done.code == 2
    assert done.out == ""
    assert "--colour" in done.err
