"""`policy explain` says why, by keys of the import file: what decides, what does not, and which part of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.database.addresses import Addresses
from app.transfer.importing import import_file
from tests.cli.running import Done, assert_refused, given, run
from tests.conformance.worlds.corpus import corpus

SECRET = "a secret of this test, thirty-two letters and more"
NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
PUBLIC = ("--field", "User.email", "--subject", "anna")


@pytest.fixture(scope="module")
def variables(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    addresses, folder = new_database(), tmp_path_factory.mktemp("world")
    path: Path = folder / "world.jsonl"
    path.write_text(corpus().as_lines(), encoding="utf-8")
    import_file(path, addresses, secret=SECRET.encode(), now=NOW)
    return given(addresses) | {
        "TWINGRAPH_SECRET": SECRET,
        "TWINGRAPH_NOW": NOW.isoformat(),
        "TWINGRAPH_DATA_DIR": str(folder),
    }


def explain(variables: dict[str, str], *arguments: str) -> Done:
    return run("policy", "explain", *arguments, **variables)


def test_a_field_that_no_rule_shows_is_told_with_what_is_asked_of_the_row(variables: dict[str, str]) -> None:
    done = explain(variables, *PUBLIC)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert lines[0] == "User.email: not readable"
    assert "User.id: readable, by user-public" in lines
    assert "    - the person consents to public display: holds" in lines
    assert lines[-2] == (
        "  user-anonymised (denies) does not apply: An anonymised account is nobody's row. [RET-06 RET-09 RET-10]"
    )
    assert lines[-1].endswith(": does not hold")


def test_the_part_that_decided_against_a_rule_is_named(variables: dict[str, str]) -> None:
    done = explain(variables, "--field", "User.picture", "--subject", "bjorn")
    assert done.out.splitlines()[0] == "User.picture: not readable"
    assert "    - the person consents to a public picture: does not hold" in done.out.splitlines()


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("--viewer", "anna", "--role", "ETWINNER", "--field", "User.contacts", "--subject", "shy"), "not readable"),
        (("--viewer", "shy", "--role", "ETWINNER", "--field", "User.contacts", "--subject", "shy"), "readable"),
        (("--viewer", "anna", "--role", "ETWINNER", "--field", "User.firstName", "--subject", "off"), "not readable"),
        (("--field", "User.projects", "--subject", "anna"), "readable entry by entry"),
        (("--field", "Partner.joinedOn", "--subject", "water-anna"), "not readable"),
        (("--field", "Partner.role", "--subject", "water-anna"), "readable"),
        (("--viewer", "anna", "--role", "ETWINNER", "--field", "Project.status", "--subject", "draft"), "readable"),
    ],
)
def test_the_answer_stands_in_the_first_line(
    variables: dict[str, str], arguments: tuple[str, ...], answer: str
) -> None:
    done = explain(variables, *arguments)
    assert done.out.splitlines()[0].partition(": ")[2] == answer, done


def test_the_purpose_of_staff_is_part_of_the_question(variables: dict[str, str]) -> None:
    asked = ("--viewer", "eacea", "--role", "EACEA", "--field", "User.email", "--subject", "restricted")
    assert "User.email: readable" in explain(variables, *asked, "--purpose", "RIGHTS_REQUEST").out
    assert "User.email: not readable" in explain(variables, *asked, "--purpose", "MONITORING").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--field", "User.nothing", "--subject", "anna"),
        ("--field", "Nothing.id", "--subject", "anna"),
        ("--field", "User.email", "--subject", "no-such-key"),
        ("--field", "Partner.role", "--subject", "air-anna"),
        ("--viewer", "anna", *PUBLIC),
        ("--role", "ETWINNER", *PUBLIC),
        ("--viewer", "anna", "--role", "NOBODY", *PUBLIC),
        ("--viewer", "anna", "--role", "EACEA", "--purpose", "OPERATION", *PUBLIC),
        ("--viewer", "eacea", "--role", "EACEA", *PUBLIC),
        ("--viewer", "eacea", "--role", "EACEA", "--purpose", "SUPPORT", *PUBLIC),
        ("--viewer", "no-such-key", "--role", "ETWINNER", *PUBLIC),
        ("--viewer", "off", "--role", "ETWINNER", *PUBLIC),
    ],
)
def test_what_cannot_be_explained_is_refused_with_one_line(
    variables: dict[str, str], arguments: tuple[str, ...]
) -> None:
    assert_refused(explain(variables, *arguments))
