"""The verbs of trusted documents: nothing is added that a server would not start with."""

from __future__ import annotations

from pathlib import Path

from app.database.addresses import Addresses
from app.resolvers.document.prepare import digest_of
from tests.cli.running import assert_refused, given, run

GOOD = "query Good { __typename }\n"
BAD = "query Bad {\n  people\n}"


def test_documents_are_checked_added_and_listed(tmp_path: Path) -> None:
    source, folder = tmp_path / "good.graphql", tmp_path / "registered"
    source.write_text(GOOD)
    set_up = {"TWINGRAPH_DOCUMENTS_PATH": str(folder)}
    line = f"{digest_of(GOOD)}  query Good  "
    assert run("documents", "check", str(source)).out == f"{line}{source}\n"
    for _ in range(2):
        assert run("documents", "add", str(source), **set_up).out == f"{line}{source}\n"
    assert [path.name for path in folder.iterdir()] == [f"{digest_of(GOOD)}.graphql"]
    assert run("documents", "list", **set_up).out == f"{line}{folder / digest_of(GOOD)}.graphql\n"
    assert run("documents", "check", str(folder)).code == 0


def test_one_bad_document_adds_none(tmp_path: Path) -> None:
    folder = tmp_path / "registered"
    for name, text in (("a.graphql", GOOD), ("b.graphql", BAD)):
        (tmp_path / name).write_text(text)
    done = run("documents", "add", str(tmp_path), TWINGRAPH_DOCUMENTS_PATH=str(folder))
    assert_refused(done, f"`{tmp_path / 'b.graphql'}`, line 2: ")
    assert not folder.exists()
    assert_refused(run("documents", "check", str(tmp_path / "b.graphql")), "line 2")
    assert_refused(run("documents", "check", str(tmp_path / "README.md")), "is no document")
    assert_refused(run("documents", "check", str(tmp_path / "c.graphql")), "cannot be read")


def test_without_a_folder_nothing_is_registered(tmp_path: Path) -> None:
    assert_refused(run("documents", "list"), "TWINGRAPH_DOCUMENTS_PATH")
    done = run("documents", "list", TWINGRAPH_DOCUMENTS="trusted", TWINGRAPH_DATA_DIR=str(tmp_path))
    assert_refused(done, "TWINGRAPH_DOCUMENTS_PATH is missing")


def test_a_bad_document_stops_the_server_with_one_line(tmp_path: Path, addresses: Addresses) -> None:
    (tmp_path / "b.graphql").write_text(BAD)
    done = run(
        "serve",
        "--port",
        "0",
        TWINGRAPH_DOCUMENTS_PATH=str(tmp_path),
        TWINGRAPH_DATA_DIR=str(tmp_path / "data"),
        **given(addresses),
    )
    assert_refused(done, f"`{tmp_path / 'b.graphql'}`, line 2: ")
