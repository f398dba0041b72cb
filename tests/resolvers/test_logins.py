"""Sign-ins at an issuer are logins: the clock of retention begins anew, who was silent is back (RET-04, A-17)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest

from app.authz.caller import Caller, Subject
from app.database.addresses import Addresses
from app.errors import Code, Refusal
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import NOW, assignment, school, staff, user, world
from tests.conformance.worlds.world import World, public_id

LONG_SILENT = "2024-06-15T12:00:00Z"  # a year ago now
GONE = "2022-06-15T12:00:00Z"
RECENTLY = datetime(2025, 6, 1, 8, tzinfo=UTC)
TODAY = NOW - timedelta(hours=3)
ME = "{ viewer { role user { status lastLoginAt } } }"
ISSUER = "https://login.example/oidc"


def people() -> World:
    return world(
        school("s1", "EE"),
        user("anna", "s1"),
        user("silent", "s1", lastLoginAt=LONG_SILENT),
        user("pending", "s1", "PENDING", lastLoginAt=LONG_SILENT),
        user("general", "s1", "GENERAL", lastLoginAt=None, registeredAt=LONG_SILENT),
        user("off", "s1", "DEACTIVATED", lastLoginAt=LONG_SILENT),
        user("gone", "s1", lastLoginAt=GONE),
        staff("nso-ee", "NSO", "EE"),
        user("desk", "s1", lastLoginAt=LONG_SILENT),
        assignment("desk", "NSO", "EE"),
    )


@pytest.fixture(scope="module")
def reals(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealGraph]:
    real = RealGraph(new_database(), tmp_path_factory.mktemp("logins"))
    yield real
    real.close()


@pytest.fixture
def real(reals: RealGraph) -> RealGraph:
    """The same people for every test, and a graph that has heard of no sign-in."""
    reals.load(people())
    reals._graphs.clear()
    return reals


def signed_in(key: str, role: str = "ETWINNER", purpose: str | None = None, at: datetime = TODAY) -> Caller:
    """Somebody with a token that was issued a minute after they signed in."""
    issued = int(at.timestamp()) + 60
    return replace(Asker(role, purpose, key).caller(), signed_in=int(at.timestamp()), issued=issued)


def ask(real: RealGraph, caller: Caller, document: str = ME) -> Any:
    try:
        return orjson.loads(real.run(lambda: real.graph.answer(document, None, None, None, caller)))["data"]
    except Refusal as refusal:
        return refusal.code


def login_of(real: RealGraph, key: str) -> datetime | None:
    found = real.owner.execute("SELECT last_login_at FROM users WHERE id = %s", [public_id("user", key)]).fetchone()
    assert found is not None
    last: datetime | None = found[0]
    return last


def test_a_sign_in_brings_a_silent_etwinner_back_with_the_very_request(real: RealGraph) -> None:
    silent = signed_in("silent")
    assert ask(real, replace(silent, signed_in=None)) == Code.FORBIDDEN
    peer = Asker("ETWINNER", None, "anna").caller()
    lookup = f'{{ node(id: "{public_id("user", "silent")}") {{ id }} }}'
    assert ask(real, peer, lookup) == {"node": None}

    answer = ask(real, silent)
    assert answer["viewer"] == {
        "role": "ETWINNER",
        "user": {"status": "VALIDATED", "lastLoginAt": "2025-06-15T09:00:00Z"},
    }
    assert ask(real, peer, lookup)["node"] is not None


def test_a_token_that_says_nothing_of_a_sign_in_changes_nothing(real: RealGraph) -> None:
    anna = replace(signed_in("anna"), signed_in=None)
    assert ask(real, anna)["viewer"]["user"]["lastLoginAt"] == "2025-06-01T08:00:00Z"
    assert login_of(real, "anna") == RECENTLY


def test_a_renewed_token_is_no_login_and_a_request_of_the_same_sign_in_writes_nothing(real: RealGraph) -> None:
    anna = signed_in("anna")
    ask(real, anna)
    assert login_of(real, "anna") == TODAY
    real.owner.execute("UPDATE users SET last_login_at = %s WHERE id = %s", [RECENTLY, public_id("user", "anna")])
    for later in (60, 3600):
        assert anna.issued is not None
        ask(real, replace(anna, issued=anna.issued + later))
    assert login_of(real, "anna") == RECENTLY, "it was recorded once, when it happened"
    old = signed_in("silent", at=NOW - timedelta(days=366))
    assert ask(real, replace(old, issued=int(NOW.timestamp()))) == Code.FORBIDDEN, "the sign-in itself is long ago"


@pytest.mark.parametrize(
    ("key", "role", "purpose"),
    [
        ("anna", "ETWINNER", None),
        ("general", "GENERAL_USER", None),
        ("pending", "GENERAL_USER", None),
        ("desk", "NSO", "VALIDATION"),
        ("nso-ee", "NSO", "VALIDATION"),
    ],
)
def test_where_a_sign_in_counts(real: RealGraph, key: str, role: str, purpose: str | None) -> None:
    ask(real, signed_in(key, role, purpose))
    assert login_of(real, key) == TODAY


@pytest.mark.parametrize(
    ("key", "role", "purpose"),
    [
        ("anna", "GENERAL_USER", None),
        ("silent", "GENERAL_USER", None),
        ("pending", "ETWINNER", None),
        ("anna", "NSO", "VALIDATION"),
        ("desk", "EACEA", "OPERATION"),
        ("off", "GENERAL_USER", None),
        ("off", "ETWINNER", None),
        ("gone", "ETWINNER", None),
        ("gone", "GENERAL_USER", None),
    ],
)
def test_where_a_sign_in_does_not_count(real: RealGraph, key: str, role: str, purpose: str | None) -> None:
    before = login_of(real, key)
    ask(real, signed_in(key, role, purpose))
    assert login_of(real, key) == before


def test_a_member_of_staff_who_was_silent_acts_again(real: RealGraph) -> None:
    desk = signed_in("desk", "NSO", "VALIDATION")
    assert ask(real, replace(desk, signed_in=None)) == Code.FORBIDDEN
    assert ask(real, desk)["viewer"]["role"] == "NSO"


def test_a_login_never_goes_back_and_never_lies_ahead(real: RealGraph) -> None:
    ask(real, signed_in("anna"))
    ask(real, signed_in("anna", at=TODAY - timedelta(hours=1)))
    assert login_of(real, "anna") == TODAY
    ask(real, signed_in("anna", at=NOW + timedelta(seconds=20)))
    assert login_of(real, "anna") == NOW, "the clock of the issuer may be ahead"


def test_a_sign_in_of_before_a_sign_out_everywhere_is_none(real: RealGraph) -> None:
    person = public_id("user", "silent")
    real.owner.execute("INSERT INTO sign_outs (user_id, at) VALUES (%s, %s)", [person, NOW])
    assert ask(real, signed_in("silent")) == Code.UNAUTHENTICATED
    assert login_of(real, "silent") == datetime.fromisoformat(LONG_SILENT)


def test_somebody_whom_an_issuer_names_is_found_by_that_name(real: RealGraph) -> None:
    of_issuer = Subject(ISSUER, "silent at the issuer", "silent@people.example")
    caller = replace(signed_in("silent"), user_id=None, subject=of_issuer)
    assert ask(real, caller) == Code.UNAUTHENTICATED
    real.owner.execute(
        "INSERT INTO identities (issuer, subject, user_id, created_at) VALUES (%s, %s, %s, %s)",
        [ISSUER, of_issuer.name, public_id("user", "silent"), NOW],
    )
    assert ask(real, caller)["viewer"]["user"]["status"] == "VALIDATED", "what nobody had settled is asked again"
    assert login_of(real, "silent") == TODAY


def test_many_first_requests_at_once_are_one_login(real: RealGraph) -> None:
    caller = signed_in("silent")

    async def many() -> list[bytes]:
        return list(await asyncio.gather(*(real.graph.answer(ME, None, None, None, caller) for _ in range(20))))

    assert len(set(real.run(many))) == 1
    assert login_of(real, "silent") == TODAY


def test_a_fourth_member_of_the_provider_does_not_come_back(real: RealGraph, caplog: pytest.LogCaptureFixture) -> None:
    """By the clock of the database, which holds the limit (SEC-14)."""
    now = datetime.now(UTC)
    real.owner.execute("UPDATE users SET last_login_at = %s", [now - timedelta(days=1)])
    keys = [str(one) for (one,) in real.owner.execute("SELECT id FROM users WHERE status = 'VALIDATED' LIMIT 3")]
    for number, key in enumerate([*keys, public_id("user", "general")]):
        if number == len(keys):
            real.owner.execute("UPDATE users SET last_login_at = %s WHERE id = %s", [now - timedelta(days=400), key])
        real.owner.execute(
            "INSERT INTO assignments (id, key, user_id, role, valid_from) VALUES"
            " (gen_random_uuid(), %s, %s, 'PROVIDER', %s)",
            [f"provider {number}", UUID(key), now - timedelta(days=2)],
        )
    real._now = now
    caller = signed_in("general", "PROVIDER", "OPERATION", at=now - timedelta(hours=1))
    assert ask(real, caller) == Code.FORBIDDEN
    assert login_of(real, "general") == now - timedelta(days=400)
    assert caplog.messages == ["a silent account does not come back: TG003"]
