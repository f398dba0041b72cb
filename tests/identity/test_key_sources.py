"""Keys that are loaded: kept, renewed, asked for by many at once, and what happens when they cannot be had."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc.jwk import ECKey

from app.authz.caller import Caller, Subject
from app.database.vocabulary import Role
from app.errors import Unauthenticated, Unavailable
from app.identity.key_sources import FRESH, KEPT, PAUSE, LoadedKeys, from_address, from_file
from app.identity.keys import LARGEST_SET, UnfitKeySet
from app.identity.verifier import Verifier
from tests.identity.forging import REAL, forge, public

pytestmark = pytest.mark.anyio

CALLER = Caller(Role.ETWINNER, None, None, Subject(REAL.issuer, "s1"))
FIRST, SECOND = ECKey.generate_key("P-256"), ECKey.generate_key("P-256")


def a_set(**keys: ECKey) -> bytes:
    return json.dumps({"keys": [public(key, kid=kid) for kid, key in keys.items()]}).encode()


class Issuer:
    """What an issuer publishes, how often it was asked, and a clock."""

    def __init__(self, now: datetime) -> None:
        self.published: bytes | Exception = a_set(one=FIRST)
        self.asked = 0
        self.passed = 0.0
        self.now = now
        self.gate = asyncio.Event()
        self.gate.set()
        self.reached = asyncio.Event()
        self.verifier = Verifier(LoadedKeys(self.load, ["ES256"], lambda: self.passed), REAL)

    async def load(self) -> bytes:
        self.asked += 1
        self.reached.set()
        await self.gate.wait()
        if isinstance(self.published, Exception):
            raise self.published
        return self.published

    def token(self, key: ECKey = FIRST, kid: str = "one") -> str:
        seconds = int(self.now.timestamp())
        claims = {"iss": REAL.issuer, "aud": REAL.audience, "sub": "s1", "role": "ETWINNER", "jti": "1"}
        times = {"iat": seconds, "exp": seconds + 3600}
        return forge(key, {"alg": "ES256", "typ": "at+jwt", "kid": kid}, {**claims, **times})

    async def outcome(self, token: str) -> Any:
        try:
            return await self.verifier.read(token, self.now)
        except (Unauthenticated, Unavailable) as refusal:
            return refusal.status


@pytest.fixture
def issuer(now: datetime) -> Issuer:
    return Issuer(now)


async def test_keys_are_loaded_once_and_again_when_they_are_old(issuer: Issuer) -> None:
    for passed, asked in ((0.0, 1), (FRESH - 1, 1), (FRESH, 2), (FRESH + 1, 2)):
        issuer.passed = passed
        assert await issuer.outcome(issuer.token()) == CALLER
        assert issuer.asked == asked


async def test_a_key_that_is_new_is_found_and_one_that_has_gone_verifies_nothing(issuer: Issuer) -> None:
    assert await issuer.outcome(issuer.token()) == CALLER
    issuer.published, issuer.passed = a_set(two=SECOND), PAUSE
    assert await issuer.outcome(issuer.token(SECOND, "two")) == CALLER
    assert issuer.asked == 2
    assert await issuer.outcome(issuer.token()) == 401


async def test_f09_made_up_key_names_ask_the_issuer_no_more_often_than_the_pause_allows(issuer: Issuer) -> None:
    assert await issuer.outcome(issuer.token()) == CALLER
    for number in range(200):
        assert await issuer.outcome(issuer.token(SECOND, f"made-up-{number}")) == 401
    assert issuer.asked == 1
    issuer.passed = PAUSE
    for number in range(200):
        assert await issuer.outcome(issuer.token(SECOND, f"made-up-{number}")) == 401
    assert issuer.asked == 2


async def test_many_at_once_wait_for_the_same_answer(issuer: Issuer) -> None:
    issuer.gate.clear()
    waiting = [asyncio.create_task(issuer.outcome(issuer.token())) for _ in range(50)]
    await issuer.reached.wait()
    waiting[0].cancel()
    issuer.gate.set()
    assert await asyncio.gather(*waiting[1:]) == [CALLER] * 49
    assert issuer.asked == 1


@pytest.mark.parametrize("fault", [httpx.ConnectError("S3CR3T"), OSError("S3CR3T"), TimeoutError(), b"<html>"])
async def test_r05_without_any_keys_a_token_is_unavailable_and_no_pass(
    issuer: Issuer, fault: Exception | bytes, caplog: pytest.LogCaptureFixture
) -> None:
    issuer.published = fault
    assert await issuer.outcome(issuer.token()) == 503
    assert await issuer.outcome(issuer.token()) == 503
    assert issuer.asked == 1
    assert "S3CR3T" not in caplog.text
    issuer.published, issuer.passed = a_set(one=FIRST), 1.0
    assert await issuer.outcome(issuer.token()) == CALLER


async def test_failures_are_followed_by_growing_pauses(issuer: Issuer) -> None:
    issuer.published = OSError()
    for second in range(100):
        issuer.passed = float(second)
        assert await issuer.outcome(issuer.token()) == 503
    # At 0, 1, 3, 7, 15, 31, 61, 91 seconds.
    assert issuer.asked == 8


async def test_the_last_good_set_serves_for_a_day(issuer: Issuer) -> None:
    assert await issuer.outcome(issuer.token()) == CALLER
    issuer.published = b"{}"
    issuer.passed = KEPT - 1
    assert await issuer.outcome(issuer.token()) == CALLER
    assert await issuer.outcome(issuer.token(SECOND, "two")) == 401
    issuer.passed = KEPT
    assert await issuer.outcome(issuer.token()) == 503


async def test_a_text_that_is_no_token_asks_nobody(issuer: Issuer) -> None:
    for text in ("", "a.b.c", issuer.token()[:-1] + "=", "x" * 100_000):
        assert await issuer.outcome(text) == 401
    assert issuer.asked == 0


async def test_keys_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_bytes(a_set(one=FIRST))
    assert await from_file(file)() == a_set(one=FIRST)
    file.write_bytes(b" " * (LARGEST_SET + 10))
    assert len(await from_file(file)()) == LARGEST_SET + 1


def answering(answer: Callable[[httpx.Request], httpx.Response]) -> Callable[[], httpx.AsyncClient]:
    """A client whose requests are answered here."""
    return lambda: httpx.AsyncClient(transport=httpx.MockTransport(answer))


async def test_keys_are_read_from_an_address_and_nothing_is_sent_there() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=a_set(one=FIRST))

    assert await from_address("https://login.example/keys", answering(answer))() == a_set(one=FIRST)
    (request,) = seen
    assert (request.method, str(request.url), request.content) == ("GET", "https://login.example/keys", b"")
    assert "authorization" not in request.headers


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(302, headers={"location": "https://attacker.example/keys"}),
        httpx.Response(404),
        httpx.Response(500, content=a_set(one=FIRST)),
        httpx.Response(200, content=a_set(one=FIRST), headers={"content-encoding": "br"}),
    ],
    ids=["redirect", "absent", "fault", "compressed"],
)
async def test_f09_an_answer_that_is_not_the_keys_is_refused_and_not_followed(response: httpx.Response) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return response

    with pytest.raises(UnfitKeySet):
        await from_address("https://login.example/keys", answering(answer))()
    assert asked == ["login.example"]


async def test_f11_no_more_is_read_than_a_key_set_may_have() -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 1
            yield b" " * 16_384

    client = answering(lambda _: httpx.Response(200, content=endless()))
    text = await from_address("https://login.example/keys", client)()
    assert len(text) > LARGEST_SET
    assert sent <= LARGEST_SET // 16_384 + 2
