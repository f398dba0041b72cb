"""Who loads a picture by its address, without a header, and until when: by whom the graph shows it to, at each load."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.database.addresses import Addresses
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.edge.gallery import (
    ANNA,
    BERT,
    EACEA,
    ESTONIA,
    LATVIA,
    MARI,
    NOTHING,
    NOW,
    REMOVE,
    Gallery,
    imported_world,
    serving,
)
from tests.edge.pictures import picture
from tests.edge.shape import assert_fixed_headers

pytestmark = pytest.mark.anyio

WITHDRAW = "mutation { withdrawConsent(input: {purpose: PUBLIC_PICTURE}) { __typename } }"
GIVE = """mutation {
  giveConsent(input: {purpose: PUBLIC_PICTURE, noticeVersion: "esep-nb", language: "et"}) { __typename }
}"""


@pytest.fixture
def world(new_database: Callable[[], Addresses], tmp_path: Path) -> Addresses:
    return imported_world(new_database(), tmp_path)


@pytest.fixture
async def gallery(world: Addresses, tmp_path: Path) -> AsyncIterator[Gallery]:
    async with serving(world, tmp_path) as found:
        yield found


async def test_a_picture_that_was_sent_and_chosen_is_loaded_without_a_header(gallery: Gallery) -> None:
    sent = await gallery.send(picture("JPEG"))
    assert sent.status_code == 201
    assert_fixed_headers(sent)
    assert await gallery.seen(ANNA) is None
    address = (await gallery.choose(sent.json()["upload"]))["data"]["setMyPicture"]["user"]["picture"]
    loaded = await gallery.client.get(address)
    assert (loaded.status_code, loaded.headers["content-type"]) == (200, "image/webp")
    assert loaded.content[8:12] == b"WEBP"
    expected = {
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        "content-security-policy": "default-src 'none'; sandbox",
        "content-disposition": "inline",
    }
    assert {name: loaded.headers[name] for name in expected} == expected


async def test_who_sees_the_picture_has_an_address_of_their_own_and_who_does_not_has_none(gallery: Gallery) -> None:
    own = await gallery.shown()
    seen = [await gallery.seen(asker) for asker in (ANNA, BERT, ESTONIA, EACEA, Asker())]
    assert seen[0] == own
    assert len(set(seen)) == len(seen)
    for address in seen:
        assert address is not None
        assert (await gallery.client.get(address)).status_code == 200
        for name in ("anna", "bert", "nso-ee", "eacea"):
            assert public_id("user", name) not in address
    assert await gallery.seen(LATVIA) is not None  # anna is public
    gallery.rows("DELETE FROM consents")
    assert [await gallery.seen(asker) for asker in (LATVIA, MARI, Asker())] == [None] * 3


async def test_the_address_is_the_same_for_an_hour_and_is_loaded_in_the_next_but_not_later(
    world: Addresses, tmp_path: Path
) -> None:
    seen, loaded = [], []
    async with serving(world, tmp_path) as gallery:
        own = await gallery.shown()
    for minutes in (29, 30, 89, 90):
        async with serving(world, tmp_path, NOW + timedelta(minutes=minutes)) as gallery:
            seen.append(await gallery.seen(Asker()))
            loaded.append((await gallery.client.get(own)).status_code)
    assert loaded == [200, 200, 200, 404]
    assert seen[1] == seen[2]
    assert len(set(seen)) == 3


@pytest.mark.parametrize(
    ("what", "asker"),
    [
        ("DELETE FROM consents WHERE purpose = 'PUBLIC_PICTURE'", Asker()),
        ("UPDATE users SET restricted = true WHERE key = 'anna'", BERT),
        ("UPDATE users SET status = 'DEACTIVATED' WHERE key = 'anna'", BERT),
        ("UPDATE users SET status = 'DEACTIVATED' WHERE key = 'bert'", BERT),
        ("INSERT INTO sign_outs SELECT id, '2026-06-15T12:30:00Z' FROM users WHERE key = 'bert'", BERT),
        ("UPDATE assignments SET valid_to = '2026-06-15T12:30:00Z' WHERE role = 'EACEA'", EACEA),
        ("UPDATE users SET picture_id = NULL WHERE key = 'anna'", EACEA),
        (
            "WITH other AS (INSERT INTO pictures SELECT gen_random_uuid(), user_id, body, uploaded_at FROM pictures"
            " RETURNING id) UPDATE users SET picture_id = other.id FROM other WHERE key = 'anna'",
            BERT,
        ),
        ("UPDATE users SET status = 'ANONYMISED' WHERE key = 'anna'", ANNA),
    ],
)
async def test_what_hides_the_picture_hides_it_from_the_next_load_on(gallery: Gallery, what: str, asker: Asker) -> None:
    """Q06: an address that was given before the withdrawal does not show the picture after it."""
    await gallery.shown()
    address = await gallery.seen(asker)
    assert address is not None
    assert (await gallery.client.get(address)).status_code == 200
    gallery.rows(what)
    after = await gallery.client.get(address)
    assert (after.status_code, after.json()) == (404, {"errors": [NOTHING]})
    assert_fixed_headers(after)


async def test_forged_over_and_hidden_addresses_are_one_answer(gallery: Gallery) -> None:
    own = await gallery.shown()
    public = await gallery.seen(Asker())
    assert public is not None
    ticket, sealed = own.removeprefix("/pictures/").split(".")
    other = public.removeprefix("/pictures/")
    gallery.rows("DELETE FROM consents")
    tried = [
        *(
            "x",
            "x.y",
            f"{ticket}.",
            f".{sealed}",
            f"{ticket}{sealed}",
            f"{ticket}.{sealed}A",
            f"A{ticket}.{sealed}",
        ),
        *(f"{ticket}.{other.split('.')[1]}", f"{other.split('.')[0]}.{sealed}", other, f"{ticket}.{sealed}.x"),
        *(f"{ticket}=.{sealed}", f"{ticket}.{sealed}=", "A" * 5000, "%00", "é", f"{ticket[:-2]}.{sealed}"),
    ]
    answers = [await gallery.client.get(f"/pictures/{one}") for one in tried]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert answers[0].json() == {"errors": [NOTHING]}
    assert (await gallery.client.get(own)).status_code == 200


async def test_an_imported_picture_stays_the_text_that_it_is_until_it_is_removed(gallery: Gallery) -> None:
    """G-43."""
    person = Asker("ETWINNER", None, "imported")
    assert await gallery.seen(person, "imported") == "https://old.example/a.png"
    assert await gallery.seen(BERT, "imported") == "https://old.example/a.png"
    await gallery.ask(person, REMOVE)
    assert await gallery.seen(BERT, "imported") is None


async def test_a_look_of_staff_at_a_picture_leaves_a_record(gallery: Gallery) -> None:
    """SEC-15: of somebody whom the public does not see."""
    await gallery.shown(asker=BERT)
    address = await gallery.seen(ESTONIA, "bert")
    assert address is not None
    gallery.rows("DELETE FROM access_log")
    assert (await gallery.client.get(address)).status_code == 200
    assert gallery.rows("SELECT role, purpose, coordinates FROM access_log") == [
        ("NSO", "VALIDATION", ["User.id", "User.picture"])
    ]


async def test_q01_a_consent_that_is_withdrawn_counts_for_the_next_load(gallery: Gallery) -> None:
    await gallery.shown()
    for _ in range(3):
        address = await gallery.seen(Asker())
        assert address is not None
        assert (await gallery.client.get(address)).status_code == 200
        assert "errors" not in await gallery.ask(ANNA, WITHDRAW)
        assert (await gallery.client.get(address)).status_code == 404
        gallery.rows("DELETE FROM consents WHERE purpose = 'PUBLIC_PICTURE'")
        assert "errors" not in await gallery.ask(ANNA, GIVE)
