"""`policy reload`: in every process and host for every request that starts afterwards, or not at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from os import environ
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.application import POLICY
from app.database.addresses import Addresses
from app.database.connections import owner_connection
from tests.cli.running import PATIENCE, Done, assert_refused, given

# A host: a process that finds its policy in a folder of its own.
HOST = """
import sys
from pathlib import Path
import app.application, app.cli.serve
app.application.POLICY = app.cli.serve.POLICY = Path(sys.argv.pop(1))
from app.cli import main
main()
"""
PUBLIC = "read,User,ambassador country firstName id lastName school,is_public(object)"
EMAIL_IS_PUBLIC = PUBLIC.replace("country firstName", "country email firstName")
# Forbidden by the rules of the repository, allowed where the e-mail address is public.
ABOUT_EMAIL = '{ users(where: {email: {eq: "a@example.org"}}) { totalCount } }'
VIEWER = "{ viewer { policyVersion } }"


@pytest.fixture
def variables(empty_world: Addresses, tmp_path: Path) -> Iterator[dict[str, str]]:
    yield {**given(empty_world), "TWINGRAPH_DATA_DIR": str(tmp_path / "data")}
    with owner_connection(empty_world) as connection:
        connection.execute("DELETE FROM policy_generation")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(POLICY, tmp_path / "policy"))


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "rules.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def reload(folder: Path, variables: dict[str, str], **more: str) -> Done:
    done = subprocess.run(
        [sys.executable, "-c", HOST, str(folder), "policy", "reload"],
        env={**environ, **variables, **more},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@contextmanager
def host(folder: Path, variables: dict[str, str]) -> Iterator[str]:
    """A server that reads its policy from a folder: its address."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOST, str(folder), "serve", "--port", "0"],
        env={**environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def code_of(address: str, document: str = ABOUT_EMAIL) -> str | None:
    """The code of the refusal, or None for an answer."""
    answer: dict[str, Any] = httpx.post(address, json={"query": document}, timeout=PATIENCE).json()
    return answer["errors"][0]["extensions"]["code"] if "errors" in answer else None


def readiness(address: str) -> int:
    return httpx.get(address.replace("/graphql", "/health/ready"), timeout=PATIENCE).status_code


def test_a_good_policy_counts_in_every_process_as_soon_as_the_verb_has_ended(
    folder: Path, variables: dict[str, str]
) -> None:
    with host(folder, variables) as one, host(folder, variables) as other:
        assert [code_of(one), code_of(other)] == ["FORBIDDEN", "FORBIDDEN"]
        for number, (old, new, expected) in enumerate(
            [(PUBLIC, EMAIL_IS_PUBLIC, None), (EMAIL_IS_PUBLIC, PUBLIC, "FORBIDDEN")], start=1
        ):
            change(folder, old, new)
            done = reload(folder, variables)
            assert (done.code, done.err) == (0, "")
            assert done.out.startswith(f"generation {number}: esep-nb, ")
            assert [code_of(address) for address in (one, other, one, other)] == [expected] * 4


def test_a_bad_policy_changes_nothing_and_says_so(folder: Path, variables: dict[str, str]) -> None:
    with host(folder, variables) as address:
        assert reload(folder, variables).code == 0
        assert code_of(address) == "FORBIDDEN"
        change(folder, PUBLIC, PUBLIC.replace("is_public", "is_puplic"))
        done = reload(folder, variables)
        assert_refused(done, "rules.csv, line ", "there is no predicate `is_puplic`", "The old policy stays in force.")
        assert [code_of(address), code_of(address, VIEWER)] == ["FORBIDDEN", None]


def test_a_host_that_holds_another_policy_answers_nothing_until_it_holds_that_one(
    folder: Path, variables: dict[str, str], tmp_path: Path
) -> None:
    behind = Path(shutil.copytree(folder, tmp_path / "behind"))
    with host(folder, variables) as one, host(behind, variables) as other:
        change(folder, PUBLIC, EMAIL_IS_PUBLIC)
        assert [readiness(one), readiness(other)] == [200, 200]
        assert reload(folder, variables).code == 0
        # Asked before any request has noticed.
        assert [readiness(one), readiness(other)] == [200, 503]
        assert [code_of(one), code_of(other), code_of(other, VIEWER)] == [None, "UNAVAILABLE", "UNAVAILABLE"]
        shutil.copy(folder / "rules.csv", behind / "rules.csv")
        assert reload(behind, variables).code == 0
        assert [code_of(one), code_of(other)] == [None, None]
        assert [readiness(one), readiness(other)] == [200, 200]


def test_a_server_does_not_start_with_another_policy_than_the_one_in_force(
    folder: Path, variables: dict[str, str]
) -> None:
    assert reload(folder, variables).code == 0
    change(folder, PUBLIC, EMAIL_IS_PUBLIC)
    done = subprocess.run(
        [sys.executable, "-c", HOST, str(folder), "serve", "--port", "0"],
        env={**environ, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert_refused(
        Done(done.returncode, done.stdout, done.stderr),
        "the database names another policy as the one in force (generation 1, `esep-nb`)",
        "twingraph policy reload",
    )


def test_another_version_is_another_policy(folder: Path, variables: dict[str, str]) -> None:
    with host(folder, variables) as address:
        assert code_of(address, VIEWER) is None
        done = reload(folder, variables, TWINGRAPH_POLICY_VERSION="etwinning-sv")
        assert (done.code, done.out.split(",")[0]) == (0, "generation 1: etwinning-sv")
        assert code_of(address, VIEWER) == "UNAVAILABLE"
