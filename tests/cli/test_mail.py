"""The verb `mail`: what is in the outbox is sent, and a service without mail says so."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import psycopg

from app.database.addresses import Addresses
from tests.cli.running import given, run


def test_once_sends_what_is_there_and_ends(empty_world: Addresses, tmp_path: Path) -> None:
    person = UUID(int=5)
    with psycopg.connect(empty_world.owner) as owner:
        owner.execute(
            "INSERT INTO users (id, key, status, email, registered_at, last_login_at)"
            " VALUES (%s, 'a', 'GENERAL', 'a@x.example', now(), now())",
            [person],
        )
    with psycopg.connect(empty_world.api) as api:
        api.execute("SET TRANSACTION READ WRITE")
        api.execute("SELECT append_letters(ARRAY['welcome'], ARRAY[%s::uuid])", [person])
    done = run("mail", "--once", **given(empty_world), TWINGRAPH_DATA_DIR=str(tmp_path))
    assert (done.code, done.out) == (0, "")
    (letter,) = (tmp_path / "mail").iterdir()
    assert b"To: a@x.example" in letter.read_bytes()
    assert "a@x.example" not in done.err


def test_where_mail_is_off_the_verb_says_so(tmp_path: Path) -> None:
    done = run("mail", TWINGRAPH_MAIL="off", TWINGRAPH_DATA_DIR=str(tmp_path))
    assert done.code == 1
    assert done.err == "letters are switched off. Set `TWINGRAPH_MAIL` to `smtp`, `folder` or `log`.\n"


def test_smtp_needs_a_server(tmp_path: Path) -> None:
    done = run("mail", TWINGRAPH_MAIL="smtp", TWINGRAPH_DATA_DIR=str(tmp_path))
    assert done.code == 1
    assert "TWINGRAPH_MAIL_HOST is missing" in done.err
