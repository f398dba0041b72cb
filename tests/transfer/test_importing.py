"""An import is all or nothing, says the same when it is repeated, and does not care about the order of its lines."""

from __future__ import annotations

import random
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg import sql

from app.database.connections import owner_connection
from app.database.ids import record_id
from app.errors import Misconfigured
from app.transfer.importing import import_file
from app.transfer.staging import TABLES
from tests.transfer.conftest import Contents, Importer
from tests.transfer.world import account, consent, group, member, partner, project, school, small_world, user

WAYS = {"the usual way": 1_000_000, "indexes built afterwards": 1}
"""From how many rows on a table is written without its indexes: never, and whenever it gets more than it had."""


@pytest.fixture(params=list(WAYS.values()), ids=list(WAYS))
def rebuild_from(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def test_every_kind_is_counted_and_stored(importer: Importer, rebuild_from: int) -> None:
    report = importer(small_world(), rebuild_from=rebuild_from)
    assert report.counts == {
        **dict.fromkeys(
            ("school", "organisation", "assignment", "project", "contact", "twinspace", "group", "event"), 1
        ),
        **dict.fromkeys(("user", "consent", "partner"), 2),
        **dict.fromkeys(("member", "thread", "post"), 1),
    }
    assert {table: len(rows) for table, rows in importer.contents().items()} == {
        **dict.fromkeys(("schools", "contacts", "organisations", "assignments", "projects", "threads", "posts"), 1),
        **dict.fromkeys(("users", "consents", "partners"), 2),
        **dict.fromkeys(("areas", "members"), 3),
    }


def test_both_ways_of_writing_give_the_same_database(importer: Importer) -> None:
    importer(small_world(), rebuild_from=1)
    filled = importer.contents()
    with owner_connection(importer.addresses) as connection:
        connection.execute(b"TRUNCATE schools, projects, areas CASCADE")
    importer(small_world(), rebuild_from=1_000_000)
    assert importer.contents() == filled


def test_building_indexes_afterwards_leaves_the_schema_as_it_was(importer: Importer) -> None:
    before = _schema(importer)
    importer(small_world(), rebuild_from=1)
    assert _schema(importer) == before
    assert len(before) > 50


def test_the_same_file_twice_changes_nothing(importer: Importer, rebuild_from: int) -> None:
    importer(small_world(), rebuild_from=rebuild_from)
    before, versions = importer.contents(), _versions(importer)
    importer(small_world(), rebuild_from=rebuild_from)
    assert importer.contents() == before
    assert _versions(importer) == versions, "a row was written again"


def test_a_known_key_updates_its_record_and_keeps_its_id(importer: Importer, secret: bytes) -> None:
    importer(small_world())
    importer([user(firstName="Liis", description=None, subjects=["Muusika"]), group(title="Uus")])
    assert importer.rows(
        "SELECT id, first_name, first_name_folded, description, subjects FROM users WHERE key = 'u1'"
    ) == [(record_id(secret, "user", "u1"), "Liis", "liis", None, ["Muusika"])]
    assert importer.rows("SELECT terms @@ '''fliis''', terms @@ '''fmari''' FROM users WHERE key = 'u1'") == [
        (True, False)
    ]
    assert importer.rows("SELECT title FROM areas WHERE key = 'g1'") == [("Uus",)]
    assert importer.rows("SELECT count(*) FROM users") == [(2,)]


def test_a_field_that_is_missing_becomes_null(importer: Importer) -> None:
    importer(small_world())
    importer([{name: value for name, value in user().items() if name not in {"description", "picture", "ambassador"}}])
    assert importer.rows("SELECT description, picture, ambassador FROM users WHERE key = 'u1'") == [(None, None, False)]


def test_a_refused_file_changes_nothing(importer: Importer) -> None:
    importer(small_world())
    importer.refused([user(firstName="Liis"), group("g2"), account("u9", email="u1@example.org")])
    importer.refused([user(firstName="Liis"), group("g2"), b"{"])


def test_a_failure_in_the_middle_changes_nothing(importer: Importer) -> None:
    """A view that needs a primary key keeps it from being set aside."""
    with owner_connection(importer.addresses) as connection:
        connection.execute(b"CREATE VIEW in_the_way AS SELECT id, key, title FROM projects GROUP BY id")
    try:
        before, schema = importer.contents(), _schema(importer)
        with pytest.raises(psycopg.errors.DependentObjectsStillExist):
            importer(small_world(), rebuild_from=1)
        assert importer.contents() == before
        assert _schema(importer) == schema
    finally:
        with owner_connection(importer.addresses) as connection:
            connection.execute(b"DROP VIEW in_the_way")


def test_a_dry_run_checks_everything_and_changes_nothing(importer: Importer, rebuild_from: int) -> None:
    assert importer(small_world(), dry_run=True, rebuild_from=rebuild_from).counts["user"] == 2
    assert not any(importer.contents().values())
    importer.refused([user(school="nowhere")], dry_run=True)


def test_a_file_that_is_not_there_is_named_as_the_fault(importer: Importer) -> None:
    with pytest.raises(Misconfigured, match="cannot be read"):
        import_file(importer.folder / "absent.jsonl", importer.addresses, secret=importer.secret, now=importer.now)


def test_an_empty_file_is_no_error(importer: Importer) -> None:
    assert not any(importer([b"", b"  "]).counts.values())


def test_lines_may_end_as_on_windows(importer: Importer) -> None:
    assert importer([b'{"kind":"group","key":"g1"}\r', b"\r", b'{"kind":"group","key":"g2"}\r']).counts["group"] == 2


@settings(max_examples=8)
@given(
    order=st.randoms(use_true_random=False), cut=st.integers(0, 15), rebuild_from=st.sampled_from(list(WAYS.values()))
)
def test_neither_the_order_of_lines_nor_a_second_import_matters(
    importer: Importer, order: random.Random, cut: int, rebuild_from: int
) -> None:
    """Any order of lines, in one file, gives one database; so does some of it first and then everything."""
    lines = small_world()
    with owner_connection(importer.addresses) as connection:
        connection.execute(b"TRUNCATE schools, projects, areas CASCADE")
    importer(lines)
    expected = importer.contents()
    with owner_connection(importer.addresses) as connection:
        connection.execute(b"TRUNCATE schools, projects, areas CASCADE")
    order.shuffle(lines)
    independent = [line for line in lines[:cut] if line["kind"] in {"group", "event", "project"}]
    importer([*independent, account("u2")], rebuild_from=rebuild_from)
    importer(lines, rebuild_from=rebuild_from)
    assert importer.contents() == expected


@pytest.mark.parametrize("steps", [("users", "consents"), ("both",), ("users", "consents", "users")])
def test_live_consents_follow_however_they_come(importer: Importer, steps: tuple[str, ...], rebuild_from: int) -> None:
    people = [school(), user(), account("u2")]
    consents = [
        consent(),
        consent("c2", givenAt="2024-06-01T00:00:00Z", withdrawnAt="2024-05-01T00:00:00Z", user="u2"),
        consent("c3", purpose="SURVEY", withdrawnAt="2024-03-01T00:00:00Z"),
        consent("c4", purpose="PUBLIC_PICTURE", noticeVersion="etwinning-sv"),
    ]
    for step in steps:
        importer({"users": people, "consents": consents, "both": [*consents, *people]}[step], rebuild_from=rebuild_from)
    assert importer.rows(
        "SELECT key, public_profile::text, public_picture::text, public_picture_esep::text, survey::text"
        " FROM users ORDER BY key"
    ) == [
        (
            "u1",
            '{["2024-02-01 00:00:00+00",)}',
            '{["2024-02-01 00:00:00+00",)}',
            "{}",
            '{["2024-02-01 00:00:00+00","2024-03-01 00:00:00+00")}',
        ),
        ("u2", "{}", "{}", "{}", "{}"),
    ]


def test_the_country_of_a_user_is_that_of_the_school(importer: Importer, rebuild_from: int) -> None:
    importer([user(), school(), account("u2")], rebuild_from=rebuild_from)
    assert importer.rows("SELECT school_country FROM users ORDER BY key") == [("EE",), (None,)]
    importer([school(country="LV")], rebuild_from=rebuild_from)
    assert importer.rows("SELECT school_country FROM users ORDER BY key") == [("LV",), (None,)]
    importer([school("s2", country="SE"), user(school="s2")], rebuild_from=rebuild_from)
    assert importer.rows("SELECT school_country FROM users ORDER BY key") == [("SE",), (None,)]


def test_tables_that_are_there_are_merged_while_others_are_filled(importer: Importer) -> None:
    importer([school(), user(), project()])
    importer([account("u2"), partner(), consent(), group(), member()], rebuild_from=1)
    assert {table: len(rows) for table, rows in importer.contents().items() if rows} == {
        **dict.fromkeys(("schools", "projects", "partners", "consents", "areas", "members"), 1),
        "users": 2,
    }
    assert importer.rows("SELECT public_profile <> '{}' FROM users ORDER BY key") == [(True,), (False,)]


def _schema(importer: Importer) -> list[tuple[Any, ...]]:
    """Every index, constraint and trigger, as the database describes it."""
    return importer.rows(
        """
        SELECT 'index', indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid::text FROM pg_index
         WHERE indrelid::regclass::text NOT LIKE 'pg_%'
        UNION ALL
        SELECT 'constraint', conrelid::regclass::text || conname, pg_get_constraintdef(oid), convalidated::text
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL
        SELECT 'trigger', tgrelid::regclass::text || tgname, pg_get_triggerdef(oid), tgenabled::text
          FROM pg_trigger WHERE NOT tgisinternal
         ORDER BY 1, 2, 3
        """
    )


def _versions(importer: Importer) -> Contents:
    """Which transaction wrote each row: a row that was written again has another number."""
    with owner_connection(importer.addresses) as connection:
        return {
            table: connection.execute(
                sql.SQL("SELECT id, xmin::text FROM {} ORDER BY id").format(sql.Identifier(table))
            ).fetchall()
            for table in TABLES
        }
