"""Pictures that are sent: by whom, of what kind and size, and who may choose them for how long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.database.addresses import Addresses
from app.edge.pictures import PRICE
from app.edge_settings import REQUEST_POINTS
from app.errors import Code
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.edge.gallery import (
    ANNA,
    BERT,
    EACEA,
    ESTONIA,
    MARI,
    NOW,
    REMOVE,
    Gallery,
    imported_world,
    serving,
    token,
)
from tests.edge.pictures import bomb, picture
from tests.edge.shape import assert_refused

pytestmark = pytest.mark.anyio


@pytest.fixture
def world(new_database: Callable[[], Addresses], tmp_path: Path) -> Addresses:
    return imported_world(new_database(), tmp_path)


@pytest.fixture
async def gallery(world: Addresses, tmp_path: Path) -> AsyncIterator[Gallery]:
    async with serving(world, tmp_path) as found:
        yield found


async def test_another_picture_takes_the_place_of_the_first_and_nothing_of_it_is_kept(gallery: Gallery) -> None:
    first = await gallery.shown(picture(colour="red"))
    second = await gallery.shown(picture(colour="blue"))
    assert first != second
    assert [(await gallery.client.get(one)).status_code for one in (first, second)] == [404, 200]
    assert gallery.rows("SELECT count(*) FROM pictures") == [(1,)]
    assert (await gallery.ask(ANNA, REMOVE))["data"]["removeMyPicture"]["user"] == {"picture": None}
    assert (await gallery.client.get(second)).status_code == 404
    assert gallery.rows("SELECT count(*) FROM pictures") == [(0,)]


async def test_an_upload_is_for_its_person_alone_and_for_ten_minutes(world: Addresses, tmp_path: Path) -> None:
    async with serving(world, tmp_path) as gallery:
        upload = (await gallery.send(picture())).json()["upload"]
        replaced = upload
        upload = (await gallery.send(picture())).json()["upload"]
        others = [
            await gallery.choose(upload, BERT),
            *[await gallery.choose(one) for one in (replaced, public_id("user", "anna"), "no id", "")],
        ]
    async with serving(world, tmp_path, NOW + timedelta(minutes=10)) as gallery:
        others.append(await gallery.choose(upload))
        await gallery.send(picture(), BERT)
        assert gallery.rows("SELECT user_id::text FROM pictures") == [(public_id("user", "bert"),)]
    assert others == [others[0]] * 6
    assert others[0]["errors"][0]["extensions"] == {
        "code": "NOT_FOUND",
        "hint": "Upload the picture again.",
        "field": "upload",
    }


async def test_an_upload_that_is_chosen_in_time_is_chosen_once(world: Addresses, tmp_path: Path) -> None:
    async with serving(world, tmp_path) as gallery:
        upload = (await gallery.send(picture())).json()["upload"]
    async with serving(world, tmp_path, NOW + timedelta(minutes=9, seconds=59)) as gallery:
        first, again = await gallery.choose(upload), await gallery.choose(upload)
        assert first == again
        assert "errors" not in first
        commands = "SELECT command FROM audit_log WHERE command = 'setMyPicture'"
        assert len(gallery.rows(commands)) == 1


async def test_who_waits_to_be_validated_may_have_a_picture_already(gallery: Gallery) -> None:
    address = await gallery.shown(asker=MARI)
    assert (await gallery.client.get(address)).status_code == 200
    assert await gallery.seen(BERT, "mari") is None


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"%PDF-1.7", picture("GIF"), picture()[:60]])
async def test_m03_what_is_no_picture_is_refused_whatever_it_says_it_is(gallery: Gallery, body: bytes) -> None:
    answer = await gallery.send(body, headers={"Content-Type": "image/png"})
    assert_refused(answer, 415, Code.BAD_USER_INPUT)
    assert gallery.rows("SELECT count(*) FROM pictures") == [(0,)]


async def test_m02_what_is_too_large_is_refused_while_it_arrives(gallery: Gallery) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(200):
            yield b"\0" * 100_000

    answer = await gallery.client.post("/pictures", content=endless(), headers=token(ANNA))
    assert_refused(answer, 413, Code.LIMIT_EXCEEDED)
    assert_refused(await gallery.send(bomb(20_000, 20_000)), 413, Code.LIMIT_EXCEEDED)
    assert gallery.rows("SELECT count(*) FROM pictures") == [(0,)]


async def test_only_members_send_pictures(gallery: Gallery) -> None:
    assert_refused(await gallery.send(picture(), Asker()), 401, Code.UNAUTHENTICATED)
    for asker in (ESTONIA, EACEA):
        assert_refused(await gallery.send(picture(), asker), 403, Code.FORBIDDEN)
    gallery.rows("UPDATE users SET status = 'DEACTIVATED' WHERE key = 'bert'")
    assert_refused(await gallery.send(picture(), BERT), 403, Code.FORBIDDEN)
    answer = await gallery.client.post("/pictures", content=picture(), headers={"Authorization": "Bearer x.y.z"})
    assert_refused(answer, 401, Code.UNAUTHENTICATED)
    assert_refused(await gallery.send(picture(), headers={"Content-Encoding": "gzip"}), 415, Code.BAD_USER_INPUT)
    assert gallery.rows("SELECT count(*) FROM pictures") == [(0,)]


async def test_other_methods_are_refused(gallery: Gallery) -> None:
    for method, path in (
        ("GET", "/pictures"),
        ("POST", "/pictures/x"),
        ("DELETE", "/pictures/x"),
        ("PUT", "/pictures"),
    ):
        assert_refused(await gallery.client.request(method, path), 405, Code.BAD_USER_INPUT)


async def test_p01_many_choices_at_once_show_one_picture_and_keep_no_other(gallery: Gallery) -> None:
    upload = (await gallery.send(picture())).json()["upload"]
    answers = await asyncio.gather(*(gallery.choose(upload) for _ in range(20)))
    assert [answer for answer in answers if answer != answers[0]] == []
    assert "errors" not in answers[0]
    assert gallery.rows("SELECT count(*) FROM audit_log WHERE command = 'setMyPicture'") == [(1,)]


async def test_of_uploads_at_once_one_is_kept_and_can_be_chosen(gallery: Gallery) -> None:
    sent = await asyncio.gather(*(gallery.send(picture(colour=colour)) for colour in ("red", "blue", "green") * 3))
    assert {answer.status_code for answer in sent} == {201}
    ((kept,),) = gallery.rows("SELECT id::text FROM pictures")
    assert kept in {answer.json()["upload"] for answer in sent}
    assert "errors" not in await gallery.choose(kept)


async def test_p07_a_picture_that_nobody_can_pay_for_is_not_read(world: Addresses, tmp_path: Path) -> None:
    allowed = {"cost_limit": PRICE, "cost_limit_anonymous": PRICE}
    points = {"rate_limit": "memory", "rate_limit_person": PRICE + REQUEST_POINTS}
    async with serving(world, tmp_path, NOW, **allowed, **points) as gallery:
        assert (await gallery.send(picture())).status_code == 201
        assert_refused(await gallery.send(picture()), 429, Code.RATE_LIMITED)
        assert (await gallery.send(picture(), BERT)).status_code == 201
    assert gallery.rows("SELECT count(*) FROM pictures") == [(2,)]
