"""`token` gives what the API would accept, and refuses what the API would refuse (G-14)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.application import POLICY
from app.authz.caller import Caller
from app.authz.policy import VERSIONS, load_policy
from app.cli.token import admitted
from app.database.addresses import Addresses
from app.database.connections import owner_connection
from app.database.ids import record_id
from app.database.vocabulary import Purpose, Role
from app.errors import Forbidden, Unauthenticated
from app.identity.tokens import verify
from app.transfer.importing import import_file
from tests.cli.running import Done, assert_refused, given, run

KEYS = ["validated", "pending", "inactive", "general", "staff", "narrowed", "expired"]


def people(now: datetime) -> list[dict[str, Any]]:
    recent, long_ago = (now - timedelta(days=days) for days in (30, 700))
    school = {"kind": "school", "key": "s1", "officialName": "School", "city": "Tartu", "country": "EE"}
    status = {"validated": "VALIDATED", "pending": "PENDING", "inactive": "VALIDATED"}
    users = [
        {
            "kind": "user",
            "key": key,
            "email": f"{key}@example.org",
            "status": status.get(key, "GENERAL"),
            "registeredAt": (long_ago if key == "inactive" else recent).isoformat(),
            "firstName": "A",
            "lastName": "B",
            "schoolRole": "HEAD",
            "languages": ["et"],
            "pupilAges": {"from": 7, "to": 12},
            "school": "s1",
        }
        for key in KEYS
    ]
    ends = {"expired": recent.isoformat()}
    narrowed = {"narrowed": ["SURVEY"]}
    assignments = [
        {
            "kind": "assignment",
            "key": f"a-{key}",
            "user": key,
            "role": "NSO",
            "country": "EE",
            "purposes": narrowed.get(key),
            "validFrom": long_ago.isoformat(),
            "validTo": ends.get(key),
        }
        for key in ("staff", "narrowed", "expired")
    ]
    return [school, *users, *assignments]


@pytest.fixture(scope="module")
def world(
    new_database: Callable[[], Addresses], secret: bytes, now: datetime, tmp_path_factory: pytest.TempPathFactory
) -> Addresses:
    addresses = new_database()
    file = tmp_path_factory.mktemp("people") / "people.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in people(now)), encoding="utf-8")
    import_file(file, addresses, secret=secret, now=now)
    return addresses


def ask(
    connection: psycopg.Connection[Any],
    caller: Caller,
    now: datetime,
    *,
    default: bool = False,
    version: str = "esep-nb",
) -> tuple[Role, Purpose | None]:
    found = admitted(connection, caller, load_policy(POLICY, version), now, may_step_down=default)
    return found.role, found.purpose


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("validated", Role.ETWINNER),
        ("pending", Role.GENERAL_USER),
        ("inactive", Role.GENERAL_USER),
        ("general", Role.GENERAL_USER),
        ("staff", Role.GENERAL_USER),
    ],
)
def test_default_role_is_the_persons_own(world: Addresses, secret: bytes, now: datetime, key: str, role: Role) -> None:
    with owner_connection(world) as connection:
        asked = Caller(Role.ETWINNER, None, record_id(secret, "user", key))
        assert ask(connection, asked, now, default=True) == (role, None)


@pytest.mark.parametrize(
    ("key", "role", "purpose"),
    [
        ("validated", Role.ETWINNER, None),
        ("validated", Role.GENERAL_USER, None),
        ("staff", Role.NSO, None),
        ("staff", Role.NSO, Purpose.VALIDATION),
        ("narrowed", Role.NSO, None),
        ("narrowed", Role.NSO, Purpose.SURVEY),
    ],
)
def test_role_and_purpose_that_are_assigned_are_given(
    world: Addresses, secret: bytes, now: datetime, key: str, role: Role, purpose: Purpose | None
) -> None:
    with owner_connection(world) as connection:
        assert ask(connection, Caller(role, purpose, record_id(secret, "user", key)), now) == (role, purpose)


@pytest.mark.parametrize(
    ("key", "role", "purpose"),
    [
        ("pending", Role.ETWINNER, None),
        ("inactive", Role.ETWINNER, None),
        ("validated", Role.NSO, None),
        ("validated", Role.ANONYMOUS, None),
        ("validated", Role.ETWINNER, Purpose.SURVEY),
        ("staff", Role.EACEA, None),
        ("staff", Role.NSO, Purpose.MONITORING),
        ("narrowed", Role.NSO, Purpose.VALIDATION),
        ("expired", Role.NSO, Purpose.VALIDATION),
    ],
)
def test_role_or_purpose_that_is_not_assigned_is_refused(
    world: Addresses, secret: bytes, now: datetime, key: str, role: Role, purpose: Purpose | None
) -> None:
    with owner_connection(world) as connection, pytest.raises(Forbidden):
        ask(connection, Caller(role, purpose, record_id(secret, "user", key)), now)


def test_a_key_that_nobody_has_is_refused(world: Addresses, secret: bytes, now: datetime) -> None:
    with owner_connection(world) as connection, pytest.raises(Unauthenticated):
        ask(connection, Caller(Role.ETWINNER, None, record_id(secret, "user", "nobody")), now, default=True)


def test_the_verb_prints_the_token_alone(world: Addresses, secret: bytes, now: datetime, tmp_path: Path) -> None:
    done = run(
        *("token", "--user", "staff", "--role", "NSO", "--purpose", "VALIDATION"),
        TWINGRAPH_DATA_DIR=str(tmp_path),
        TWINGRAPH_SECRET=secret.decode(),
        TWINGRAPH_NOW=now.isoformat(),
        **given(world),
    )
    assert (done.code, done.err) == (0, "")
    token = done.out.removesuffix("\n")
    assert verify(token, secret, now) == Caller(Role.NSO, Purpose.VALIDATION, record_id(secret, "user", "staff"))


@pytest.mark.parametrize(
    "options", [("--role", "KING"), ("--role", "NSO", "--purpose", "MARKETING"), ("--role", "NSO")]
)
def test_the_verb_refuses_in_one_line(
    world: Addresses, secret: bytes, now: datetime, tmp_path: Path, options: tuple[str, ...]
) -> None:
    done = run(
        *("token", "--user", "validated", *options),
        TWINGRAPH_DATA_DIR=str(tmp_path),
        TWINGRAPH_SECRET=secret.decode(),
        TWINGRAPH_NOW=now.isoformat(),
        **given(world),
    )
    assert_refused(done)


def test_the_verb_says_that_a_key_is_unknown(world: Addresses, now: datetime, tmp_path: Path) -> None:
    done = run(
        "token", "--user", "nobody", TWINGRAPH_DATA_DIR=str(tmp_path), TWINGRAPH_NOW=now.isoformat(), **given(world)
    )
    assert_refused(done, "nobody with this key", "`--user`")


def test_production_has_no_development_issuer(world: Addresses, tmp_path: Path) -> None:
    done = run(
        *("token", "--user", "validated"),
        TWINGRAPH_DATA_DIR=str(tmp_path),
        TWINGRAPH_ENVIRONMENT="production",
        TWINGRAPH_SECRET="s" * 32,
        **given(world),
    )
    assert_refused(done, "production")


@pytest.mark.parametrize("version", VERSIONS)
def test_the_version_decides_whether_press_releases_are_a_purpose(
    world: Addresses, secret: bytes, now: datetime, version: str
) -> None:
    asked = Caller(Role.NSO, Purpose.NATIONAL_PRESS, record_id(secret, "user", "staff"))
    with owner_connection(world) as connection:
        if version == "esep-nb":
            with pytest.raises(Forbidden):
                ask(connection, asked, now, version=version)
        else:
            assert ask(connection, asked, now, version=version) == (Role.NSO, Purpose.NATIONAL_PRESS)


def test_after_a_sign_out_earlier_tokens_of_that_person_are_refused(
    world: Addresses, secret: bytes, now: datetime, tmp_path: Path
) -> None:
    def sign_out(user: str) -> Done:
        return run(
            *("sign-out", "--user", user),
            TWINGRAPH_DATA_DIR=str(tmp_path),
            TWINGRAPH_SECRET=secret.decode(),
            TWINGRAPH_NOW=now.isoformat(),
            **given(world),
        )

    caller = Caller(Role.GENERAL_USER, None, record_id(secret, "user", "general"), issued=int(now.timestamp()))
    with owner_connection(world) as connection:
        assert ask(connection, caller, now) == (Role.GENERAL_USER, None)
        assert sign_out("general") == sign_out(str(caller.user_id)) == Done(0, "", "")
        with pytest.raises(Unauthenticated):
            ask(connection, caller, now)
        later = replace(caller, issued=int(now.timestamp()) + 1)
        assert ask(connection, later, now) == (Role.GENERAL_USER, None)
        other = Caller(Role.GENERAL_USER, None, record_id(secret, "user", "pending"), issued=int(now.timestamp()))
        assert ask(connection, other, now) == (Role.GENERAL_USER, None)
    assert_refused(sign_out("nobody"), "nobody with this key")
