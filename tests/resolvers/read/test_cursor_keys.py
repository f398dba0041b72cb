"""Cursors by themselves: what is sealed is opened, and nothing else is, whatever was changed (G-30)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from uuid import UUID

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.authz.caller import Caller
from app.database.vocabulary import Purpose, Role
from app.errors import BadInput
from app.resolvers.read.cursors import LONGEST_CURSOR, SEAL, CursorKey, Place, encoded

SECRET = b"a secret of the tests"
CALLER = Caller(Role.ETWINNER, None, UUID(int=1))
CONTEXT = ("Query.users", (), (), ())
KEY = CursorKey(SECRET, CALLER, CONTEXT)
PLACE = Place(None, ("õunapuu", None), "c0ffee00-0000-4000-8000-000000000000")


def sealed(place: Place, key: CursorKey = KEY) -> str:
    """A cursor as PostgreSQL makes it, from the two blocks of the key (RFC 2104)."""
    payload = orjson.dumps([place.parent, *place.keys, place.identifier])
    inner, outer = key.blocks()
    once = _sha256(inner + payload)
    return encoded(_sha256(outer + once)[:SEAL] + payload)


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def refused(cursor: str, key: CursorKey = KEY, keys: int = 2) -> bool:
    with pytest.raises(BadInput) as refusal:
        key.open(cursor, keys=keys, argument="after")
    assert (refusal.value.field, refusal.value.message) == ("after", "The cursor is not one of this list.")
    return True


def test_what_was_sealed_is_opened() -> None:
    assert KEY.open(sealed(PLACE), keys=2, argument="after") == PLACE


def test_the_blocks_are_those_of_hmac() -> None:
    inner, outer = KEY.blocks()
    assert _sha256(outer + _sha256(inner + b"payload")) == hmac.digest(KEY._key, b"payload", "sha256")


@given(st.text(max_size=40), st.none() | st.text(max_size=40))
def test_every_place_comes_back(text: str, parent: str | None) -> None:
    place = Place(parent, (text, None), "x")
    assert KEY.open(sealed(place), keys=2, argument="after") == place


def test_no_byte_can_be_changed() -> None:
    cursor = sealed(PLACE)
    whole = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    for position in range(len(whole)):
        for change in (0x01, 0x80, 0xFF):
            changed = bytearray(whole)
            changed[position] ^= change
            assert refused(encoded(bytes(changed)))


def test_no_letter_can_be_changed_added_or_left_out() -> None:
    cursor = sealed(PLACE)
    for position in range(len(cursor)):
        assert refused(cursor[:position] + cursor[position + 1 :])
        for letter in ("A", "-", "=", "\n", " ", "é", "+"):
            if cursor[position] != letter:
                assert refused(cursor[:position] + letter + cursor[position + 1 :])
            assert refused(cursor[:position] + letter + cursor[position:])
    assert refused(cursor + "=" * (-len(cursor) % 4 or 4))


@pytest.mark.parametrize(
    "cursor", ["", "A", "====", "\0", "null", "🐟", "A" * (LONGEST_CURSOR + 1), "A" * LONGEST_CURSOR, "bnVsbA", "W10"]
)
def test_garbage_is_refused(cursor: str) -> None:
    assert refused(cursor)


@pytest.mark.parametrize(
    "other",
    [
        CursorKey(b"another secret", CALLER, CONTEXT),
        CursorKey(SECRET, Caller(Role.ETWINNER, None, UUID(int=2)), CONTEXT),
        CursorKey(SECRET, Caller(Role.GENERAL_USER, None, UUID(int=1)), CONTEXT),
        CursorKey(SECRET, Caller(Role.ETWINNER, Purpose.SURVEY, UUID(int=1)), CONTEXT),
        CursorKey(SECRET, Caller(), CONTEXT),
        CursorKey(SECRET, CALLER, ("Query.schools", (), (), ())),
        CursorKey(SECRET, CALLER, ("Query.users", ("x",), (), ())),
        CursorKey(SECRET, CALLER, ("Query.users", (), ("x",), ())),
        CursorKey(SECRET, CALLER, ("Query.users", (), (), ("x",))),
    ],
)
def test_a_cursor_under_another_key_is_refused(other: CursorKey) -> None:
    assert refused(sealed(PLACE, other))
    assert other.open(sealed(PLACE, other), keys=2, argument="after") == PLACE


def test_a_place_of_another_number_of_keys_is_refused() -> None:
    assert refused(sealed(PLACE), keys=1)
    assert refused(sealed(PLACE), keys=3)


def test_equal_lists_have_equal_cursors() -> None:
    assert sealed(PLACE) == sealed(PLACE, CursorKey(SECRET, CALLER, CONTEXT))
